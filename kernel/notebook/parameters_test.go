package notebook

import (
	"errors"
	"go/parser"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The table also holds for install/papermill: scripts/clients/test_papermill.py reads it.
func TestValuesInGo(t *testing.T) {
	data, err := os.ReadFile("testdata/values.json")
	if err != nil {
		t.Fatal(err)
	}
	table, err := decode(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range table.([]any) {
		value, want := row.([]any)[0], row.([]any)[1]
		got := goText(value, "")
		if got != want {
			t.Errorf("%v is written as\n    %s, want\n    %s", value, got, want)
		}
		if _, err := parser.ParseExpr(got); err != nil {
			t.Errorf("%v is written as %s: %v", value, got, err)
		}
	}
}

func TestParameters(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"n=5", "n := 5"},
		{"rate=1e-3", "rate := 1e-3"},
		{"name=ReGAN", `name := "ReGAN"`},
		{"name=a=b c", `name := "a=b c"`},
		{"name=", `name := ""`},
		{`name="5"`, `name := "5"`},
		{"name=1 2", `name := "1 2"`},
		{"on=true", "on := true"},
		{"sizes=[8, 16]", "sizes := []int{8, 16}"},
		{`table={"a": 0.5}`, `table := map[string]any{"a": 0.5}`},
		{"größe=null", "größe := any(nil)"},
	} {
		p, err := ParseParameter(c.text)
		if err != nil {
			t.Errorf("%s: %v", c.text, err)
		} else if got := p.Name + " := " + goText(p.Value, ""); got != c.want {
			t.Errorf("%s becomes %s, want %s", c.text, got, c.want)
		}
	}
	for text, want := range map[string]string{
		"n":        `parameter "n" has no value: NAME=VALUE is right`,
		"=5":       `parameter "" is no name in Go: a letter, then letters, digits and _ are right`,
		"my-rate=": `parameter "my-rate" is no name in Go: a letter, then letters, digits and _ are right`,
		"type=a":   `parameter "type" is no name in Go: a letter, then letters, digits and _ are right`,
	} {
		if _, err := ParseParameter(text); err == nil || err.Error() != want {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

func TestParametersStandBehindTheirDefaults(t *testing.T) {
	nb := code("stdout first", "parameters: rate := 0.1\nvar batch, size = 64, 8", "stdout last")
	set := func(text string) error {
		p, err := ParseParameter(text)
		if err != nil {
			t.Fatal(err)
		}
		return nb.setParameters([]Parameter{p})
	}
	sources := func() (list []string) {
		for _, c := range nb.Cells {
			list = append(list, strings.Join(append(c.Tags(), c.Source), ": "))
		}
		return list
	}
	for _, c := range []struct{ text, want string }{
		{"rate=1", "injected-parameters: // Parameters\n//regan:parameters\nrate := 1"},
		{"size=16", "injected-parameters: // Parameters\n//regan:parameters\nsize := 16"}, // takes the place of the one before
	} {
		if err := set(c.text); err != nil {
			t.Fatal(err)
		}
		want := []string{"stdout first", "parameters: rate := 0.1\nvar batch, size = 64, 8", c.want, "stdout last"}
		if diff := cmp.Diff(want, sources()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.text, diff)
		}
		if id := nb.Cells[2].ID; id == "" {
			t.Error("the new cell has no id")
		}
	}
	if _, err := nb.Encode(); err != nil {
		t.Error(err)
	}
}

func TestParametersThatCannotBeSet(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"rate := 0.1", `parameter n: no code cell is tagged "parameters"; tag the one that defines the parameters with their defaults`},
		{"parameters: // later", `parameter n: the cell tagged "parameters" defines no variable`},
		{"parameters: f(n)", `parameter n: the cell tagged "parameters" defines no variable`},
		{"parameters: %time\na, b := 1, 2\nvar c string", `parameter n: the cell tagged "parameters" defines a, b, c`},
	} {
		nb := code(c.source)
		before := *nb.Cells[0]
		err := Run(t.Context(), nb, &script{}, &Options{Parameters: []Parameter{{"n", nil}}})
		var parameter *ParameterError
		if !errors.As(err, &parameter) || err.Error() != c.want {
			t.Errorf("%s: %v, want %s", c.source, err, c.want)
		}
		if len(nb.Cells) != 1 || nb.Cells[0].Source != before.Source {
			t.Errorf("%s: the notebook has changed", c.source)
		}
	}
}
