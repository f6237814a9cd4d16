package hw_test

import (
	"encoding/json"
	"fmt"
	"os"
	"testing"

	"regan/accel/hw"
)

// testdata/neurram.json: measured silicon, at 14 numbers of bits.
func TestGoldenNeuRRAM(t *testing.T) {
	var g struct {
		Values    [][5]float64
		Tolerance float64 `json:"tolerance_rel"`
	}
	text, err := os.ReadFile("testdata/neurram.json")
	if err == nil {
		err = json.Unmarshal(text, &g)
	}
	if err != nil {
		t.Fatal(err)
	}
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
		within(t, fmt.Sprintf("TOPS of %+v", n), float64(rate)/1e12, v[3], g.Tolerance)
		within(t, fmt.Sprintf("TOPS/W of %+v", n), efficiency/1e12, v[4], g.Tolerance)
	}
	if len(g.Values) != 14 {
		t.Errorf("%d points", len(g.Values))
	}
}

func TestNeuRRAMOutOfRange(t *testing.T) {
	for _, n := range []hw.NeuRRAM{{InputBits: 0, ResultBits: 4}, {InputBits: 9, ResultBits: 4}, {InputBits: 4, ResultBits: 1}, {InputBits: 4, ResultBits: 11}} {
		if _, err := n.Rate(); err == nil {
			t.Errorf("%+v has a rate", n)
		}
		if _, err := n.Efficiency(); err == nil {
			t.Errorf("%+v has an efficiency", n)
		}
	}
}
