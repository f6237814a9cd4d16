package debug

import "testing"

// The numbers are what ipykernel 7.4 (murmur2_x86) and JupyterLab 4.6 (murmur2) compute of the same texts.
func TestMurmur2(t *testing.T) {
	for text, want := range map[string]uint32{
		"":                        3990065800,
		"x":                       32546335,
		"xy":                      3424147140,
		"xyz":                     2282940932,
		"x := 1":                  2984684956,
		"i := 0\ni++\n":           2613166949,
		"// é√漢字\nfmt.Println(1)": 368759625,
	} {
		if got := murmur2([]byte(text), hashSeed); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
}
