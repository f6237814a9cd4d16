package hw_test

import (
	"testing"

	"regan/accel/hw"
)

func TestNeuRRAMOutOfRange(t *testing.T) {
	for _, n := range []hw.NeuRRAM{{InputBits: 0, ResultBits: 4}, {InputBits: 9, ResultBits: 4}, {InputBits: 4, ResultBits: 1},
		{InputBits: 4, ResultBits: 11}} {
		if _, err := n.Rate(); err == nil {
			t.Errorf("%+v has a rate", n)
		}
		if _, err := n.Efficiency(); err == nil {
			t.Errorf("%+v has an efficiency", n)
		}
	}
}
