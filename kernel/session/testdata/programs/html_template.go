package main

import (
	"fmt"
	"html"
	"html/template"
	"os"
)

// Package html/template escapes by context.
func main() {
	t := template.Must(template.New("page").Parse(`<h1>{{.Title}}</h1>
<a href="/search?q={{.Query}}">{{.Query}}</a>
<script>var x = {{.Data}};</script>
<p title='{{.Title}}'>{{.Safe}}</p>
<ul>{{range .Items}}<li>{{.}}</li>{{else}}<li>none</li>{{end}}</ul>
`))
	err := t.Execute(os.Stdout, map[string]any{
		"Title": "<Tom & \"Jerry\">",
		"Query": "a b&c",
		"Data":  map[string]int{"k": 1},
		"Safe":  template.HTML("<b>bold</b>"),
		"Items": []string{"x<y", "z"},
	})
	fmt.Println(err)
	fmt.Println(html.EscapeString("<a href='x'>&</a>"), html.UnescapeString("&lt;&eacute;&#39;"))
	fmt.Println(template.JSEscapeString("'\"<"), template.URLQueryEscaper("a b"))
}
