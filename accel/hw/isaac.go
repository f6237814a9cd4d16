package hw

import "regan/accel/units"

// Part is a line of a bill of parts: Count equal ones. It has either numbers of its own or parts that it consists of.
type Part struct {
	Name  string
	Count int         // in what it is part of
	Power units.Power // of one, when all work; without those of Parts
	Area  units.Area  // of one; without those of Parts
	Parts []Part

	Source string // of Power and Area
}

// Each returns power and area of one of the part, with all that it consists of.
func (p Part) Each() (units.Power, units.Area) {
	power, area := p.Power, p.Area
	for _, part := range p.Parts {
		w, a := part.All()
		power += w
		area += a
	}
	return power, area
}

// All returns power and area of all Count of the part together.
func (p Part) All() (units.Power, units.Area) {
	power, area := p.Each()
	return units.Power(p.Count) * power, units.Area(p.Count) * area
}

// Number returns how many parts of a name there are in all, 0 if there are none.
func (p Part) Number(name string) int {
	if p.Name == name {
		return p.Count
	}
	n := 0
	for _, part := range p.Parts {
		n += part.Number(name)
	}
	return p.Count * n
}

// ISAAC returns the bill of parts of ISAAC-CE: Shafiee, Nag, Muralimanohar, Balasubramonian, Strachan, Hu, Williams and
// Srikumar, "ISAAC: A Convolutional Neural Network Accelerator with In-Situ Analog Arithmetic in Crossbars", ISCA 2016,
// table I: 32 nm, the sum of which the paper gives as 65.8 W and 85.4 mm². The values are as recalled, checked item by item
// against puma-simulator (MIT, include/constants.py) and hwcomponents-library (MIT, isaac.py), and close. HyperTransport
// counts as one part.
func ISAAC() Part {
	// The table gives milliwatts and square millimetres of all equal parts together.
	line := func(name string, count int, milliwatts, squareMillimetres float64) Part {
		n := float64(count)
		return Part{Name: name, Count: count, Power: units.Power(milliwatts/n) * units.Milliwatt,
			Area: units.Area(squareMillimetres/n) * units.SquareMillimetre, Source: isaacSource}
	}
	ima := Part{Name: "in-situ multiply-accumulate unit", Count: 12, Parts: []Part{
		line("ADC, 8 bits, 1.28 GHz", 8, 16, 0.0096),
		line("DAC, 1 bit", 8*128, 4, 0.00017),
		line("sample and hold", 8*128, 0.01, 0.00004),
		line("crossbar, 128x128 cells of 2 bits", 8, 2.4, 0.0002),
		line("shift and add, of a unit", 4, 0.2, 0.00024),
		line("input register, 2 KB", 1, 1.24, 0.0021),
		line("output register, 256 B", 1, 0.23, 0.00077),
	}}
	tile := Part{Name: "tile", Count: 168, Parts: []Part{
		ima,
		line("eDRAM, 64 KB", 1, 20.7, 0.083),
		line("bus from eDRAM to units, 384 wires", 1, 7, 0.090),
		line("quarter of a router, 32 bits, 8 ports", 1, 42./4, 0.151/4),
		line("sigmoid", 2, 0.52, 0.0006),
		line("shift and add, of a tile", 1, 0.05, 0.00006),
		line("max-pool", 1, 0.4, 0.00024),
		line("output register, 3 KB", 1, 1.68, 0.0032),
	}}
	return Part{Name: "ISAAC-CE", Count: 1, Parts: []Part{
		tile,
		line("HyperTransport, 4 links of 1.6 GHz", 1, 10_400, 22.88),
	}}
}
