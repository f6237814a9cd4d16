package cell

import (
	"go/parser"
	"go/token"
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
	open := 0
	for _, t := range tokensOf(source) {
		switch t.tok {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			open++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			open--
		}
	}
	_, err := Parse(token.NewFileSet(), "cell", source)
	if err == nil {
		return Complete, ""
	}
	if open > 0 || rawStringIsOpen(source) || endsWantingMore(source) {
		unit := indentUnit
		if strings.Contains("\n"+source, "\n\t") {
			unit = "\t"
		}
		return Incomplete, strings.Repeat(unit, max(open, 0))
	}
	return Invalid, ""
}

// rawStringIsOpen tells whether a backquote would complete the source: the scanner has no other way of saying so.
func rawStringIsOpen(source string) bool {
	_, err := Parse(token.NewFileSet(), "cell", source+"`")
	return err == nil && strings.Contains(source, "`")
}

// endsWantingMore tells whether the source stops after an operator or a comma, where an operand would complete it.
func endsWantingMore(source string) bool {
	trimmed := strings.TrimRight(source, " \t\r\n")
	if _, err := parser.ParseExpr(trimmed + " x"); err == nil {
		return true
	}
	_, err := Parse(token.NewFileSet(), "cell", trimmed+" x")
	return err == nil
}
