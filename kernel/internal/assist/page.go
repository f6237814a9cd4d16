package assist

import (
	"fmt"
	"strings"

	"regan/kernel/docs"
)

// Limits that keep an explanation without details as long as a reader takes in at a glance. With details nothing is left out.
const (
	maxComment = 1500 // bytes
	maxText    = 400  // bytes of a value
)

// Text is the explanation as plain text. detail 1 has all that is known, the source included.
func (e Explanation) Text(detail int) string {
	p := page{prose: (*docs.Package).Plain, code: func(s string) string { return s }, title: func(s string) string { return s + ":" }}
	return p.write(e, detail)
}

// Markdown is the explanation as Markdown. detail 1 has all that is known, the source included.
func (e Explanation) Markdown(detail int) string {
	p := page{prose: (*docs.Package).Markdown, code: fenced, title: func(s string) string { return "**" + s + "**" }, isMarkdown: true}
	return p.write(e, detail)
}

// fenced puts code between fences that are longer than any in it.
func fenced(code string) string {
	fence := "```"
	for strings.Contains(code, fence) {
		fence += "`"
	}
	return fence + "go\n" + code + "\n" + fence
}

// A page writes an explanation in one form.
type page struct {
	prose      func(p *docs.Package, name string, limit int) (string, bool)
	code       func(string) string
	title      func(string) string
	isMarkdown bool

	parts []string
}

func (p *page) add(part string) {
	if part != "" {
		p.parts = append(p.parts, part)
	}
}

func (p *page) write(e Explanation, detail int) string {
	p.add(p.code(e.Declaration))
	if e.Value != "" {
		value := e.Value
		if detail == 0 && len(value) > maxText {
			value = strings.ToValidUTF8(value[:maxText], "") + " …"
		}
		p.add(p.title("value"))
		p.add(p.plain(value))
	}
	if e.docs != nil {
		limit := maxComment
		if detail > 0 {
			limit = 0
		}
		text, cut := p.prose(e.docs, e.name, limit)
		p.add(text)
		if cut {
			p.add("… more with ?? behind the name")
		}
	}
	p.functions("functions", e.Functions, detail)
	p.functions("methods", e.Methods, detail)
	if detail > 0 && e.docs != nil {
		for _, example := range e.docs.Examples[e.name] {
			p.add(p.title(strings.TrimSpace("example " + example.Name)))
			p.add(p.code(example.Code))
			if example.Output != "" {
				p.add(p.title("prints"))
				p.add(p.plain(strings.TrimSpace(example.Output)))
			}
		}
	}
	p.add(e.Origin)
	if detail > 0 && e.Source != "" {
		p.add(p.code(e.Source))
	}
	return strings.Join(p.parts, "\n\n")
}

// functions lists functions: by their names, or one a line with what it does.
func (p *page) functions(title string, list []Part, detail int) {
	if len(list) == 0 {
		return
	}
	if detail == 0 {
		var names []string
		for _, f := range list {
			if p.isMarkdown {
				f.Name = "`" + f.Name + "`"
			}
			names = append(names, f.Name)
		}
		text := p.title(title) + " " + strings.Join(names, ", ")
		if !p.isMarkdown {
			text = wrapped(text, docs.Width)
		}
		p.add(text)
		return
	}
	p.add(p.title(title))
	var lines []string
	for _, f := range list {
		line := f.Declaration
		if f.Synopsis != "" {
			line = fmt.Sprintf("// %s\n%s", f.Synopsis, line)
		}
		lines = append(lines, line)
	}
	p.add(p.code(strings.Join(lines, "\n")))
}

func (p *page) plain(text string) string {
	if p.isMarkdown {
		return strings.Replace(fenced(text), "go\n", "text\n", 1)
	}
	return text
}

// wrapped breaks a line at spaces.
func wrapped(text string, width int) string {
	var b strings.Builder
	column := 0
	for i, word := range strings.Fields(text) {
		switch {
		case i == 0:
		case column+1+len(word) > width:
			b.WriteString("\n    ")
			column = 4
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += len(word)
	}
	return b.String()
}
