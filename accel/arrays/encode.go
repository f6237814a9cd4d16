package arrays

import "fmt"

// Levels returns the levels of the cells that hold a weight, the slice of the lowest bits first: of the cells on the
// positive side, and of those on the negative side, nil unless cells come in pairs. Flipped columns are inverted after that.
// A weight beyond WeightRange is an error.
func (s Spec) Levels(weight int32) (positive, negative []uint8, err error) {
	if lowest, highest := s.WeightRange(); weight < lowest || weight > highest {
		return nil, nil, fmt.Errorf("arrays: the weight is %d; %d-bit %s weights go from %d to %d", weight, s.WeightBits, s.Encoding,
			lowest, highest)
	}
	positive = make([]uint8, s.Slices())
	if s.Encoding != Offset {
		negative = make([]uint8, s.Slices())
	}
	s.encode(weight, positive, negative)
	return positive, negative, nil
}

// encode sets the levels of a weight that is within the range.
func (s Spec) encode(weight int32, positive, negative []uint8) {
	top := int32(s.topLevel())
	sign, magnitude := int32(1), weight
	switch {
	case s.Encoding == Offset:
		magnitude = weight + 1<<(s.WeightBits-1)
	case weight < 0:
		sign, magnitude = -1, -weight
	}
	for i := range positive {
		digit := sign * (magnitude >> (i * s.CellBits) & top)
		switch s.Encoding {
		case Offset:
			positive[i] = uint8(digit)
		case OneSided:
			positive[i], negative[i] = uint8(max(digit, 0)), uint8(max(-digit, 0))
		case TwoSided:
			half := (top + digit + 1) / 2
			positive[i], negative[i] = uint8(half), uint8(half-digit)
		}
	}
}

// Digits returns what an input drives in each time slot, as multiples of the smallest drive: the slot of the lowest bits
// first, that of the sign last. An input beyond Range is an error.
func (in Inputs) Digits(x int32) ([]uint8, error) {
	if lowest, highest := in.Range(); x < lowest || x > highest {
		return nil, fmt.Errorf("arrays: the input is %d; inputs of %d bits go from %d to %d", x, in.Bits, lowest, highest)
	}
	var digits []uint8
	for _, s := range in.slots() {
		digits = append(digits, uint8(uint32(x)>>s.first&(1<<s.bits-1)))
	}
	return digits, nil
}
