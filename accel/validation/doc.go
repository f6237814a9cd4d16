// Package validation compares what the simulator computes with numbers of other programs, which are kept with their sources in
// testdata. It has only tests, and reaches all through the packages' public doors.
//
//	crosssim_*.json               CrossSim 3.2.0 (BSD-3-Clause): bit-sliced products, converters, finite on/off ratio (accel/arrays/testdata)
//	pulse_response.json           AIHWKIT 1.1.0 (MIT): weights after pulses (accel/devices/testdata)
//	transposed_convolution.json   PyTorch 1.13 (BSD-3-Clause): forward, both gradients, operation counts
//
// What one package alone can be compared with is in its own tests: badcrossbar's currents in accel/wires, NeuroSim's nonlinearity and
// the devices' noise in accel/devices, converters and ISAAC's sums in accel/hw.
package validation
