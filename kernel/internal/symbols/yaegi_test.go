package symbols_test

import (
	"bytes"
	"reflect"
	"testing"

	"github.com/traefik/yaegi/interp"

	"regan/kernel/internal/symbols"
)

// interpret runs a program that may import the named packages, and returns what it printed.
func interpret(t *testing.T, imports []string, source string) string {
	t.Helper()
	var out bytes.Buffer
	i := interp.New(interp.Options{Stdout: &out, Stderr: &out})
	used := interp.Exports{".": {"MapTypes": reflect.ValueOf(symbols.MapTypes())}}
	for _, path := range imports {
		for _, need := range symbols.Needs(path) {
			used[symbols.Key(need)], _ = symbols.Exports(need)
		}
	}
	if err := i.Use(used); err != nil {
		t.Fatal(err)
	}
	if _, err := i.Eval(source); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestInterpretedPrograms(t *testing.T) {
	for _, c := range []struct {
		name    string
		imports []string
		source  string
		want    string
	}{
		{"standard library", []string{"fmt", "strings"}, `
			import ("fmt"; "strings")
			func main() { fmt.Println(strings.ToUpper("regan"), len(strings.Fields("a b"))) }`, "REGAN 2\n"},
		{"newer than yaegi's own tables", []string{"fmt", "strings"}, `
			import ("fmt"; "strings")
			func main() { strings.Lines("a\nb\n")(func(s string) bool { fmt.Printf("%q ", s); return true }) }`, `"a\n" "b\n" `},
		{"untyped constants keep their value", []string{"fmt", "math"}, `
			import ("fmt"; "math")
			func main() { fmt.Println(math.MaxUint64>>63, math.Pi, uint64(math.MaxUint64)) }`,
			"1 3.141592653589793 18446744073709551615\n"},
		{"a cell's Stringer reaches fmt", []string{"fmt"}, `
			import "fmt"
			type Ohm float64
			func (o Ohm) String() string { return fmt.Sprintf("%.1f ohm", float64(o)) }
			func main() { fmt.Println(Ohm(3)) }`, "3.0 ohm\n"},
		{"a cell's error reaches fmt", []string{"fmt"}, `
			import "fmt"
			type Broken struct{ Part string }
			func (b Broken) Error() string { return b.Part + " is broken" }
			func main() { fmt.Println(Broken{"the ADC"}) }`, "the ADC is broken\n"},
		{"a cell's type is a Renderer", []string{"fmt", "regan/kernel/display"}, `
			import ("fmt"; "regan/kernel/display")
			type Box struct{ W int }
			func (b Box) MIME() map[string]any { return map[string]any{"text/html": fmt.Sprintf("<b>%d</b>", b.W), "text/plain": "a box"} }
			func main() { b := display.Of(Box{3}); fmt.Println(b["text/html"], b.Text()) }`, "<b>3</b> a box\n"},
		{"a Renderer's own String is its text", []string{"fmt", "regan/kernel/display"}, `
			import ("fmt"; "regan/kernel/display")
			type Box struct{ W int }
			func (b Box) MIME() map[string]any { return map[string]any{"text/html": "<b>box</b>"} }
			func (b Box) String() string { return fmt.Sprintf("a box of %d", b.W) }
			func main() { fmt.Println(display.Of(Box{3}).Text()) }`, "a box of 3\n"},
		{"a Renderer's own Error is its text", []string{"fmt", "regan/kernel/display"}, `
			import ("fmt"; "regan/kernel/display")
			type Broken struct{ Part string }
			func (b Broken) MIME() map[string]any { return map[string]any{"text/html": "<b>broken</b>"} }
			func (b Broken) Error() string { return b.Part + " is broken" }
			func main() { fmt.Println(display.Of(Broken{"the ADC"}).Text()) }`, "the ADC is broken\n"},
		{"a Renderer without any text shows its markup", []string{"fmt", "regan/kernel/display"}, `
			import ("fmt"; "regan/kernel/display")
			type Box struct{ W int }
			func (b Box) MIME() map[string]any { return map[string]any{"text/html": "<b>box</b>"} }
			func main() { fmt.Println(display.Of(Box{3}).Text()) }`, "<b>box</b>\n"},
		{"a cell's Marshaler reaches encoding/json", []string{"fmt", "encoding/json"}, `
			import ("fmt"; "encoding/json")
			type Ohm float64
			func (o Ohm) MarshalJSON() ([]byte, error) { return []byte(` + "`\"3 ohm\"`" + `), nil }
			func main() { b, err := json.Marshal(Ohm(3)); fmt.Println(string(b), err) }`, "\"3 ohm\" <nil>\n"},
		{"a cell's sort.Interface", []string{"fmt", "sort"}, `
			import ("fmt"; "sort")
			type down []int
			func (d down) Len() int { return len(d) }
			func (d down) Less(i, j int) bool { return d[i] > d[j] }
			func (d down) Swap(i, j int) { d[i], d[j] = d[j], d[i] }
			func main() { d := down{1, 3, 2}; sort.Sort(d); fmt.Println([]int(d)) }`, "[3 2 1]\n"},
		{"a wrapper of a package that the cell does not import", []string{"fmt", "bufio"}, `
			import ("fmt"; "bufio")
			type letters struct{ n int }
			func (l *letters) Read(p []byte) (int, error) { l.n++; return copy(p, "go\n"), nil }
			func main() { s := bufio.NewScanner(&letters{}); s.Scan(); fmt.Println(s.Text()) }`, "go\n"},
		{"gonum", []string{"fmt", "gonum.org/v1/gonum/mat"}, `
			import ("fmt"; "gonum.org/v1/gonum/mat")
			func main() {
				a := mat.NewDense(2, 2, []float64{1, 2, 3, 4})
				var b mat.Dense
				b.Mul(a, a)
				fmt.Println(mat.Formatted(&b, mat.Squeeze()))
			}`, "⎡ 7  10⎤\n⎣15  22⎦\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := interpret(t, c.imports, "package main\n"+c.source); got != c.want {
				t.Errorf("printed %q, want %q", got, c.want)
			}
		})
	}
}
