// Package validation compares what the simulator computes with numbers of other programs and of papers, which are kept with
// their sources and tolerances in testdata. It has only tests, and reaches all through the packages' public doors.
//
//	crosssim_bitsliced.json       CrossSim 3.2.0 (BSD-3-Clause): bit-sliced products, converters (in accel/arrays/testdata)
//	crosssim_finite_onoff.json    the same: finite ratio of conductances, two encodings (in accel/arrays/testdata)
//	irdrop_exact_nodal.json       badcrossbar (MIT): currents and effective conductances of arrays with wires
//	adc_regression.json           hwcomponents-adc (MIT): energy and area of converters
//	neurosim_nonlinearity.json    DNN+NeuroSim V2.1: labels of nonlinearity and the curvatures that they stand for
//	device_noise.json             CrossSim and AIHWKIT 1.1.0 (MIT): errors of writing, drift, 1/f noise
//	pulse_response.json           AIHWKIT: weights after pulses, of five laws
//	transposed_convolution.json   PyTorch 1.13 (BSD-3-Clause): forward, both gradients, operation counts
//	published_anchors.json        ISAAC's table of parts, its sums, energies of single actions; PANTHER's figures of an array
//	neurram.json                  NeuRRAM's measured silicon, what takes its energy, its cells' area
//
// ReGAN's published speed and energy are compared in accel. Those of PipeLayer, RED and LrGAN are of designs that are not
// modelled here as wholes.
package validation
