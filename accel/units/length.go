package units

// Length is a length in metres.
type Length float64

// Multiples of the metre.
const (
	Metre      Length = 1
	Millimetre Length = 1e-3
	Micrometre Length = 1e-6
	Nanometre  Length = 1e-9
)

// String prints with an SI prefix and four significant digits: "32.00 nm".
func (l Length) String() string { return format(float64(l), "m") }
