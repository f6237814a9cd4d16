package assist

import (
	"go/scanner"
	"go/token"
	"unicode/utf8"

	"regan/kernel/internal/cell"
)

// A place is the kind of text that a cursor is in.
type place int

const (
	code place = iota
	comment
	number
	quoted     // a string or a rune
	importPath // the string of an import
)

// A spot is a cursor and what is around it.
type spot struct {
	cursor     int
	place      place
	start, end int // the word around the cursor; of an import path, the whole path
	tokens     []lexeme
}

type lexeme struct {
	tok        token.Token
	start, end int
}

// spotOf looks at a source around a byte offset; one outside of the source stands for its nearer end.
func spotOf(source string, cursor int) spot {
	cursor = min(max(cursor, 0), len(source))
	for cursor > 0 && cursor < len(source) && !utf8.RuneStart(source[cursor]) {
		cursor--
	}
	s := spot{cursor: cursor, tokens: tokensOf(source)}
	s.start, s.end = cell.WordAt(source, cursor)
	importing, depth := false, 0
	for _, t := range s.tokens {
		if t.start >= cursor {
			break
		}
		switch t.tok {
		case token.IMPORT:
			importing = depth == 0
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		case token.SEMICOLON:
			importing = importing && depth > 0
		case token.COMMENT:
			if cursor < t.end || source[t.start+1] == '/' && cursor == t.end || !closed(source, t) {
				s.place = comment
			}
		case token.INT, token.FLOAT, token.IMAG:
			if cursor <= t.end {
				s.place = number
			}
		case token.CHAR, token.STRING:
			if cursor < t.end || cursor == t.end && !closed(source, t) {
				s.place = quoted
				if importing && t.tok == token.STRING {
					s.place, s.start, s.end = importPath, t.start+1, t.end
					if closed(source, t) {
						s.end--
					}
				}
			}
		}
	}
	return s
}

// closed tells whether the end of a literal or comment was typed.
func closed(source string, t lexeme) bool {
	if t.tok == token.COMMENT {
		return t.end-t.start >= 4 && source[t.end-2:t.end] == "*/"
	}
	if t.end-t.start < 2 || source[t.end-1] != source[t.start] {
		return false
	}
	backslashes := 0
	for i := t.end - 2; i > t.start && source[i] == '\\' && source[t.start] != '`'; i-- {
		backslashes++
	}
	return backslashes%2 == 0
}

func tokensOf(source string) []lexeme {
	fset := token.NewFileSet()
	file := fset.AddFile("", fset.Base(), len(source))
	var s scanner.Scanner
	s.Init(file, []byte(source), func(token.Position, string) {}, scanner.ScanComments)
	var tokens []lexeme
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			return tokens
		}
		start := file.Offset(pos)
		if tok.IsOperator() {
			lit = tok.String()
		}
		end := min(start+len(lit), len(source))
		if tok == token.SEMICOLON && source[start:end] != ";" {
			end = start // put in by the scanner at a line's end
		}
		tokens = append(tokens, lexeme{tok, start, end})
	}
}

// callee returns the byte offset of the last word of the function that the cursor is in the arguments of; -1 without one.
func (s spot) callee() int {
	depth := 0
	for i := len(s.tokens) - 1; i > 0; i-- {
		t := s.tokens[i]
		if t.start >= s.cursor {
			continue
		}
		switch t.tok {
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth++
		case token.LBRACK, token.LBRACE:
			depth--
		case token.LPAREN:
			depth--
			if before := s.tokens[i-1]; depth < 0 && before.tok == token.IDENT {
				return before.start
			}
		}
		if depth < 0 {
			return -1
		}
	}
	return -1
}
