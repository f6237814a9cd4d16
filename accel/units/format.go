package units

import (
	"math"
	"strconv"
)

// String prints with an SI prefix and four significant digits: "1.080 pJ".
func (e Energy) String() string { return format(float64(e), "J") }

// String prints with an SI prefix and four significant digits: "29.31 ns".
func (t Time) String() string { return format(float64(t), "s") }

// String prints with an SI prefix and four significant digits: "180.0 W".
func (p Power) String() string { return format(float64(p), "W") }

// String prints with an SI prefix and four significant digits: "320.0 GB/s".
func (b Bandwidth) String() string { return format(float64(b), "B/s") }

// String prints with an SI prefix and four significant digits: "8.873 TOP/s".
func (r OpRate) String() string { return format(float64(r), "OP/s") }

// String prints in mm² or, below 0.01 mm², in µm²: a prefix on a squared unit would be squared too.
func (a Area) String() string {
	if v := math.Abs(float64(a)); v > 0 && v < 0.01e-6 {
		return digits(float64(a)*1e12) + " µm²"
	}
	return digits(float64(a)*1e6) + " mm²"
}

// String prints with a binary prefix: "8 GiB", "433.5 MiB".
func (d Data) String() string {
	v, prefix := float64(d), 0
	names := []string{"B", "KiB", "MiB", "GiB", "TiB", "PiB"}
	for math.Abs(v) >= 1024 && prefix < len(names)-1 && !math.IsInf(v, 0) {
		v /= 1024
		prefix++
	}
	if v == math.Trunc(v) && math.Abs(v) < 1024 {
		return strconv.FormatFloat(v, 'f', 0, 64) + " " + names[prefix]
	}
	return digits(v) + " " + names[prefix]
}

// prefixes has the SI prefixes from 10^-18 to 10^18 in steps of 10^3.
var prefixes = [...]string{"a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T", "P", "E"}

// format scales v into [1, 1000) where a prefix exists for that. Zero, infinities and NaN have no scale and stand as
// they are, with the unit. Values beyond the prefixes print in exponent form.
func format(v float64, unit string) string {
	if v == 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		return digits(v) + " " + unit
	}
	// Rounding first decides the prefix: 999.96 n is "1.000 µ", not "1000 n".
	exp, _ := strconv.Atoi(exponent(v))
	group := floorDiv(exp, 3)
	i := group + 6
	if i < 0 || i >= len(prefixes) {
		return strconv.FormatFloat(v, 'e', 3, 64) + " " + unit
	}
	return digits(v/math.Pow(10, float64(3*group))) + " " + prefixes[i] + unit
}

// exponent returns the decimal exponent of v after rounding to four digits, as text.
func exponent(v float64) string {
	s := strconv.FormatFloat(v, 'e', 3, 64)
	for i := range s {
		if s[i] == 'e' {
			return s[i+1:]
		}
	}
	return "0"
}

// digits prints v with four significant digits and no exponent while it is a number that people would write so.
func digits(v float64) string {
	switch {
	case v == 0:
		return "0"
	case math.IsInf(v, 0) || math.IsNaN(v):
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	exp, _ := strconv.Atoi(exponent(v))
	if exp < -4 || exp > 9 {
		return strconv.FormatFloat(v, 'e', 3, 64)
	}
	return strconv.FormatFloat(v, 'f', max(0, 3-exp), 64)
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}
