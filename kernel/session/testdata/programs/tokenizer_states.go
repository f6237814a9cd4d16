package main

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

type itemType int

const (
	itemError itemType = iota
	itemEOF
	itemIdent
	itemNumber
	itemString
	itemOp
)

func (t itemType) name() string {
	return [...]string{"error", "eof", "ident", "number", "string", "op"}[t]
}

type item struct {
	typ  itemType
	val  string
	line int
}

type stateFn struct {
	run func(*lexer) *stateFn
}

type lexer struct {
	input             string
	start, pos, width int
	line              int
	items             chan item
}

const eof = -1

func (l *lexer) next() (r rune) {
	if l.pos >= len(l.input) {
		l.width = 0
		return eof
	}
	r, l.width = utf8.DecodeRuneInString(l.input[l.pos:])
	l.pos += l.width
	if r == '\n' {
		l.line++
	}
	return r
}

func (l *lexer) backup() {
	l.pos -= l.width
	if l.width == 1 && l.input[l.pos] == '\n' {
		l.line--
	}
}

func (l *lexer) emit(t itemType) {
	l.items <- item{t, l.input[l.start:l.pos], l.line}
	l.start = l.pos
}

func (l *lexer) acceptRun(valid string) (n int) {
	for strings.ContainsRune(valid, l.next()) {
		n++
	}
	l.backup()
	return n
}

func (l *lexer) errorf(format string, args ...any) *stateFn {
	l.items <- item{itemError, fmt.Sprintf(format, args...), l.line}
	return nil
}

var lexText, lexNumber, lexIdent, lexString stateFn

func init() {
	lexText.run = func(l *lexer) *stateFn {
		switch r := l.next(); {
		case r == eof:
			l.emit(itemEOF)
			return nil
		case r == ' ' || r == '\n' || r == '\t':
			l.start = l.pos
			return &lexText
		case r >= '0' && r <= '9':
			l.backup()
			return &lexNumber
		case r == '"':
			return &lexString
		case r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			return &lexIdent
		case strings.ContainsRune("+-*/=<>(){};", r):
			l.emit(itemOp)
			return &lexText
		default:
			return l.errorf("unexpected %q", r)
		}
	}
	lexNumber.run = func(l *lexer) *stateFn {
		digits := "0123456789"
		l.acceptRun(digits)
		if l.acceptRun(".") > 1 {
			return l.errorf("bad number %q", l.input[l.start:l.pos])
		}
		l.acceptRun(digits)
		l.emit(itemNumber)
		return &lexText
	}
	lexIdent.run = func(l *lexer) *stateFn {
		for {
			r := l.next()
			if !(r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') {
				break
			}
		}
		l.backup()
		l.emit(itemIdent)
		return &lexText
	}
	lexString.run = func(l *lexer) *stateFn {
	loop:
		for {
			switch l.next() {
			case '\\':
				l.next()
			case '"':
				break loop
			case '\n', eof:
				return l.errorf("string is not closed")
			}
		}
		l.emit(itemString)
		return &lexText
	}
}

func lex(input string) <-chan item {
	l := &lexer{input: input, line: 1, items: make(chan item)}
	go func() {
		defer close(l.items)
		for state := &lexText; state != nil; {
			state = state.run(l)
		}
	}()
	return l.items
}

// A tokenizer whose states are functions, running in a goroutine.
func main() {
	for _, src := range []string{
		"x1 = 42 + y_2;\nif (a < 3.14) { print(\"hi \\\"you\\\"\") }",
		"1..2",
		"s = \"open\nnext",
		"a # b",
		"",
	} {
		for it := range lex(src) {
			fmt.Printf("%d:%s:%s ", it.line, it.typ.name(), it.val)
		}
		fmt.Println()
	}
}
