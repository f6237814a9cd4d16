package engine

import (
	"go/token"
	"testing"
)

func TestIdentifiersReadBack(t *testing.T) {
	for _, name := range []string{
		"plain", "Map[int,string]", "Pair[main.P,*encoding/json.Decoder]", "F[func(int) (string, error)]", "F[map[string][]chan<- int]",
		"F[struct { X int \"json:\\\"x\\\"\" }]", "F[interface { M() }]", "T·1[int]",
	} {
		id := Identifier(name)
		if !token.IsIdentifier(id) {
			t.Errorf("%q is no identifier", id)
		}
		if got := readable(id); got != name {
			t.Errorf("%q is read back from %q as %q", name, id, got)
		}
	}
	if got := readable(Identifier("Mapˑ2[main.Pˑ13]")); got != "Map[main.P]" {
		t.Errorf("versions are read as %q", got)
	}
}

func TestSortOrdered(t *testing.T) {
	type level int16
	levels := []level{3, -1, 2}
	words := []string{"b", "", "a"}
	sortOrdered(levels)
	sortOrdered(words)
	if levels[0] != -1 || levels[2] != 3 || words[0] != "" || words[2] != "b" {
		t.Error(levels, words)
	}
	sortOrdered([]float64(nil))
}
