package hw

import (
	"fmt"
	"math"
	"math/bits"

	"regan/accel/units"
)

// Circuit is a part beside the cells. What it does, again and again, is its action.
type Circuit struct {
	Name    string
	Action  string       // such as "a conversion"
	Energy  units.Energy // of an action
	Time    units.Time   // of an action
	Area    units.Area
	Leakage units.Power  // as long as it has its supply
	Node    units.Length // in which the numbers hold
	Formula string       // how the energy comes about
	Timing  string       // how the time comes about
	Source  string
}

// leakage is what a square metre of logic leaks: a 32-bit adder in 40 nm, 2.25 µW on 278 µm² (Aladdin's table of a
// standard-cell library; Shao et al., ISCA 2014). Taken for all circuits at all nodes: a smaller node leaks less per gate
// and has more of them.
const leakage = 2.25e-6 / 278e-12 // W/m²

// leaks fills in the leakage of an area.
func (c Circuit) leaks() Circuit {
	c.Leakage = units.Power(leakage * float64(c.Area))
	return c
}

// At returns the circuit in another node, at a supply.
func (c Circuit) At(node units.Length, supply units.Voltage) (Circuit, error) {
	if node == c.Node {
		return c, nil
	}
	s := Scaling{From: c.Node, To: node, Supply: supply}
	var err error
	if c.Energy, err = s.Energy(c.Energy); err != nil {
		return c, fmt.Errorf("%s: %w", c.Name, err)
	}
	if c.Area, err = s.Area(c.Area); err != nil {
		return c, fmt.Errorf("%s: %w", c.Name, err)
	}
	c.Formula += fmt.Sprintf(", scaled from %v to %v at %v (Stillmaker and Baas 2017)", s.From, s.To, s.Supply)
	c.Node = node
	return c.leaks(), nil
}

// Explain lists the circuit's numbers, but for areas and leakages that it has not.
func (c Circuit) Explain() Explanation {
	e := Explanation{
		{c.Name, "energy of " + c.Action, c.Energy.String(), c.Formula, c.Source},
		{c.Name, "time of " + c.Action, c.Time.String(), c.Timing, c.Source},
	}
	if c.Area > 0 {
		e = append(e, Figure{c.Name, "area", c.Area.String(), "given at its node, scaled from there", c.Source})
	}
	if c.Leakage > 0 {
		e = append(e, Figure{c.Name, "leakage", c.Leakage.String(), fmt.Sprintf("%v x 8.094 nW/µm²", c.Area),
			"32-bit adder in 40 nm of Aladdin's table (Shao et al., ISCA 2014)"})
	}
	return e
}

// isaacSource says where ISAAC's numbers come from.
const isaacSource = "ISAAC (Shafiee et al., ISCA 2016), table I, 32 nm; per action: hwcomponents-library, isaac.py (MIT)"

// isaac returns a circuit of ISAAC: count equal ones take so many milliwatts and square millimetres together when all work.
func isaac(name, action string, picojoules, count, milliwatts, squareMillimetres float64, formula string) Circuit {
	energy := units.Energy(picojoules) * units.Picojoule
	power := units.Power(milliwatts/count) * units.Milliwatt
	return Circuit{Name: name, Action: action, Energy: energy, Time: units.Time(float64(energy) / float64(power)),
		Area: units.Area(squareMillimetres/count) * units.SquareMillimetre, Node: 32 * units.Nanometre,
		Formula: formula, Timing: fmt.Sprintf("energy / %v of power", power), Source: isaacSource}.leaks()
}

// Driver returns ISAAC's driver of a word line, a DAC of one bit.
func Driver() Circuit {
	return isaac("driver", "a row's bit in a time slot", 4e3/1024/9.375, 8*128, 4, 0.00017, "4 mW / 1024 at 9.375 MHz")
}

// SampleAndHold returns what holds a column's current while it waits for its converter.
func SampleAndHold() Circuit {
	return isaac("sample and hold", "a sample", 0.01/1024*100, 8*128, 0.01, 0.00004, "10 µW / 1024 for a cycle of 100 ns")
}

// ShiftAndAdd returns what adds a code to the sum of its output.
func ShiftAndAdd() Circuit {
	return isaac("shift and add", "an addition", 0.021, 4, 0.2, 0.00024, "50 µW at 2.4 GHz")
}

// InputRegister returns the register of 2 KB that holds the inputs of eight arrays.
func InputRegister() Circuit {
	return isaac("input register", "a bit read", 1.24*100/1024, 1, 1.24, 0.0021, "1.24 mW for 100 ns / 1024 bits, one a row")
}

// OutputRegister returns the register of 256 bytes that holds the sums of eight arrays.
func OutputRegister() Circuit {
	return isaac("output register", "a bit written", 0.23*100/2048, 1, 0.23, 0.00077, "0.23 mW for 100 ns / 2048 bits")
}

// Buffer returns the eDRAM of 64 KB that feeds the 96 arrays of a tile.
func Buffer() Circuit {
	return isaac("buffer", "an access of 256 bits", 20.45, 1, 20.7, 0.083, "20.7 mW at 1.01 GHz")
}

