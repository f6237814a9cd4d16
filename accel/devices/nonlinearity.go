package devices

import (
	"fmt"
	"math"
)

// MaxNonlinearity is the largest label. A curve that rises at once and then stays has 1 / (0.07 √2) = 10.1.
const MaxNonlinearity = 10

// Curvature returns the constant A of the curve (1 - exp(-x/A)) / (1 - exp(-1/A)), with x the share of the pulses, to which
// NeuroSim gives a nonlinearity label. The label is the largest distance between the curve and its diagonal, in steps of
// 0.07: max over x of curve - x is 0.07 √2 label. A label of 0 is a straight line, with A infinite; a negative one bends
// down, with A below 0. NeuroSim has a table of it; nothing of the table is used here.
func Curvature(label float64) (float64, error) {
	if !(math.Abs(label) <= MaxNonlinearity) {
		return 0, fmt.Errorf("devices: a nonlinearity of %g; it is from -%d to %d", label, MaxNonlinearity, MaxNonlinearity)
	}
	if label == 0 {
		return math.Inf(1), nil
	}
	want := 0.07 * math.Sqrt2 * math.Abs(label)
	// The bulge grows with the curvature 1/A, as 1/(8 A) where that is small, to 1.
	low, high := 0.0, 1.0
	for bulge(high) < want {
		low, high = high, 2*high
	}
	for range 200 {
		middle := low + (high-low)/2
		if middle == low || middle == high {
			break
		}
		if bulge(middle) < want {
			low = middle
		} else {
			high = middle
		}
	}
	return math.Copysign(1/high, label), nil
}

// bulge returns how far the curve of curvature u = 1/A is from its diagonal: (1/q - 1 + ln q) / u with q = (1 - exp(-u)) /
// u, the slope of the diagonal where the curve is parallel to it.
func bulge(u float64) float64 {
	p := 1 + math.Expm1(-u)/u // 1 - q
	if u < 0.1 {
		// Digits would cancel: p = u/2 - u²/6 + ..., and 1/q - 1 + ln q = p²/2 + 2p³/3 + 3p⁴/4 + ...
		p = 0
		term := 1.0
		for k := 1; k < 20; k++ {
			term *= u / float64(k+1)
			p += term
			term = -term
		}
		sum, power := 0.0, p
		for k := 2; k < 40; k++ {
			power *= p
			sum += power * float64(k-1) / float64(k)
		}
		return sum / u
	}
	return (1/(1-p) - 1 + math.Log1p(-p)) / u
}

// Saturating is NeuroSim's law: in Pulses pulses a weight goes all the way up along B (1 - exp(-P/A)), or down along
// the same curve from above, each with its own label. NewSaturating makes one.
type Saturating struct {
	Least, Most      float64 // weights
	Pulses           int     // from one bound to the other
	UpLabel          float64 // nonlinearity; positive for steps that shrink
	DownLabel        float64 // as UpLabel; NeuroSim writes it with the other sign
	upRate, downRate float64 // 1/A for one pulse
}

// NewSaturating returns the law of a number of pulses between two bounds and its two labels.
func NewSaturating(least, most float64, pulses int, upLabel, downLabel float64) (Saturating, error) {
	s := Saturating{Least: least, Most: most, Pulses: pulses, UpLabel: upLabel, DownLabel: downLabel}
	if pulses < 1 || pulses > 1<<30 {
		return s, fmt.Errorf("devices: Pulses is %d; it is from 1 to %d", pulses, 1<<30)
	}
	if err := (Bounds{Step: 1, Least: least, Most: most}).Validate(); err != nil {
		return s, err
	}
	for _, f := range []struct {
		label float64
		rate  *float64
	}{{upLabel, &s.upRate}, {downLabel, &s.downRate}} {
		a, err := Curvature(f.label)
		if err != nil {
			return s, err
		}
		*f.rate = 1 / a / float64(pulses)
	}
	return s, nil
}

// Range implements Law.
func (s Saturating) Range() (least, most float64) { return s.Least, s.Most }

// Change implements Law. On the curve through the weight a pulse covers the share 1 - exp(-1/A) of what is left to the
// curve's end.
func (s Saturating) Change(weight float64, up bool) float64 {
	if up {
		return s.step(weight-s.Least, s.upRate)
	}
	return -s.step(s.Most-weight, s.downRate)
}

// step returns how far a pulse goes from a point that is gone away from where the curve starts.
func (s Saturating) step(gone, rate float64) float64 {
	whole := s.Most - s.Least
	if rate == 0 {
		return whole / float64(s.Pulses)
	}
	n := float64(s.Pulses)
	if rate > 0 { // what is left to the curve's end, which is at whole / (1 - exp(-rate n))
		share := -math.Expm1(-rate)
		return share*whole/-math.Expm1(-rate*n) - share*gone
	}
	// The same with growing exponentials, which must not be divided by each other where they are infinite.
	first := whole * math.Exp(rate*(n-1)) * math.Expm1(rate) / math.Expm1(rate*n)
	if gone <= 0 {
		return first
	}
	return min(first+math.Expm1(-rate)*gone, whole)
}

// Validate tells that the law was not made by NewSaturating, or nil.
func (s Saturating) Validate() error {
	want, err := NewSaturating(s.Least, s.Most, s.Pulses, s.UpLabel, s.DownLabel)
	if err == nil && want != s {
		return fmt.Errorf("devices: a Saturating that NewSaturating has not made, or that was changed since")
	}
	return err
}
