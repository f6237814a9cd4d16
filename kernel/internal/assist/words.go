package assist

import (
	"go/token"
	"slices"
)

// before returns the index of the last token that starts before the word at the cursor; -1 if there is none.
func (s spot) before() int {
	last := -1
	for i, t := range s.tokens {
		if t.start >= s.start && (t.start > s.start || t.end > t.start) {
			break
		}
		if t.tok != token.COMMENT {
			last = i
		}
	}
	return last
}

// statementStart returns the first token of the statement that token i belongs to, which is i+1 if i ends another, and the
// brace that opens its block; block is -1 at the top of the cell.
func (s spot) statementStart(i int) (start, block int) {
	depth := 0
	start = i + 1
	for ; i >= 0; i-- {
		switch s.tokens[i].tok {
		case token.COMMENT:
			continue
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth++
		case token.LPAREN, token.LBRACK:
			depth--
		case token.LBRACE:
			if depth <= 0 {
				return start, i
			}
			depth--
		case token.SEMICOLON, token.COLON:
			if depth == 0 {
				return start, s.openBrace(i)
			}
		}
		start = i
	}
	return start, -1
}

// openBrace returns the brace that is open at token i; -1 if there is none.
func (s spot) openBrace(i int) int {
	depth := 0
	for ; i >= 0; i-- {
		switch s.tokens[i].tok {
		case token.RBRACE:
			depth++
		case token.LBRACE:
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
}

// clause tells whether only a first case or an else can stand at the cursor, and which words those are.
func (s spot) clause() []string {
	i := s.before()
	if i < 0 {
		return nil
	}
	switch s.tokens[i].tok {
	case token.LBRACE:
		if s.switches(i) {
			return []string{"case", "default"}
		}
	case token.RBRACE:
		if start, _ := s.statementStart(i); start <= i && s.tokens[start].tok == token.IF {
			return []string{"else"}
		}
	}
	return nil
}

// switches tells whether a brace opens the body of a switch or select statement.
func (s spot) switches(brace int) bool {
	if brace <= 0 {
		return false
	}
	start := brace
	for start > 0 {
		first, _ := s.statementStart(start - 1)
		if first > start-1 {
			break
		}
		start = first
		if s.tokens[start].tok.IsKeyword() || start == 0 || s.tokens[start-1].tok != token.SEMICOLON {
			break
		}
		start-- // perhaps behind an init statement
	}
	return slices.Contains([]token.Token{token.SWITCH, token.SELECT}, s.tokens[start].tok)
}

// operandWords returns the keywords that can stand where a name can, at the cursor: those that types start with; range in the
// head of a loop; and in a switch the next clause.
func (s spot) operandWords() []string {
	i := s.before()
	start, block := s.statementStart(i)
	if start > i { // a statement starts here
		if s.switches(block) {
			return []string{"case", "default"}
		}
		return nil
	}
	words := []string{"chan", "func", "interface", "map", "struct"}
	if s.tokens[start].tok == token.FOR && slices.Contains([]token.Token{token.FOR, token.DEFINE, token.ASSIGN}, s.tokens[i].tok) {
		words = append(words, "range")
	}
	return words
}
