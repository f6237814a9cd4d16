package macros

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"regan/accel/arrays"
	"regan/accel/units"
)

// Histogram says how often each value occurs: a share for each, together 1.
type Histogram []Bin

// Bin is one value of a histogram.
type Bin struct {
	Value int32
	Share float64
}

// Count returns the histogram of values; that of none is empty.
func Count(values []int32) Histogram {
	counts := map[int32]int{}
	for _, v := range values {
		counts[v]++
	}
	var h Histogram
	for _, v := range slices.Sorted(maps.Keys(counts)) {
		h = append(h, Bin{v, float64(counts[v]) / float64(len(values))})
	}
	return h
}

// Uniform returns the histogram in which all values from lowest to highest occur equally often.
func Uniform(lowest, highest int32) Histogram {
	var h Histogram
	for v := int64(lowest); v <= int64(highest); v++ {
		h = append(h, Bin{int32(v), 1 / float64(int64(highest)-int64(lowest)+1)})
	}
	return h
}

// validate checks that the shares make up a whole.
func (h Histogram) validate(what string) error {
	total := 0.0
	for _, b := range h {
		if !(b.Share >= 0 && b.Share <= 1) {
			return fmt.Errorf("macros: in the histogram of %s, %d has the share %v; allowed: 0 to 1", what, b.Value, b.Share)
		}
		total += b.Share
	}
	if !(total > 1-1e-6 && total < 1+1e-6) {
		return fmt.Errorf("macros: the shares of the histogram of %s sum to %v; allowed: 1", what, total)
	}
	return nil
}

// squareVolts returns the mean square of the voltage on a row over its time slots, in V².
func (s Spec) squareVolts(inputs Histogram) (float64, error) {
	if err := inputs.validate("inputs"); err != nil {
		return 0, err
	}
	var buffer [16]float64
	mean := 0.0
	for _, b := range inputs {
		squares, err := s.squares(buffer[:0], b.Value)
		if err != nil {
			return 0, err
		}
		for _, q := range squares {
			mean += b.Share * q / float64(len(squares))
		}
	}
	return mean * float64(s.Cell.ReadVoltage) * float64(s.Cell.ReadVoltage), nil
}

// conductance returns the mean conductance of the cells.
func (s Spec) conductance(weights Histogram) (units.Conductance, error) {
	if err := weights.validate("weights"); err != nil {
		return 0, err
	}
	mean := units.Conductance(0)
	for _, b := range weights {
		cells, total, err := s.conductances(b.Value)
		if err != nil {
			return 0, err
		}
		mean += units.Conductance(b.Share/float64(cells)) * total
	}
	return mean, nil
}

// fired returns how many spikes the lines of a matrix send in one product: the mean charge of each over the threshold, up to
// what its counter holds. Its inputs are cut into so many parts, as equal as can be.
func (s Spec) fired(x, weights Histogram, outputs, inputs, parts int) (float64, error) {
	mean, levels := 0.0, make([]float64, s.Array.ColumnsPerWeight())
	for _, b := range x {
		mean += b.Share * float64(b.Value)
	}
	var buffer [32]uint8
	for _, b := range weights {
		cells, err := s.Array.AppendLevels(buffer[:0], b.Value)
		if err != nil {
			return 0, err
		}
		for i, level := range cells {
			levels[i] += b.Share * float64(level)
		}
	}
	lowest := float64(int(1)<<s.Array.CellBits-1) / (s.Cell.OnOff() - 1) // conductance of the lowest level, in levels
	most, spikes := math.Exp2(float64(s.Array.Spikes.CounterBits))-1, 0.0
	larger := inputs % parts // parts that have a row more than the others
	for _, level := range levels {
		for _, n := range [][2]int{{inputs / parts, parts - larger}, {inputs/parts + 1, larger}} {
			charge := float64(n[0]) * mean * (level + lowest)
			spikes += float64(n[1]) * min(most, charge/float64(s.Array.Spikes.Threshold))
		}
	}
	return spikes * float64(outputs), nil
}

// Heat returns what the cells of a matrix turn into heat when it is multiplied with one vector: the sum over slots, rows and
// columns of V²·G·T, cell by cell. Multiply reckons with the mean of V² times the mean of G instead, which is the same where
// inputs do not depend on the rows that they drive. Flipped columns count as they were before.
func (s Spec) Heat(w arrays.Weights, x []int32) (units.Energy, error) {
	if err := s.Validate(); err != nil {
		return 0, err
	}
	if len(x) != w.Inputs || len(w.Values) != w.Outputs*w.Inputs {
		return 0, fmt.Errorf("macros: %d inputs and %d weights for a matrix of %d outputs and %d inputs", len(x), len(w.Values), w.Outputs, w.Inputs)
	}
	heat := units.Energy(0)
	for i, value := range x {
		squares, err := s.squares(nil, value)
		if err != nil {
			return 0, err
		}
		sum := 0.0
		for _, q := range squares {
			sum += q * float64(s.Cell.ReadVoltage) * float64(s.Cell.ReadVoltage)
		}
		for o := range w.Outputs {
			_, total, err := s.conductances(w.Values[o*w.Inputs+i])
			if err != nil {
				return 0, err
			}
			heat += s.Cell.ReadEnergy(sum, total)
		}
	}
	return heat, nil
}
