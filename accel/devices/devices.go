// Package devices has the laws of ReRAM and phase-change cells: how far a cell's conductance is from what was meant.
//
//	Random       numbers that are a function of a seed and an index, so that any order of computing gives the same ones
//	Programming  the error that writing a conductance leaves, as a law of the conductance
//	ReadNoise    the error of each reading, for a cell and for a whole bit line at once
//	PhaseChange  programming, drift and 1/f noise of a phase-change cell
//	Law          how far a pulse moves a cell's weight: Step, ExpStep, PowStep, Saturating
//	Wear         how often each cell was written, and how long the array lasts
//
// A law is plain data with pure functions. Those of a single cell do not check their law, as they are called for each cell:
// check it once with Validate. Each constant has its unit and its source. Start with RRAMMilo().Program, or with Pulse and
// SoftBounds.
package devices
