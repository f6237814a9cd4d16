package main

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"os"
	"strings"
	"text/tabwriter"
	ttemplate "text/template"
)

type money int

func (m money) String() string        { return fmt.Sprintf("$%d.%02d", int(m)/100, int(m)%100) }
func (m money) Times(n int) money     { return m * money(n) }
func (m money) Over(limit money) bool { return m > limit }

type line struct {
	Name  string
	Price money
	Count int
	tags  []string
}

func (l line) Total() money          { return l.Price.Times(l.Count) }
func (l *line) Tagged(t string) bool { return strings.Contains(strings.Join(l.tags, ","), t) }
func (l line) Fail() (string, error) { return "", errors.New("line failed") }

type order struct {
	Customer map[string]string
	Lines    []*line
	Notes    func(string) string
	Paid     bool
	Discount *money
}

func (o order) Sum() (total money) {
	for _, l := range o.Lines {
		total += l.Total()
	}
	return
}

const text = `{{define "line"}}{{.Name | printf "%-8s"}}{{.Price}} x{{.Count}} = {{.Total}}{{if .Tagged "new"}} NEW{{end}}{{end -}}
Dear {{.Customer.name}}{{with .Customer.title}}, {{.}}{{end}}:
{{range $i, $l := .Lines}}{{$i | inc}}. {{template "line" $l}}
{{else}}nothing
{{end}}{{$sum := .Sum}}Sum {{$sum}} {{if $sum.Over 1000}}(large){{else if .Paid}}(paid){{else}}(open){{end}} {{len .Lines}} {{index .Customer "name" | upper}} {{call .Notes "x"}}
{{- with .Discount}} less {{.}}{{end}} {{and .Paid (gt (len .Lines) 1)}} {{or .Paid "no"}} {{not .Paid}} {{eq .Customer.name "Ann" "Bob"}} {{slice .Customer.name 1}} {{html "<b>"}} {{printf "%v %T" $sum $sum}}
{{- range $k, $v := .Customer}} {{$k}}={{$v}}{{end}}{{range 3}} {{.}}{{end}}
`

func main() {
	t := ttemplate.Must(ttemplate.New("order").Funcs(ttemplate.FuncMap{
		"inc":   func(i int) int { return i + 1 },
		"upper": strings.ToUpper,
	}).Parse(text))
	d := money(50)
	o := order{map[string]string{"name": "Bob", "title": "Sir"}, []*line{{"tea", 250, 2, []string{"new"}}, {"cup", 1099, 1, nil}}, func(s string) string { return "<" + s + ">" }, false, &d}
	if err := t.Execute(os.Stdout, o); err != nil {
		fmt.Println(err)
	}
	var b bytes.Buffer
	fmt.Println(t.Execute(&b, order{Notes: func(string) string { return "none" }}), strings.Count(b.String(), "\n"))
	bad := ttemplate.Must(ttemplate.New("bad").Parse("{{range .Lines}}{{.Fail}}{{end}}"))
	b.Reset()
	fmt.Println(bad.Execute(&b, o))
	_, err := ttemplate.New("x").Parse("{{.A")
	fmt.Println(err)
	missing := ttemplate.Must(ttemplate.New("missing").Parse("{{.Nope}}"))
	fmt.Println(missing.Execute(&b, o))
	h := template.Must(template.New("h").Parse(`<a href="/?q={{.}}">{{.}}</a>{{"\n"}}`))
	h.Execute(os.Stdout, "<x & y>")
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', tabwriter.AlignRight|tabwriter.Debug)
	for _, l := range o.Lines {
		fmt.Fprintf(w, "%s\t%v\t%d\t\n", l.Name, l.Price, l.Count)
	}
	w.Flush()
}
