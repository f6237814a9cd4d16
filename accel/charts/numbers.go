package charts

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// prefixes are those that quantities of this field reach; the empty one stands for 1.
var prefixes = [...]struct {
	name  string
	scale float64
}{
	{"T", 1e12}, {"G", 1e9}, {"M", 1e6}, {"k", 1e3}, {"", 1},
	{"m", 1e-3}, {"µ", 1e-6}, {"n", 1e-9}, {"p", 1e-12}, {"f", 1e-15},
}

// prefixFor is the prefix with which a value has one to three digits before the point. Ratios, counts and percentages
// take none.
func prefixFor(value float64, unit string) (name string, scale float64) {
	if value == 0 || !takesPrefix(unit) {
		return "", 1
	}
	for _, p := range prefixes {
		// A value that rounds up to 1 of the next prefix belongs to that one: 0.99999 mJ is 1.000 mJ, not 1000 µJ.
		if math.Abs(value) >= p.scale*0.99995 {
			return p.name, p.scale
		}
	}
	last := prefixes[len(prefixes)-1]
	return last.name, last.scale
}

func takesPrefix(unit string) bool {
	switch unit {
	case "", "×", "%", "cycle":
		return false
	}
	return true
}

// format writes a value with the given number of significant digits and its unit: "36.16×", "115.2 mJ".
func format(value float64, unit string, digits int) string {
	prefix, scale := prefixFor(value, unit)
	text := significant(value/scale, digits)
	switch {
	case unit == "×":
		return text + "×"
	case prefix+unit == "":
		return text
	}
	return text + " " + prefix + unit
}

// significant writes x with a number of significant digits and without dropping digits before the decimal point; with an
// exponent only where x is so large or small that the zeros would hide it.
func significant(x float64, digits int) string {
	if x == 0 || math.IsInf(x, 0) || math.IsNaN(x) {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	// The exponent of the rounded number: 9.996 with three digits is 10.0.
	_, exponent, _ := strings.Cut(strconv.FormatFloat(math.Abs(x), 'e', digits-1, 64), "e")
	e, err := strconv.Atoi(exponent)
	if err != nil {
		panic(fmt.Sprintf("charts: exponent of %g: %v", x, err))
	}
	if e < -4 || e > 8 {
		return strconv.FormatFloat(x, 'e', digits-1, 64)
	}
	return strconv.FormatFloat(x, 'f', max(digits-1-e, 0), 64)
}

// shortest writes a value that is meant to be round, without the traces of binary arithmetic (0.30000000000000004).
func shortest(x float64) string {
	if ax := math.Abs(x); ax != 0 && (ax < 1e-4 || ax >= 1e9) {
		return strconv.FormatFloat(x, 'g', 3, 64)
	}
	return strconv.FormatFloat(math.Round(x*1e6)/1e6, 'f', -1, 64)
}
