package peak

import "testing"

// A core does between a tenth of a billion and a hundred billion of them, whatever it is.
func TestRatesAreThoseOfACore(t *testing.T) {
	for name, rate := range map[string]float64{"Shuffles": Shuffles(), "Additions": Additions(), "PairProducts": PairProducts(),
		"Lookups": Lookups(), "Products": Products()} {
		if rate != 0 && !(rate > 1e8 && rate < 1e11) {
			t.Errorf("%s: %g a second", name, rate)
		}
	}
}
