package devices

import (
	"fmt"
	"math"

	"regan/accel/units"
)

// ReadNoise is the error of each reading of a cell: normal, drawn anew each time. Its variance is the sum of a constant one
// and of one in proportion to the conductance.
type ReadNoise struct {
	Constant units.Conductance // standard deviation
	Share    float64           // standard deviation as a share of the conductance
}

// Sigma returns the standard deviation of one reading of a cell.
func (n ReadNoise) Sigma(g units.Conductance) units.Conductance {
	return units.Conductance(math.Hypot(float64(n.Constant), n.Share*float64(g)))
}

// ColumnSigma returns the standard deviation of the current of a bit line, whose cells are read at once with one voltage
// each. The sum of normal numbers is normal, so one draw for each bit line is exact and needs none for each cell.
func (n ReadNoise) ColumnSigma(cells []units.Conductance, volts []units.Voltage) (units.Current, error) {
	if len(cells) != len(volts) {
		return 0, fmt.Errorf("devices: %d cells and %d voltages on a bit line; there is one voltage for each cell", len(cells), len(volts))
	}
	variance := 0.0
	for k, g := range cells {
		noise := float64(n.Sigma(g)) * float64(volts[k])
		variance += noise * noise
	}
	return units.Current(math.Sqrt(variance)), nil
}

// Validate tells what is wrong with the numbers, or nil.
func (n ReadNoise) Validate() error {
	if !isConductance(n.Constant) {
		return fmt.Errorf("devices: read noise has Constant %v; it must be finite and not below 0", n.Constant)
	}
	if !(n.Share >= 0) || math.IsInf(n.Share, 1) {
		return fmt.Errorf("devices: read noise has Share %g; it must be finite and not below 0", n.Share)
	}
	return nil
}

// PhaseChange is the model of phase-change cells of AIHWKIT 1.1.0 (MIT), src/aihwkit/inference/noise/pcm.py, fitted to about
// a million cells. All laws are of the target's share of Most.
type PhaseChange struct {
	Most     units.Conductance // of a cell
	Settling units.Time        // from writing to the first reading, from which drift counts
	Reading  units.Time        // of one reading
}

// DefaultPhaseChange returns the published cell: 25 µS, 20 s, 250 ns.
func DefaultPhaseChange() PhaseChange {
	return PhaseChange{Most: 25 * units.Microsiemens, Settling: 20 * units.Second, Reading: 250 * units.Nanosecond}
}

// Programming returns the law of what writing leaves.
func (p PhaseChange) Programming() Programming {
	return Programming{Name: "PCM, AIHWKIT", Coefficients: microsiemens(0.26348, 1.9650, -1.1731), Reference: p.Most, Most: p.Most}
}

// Exponent returns mean and standard deviation of a cell's drift exponent.
func (p PhaseChange) Exponent(target units.Conductance) (mean, sigma float64) {
	log := math.Log(float64(target / p.Most)) // of 0 it is -Inf, and both are at their bounds
	return clamp(-0.0155*log+0.0244, 0.049, 0.1), clamp(-0.0125*log-0.0059, 0.008, 0.045)
}

// Drifted returns what a cell of conductance g has become some time after its first reading.
func (p PhaseChange) Drifted(g units.Conductance, exponent float64, after units.Time) units.Conductance {
	return g * units.Conductance(math.Pow(float64((after+p.Settling)/p.Settling), -exponent))
}

// ReadShare returns the standard deviation of a reading, by 1/f noise that has gathered since writing, as a share of the
// conductance that the cell then has. The smaller the target, the larger the share, up to a bound.
func (p PhaseChange) ReadShare(target units.Conductance, after units.Time) float64 {
	q := min(0.0088/math.Pow(float64(target/p.Most), 0.65), 0.2)
	return q * math.Sqrt(math.Log(float64((after+p.Settling+p.Reading)/(2*p.Reading))))
}

// Read returns what one reading of a cell shows: written with its error, drifted, read with noise. The cell's number chooses
// the random numbers of its writing and drift, and so stays what it is; reading's chooses those of the noise.
func (p PhaseChange) Read(target units.Conductance, after units.Time, random Random, cell uint64, reading Random) units.Conductance {
	g := p.Programming().Program(target, random, 2*cell)
	mean, sigma := p.Exponent(target)
	g = p.Drifted(g, math.Abs(mean+sigma*random.Normal(2*cell+1)), after)
	return max(0, g*units.Conductance(1+p.ReadShare(target, after)*reading.Normal(cell)))
}

// Validate tells what is wrong with the numbers, or nil.
func (p PhaseChange) Validate() error {
	if !(p.Most > 0) || math.IsInf(float64(p.Most), 1) {
		return fmt.Errorf("devices: phase-change cells have Most %v; it must be finite and above 0", p.Most)
	}
	if !(p.Settling > 0) || math.IsInf(float64(p.Settling), 1) {
		return fmt.Errorf("devices: phase-change cells have Settling %v; it must be finite and above 0", p.Settling)
	}
	// Below half the settling time the logarithm of ReadShare is positive.
	if !(p.Reading > 0 && p.Reading <= p.Settling/2) {
		return fmt.Errorf("devices: phase-change cells have Reading %v; it is above 0 and up to half of Settling, %v", p.Reading, p.Settling/2)
	}
	return nil
}

func clamp(x, least, most float64) float64 { return min(max(x, least), most) }
