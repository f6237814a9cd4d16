package notebook

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/token"
	"maps"
	"slices"
	"strconv"
	"strings"

	"regan/kernel/internal/cell"
	"regan/kernel/internal/check"
)

// Tags of cells that hold parameters, as papermill knows them.
const (
	TagParameters = "parameters"          // the cell that defines them with their defaults
	TagInjected   = "injected-parameters" // the cell after it, which sets those of one run
)

// A Parameter is a variable of a notebook's parameters cell, with its value for one run.
type Parameter struct {
	Name  string
	Value any // as JSON has it: nil, bool, json.Number, string, []any or map[string]any
}

// ParseParameter reads NAME=VALUE. VALUE is JSON; what is no JSON is a string.
func ParseParameter(text string) (Parameter, error) {
	name, value, ok := strings.Cut(text, "=")
	switch {
	case !ok:
		return Parameter{}, fmt.Errorf("parameter %q has no value: NAME=VALUE is right", text)
	case !token.IsIdentifier(name):
		return Parameter{}, fmt.Errorf("parameter %q is no name in Go: a letter, then letters, digits and _ are right", name)
	}
	if v, err := decode([]byte(value)); err == nil {
		return Parameter{name, v}, nil
	}
	return Parameter{name, value}, nil
}

// A ParameterError says why a parameter cannot be set.
type ParameterError struct {
	Name  string
	Known []string // the variables that the parameters cell defines; nil: there is no such cell
}

func (e *ParameterError) Error() string {
	switch {
	case e.Known == nil:
		return fmt.Sprintf("parameter %s: no code cell is tagged %q; tag the one that defines the parameters with their defaults",
			e.Name, TagParameters)
	case len(e.Known) == 0:
		return fmt.Sprintf("parameter %s: the cell tagged %q defines no variable", e.Name, TagParameters)
	}
	return fmt.Sprintf("parameter %s: the cell tagged %q defines %s", e.Name, TagParameters, strings.Join(e.Known, ", "))
}

// setParameters puts a cell behind the one tagged "parameters" that gives parameters these values, in place of the cell that an
// earlier run may have put there. Each must be one that the tagged cell defines. The error is a *ParameterError.
func (nb *Notebook) setParameters(parameters []Parameter) error {
	at := slices.IndexFunc(nb.Cells, func(c *Cell) bool { return c.Kind == Code && c.HasTag(TagParameters) })
	var known []string
	if at >= 0 {
		known = definedIn(nb.Cells[at].Source)
	}
	source := "// Parameters\n" + check.ParametersDirective
	for _, p := range parameters {
		if !slices.Contains(known, p.Name) {
			return &ParameterError{p.Name, known}
		}
		source += "\n" + p.Name + " := " + goText(p.Value, "")
	}
	injected := &Cell{Kind: Code, Source: source, Metadata: map[string]any{"tags": []any{TagInjected}}}
	if old := slices.IndexFunc(nb.Cells, func(c *Cell) bool { return c.HasTag(TagInjected) }); old >= 0 {
		injected.ID = nb.Cells[old].ID
		nb.Cells[old] = injected
	} else {
		nb.Cells = slices.Insert(nb.Cells, at+1, injected)
	}
	nb.fillIDs()
	return nil
}

// definedIn lists the variables that a cell defines; it is never nil.
func definedIn(source string) []string {
	_, source = cell.Magics(source, func(string) bool { return false })
	c, err := cell.Parse(token.NewFileSet(), TagParameters, source)
	names := []string{}
	if err != nil {
		return names // running the cell tells what is wrong with it
	}
	for _, stmt := range c.Body {
		switch s := stmt.(type) {
		case *ast.AssignStmt:
			if s.Tok == token.DEFINE {
				for _, left := range s.Lhs {
					names = append(names, left.(*ast.Ident).Name)
				}
			}
		case *ast.DeclStmt:
			for _, spec := range s.Decl.(*ast.GenDecl).Specs {
				if v, ok := spec.(*ast.ValueSpec); ok {
					for _, id := range v.Names {
						names = append(names, id.Name)
					}
				}
			}
		}
	}
	return names
}

// goType returns the type that a value has in Go where nothing says otherwise. install/papermill does it the same way.
func goType(value any) string {
	switch v := value.(type) {
	case bool:
		return "bool"
	case string:
		return "string"
	case json.Number:
		if strings.ContainsAny(string(v), ".eE") {
			return "float64"
		}
		if _, err := strconv.ParseInt(string(v), 10, 64); err == nil {
			return "int"
		}
		if _, err := strconv.ParseUint(string(v), 10, 64); err == nil {
			return "uint64"
		}
		return "*big.Int"
	case map[string]any:
		return "map[string]any"
	case []any:
		if len(v) == 0 {
			return "[]any"
		}
		element := goType(v[0])
		for _, other := range v[1:] {
			element = commonType(element, goType(other))
		}
		return "[]" + element
	}
	return "any"
}

// commonType returns the type of a list's elements of types a and b.
func commonType(a, b string) string {
	innerA, listA := strings.CutPrefix(a, "[]")
	innerB, listB := strings.CutPrefix(b, "[]")
	switch {
	case a == b:
		return a
	case a == "int" && b == "float64", a == "float64" && b == "int":
		return "float64"
	case listA && listB:
		return "[]" + commonType(innerA, innerB)
	}
	return "any"
}

// goText writes a value as a Go expression; with a type, as one that can stand where that type is known.
func goText(value any, typ string) string {
	known := typ != "" && typ != "any"
	own := goType(value)
	switch v := value.(type) {
	case nil:
		if typ == "" {
			return "any(nil)"
		}
		return "nil"
	case bool:
		return strconv.FormatBool(v)
	case string:
		return strconv.Quote(v)
	case json.Number:
		switch {
		case own == "uint64" && !known:
			return "uint64(" + string(v) + ")"
		case own == "*big.Int":
			return fmt.Sprintf(`func() *big.Int { n, _ := new(big.Int).SetString(%q, 10); return n }()`, v)
		}
		return string(v)
	case map[string]any:
		var pairs []string
		for _, key := range slices.Sorted(maps.Keys(v)) {
			pairs = append(pairs, strconv.Quote(key)+": "+goText(v[key], "any"))
		}
		return own + "{" + strings.Join(pairs, ", ") + "}"
	case []any:
		if known {
			own = typ
		}
		var elements []string
		for _, element := range v {
			elements = append(elements, goText(element, own[len("[]"):]))
		}
		return own + "{" + strings.Join(elements, ", ") + "}"
	}
	panic(fmt.Sprintf("notebook: parameter of type %T", value))
}
