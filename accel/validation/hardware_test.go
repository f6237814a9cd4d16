package validation

import (
	"fmt"
	"strconv"
	"testing"

	"regan/accel/hw"
	"regan/accel/units"
)

// testdata/adc_regression.json: 120 points of hwcomponents-adc (MIT, arXiv 2404.06553).
func TestSurveyADC(t *testing.T) {
	var g struct {
		Points    [][5]float64 // node in nm, bits, conversions a second, pJ, µm²
		Tolerance float64      `json:"tolerance_rel"`
	}
	read(t, "testdata/adc_regression.json", &g)
	for _, p := range g.Points {
		a := hw.SurveyADC{Node: units.Length(p[0]) * units.Nanometre, Bits: p[1], Rate: units.OpRate(p[2])}
		c, err := a.Cost()
		if err != nil {
			t.Fatal(err)
		}
		same(t, "energy", float64(c.Energy/units.Picojoule), p[3], g.Tolerance)
		same(t, "area", float64(c.Area/units.SquareMicrometre), p[4], g.Tolerance)
	}
	if len(g.Points) != 120 {
		t.Errorf("%d points", len(g.Points))
	}
}

// testdata/neurram.json: measured silicon, at 14 numbers of bits.
func TestNeuRRAM(t *testing.T) {
	var g struct {
		Values    [][5]float64
		Tolerance float64 `json:"tolerance_rel"`
	}
	read(t, "testdata/neurram.json", &g)
	for _, v := range g.Values {
		n := hw.NeuRRAM{ResultBits: int(v[0]), InputBits: int(v[1]), TwoPhases: v[2] == 0}
		rate, err := n.Rate()
		if err != nil {
			t.Fatal(err)
		}
		efficiency, err := n.Efficiency()
		if err != nil {
			t.Fatal(err)
		}
		same(t, fmt.Sprintf("TOPS of %+v", n), float64(rate)/1e12, v[3], g.Tolerance)
		same(t, fmt.Sprintf("TOPS/W of %+v", n), efficiency/1e12, v[4], g.Tolerance)
	}
	if len(g.Values) != 14 {
		t.Errorf("%d points", len(g.Values))
	}
}

