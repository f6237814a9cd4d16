package units_test

import (
	"fmt"
	"testing"

	"regan/accel/units"
)

func TestElectricString(t *testing.T) {
	for _, c := range []struct {
		value fmt.Stringer
		want  string
	}{
		{200 * units.Millivolt, "200.0 mV"},
		{32.65 * units.Microampere, "32.65 µA"},
		{2.93 * units.Ohm, "2.930 Ω"},
		{20 * units.Kiloohm, "20.00 kΩ"},
		{75.47 * units.Microsiemens, "75.47 µS"},
		{32 * units.Nanometre, "32.00 nm"},
	} {
		if got := c.value.String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestOhmsLaw(t *testing.T) {
	if got := (4 * units.Ohm).Conductance(); got != 0.25*units.Siemens {
		t.Errorf("4 Ω conduct %v", got)
	}
	if got := (0.25 * units.Siemens).Resistance(); got != 4*units.Ohm {
		t.Errorf("0.25 S resist %v", got)
	}
	if got := (2 * units.Volt).Through(0.5 * units.Siemens); got != units.Ampere {
		t.Errorf("2 V drive %v through 0.5 S", got)
	}
}
