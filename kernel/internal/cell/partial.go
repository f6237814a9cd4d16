package cell

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Partial is a source that is still being typed, parsed as far as it can be, with the eye on one identifier of it.
type Partial struct {
	Source  string
	At      int // byte offset of the identifier
	Ident   *ast.Ident
	Imports []*ast.ImportSpec
	Decls   []ast.Decl // also variables, in a program
	Body    []ast.Stmt

	base int
}

// placeholder completes an identifier that is still empty or only a keyword. No cell writes it, yet it is a letter.
const placeholder = "ˑ"

// Both heads have one length, so that a position tells an offset without knowing which of them was there.
const (
	statementHead   = "package main;func _(){"
	declarationHead = "package main;         "
)

// ParsePartial parses a source around the identifier that starts, or could start, at a byte offset. Ident is nil if the
// parser finds no place for an identifier there. All positions are above base, which keeps them apart from those of a
// FileSet with that base.
//
// Every top-level part is parsed by itself, so what is wrong in one does not reach the others. The part with the
// identifier is tried with less and less of what is around it until the identifier is found.
func ParsePartial(base int, source string, at int) *Partial {
	p := &Partial{Source: source, At: at, base: base + 1}
	_, end := WordAt(source, at)
	if end <= at || token.IsKeyword(source[at:end]) {
		source = source[:max(end, at)] + placeholder + source[max(end, at):]
		end = max(end, at) + len(placeholder)
	}
	p.parse(source, 0, end)
	return p
}

// Pos returns the position of a byte offset.
func (p *Partial) Pos(offset int) token.Pos { return token.Pos(p.base + len(statementHead) + offset) }

// Offset returns the byte offset of a position. It is negative for positions of other sources. Behind an identifier that
// had to be completed it is too large.
func (p *Partial) Offset(pos token.Pos) int { return int(pos) - len(statementHead) - p.base }

// WordAt returns where the word around a byte offset starts and ends: letters, digits and underscores.
func WordAt(source string, at int) (start, end int) {
	start, end = at, at
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(source[:start])
		if !inWord(r) {
			break
		}
		start -= size
	}
	for end < len(source) {
		r, size := utf8.DecodeRuneInString(source[end:])
		if !inWord(r) {
			break
		}
		end += size
	}
	return start, end
}

func inWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }

// parse parses the text from an offset on; end is where the identifier ends.
func (p *Partial) parse(text string, from, end int) {
	tokens := tokensOf(text[from:])
	for i := range tokens {
		tokens[i].offset += from
	}
	there := slices.ContainsFunc(tokens, func(t lexeme) bool { return t.tok == token.IDENT && t.offset == p.At })
	isProgram := false
	for _, part := range split(text, tokens) {
		switch {
		case part.kind == program:
			isProgram = true
			continue
		case isProgram:
			part.kind = declaration
		}
		if there && part.start <= p.At && p.At < part.end {
			p.parseAround(text, part, tokens, end, isProgram)
			continue
		}
		p.add(p.parsePart(part.kind, text[part.start:part.end], part.start))
	}
}

// A fragment is what parsing a part gave.
type fragment struct {
	imports []*ast.ImportSpec
	decls   []ast.Decl
	body    []ast.Stmt
	clean   bool // there were no errors
}

func (p *Partial) add(f fragment) {
	p.Imports = append(p.Imports, f.imports...)
	p.Decls = append(p.Decls, f.decls...)
	p.Body = append(p.Body, f.body...)
}

// parseAround parses the part that the identifier is in.
func (p *Partial) parseAround(text string, part part, tokens []lexeme, end int, isProgram bool) {
	whole := p.parsePart(part.kind, text[part.start:part.end], part.start)
	if p.Ident = p.find(whole); p.Ident != nil && whole.clean {
		p.add(whole)
		return
	}
	statement, operand := around(tokens, p.At)
	before := text[part.start:max(statement, part.start)]
	for _, cut := range []string{
		text[part.start:end],
		before + blanked(text[part.start+len(before):operand]) + text[operand:end],
		blanked(text[part.start:operand]) + text[operand:end],
	} {
		cut += closers(cut)
		kind := declaration
		if !isProgram {
			kind = kindOf(tokensOf(cut))
		}
		less := p.parsePart(kind, cut, part.start)
		if p.Ident = p.find(less); p.Ident != nil {
			p.add(less)
			break
		}
	}
	// A bracket that is still open makes the rest of the source belong to the part.
	if next := nextDeclaration(text[end:part.end]); next >= 0 {
		p.parse(text, end+next, end)
	}
}