// testdata/published_anchors.json: ISAAC's parts sum to 65.8 W and 85.4 mm² within 0.5 %, as the paper prints, and to its
// sums of a unit and of a tile; and what each action takes follows from the table of parts.
func TestISAAC(t *testing.T) {
	var g struct {
		ISAAC struct {
			Unit      [][3]any           `json:"ima"`  // name, mW, mm²
			Tile      [][3]any           `json:"tile"` // of what is not in units
			Units     int                `json:"imas_per_tile"`
			Tiles     int                `json:"tiles"`
			Expected  map[string]float64 `json:"expected"`
			Paper     map[string]float64 `json:"paper_says"`
			Tolerance float64            `json:"tolerance_rel"`
		} `json:"isaac"`
		Actions struct {
			Buffer float64               `json:"edram_access_256b_pJ"`
			Router float64               `json:"router_flit_256b_pJ"`
			Bus    float64               `json:"edram_bus_bit_pJ"`
			ADC    float64               `json:"adc8_convert_pJ"`
			Bits   map[string][2]float64 `json:"adc_scaling_pJ_um2"`
			Driver float64               `json:"dac1_pJ"`
			Adder  float64               `json:"shift_add_pJ"`
			Link   float64               `json:"chip_link_128b_pJ"`
		} `json:"isaac_energy_per_action"`
	}
	read(t, "testdata/published_anchors.json", &g)
	tolerance := g.ISAAC.Tolerance
	if tolerance != 0.005 {
		t.Fatalf("a tolerance of %v", tolerance)
	}
	chip := hw.ISAAC()
	part := func(p hw.Part, name string) hw.Part {
		for _, inner := range p.Parts {
			if inner.Name == name {
				return inner
			}
		}
		t.Fatalf("%s has no %s", p.Name, name)
		return hw.Part{}
	}
	tile := part(chip, "tile")
	unit := part(tile, "in-situ multiply-accumulate unit")
	watts, area := chip.All()
	tileWatts, tileArea := tile.Each()
	unitWatts, unitArea := unit.Each()
	const mm2 = units.SquareMillimetre
	for what, c := range map[string][2]float64{
		"power of the chip":             {float64(watts), g.ISAAC.Paper["chip_W"]},
		"area of the chip":              {float64(area / mm2), g.ISAAC.Paper["chip_mm2"]},
		"power of a tile":               {float64(tileWatts / units.Milliwatt), g.ISAAC.Paper["tile_mW"]},
		"area of a tile":                {float64(tileArea / mm2), g.ISAAC.Paper["tile_mm2"]},
		"power of a tile's units":       {12 * float64(unitWatts/units.Milliwatt), g.ISAAC.Paper["ima_x12_mW"]},
		"area of a tile's units":        {12 * float64(unitArea/mm2), g.ISAAC.Paper["ima_x12_mm2"]},
		"power of the chip, recomputed": {float64(watts), g.ISAAC.Expected["chip_W"]},
		"area of the chip, recomputed":  {float64(area / mm2), g.ISAAC.Expected["chip_mm2"]},
		"power of a unit":               {float64(unitWatts / units.Milliwatt), g.ISAAC.Expected["ima_mW"]},
		"area of a unit":                {float64(unitArea / mm2), g.ISAAC.Expected["ima_mm2"]},
	} {
		same(t, what, c[0], c[1], tolerance)
	}
	if chip.Number("tile") != g.ISAAC.Tiles || unit.Count != g.ISAAC.Units {
		t.Errorf("%d tiles of %d units", chip.Number("tile"), unit.Count)
	}
	var sums [2]float64
	for _, p := range g.ISAAC.Unit {
		for i := range sums {
			sums[i] += float64(g.ISAAC.Units) * p[1+i].(float64)
		}
	}
	for _, p := range g.ISAAC.Tile {
		for i := range sums {
			sums[i] += p[1+i].(float64)
		}
	}
	same(t, "power of a tile, part by part", float64(tileWatts/units.Milliwatt), sums[0], 1e-9)
	same(t, "area of a tile, part by part", float64(tileArea/mm2), sums[1], 1e-9)

	for _, c := range []struct {
		circuit hw.Circuit
		want    float64
	}{
		{hw.Buffer(), g.Actions.Buffer}, {hw.Router(), g.Actions.Router}, {hw.Bus(), g.Actions.Bus}, {hw.Driver(), g.Actions.Driver},
		{hw.ShiftAndAdd(), g.Actions.Adder}, {hw.ChipLink(), g.Actions.Link},
	} {
		same(t, c.circuit.Name, float64(c.circuit.Energy/units.Picojoule), c.want, tolerance)
	}
	for text, want := range g.Actions.Bits {
		bits, err := strconv.Atoi(text)
		if err != nil {
			t.Fatal(err)
		}
		c, err := hw.ISAACADC{Bits: bits}.Cost()
		if err != nil {
			t.Fatal(err)
		}
		same(t, text+" bits", float64(c.Energy/units.Picojoule), want[0], tolerance)
		same(t, text+" bits: area", float64(c.Area/units.SquareMicrometre), want[1], tolerance)
		if bits == 8 {
			same(t, "8 bits, exactly", float64(c.Energy/units.Picojoule), g.Actions.ADC, 1e-4)
		}
	}
	if len(g.Actions.Bits) != 7 || len(g.ISAAC.Unit) != 7 || len(g.ISAAC.Tile) != 7 {
		t.Errorf("%d converters, %d and %d parts", len(g.Actions.Bits), len(g.ISAAC.Unit), len(g.ISAAC.Tile))
	}
}
