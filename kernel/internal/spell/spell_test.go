package spell

import "testing"

func TestNearest(t *testing.T) {
	words := []string{"time", "timeit", "who", "whos", "history"}
	for word, want := range map[string]string{
		"tiem": "time", "tim": "time", "timeti": "timeit", "hstory": "history", "History": "history",
		"who": "who", "woh": "who", "": "", "x": "", "capture": "", "wo": "who",
	} {
		if have := Nearest(word, words); have != want {
			t.Errorf("%q: %q, want %q", word, have, want)
		}
	}
}
