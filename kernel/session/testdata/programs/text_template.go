package main

import (
	"fmt"
	"os"
	"strings"
	"text/template"
)

type Line struct {
	Name  string
	Price float64
	Qty   int
}

// Package text/template over maps, slices and structs.
func main() {
	t := template.Must(template.New("invoice").Funcs(template.FuncMap{
		"upper": strings.ToUpper,
		"total": func(p float64, q int) float64 { return p * float64(q) },
	}).Parse(`{{define "line"}}{{printf "%-8s" .Name}}{{total .Price .Qty | printf "%6.2f"}}{{end -}}
Invoice for {{.Customer | upper}}
{{range $i, $l := .Lines}}{{$i}} {{template "line" $l}}
{{else}}nothing
{{end}}{{with .Note}}Note: {{.}}{{end}}
{{if and .Paid (gt (len .Lines) 1)}}paid{{else if .Paid}}paid one{{else}}open{{end}}
`))
	data := map[string]any{
		"Customer": "ann",
		"Lines":    []Line{{"nut", 0.5, 10}, {"bolt", 2, 3}},
		"Note":     "fragile",
		"Paid":     true,
	}
	if err := t.Execute(os.Stdout, data); err != nil {
		fmt.Println(err)
	}
	err := t.Execute(os.Stdout, map[string]any{"Customer": "bob", "Paid": false})
	fmt.Println(err)
	_, err = template.New("bad").Parse("{{.X")
	fmt.Println(err)
	var sb strings.Builder
	err = template.Must(template.New("m").Option("missingkey=error").Parse("{{.nope}}")).Execute(&sb, map[string]int{})
	fmt.Println(err)
	nested := template.Must(template.New("n").Parse(`{{range $k, $v := .}}{{$k}}={{index $v 0}}{{if ne (len $v) 1}}+{{end}} {{end}}{{len .}} {{eq 1 1}} {{not true}} {{slice "abcdef" 1 3}}` + "\n"))
	nested.Execute(os.Stdout, map[string][]int{"a": {1}, "b": {2, 3}})
	template.Must(template.New("v").Parse(`{{$x := 1}}{{range .}}{{$x = .}}{{end}}{{$x}} {{"quoted" | printf "%q"}} {{js "<a>"}} {{html "<b>"}}`+"\n")).Execute(os.Stdout, []int{4, 5})
	template.Must(template.New("b").Parse(`{{range .}}{{if eq . 3}}{{break}}{{end}}{{if eq . 1}}{{continue}}{{end}}{{.}} {{end}}`+"\n")).Execute(os.Stdout, []int{0, 1, 2, 3, 4})
}
