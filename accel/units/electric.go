package units

// Voltage is an electric potential difference in volts.
type Voltage float64

// Current is an electric current in amperes.
type Current float64

// Resistance is an electric resistance in ohms.
type Resistance float64

// Conductance is an electric conductance in siemens.
type Conductance float64

// Multiples of the electric units.
const (
	Volt      Voltage = 1
	Millivolt Voltage = 1e-3

	Ampere      Current = 1
	Milliampere Current = 1e-3
	Microampere Current = 1e-6
	Nanoampere  Current = 1e-9

	Ohm     Resistance = 1
	Kiloohm Resistance = 1e3
	Megaohm Resistance = 1e6

	Siemens      Conductance = 1
	Millisiemens Conductance = 1e-3
	Microsiemens Conductance = 1e-6
	Nanosiemens  Conductance = 1e-9
)

// String prints with an SI prefix and four significant digits: "200.0 mV".
func (v Voltage) String() string { return format(float64(v), "V") }

// String prints with an SI prefix and four significant digits: "32.65 µA".
func (i Current) String() string { return format(float64(i), "A") }

// String prints with an SI prefix and four significant digits: "2.930 Ω".
func (r Resistance) String() string { return format(float64(r), "Ω") }

// String prints with an SI prefix and four significant digits: "75.47 µS".
func (g Conductance) String() string { return format(float64(g), "S") }

// Conductance returns the reciprocal of r; that of 0 Ω is infinite.
func (r Resistance) Conductance() Conductance { return Conductance(1 / float64(r)) }

// Resistance returns the reciprocal of g; that of 0 S is infinite.
func (g Conductance) Resistance() Resistance { return Resistance(1 / float64(g)) }

// Through returns the current that the voltage v drives through the conductance g.
func (v Voltage) Through(g Conductance) Current { return Current(float64(v) * float64(g)) }
