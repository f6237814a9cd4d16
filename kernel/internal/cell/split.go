package cell

import (
	"go/scanner"
	"go/token"
	"strings"
)

// kind tells what a part of a source is by the tokens that it starts with.
type kind int

const (
	statement   kind = iota
	declaration      // import, type, const, or a function or method with a name
	program          // a package clause: the source is a whole file
)

// A part is a top-level piece of a source, up to and with the semicolon or the line end that closes it.
type part struct {
	kind       kind
	start, end int  // byte offsets
	closed     bool // by a semicolon that the reader typed
}

// split finds the top-level parts of a source. It only looks at tokens, so a source with errors is split all the same.
func split(source string, tokens []lexeme) []part {
	var parts []part
	depth, first := 0, 0
	for i, t := range tokens {
		switch t.tok {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth = max(depth-1, 0)
		case token.SEMICOLON:
			if depth > 0 {
				continue
			}
			if i > first {
				end := t.end()
				if t.lit != ";" {
					end = min(end, tokens[i-1].end()) // the semicolon stands at a line's end, which may be in a comment
				}
				parts = append(parts, part{kindOf(tokens[first:i]), tokens[first].offset, end, t.lit == ";"})
			} else if last := len(parts) - 1; last >= 0 && t.lit == ";" && strings.HasPrefix(source[parts[last].start:], "for") {
				parts[last].end = t.end() // the condition that a for statement does not have
			}
			first = i + 1
		case token.EOF:
			if i > first {
				parts = append(parts, part{kindOf(tokens[first:i]), tokens[first].offset, len(source), false})
			}
		}
	}
	return parts
}

type lexeme struct {
	tok    token.Token
	lit    string
	offset int
}

func (l lexeme) end() int {
	if l.tok == token.SEMICOLON && l.lit != ";" {
		return l.offset // put in by the scanner at a line's end
	}
	if l.lit == "" { // an operator
		return l.offset + len(l.tok.String())
	}
	return l.offset + len(l.lit)
}

func tokensOf(source string) []lexeme {
	fset := token.NewFileSet()
	file := fset.AddFile("", fset.Base(), len(source))
	var s scanner.Scanner
	s.Init(file, []byte(source), func(token.Position, string) {}, 0)
	var tokens []lexeme
	for {
		pos, tok, lit := s.Scan()
		tokens = append(tokens, lexeme{tok, lit, file.Offset(pos)})
		if tok == token.EOF {
			return tokens
		}
	}
}

func kindOf(tokens []lexeme) kind {
	switch tokens[0].tok {
	case token.PACKAGE:
		return program
	case token.IMPORT, token.TYPE, token.CONST:
		return declaration
	case token.FUNC:
		if namesFunction(tokens) {
			return declaration
		}
	}
	return statement
}

// namesFunction tells a function or method declaration from a function literal: func name, or func (receiver) name (.
func namesFunction(tokens []lexeme) bool {
	if len(tokens) < 2 || tokens[1].tok == token.IDENT {
		return true // a lone func is an error that go/parser words best for declarations
	}
	depth := 0
	for i := 1; i < len(tokens); i++ {
		switch tokens[i].tok {
		case token.LPAREN:
			depth++
		case token.RPAREN:
			depth--
		}
		if depth == 0 {
			return i+2 < len(tokens) && tokens[i+1].tok == token.IDENT && tokens[i+2].tok == token.LPAREN
		}
	}
	return false
}

// blank returns the source with every part of another kind, and all between the parts, replaced by spaces.
func blank(source string, parts []part, keep kind) string {
	var b strings.Builder
	b.Grow(len(source))
	at := 0
	for _, p := range parts {
		if p.kind != keep {
			continue
		}
		spaces(&b, source[at:p.start])
		b.WriteString(source[p.start:p.end])
		at = p.end
	}
	spaces(&b, source[at:])
	return b.String()
}

func spaces(b *strings.Builder, text string) {
	for i := range len(text) {
		if text[i] == '\n' {
			b.WriteByte('\n')
		} else {
			b.WriteByte(' ')
		}
	}
}

// Only returns the source with all but the bytes from start to end replaced by spaces, so that what is left keeps its lines.
func Only(source string, start, end int) string {
	var b strings.Builder
	spaces(&b, source[:start])
	b.WriteString(source[start:end])
	spaces(&b, source[end:])
	return b.String()
}

// Offset returns the byte offset of a line and column in a source; its length for a position behind it.
func Offset(source string, pos token.Position) int {
	at := 0
	for line := 1; line < pos.Line; line++ {
		next := strings.IndexByte(source[at:], '\n')
		if next < 0 {
			return len(source)
		}
		at += next + 1
	}
	return min(at+max(pos.Column-1, 0), len(source))
}

// Qualifiers returns the names that a source uses with a dot behind, where they may be packages, in their order.
func Qualifiers(source string) []string {
	var names []string
	tokens := tokensOf(source)
	for i := 0; i+1 < len(tokens); i++ {
		if tokens[i].tok == token.IDENT && tokens[i+1].tok == token.PERIOD && (i == 0 || tokens[i-1].tok != token.PERIOD) {
			names = append(names, tokens[i].lit)
		}
	}
	return names
}
