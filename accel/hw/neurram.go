package hw

import (
	"fmt"

	"regan/accel/units"
)

// NeuRRAM is the chip of Wan et al., "A compute-in-memory chip based on resistive random-access memory", Nature 608 (2022),
// as it was measured: 48 cores of 256x256 cells in 130 nm at 1.8 V, 4-bit weights in pairs of cells. A core drives the
// magnitude bits of its inputs as trains of pulses, and its neurons convert by taking charge away step by step.
type NeuRRAM struct {
	InputBits  int // with the sign, 1 to 8
	ResultBits int // with the sign, 2 to 10

	// TwoPhases drives the upper and the lower half of an input's bits for themselves, with a conversion of one bit fewer after
	// each, where an input has four magnitude bits or more: two short trains of pulses take less time than a long one.
	TwoPhases bool
}

// Times of the chip, as CiMLoop's model has them (MIT, wan_nature_2022), and energies of an operation for each magnitude bit
// of an input: the means of the paper's measured split over 1 to 8 bits, which is all that is calibrated here.
const (
	neurramPulse  = 0.27 * units.Microsecond
	neurramSample = 0.3 * units.Microsecond
	neurramStep   = 0.3 * units.Microsecond

	neurramWordLines = 7.74 * units.Femtojoule
	neurramNeurons   = 10.69 * units.Femtojoule
	neurramPulses    = 3.77 * units.Femtojoule
)

// Validate tells what is wrong with the numbers, or nil.
func (n NeuRRAM) Validate() error {
	if n.InputBits < 1 || n.InputBits > 8 {
		return fmt.Errorf("hw: NeuRRAM with InputBits %d; it takes 1 to 8", n.InputBits)
	}
	if n.ResultBits < 2 || n.ResultBits > 10 {
		return fmt.Errorf("hw: NeuRRAM with ResultBits %d; it gives 2 to 10", n.ResultBits)
	}
	return nil
}

// magnitude is the bits of an input without its sign; one bit is an input of -1 or 1.
func (n NeuRRAM) magnitude() int { return max(1, n.InputBits-1) }

// Time returns the time of a product on all cores: pulses, as many as the largest magnitude, then a sample and a step for
// each bit.
func (n NeuRRAM) Time() (units.Time, error) {
	if err := n.Validate(); err != nil {
		return 0, err
	}
	convert := func(bits int) units.Time { return neurramSample + units.Time(bits)*neurramStep }
	train := func(bits int) units.Time { return units.Time(int(1)<<bits-1) * neurramPulse }
	if m := n.magnitude(); n.TwoPhases && m >= 4 {
		return train((m+1)/2) + train(m/2) + 2*convert(n.ResultBits-1), nil
	}
	return train(n.magnitude()) + convert(n.ResultBits), nil
}

// Rate returns operations per second of 48 cores; a multiplication is one, an addition another.
func (n NeuRRAM) Rate() (units.OpRate, error) {
	t, err := n.Time()
	if err != nil {
		return 0, err
	}
	return units.OpRate(48 * 2 * 128 * 256 / float64(t)), nil
}

// Energy returns the energy of an operation by what takes it.
func (n NeuRRAM) Energy() (wordLines, neurons, pulses units.Energy, err error) {
	if err := n.Validate(); err != nil {
		return 0, 0, 0, err
	}
	m := units.Energy(n.magnitude())
	return m * neurramWordLines, m * neurramNeurons, m * neurramPulses, nil
}

// Efficiency returns operations per joule.
func (n NeuRRAM) Efficiency() (float64, error) {
	wordLines, neurons, pulses, err := n.Energy()
	if err != nil {
		return 0, err
	}
	return 1 / float64(wordLines+neurons+pulses), nil
}
