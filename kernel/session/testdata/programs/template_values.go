package main

import (
	"fmt"
	"os"
	"strings"
	"text/template"
)

type Money int

func (m Money) String() string { return fmt.Sprintf("$%d.%02d", int(m)/100, int(m)%100) }

type Item struct {
	Name  string
	Price Money
	tags  []string
}

func (i Item) Tags() []string        { return i.tags }
func (i *Item) Discount(p int) Money { return i.Price * Money(100-p) / 100 }
func (i Item) Has(tag string) bool   { return strings.Contains(strings.Join(i.tags, ","), tag) }
func (i Item) Fail() (string, error) { return "", fmt.Errorf("no %s", i.Name) }

type Cart struct {
	Items []*Item
	By    map[string]Item
	owner
}
type owner struct{ First, Last string }

func (o owner) FullName() string { return o.First + " " + o.Last }

const text = `{{.FullName}} {{.First}}
{{range .Items}}- {{.Name}} {{.Price}} {{.Discount 10}} {{range .Tags}}[{{.}}]{{end}} {{if .Has "new"}}NEW{{end}}
{{end}}{{with index .By "k"}}{{.Name}} {{printf "%d %v" .Price .Price}}{{end}}
`

func main() {
	a := &Item{"pen", 250, []string{"new", "blue"}}
	c := Cart{[]*Item{a, {"ink", 1099, nil}}, map[string]Item{"k": *a}, owner{"Ann", "Lee"}}
	t := template.Must(template.New("t").Parse(text))
	if err := t.Execute(os.Stdout, c); err != nil {
		fmt.Println(err)
	}
	err := template.Must(template.New("f").Parse("{{.Fail}}")).Execute(os.Stdout, a)
	fmt.Println(err)
	err = template.Must(template.New("u").Parse("{{.Missing}}")).Execute(os.Stdout, a)
	fmt.Println(err)
	f := template.FuncMap{"double": func(m Money) Money { return 2 * m }}
	template.Must(template.New("d").Funcs(f).Parse("{{double .Price}}\n")).Execute(os.Stdout, a)
}
