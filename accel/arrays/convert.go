package arrays

import "math"

// converter turns the sum of a line into a code: an ADC in each time slot, or an integrate-and-fire circuit over all of
// them, or nothing that changes it. The value of code c is low + c*step.
type converter struct {
	ideal, spikes bool
	low, step     float64
	least, most   int64   // codes
	background    float64 // current of the lowest conductance for each unit of input that drives the line
	perInput      float64 // what to add, for each unit of input, to the values of the codes

	clamps bool    // a sum within least and most is its own code, and any other gets the nearer of these
	table  []int32 // codes from the sum origin on, or nil
	origin int64
}

// converter returns the converter of lines with so many rows in use of an array that has full rows.
func (s Spec) converter(rows, full int) converter {
	c := converter{step: 1}
	if !s.signedLines() {
		c.background = s.minLevel() // it cancels in a difference
	}
	if s.RemoveGmin {
		c.perInput = -c.background
	}
	if s.Readout == ReadSpikes {
		c.spikes = true
		c.step, c.most = float64(s.Spikes.Threshold), 1<<s.Spikes.CounterBits-1
		return c
	}
	if s.Readout == ReadIdeal {
		// Passes on the levels' sum, so that of the background only what is not removed has to be added.
		c.ideal, c.perInput = true, c.background+c.perInput
		return c
	}
	c.most = 1<<s.ADC.Bits - 1
	if s.signedLines() {
		c.most = 1<<(s.ADC.Bits-1) - 1
		c.least = -c.most
	}
	span := func(rows int) float64 {
		levels := float64(rows * s.topLevel())
		if s.Flip {
			levels = math.Floor(levels / 2)
		}
		return (levels + float64(rows)*c.background) * float64(s.topDigit()) / float64(c.most)
	}
	switch s.ADC.Range {
	case Full:
		c.step = span(full)
	case Maximum:
		c.step = span(rows)
	case Calibrated:
		c.low, c.step = s.ADC.Low, (s.ADC.High-s.ADC.Low)/float64(c.most-c.least)
		if s.signedLines() {
			c.low = 0 // code 0 is in the middle
		}
	case CrossSimGranular:
		magnitude := s.Inputs.Bits
		if s.Inputs.Signed {
			magnitude--
		}
		codes := math.Exp2(float64(magnitude))
		c.step = codes / (codes - 1) * (float64(s.topLevel()) + s.minLevel()) / float64(s.topLevel())
	}
	return c
}

// passes tells whether all sums from lowest to greatest have themselves as their codes, so that converting changes nothing.
func (c *converter) passes(lowest, greatest int64) bool {
	if c.ideal {
		return true
	}
	return !c.spikes && c.background == 0 && c.step == 1 && c.low == 0 && c.least <= lowest && greatest <= c.most
}

// tabulate prepares for sums from lowest to greatest, if they are all integers.
func (c *converter) tabulate(lowest, greatest int64, integers bool) {
	const largest = 1 << 17
	if c.ideal || c.spikes || c.background != 0 || !integers || greatest-lowest >= largest {
		return
	}
	c.origin, c.table, c.clamps = lowest, make([]int32, greatest-lowest+1), true
	for i := range c.table {
		sum := lowest + int64(i)
		code := c.code(float64(sum))
		c.table[i] = int32(code)
		c.clamps = c.clamps && code == max(c.least, min(c.most, sum))
	}
}

// code returns the code of a current.
func (c *converter) code(current float64) int64 {
	return int64(max(float64(c.least), min(float64(c.most), math.RoundToEven((current-c.low)/c.step))))
}

// shifted is code with an offset in codes.
func (c *converter) shifted(current, offset float64) int64 {
	return int64(max(float64(c.least), min(float64(c.most), math.RoundToEven((current-c.low)/c.step+offset))))
}

// count returns the spikes of a charge.
func (c *converter) count(charge float64) int64 {
	return int64(max(0, min(float64(c.most), math.Floor(charge/c.step))))
}
