package docs

import (
	"go/doc"
	"go/doc/comment"
	"strings"
)

// Width is how long the lines of plain text are at most: what a tooltip shows without wrapping.
const Width = 80

// Plain writes a name's comment as text, with empty lines between its paragraphs; "" where there is none. Paragraphs that
// begin beyond limit bytes are left out, and cut tells so; a limit of 0 is none.
func (p *Package) Plain(name string, limit int) (text string, cut bool) {
	parsed, cut := p.parse(name, limit)
	printer := comment.Printer{TextWidth: Width}
	return strings.TrimSpace(string(printer.Text(parsed))), cut
}

// Markdown writes a name's comment as Markdown. Links to other names become those names.
func (p *Package) Markdown(name string, limit int) (text string, cut bool) {
	parsed, cut := p.parse(name, limit)
	printer := comment.Printer{
		HeadingLevel: 4, HeadingID: func(*comment.Heading) string { return "" },
		DocLinkURL: func(*comment.DocLink) string { return "" },
	}
	return strings.TrimSpace(string(printer.Markdown(parsed))), cut
}

// Synopsis returns the first sentence of a name's comment, in one line.
func (p *Package) Synopsis(name string) string {
	parsed, _ := p.parse(name, 0)
	if len(parsed.Content) == 0 {
		return ""
	}
	parsed.Content = parsed.Content[:1]
	printer := comment.Printer{TextWidth: -1}
	return new(doc.Package).Synopsis(string(printer.Text(parsed)))
}

func (p *Package) parse(name string, limit int) (parsed *comment.Doc, cut bool) {
	text := p.Comments[name]
	parser := comment.Parser{LookupSym: func(owner, member string) bool {
		if owner != "" {
			member = owner + "." + member
		}
		return p.Comments[member] != ""
	}}
	if limit > 0 && len(text) > limit {
		if end := strings.Index(text[limit:], "\n\n"); end >= 0 {
			text, cut = text[:limit+end], true
		}
	}
	return parser.Parse(text), cut
}
