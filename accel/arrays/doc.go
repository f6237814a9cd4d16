// Package arrays computes what ReRAM crossbars compute: y = Wx as the cells, converters and adders would give it, bit by
// bit.
//
//	Spec     one kind of array and its periphery: size, bits per cell, encoding, inputs, converter, faults, noise. Plain data
//	Analog   part of a Spec: writing errors, drift, wires, cells that are not ohmic, errors of converters; each alone too
//	Weights  a matrix of integers to be programmed; Quantise makes one of floats, and Inputs.Quantise vectors
//	Array    the programmed matrix, cut to as many arrays as it needs. Mul, MulVec, Convolve and Transposed work on it
//	Pulsed   a matrix of weights that outer products update by pulses, which are unequal and asymmetric, and wear out cells
//	line     one bit line, or the difference of a pair: what one converter reads
//	slice    the part of a weight in one cell, or of an input in one time slot
//
// In each time slot every row is driven by one slice of its input, every line adds up the currents of its cells, and the
// converter turns the sum into a code. Codes are then shifted and added over slots, slices and arrays. All of it is integers
// until the last step, unless Analog makes cells conduct something between levels; then sums are floats that are added in
// one order. So a result does not depend on the number of cores. A sum is measured in level steps: the current that one
// level of a cell gives at the smallest input.
//
// Start with DefaultSpec, change the fields that you study, hand it to Program, and call MulVec.
package arrays
