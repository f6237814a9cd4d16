package arrays

import (
	"fmt"
	"slices"
)

// AppendLevels appends the levels of the cells that hold a weight, the slice of the lowest bits first: those on the positive
// side, then those on the negative side where cells come in pairs. Flipped columns are inverted after that. A weight beyond
// WeightRange is an error.
func (s Spec) AppendLevels(dst []uint8, weight int32) ([]uint8, error) {
	if lowest, highest := s.WeightRange(); weight < lowest || weight > highest {
		return nil, fmt.Errorf("arrays: the weight is %d; %d-bit %s weights go from %d to %d", weight, s.WeightBits, s.Encoding,
			lowest, highest)
	}
	n, have := s.Slices(), len(dst)
	dst = slices.Grow(dst, 2*n)[:have+n]
	positive := dst[have:]
	if s.Encoding == Offset {
		s.encode(weight, positive, nil)
		return dst, nil
	}
	dst = dst[:have+2*n]
	s.encode(weight, positive, dst[have+n:])
	return dst, nil
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

// AppendDigits appends what an input drives in each time slot, as multiples of the smallest drive: the slot of the lowest
// bits first, that of the sign last. An input beyond Range is an error.
func (in Inputs) AppendDigits(dst []uint8, x int32) ([]uint8, error) {
	if lowest, highest := in.Range(); x < lowest || x > highest {
		return nil, fmt.Errorf("arrays: the input is %d; inputs of %d bits go from %d to %d", x, in.Bits, lowest, highest)
	}
	for i := range in.slotCount() {
		s := in.slot(i)
		dst = append(dst, uint8(uint32(x)>>s.first&(1<<s.bits-1)))
	}
	return dst, nil
}
