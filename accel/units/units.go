// Package units gives each physical quantity its own type: a number of SI base units that prints with a prefix.
//
//	Energy  joules        Time  seconds        Power  watts       Area  square metres
//	Data    bytes         Rate  bytes or operations per second             Length  metres
//	Voltage volts         Current  amperes     Resistance  ohms        Conductance  siemens
//
// A quantity is a float64, so 3*units.Nanosecond is a Time, and adding an Energy to a Time does not compile. Start with
// the constants (units.Picojoule, units.Nanosecond); String prints four significant digits: "1.840 µJ".
package units

// Energy is an amount of energy in joules.
type Energy float64

// Time is a duration in seconds. It is a float64, unlike time.Duration, because a ReRAM read takes 29.31 ns.
type Time float64

// Power is energy per time in watts.
type Power float64

// Area is an area in square metres.
type Area float64

// Data is an amount of memory in bytes.
type Data float64

// Bandwidth is data per time in bytes per second.
type Bandwidth float64

// OpRate is a number of operations per second.
type OpRate float64

// Multiples of the SI units, to be multiplied with: 3.91 * units.Nanojoule.
const (
	Joule      Energy = 1
	Millijoule Energy = 1e-3
	Microjoule Energy = 1e-6
	Nanojoule  Energy = 1e-9
	Picojoule  Energy = 1e-12
	Femtojoule Energy = 1e-15

	Second      Time = 1
	Millisecond Time = 1e-3
	Microsecond Time = 1e-6
	Nanosecond  Time = 1e-9
	Picosecond  Time = 1e-12

	Watt      Power = 1
	Milliwatt Power = 1e-3

	SquareMetre      Area = 1
	SquareMillimetre Area = 1e-6
	SquareMicrometre Area = 1e-12

	Byte     Data = 1
	Kibibyte Data = 1 << 10
	Mebibyte Data = 1 << 20
	Gibibyte Data = 1 << 30

	GigabytePerSecond Bandwidth = 1e9

	OpPerSecond   OpRate = 1
	GigaOpPerSec  OpRate = 1e9
	TeraOpPerSec  OpRate = 1e12
	FlopPerSecond OpRate = 1
	Teraflop      OpRate = 1e12
)

// Over returns the average power of spending e within t.
func (e Energy) Over(t Time) Power { return Power(float64(e) / float64(t)) }

// For returns the energy that the power p takes for the time t.
func (p Power) For(t Time) Energy { return Energy(float64(p) * float64(t)) }

// Take returns the time in which the rate r does ops operations.
func (r OpRate) Take(ops float64) Time { return Time(ops / float64(r)) }

// Take returns the time in which the bandwidth b moves d.
func (b Bandwidth) Take(d Data) Time { return Time(float64(d) / float64(b)) }
