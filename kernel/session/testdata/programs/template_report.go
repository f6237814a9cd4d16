package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"text/template"
)

type Money int64

func (m Money) String() string { return fmt.Sprintf("%d.%02d", int64(m)/100, int64(m)%100) }

type Line struct {
	Item  string
	Count int
	Price Money
}

func (l Line) Total() Money { return Money(l.Count) * l.Price }

type Customer struct {
	Name string
	Tags map[string]string
	*Address
}
type Address struct{ Street, City string }

func (a *Address) Full() string { return a.Street + ", " + a.City }

type Invoice struct {
	Customer
	Lines []Line
	Paid  func(int) bool
	Notes []any
}

func (i *Invoice) Sum() (m Money) {
	for _, l := range i.Lines {
		m += l.Total()
	}
	return
}

func (i *Invoice) Discount(percent int) (Money, error) {
	if percent > 50 {
		return 0, errors.New("too generous")
	}
	return i.Sum() * Money(percent) / 100, nil
}

const text = `{{define "line"}}{{printf "%-8s" .Item}} {{.Count}} x {{.Price}} = {{.Total}}{{end -}}
Dear {{.Name | upper}} of {{.Full}}{{with .Tags.vip}} ({{.}}){{end}},
{{range $i, $l := .Lines}}{{if $i}}
{{end}}{{add $i 1}}. {{template "line" $l}}{{else}}nothing{{end}}
total {{.Sum}}{{with .Discount 10}} less {{.}}{{end}}
{{- if and (gt (len .Lines) 1) (not (call .Paid 3))}}
please pay{{end}}
{{range .Notes}}[{{printf "%T %v" . .}}]{{end}}
{{range $k, $v := .Tags}}{{$k}}={{$v}};{{end}}
{{index .Tags "vip"}} {{index .Lines 1 | printf "%v"}} {{(index .Lines 0).Item}} {{len .Name}} {{slice .Name 1 3}}
{{eq .Name "Ann" "Bob"}} {{lt 1 2}} {{or "" "x"}} {{and 1 0}} {{html "<a&b>"}} {{js "it's"}} {{urlquery "a b"}} {{print 1 2 "x"}}
{{$x := 1}}{{range 3}}{{$x = add $x .}}{{end}}{{$x}} {{range $i := 2}}{{$i}}{{end}} {{/* nothing */}}{{"quoted\t"}}{{` + "`raw`" + `}}
{{range .Lines}}{{if eq .Count 1}}{{continue}}{{end}}{{.Item}}{{break}}{{end}}
`

func main() {
	funcs := template.FuncMap{
		"upper": strings.ToUpper,
		"add":   func(a, b int) int { return a + b },
		"fail":  func() (string, error) { return "", errors.New("failed on purpose") },
	}
	t := template.Must(template.New("invoice").Funcs(funcs).Parse(text))
	inv := &Invoice{
		Customer: Customer{Name: "Ann", Tags: map[string]string{"vip": "gold", "a": "b"}, Address: &Address{"1 Road", "Town"}},
		Lines:    []Line{{"pens", 3, 150}, {"ink", 1, 999}},
		Paid:     func(n int) bool { return n > 5 },
		Notes:    []any{1, "two", Money(303), Line{"x", 1, 1}, nil, []Money{1, 2}},
	}
	if err := t.Execute(os.Stdout, inv); err != nil {
		fmt.Println("error:", err)
	}
	for _, bad := range []string{"{{.Missing}}", "{{.Discount 80}}", "{{fail}}", "{{index .Lines 9}}", "{{template \"none\"}}", "{{.Sum.Foo}}"} {
		t, err := template.New("bad").Funcs(funcs).Parse(bad)
		if err == nil {
			err = t.Execute(new(strings.Builder), inv)
		}
		fmt.Println(err)
	}
	_, err := template.New("syntax").Parse("a\n{{if}}")
	fmt.Println(err)
	var ee template.ExecError
	err = template.Must(template.New("e").Parse("{{.Nope.X}}")).Execute(os.Stdout, map[string]int{})
	fmt.Println(err, errors.As(err, &ee))
	tree := template.Must(template.New("").Parse(`{{define "T"}}({{.V}}{{range .Kids}} {{template "T" .}}{{end}}){{end}}{{template "T" .}}`))
	type node struct {
		V    any
		Kids []*node
	}
	if err := tree.Execute(os.Stdout, &node{"root", []*node{{1, nil}, {Money(5), []*node{{'c', nil}}}}}); err != nil {
		fmt.Println(err)
	}
	fmt.Println()
	fmt.Println(strings.Contains(t.DefinedTemplates(), "\"line\""), t.Lookup("line") != nil, t.Name())
}
