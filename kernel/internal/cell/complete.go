package cell

import (
	"go/parser"
	"go/scanner"
	"go/token"
	"slices"
	"strings"
)

// Status tells whether a source could run as it stands.
type Status string

const (
	Complete   Status = "complete"
	Incomplete Status = "incomplete" // more text could make it complete
	Invalid    Status = "invalid"    // no text after it could
)

// indentUnit is a level of indentation where the source has none yet: what JupyterLab's editor puts there for Go. In jupyter
// console a tab would be shown as ^I.
const indentUnit = "    "

// Completeness tells whether a source could run, and what the next line of an incomplete one is to start with.
func Completeness(source string) (Status, string) {
	if opensText(source) {
		return Incomplete, ""
	}
	if parses(source) {
		return Complete, ""
	}
	tokens := tokensOf(source)
	tokens = tokens[:len(tokens)-1] // the end
	open := 0
	for _, t := range tokens {
		switch t.tok {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			open++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			open--
		}
	}
	if open > 0 || wantsMore(source) {
		unit := indentUnit
		if strings.Contains("\n"+source, "\n\t") {
			unit = "\t"
		}
		return Incomplete, strings.Repeat(unit, indentation(source, tokens))
	}
	return Invalid, ""
}

func parses(source string) bool {
	_, err := Parse(token.NewFileSet(), "cell", source)
	return err == nil
}

// opensText tells whether the source ends in a raw string or a comment, where a tab more would be one of the text.
func opensText(source string) bool {
	open := false
	var s scanner.Scanner
	s.Init(token.NewFileSet().AddFile("", -1, len(source)), []byte(source), func(_ token.Position, msg string) {
		open = open || msg == "comment not terminated" || msg == "raw string literal not terminated"
	}, 0)
	for tok := token.ILLEGAL; tok != token.EOF; {
		_, tok, _ = s.Scan()
	}
	return open
}

// wantsMore tells whether the source stops where an operand or a block would complete it.
func wantsMore(source string) bool {
	trimmed := strings.TrimRight(source, " \t\r\n")
	if _, err := parser.ParseExpr(trimmed + " x"); err == nil {
		return true
	}
	return parses(trimmed+" x") || parses(trimmed+" {}")
}

// indentation returns how many tabs gofmt puts before the line that follows the tokens: one for each line that leaves a
// bracket open, one for the statements of a case, and one where a statement goes on.
func indentation(source string, tokens []lexeme) int {
	type bracket struct {
		line     int
		branches bool // of a switch or select statement
		inCase   bool // its first case has begun
	}
	var open []bracket
	branches := false
	line, at := 0, 0
	for _, t := range tokens {
		line += strings.Count(source[at:t.offset], "\n")
		at = t.offset
		switch t.tok {
		case token.SWITCH, token.SELECT:
			branches = true
		case token.LPAREN, token.LBRACK, token.LBRACE:
			open = append(open, bracket{line: line, branches: branches && t.tok == token.LBRACE})
			branches = branches && t.tok != token.LBRACE
		case token.RPAREN, token.RBRACK, token.RBRACE:
			open = open[:max(len(open)-1, 0)]
		case token.CASE, token.DEFAULT:
			if n := len(open); n > 0 {
				open[n-1].inCase = open[n-1].branches
			}
		}
	}
	tabs := 0
	for i, b := range open {
		if (i == 0 || open[i-1].line != b.line) && !b.branches {
			tabs++
		}
		if b.branches && b.inCase {
			tabs++
		}
	}
	if n := len(tokens); n > 0 && goesOn(tokens[n-1].tok) {
		tabs++
	}
	return tabs
}

// goesOn tells whether a statement whose line ends in a token continues on the next line, as no bracket tells.
func goesOn(t token.Token) bool {
	switch t {
	case token.LPAREN, token.LBRACK, token.LBRACE, token.COMMA, token.SEMICOLON, token.COLON, token.RPAREN, token.RBRACK, token.RBRACE:
		return false
	}
	return t.IsOperator() && !slices.Contains([]token.Token{token.INC, token.DEC, token.ELLIPSIS}, t)
}
