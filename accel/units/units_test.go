package units_test

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"regan/accel/units"
)

func TestString(t *testing.T) {
	for _, c := range []struct {
		value fmt.Stringer
		want  string
	}{
		{1.84 * units.Microjoule, "1.840 µJ"},
		{1.08 * units.Picojoule, "1.080 pJ"},
		{29.31 * units.Nanosecond, "29.31 ns"},
		{468.96 * units.Nanosecond, "469.0 ns"},
		{180 * units.Watt, "180.0 W"},
		{320 * units.GigabytePerSecond, "320.0 GB/s"},
		{8.873 * units.TeraOpPerSec, "8.873 TOP/s"},
		{units.Joule, "1.000 J"},
		{999.96 * units.Nanosecond, "1.000 µs"}, // rounds up into the next prefix
		{999.94 * units.Nanosecond, "999.9 ns"},
		{-3.5 * units.Millijoule, "-3.500 mJ"},
		{units.Energy(0), "0 J"},
		{units.Time(math.Inf(1)), "+Inf s"},
		{units.Time(math.Inf(-1)), "-Inf s"},
		{units.Power(math.NaN()), "NaN W"},
		{units.Time(1e-30), "1.000e-30 s"}, // no prefix reaches so far
		{units.Time(1e25), "1.000e+25 s"},
		{82.63 * units.SquareMillimetre, "82.63 mm²"},
		{5881 * units.SquareMicrometre, "5881 µm²"},
		{units.Area(0), "0 mm²"},
		{8 * units.Gibibyte, "8 GiB"},
		{512 * units.Byte, "512 B"},
		{1.5 * units.Mebibyte, "1.500 MiB"},
		{units.Data(0), "0 B"},
		{units.Data(math.Inf(1)), "+Inf B"},
	} {
		if got := c.value.String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// A printed quantity reads back as itself, to four digits.
func TestStringReadsBack(t *testing.T) {
	prefixes := map[string]float64{"a": 1e-18, "f": 1e-15, "p": 1e-12, "n": 1e-9, "µ": 1e-6, "m": 1e-3, "": 1, "k": 1e3,
		"M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18}
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.Float64Range(1, 10).Draw(t, "digits") * math.Pow(10, float64(rapid.IntRange(-17, 19).Draw(t, "exponent")))
		if rapid.Bool().Draw(t, "negative") {
			want = -want
		}
		text := units.Energy(want).String()
		digits, unit, _ := strings.Cut(text, " ")
		scale, known := prefixes[strings.TrimSuffix(unit, "J")]
		value, err := strconv.ParseFloat(digits, 64)
		if !known || err != nil {
			t.Fatalf("%v prints as %q", want, text)
		}
		if math.Abs(value*scale/want-1) > 0.5e-3 {
			t.Fatalf("%v prints as %q", want, text)
		}
		if abs := math.Abs(value); abs < 1 || abs >= 1000 {
			t.Fatalf("%v prints as %q, not between 1 and 1000", want, text)
		}
	})
}

func TestQuotients(t *testing.T) {
	if got := (6 * units.Joule).Over(3 * units.Second); got != 2*units.Watt {
		t.Errorf("6 J over 3 s is %v", got)
	}
	if got := (2 * units.Watt).For(3 * units.Second); got != 6*units.Joule {
		t.Errorf("2 W for 3 s is %v", got)
	}
	if got := (2 * units.TeraOpPerSec).Take(4e12); got != 2*units.Second {
		t.Errorf("4e12 operations at 2 TOP/s take %v", got)
	}
	if got := (2 * units.GigabytePerSecond).Take(4e9); got != 2*units.Second {
		t.Errorf("4 GB at 2 GB/s take %v", got)
	}
}

func Example() {
	energy := 16 * 1.08 * units.Picojoule
	time := 16 * 29.31 * units.Nanosecond
	fmt.Println(energy, time, energy.Over(time))
	// Output: 17.28 pJ 469.0 ns 36.85 µW
}