// around returns the end of the token before the statement that the token at an offset is in, and where the operand
// that it ends starts: the a in a.b().c.
func around(tokens []lexeme, at int) (statement, operand int) {
	i := 0
	for i < len(tokens)-1 && tokens[i].offset < at {
		i++
	}
	for i >= 2 && tokens[i-1].tok == token.PERIOD {
		before := operandBefore(tokens, i-1)
		if before < 0 {
			break
		}
		i = before
	}
	for j := i - 1; j >= 0; j-- {
		switch t := tokens[j]; t.tok {
		case token.SEMICOLON, token.LBRACE, token.RBRACE:
			return t.offset + 1, tokens[i].offset
		}
	}
	return 0, tokens[i].offset
}

// operandBefore returns the token that the operand before token i starts with, apart from what a dot joins to it; -1 if
// there is no operand.
func operandBefore(tokens []lexeme, i int) int {
	depth := 0
	for j := i - 1; j >= 0; j-- {
		switch tokens[j].tok {
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth++
			continue
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth--
			if depth < 0 {
				return -1
			}
			if depth == 0 && (j == 0 || !endsOperand(tokens[j-1].tok)) {
				return j
			}
			continue
		}
		if depth > 0 {
			continue
		}
		if endsOperand(tokens[j].tok) {
			return j
		}
		return -1
	}
	return -1
}

func endsOperand(t token.Token) bool {
	return t == token.IDENT || t.IsLiteral() || t == token.RPAREN || t == token.RBRACK || t == token.RBRACE
}

// closers returns what closes the brackets that a text leaves open.
func closers(text string) string {
	pairs := map[token.Token]string{token.LPAREN: ")", token.LBRACK: "]", token.LBRACE: "}"}
	var open []string
	for _, t := range tokensOf(text) {
		switch t.tok {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			open = append(open, pairs[t.tok])
		case token.RPAREN, token.RBRACK, token.RBRACE:
			if len(open) > 0 {
				open = open[:len(open)-1]
			}
		}
	}
	var b strings.Builder
	for i := len(open) - 1; i >= 0; i-- {
		b.WriteString(open[i])
	}
	return b.String()
}

// nextDeclaration returns where a line starts that looks like the start of a declaration; -1 if there is none.
func nextDeclaration(text string) int {
	first := -1
	for _, word := range []string{"func ", "type ", "const ", "var ", "import "} {
		if i := strings.Index(text, "\n"+word); i >= 0 && (first < 0 || i+1 < first) {
			first = i + 1
		}
	}
	return first
}

func blanked(text string) string {
	var b strings.Builder
	spaces(&b, text)
	return b.String()
}

// parsePart parses the text of a part that starts at an offset of the source.
func (p *Partial) parsePart(kind kind, text string, start int) fragment {
	fset := token.NewFileSet()
	fset.AddFile("", p.base+start-1, 0) // the next file starts at p.base+start
	const mode = parser.SkipObjectResolution | parser.AllErrors
	if kind == declaration {
		file, err := parser.ParseFile(fset, "", declarationHead+text, mode)
		var c Cell
		c.addDecls(file)
		return fragment{imports: c.Imports, decls: c.Decls, clean: err == nil}
	}
	file, err := parser.ParseFile(fset, "", statementHead+text+"\n}", mode)
	f := fragment{clean: err == nil}
	if len(file.Decls) > 0 {
		if function, ok := file.Decls[0].(*ast.FuncDecl); ok && function.Body != nil {
			f.body = function.Body.List
		}
	}
	return f
}

// find returns the identifier looked for in what was parsed; nil if it is not there.
func (p *Partial) find(f fragment) *ast.Ident {
	pos := p.Pos(p.At)
	var found *ast.Ident
	look := func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Pos() == pos {
			found = id
		}
		return found == nil
	}
	for _, d := range f.decls {
		ast.Inspect(d, look)
	}
	for _, s := range f.body {
		ast.Inspect(s, look)
	}
	return found
}