// Bus returns the 384 wires between a tile's buffer and its arrays.
func Bus() Circuit {
	return isaac("bus", "a bit", 0.054, 1, 7, 0.090, "7 mW over 384 wires at 338 MHz")
}

// Router returns a tile's quarter of a router of the network on chip.
func Router() Circuit {
	return isaac("router", "a flit of 256 bits", 20.74, 1, 42./4, 0.151/4, "42 mW at 2.03 GHz; four tiles share one")
}

// ChipLink returns one of the four HyperTransport links between chips, in 65 nm. Its energy is the library's, which does not
// follow from the table: 2.6 W at 6.4 GB/s are 6.5 nJ for 128 bits, 250 times as much. No bill has it in it.
func ChipLink() Circuit {
	c := isaac("link between chips", "128 bits", 26, 4, 10_400, 22.88, "given; the table's 2.6 W at 6.4 GB/s would be 6.5 nJ")
	c.Node, c.Time, c.Timing = 65*units.Nanometre, units.Bandwidth(6.4e9).Take(16), "16 bytes at 6.4 GB/s"
	return c
}

// Decoder returns what chooses one of so many rows for writing: a gate of log2(rows) inputs for each row, as a chain of NAND
// gates of two inputs with 0.614 µm², 0.7 fF and 47.8 ps each (ZigZag-IMC, 28 nm, BSD-3-Clause). When the row changes, two
// chains switch.
func Decoder(rows int) (Circuit, error) {
	if rows < 1 || rows > 1<<16 {
		return Circuit{}, fmt.Errorf("hw: a decoder of %d rows; there are 1 to %d", rows, 1<<16)
	}
	const supply, capacitance = 0.9, 0.7e-15 // V, F
	chain := float64(max(bits.Len(uint(rows-1))-1, 1))
	return Circuit{
		Name: "decoder", Action: "a row chosen", Energy: units.Energy(2 * chain * capacitance * supply * supply),
		Time: units.Time(chain) * 47.8 * units.Picosecond, Area: units.Area(float64(rows)*chain*0.614) * units.SquareMicrometre,
		Node: 28 * units.Nanometre, Formula: fmt.Sprintf("2 chains of %g gates, 0.7 fF at 0.9 V", chain),
		Timing: fmt.Sprintf("%g gates x 47.8 ps", chain), Source: "ZigZag-IMC's gates (KU Leuven, BSD-3-Clause), 28 nm",
	}.leaks(), nil
}

// IntegrateAndFire returns the circuit of a bit line that gathers its current on a capacitor and fires when the charge
// reaches a threshold: TIMELY's charging unit with its comparator, which does that, by its cycle of 1 ns. PipeLayer, which
// counts such spikes instead of converting, publishes no figures of its own.
func IntegrateAndFire() Circuit {
	return Circuit{Name: "integrate and fire", Action: "a spike", Energy: 41.7 * units.Femtojoule, Time: units.Nanosecond,
		Area: 40 * units.SquareMicrometre, Node: 65 * units.Nanometre, Formula: "given", Timing: "given",
		Source: "TIMELY (Li et al., ISCA 2020), table II, by hwcomponents-library, timely.py (MIT)"}.leaks()
}

// Counter returns a counter of spikes of 1 to 32 bits: flip-flops one behind the other, of six NAND gates each, those of
// Decoder. The first of them changes with each spike, the next with every second, and so on: fewer than two for a spike.
func Counter(width int) (Circuit, error) {
	if width < 1 || width > 32 {
		return Circuit{}, fmt.Errorf("hw: a counter of %d bits; it has 1 to 32", width)
	}
	const supply, capacitance, gates = 0.9, 0.7e-15, 6 // V, F
	changes := 2 - math.Exp2(float64(1-width))
	return Circuit{
		Name: "counter", Action: "a spike counted", Energy: units.Energy(changes * gates * capacitance * supply * supply),
		Time: 3 * 47.8 * units.Picosecond, Area: units.Area(float64(width)*gates*0.614) * units.SquareMicrometre,
		Node: 28 * units.Nanometre, Formula: fmt.Sprintf("%.3g flip-flops change, of 6 gates of 0.7 fF at 0.9 V", changes),
		Timing: "3 gates x 47.8 ps, in the first flip-flop", Source: "ZigZag-IMC's gates (KU Leuven, BSD-3-Clause), 28 nm",
	}.leaks(), nil
}

// Wire returns the energy to charge a wire to a voltage and let it go: 0.2 fF for each micrometre, which hardly depends on
// the node (Ho, Mai and Horowitz, "The Future of Wires", Proceedings of the IEEE 89, 2001).
func Wire(length units.Length, v units.Voltage) (units.Energy, error) {
	e := units.Energy(0.2e-15 / 1e-6 * float64(length) * float64(v) * float64(v))
	if !(length >= 0 && length <= 1) || math.IsNaN(float64(e)) || math.IsInf(float64(e), 0) {
		return 0, fmt.Errorf("hw: a wire of %v at %v; it is 0 to 1 m long, at a finite voltage", length, v)
	}
	return e, nil
}
