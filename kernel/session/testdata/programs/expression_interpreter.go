package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

type tokenKind int

const (
	number tokenKind = iota
	name
	symbol
	end
)

type token struct {
	kind tokenKind
	text string
	num  float64
	pos  int
}

type lexer struct {
	src []rune
	pos int
}

func (l *lexer) next() (token, error) {
	for l.pos < len(l.src) && unicode.IsSpace(l.src[l.pos]) {
		l.pos++
	}
	if l.pos == len(l.src) {
		return token{kind: end, pos: l.pos}, nil
	}
	start := l.pos
	switch c := l.src[l.pos]; {
	case unicode.IsDigit(c):
		for l.pos < len(l.src) && (unicode.IsDigit(l.src[l.pos]) || l.src[l.pos] == '.') {
			l.pos++
		}
		text := string(l.src[start:l.pos])
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return token{}, fmt.Errorf("%d: bad number %q", start, text)
		}
		return token{number, text, v, start}, nil
	case unicode.IsLetter(c):
		for l.pos < len(l.src) && unicode.IsLetter(l.src[l.pos]) {
			l.pos++
		}
		return token{kind: name, text: string(l.src[start:l.pos]), pos: start}, nil
	case strings.ContainsRune("+-*/^()=,", c):
		l.pos++
		return token{kind: symbol, text: string(c), pos: start}, nil
	default:
		return token{}, fmt.Errorf("%d: unexpected %q", start, c)
	}
}

type node interface {
	eval(env *environment) (float64, error)
	String() string
}

type environment struct {
	vars  map[string]float64
	funcs map[string]func(...float64) (float64, error)
}

type literal float64

func (l literal) eval(*environment) (float64, error) { return float64(l), nil }
func (l literal) String() string                     { return strconv.FormatFloat(float64(l), 'g', -1, 64) }

type variable struct{ name string }

var errUndefined = errors.New("undefined")

func (v variable) eval(env *environment) (float64, error) {
	x, ok := env.vars[v.name]
	if !ok {
		return 0, fmt.Errorf("%w: %s", errUndefined, v.name)
	}
	return x, nil
}
func (v variable) String() string { return v.name }

type binary struct {
	op   string
	l, r node
}

func (b *binary) eval(env *environment) (float64, error) {
	x, err := b.l.eval(env)
	if err != nil {
		return 0, err
	}
	y, err := b.r.eval(env)
	if err != nil {
		return 0, err
	}
	switch b.op {
	case "+":
		return x + y, nil
	case "-":
		return x - y, nil
	case "*":
		return x * y, nil
	case "/":
		if y == 0 {
			return 0, errors.New("division by zero")
		}
		return x / y, nil
	case "^":
		result := 1.0
		for range int(y) {
			result *= x
		}
		return result, nil
	}
	return 0, fmt.Errorf("unknown operator %s", b.op)
}
func (b *binary) String() string { return "(" + b.l.String() + " " + b.op + " " + b.r.String() + ")" }

type negation struct{ x node }

func (n negation) eval(env *environment) (float64, error) {
	v, err := n.x.eval(env)
	return -v, err
}
func (n negation) String() string { return "-" + n.x.String() }

type call struct {
	name string
	args []node
}

func (c call) eval(env *environment) (float64, error) {
	f, ok := env.funcs[c.name]
	if !ok {
		return 0, fmt.Errorf("%w: %s()", errUndefined, c.name)
	}
	var args []float64
	for _, a := range c.args {
		v, err := a.eval(env)
		if err != nil {
			return 0, err
		}
		args = append(args, v)
	}
	return f(args...)
}

func (c call) String() string {
	parts := make([]string, len(c.args))
	for i, a := range c.args {
		parts[i] = a.String()
	}
	return c.name + "(" + strings.Join(parts, ", ") + ")"
}

type parser struct {
	lex *lexer
	tok token
}

func parse(src string) (n node, err error) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(error)
			if !ok {
				panic(r)
			}
			err = e
		}
	}()
	p := &parser{lex: &lexer{src: []rune(src)}}
	p.advance()
	n = p.sum()
	if p.tok.kind != end {
		panic(fmt.Errorf("%d: unexpected %q", p.tok.pos, p.tok.text))
	}
	return n, nil
}

func (p *parser) advance() {
	t, err := p.lex.next()
	if err != nil {
		panic(err)
	}
	p.tok = t
}

func (p *parser) is(texts ...string) bool {
	if p.tok.kind != symbol {
		return false
	}
	for _, t := range texts {
		if p.tok.text == t {
			return true
		}
	}
	return false
}

func (p *parser) sum() node {
	n := p.product()
	for p.is("+", "-") {
		op := p.tok.text
		p.advance()
		n = &binary{op, n, p.product()}
	}
	return n
}

func (p *parser) product() node {
	n := p.power()
	for p.is("*", "/") {
		op := p.tok.text
		p.advance()
		n = &binary{op, n, p.power()}
	}
	return n
}

func (p *parser) power() node {
	n := p.unary()
	if p.is("^") {
		p.advance()
		return &binary{"^", n, p.power()}
	}
	return n
}

func (p *parser) unary() node {
	if p.is("-") {
		p.advance()
		return negation{p.unary()}
	}
	switch t := p.tok; t.kind {
	case number:
		p.advance()
		return literal(t.num)
	case name:
		p.advance()
		if !p.is("(") {
			return variable{t.text}
		}
		p.advance()
		c := call{name: t.text}
		for !p.is(")") {
			c.args = append(c.args, p.sum())
			if p.is(",") {
				p.advance()
			}
		}
		p.advance()
		return c
	case symbol:
		if t.text == "(" {
			p.advance()
			n := p.sum()
			if !p.is(")") {
				panic(fmt.Errorf("%d: missing )", p.tok.pos))
			}
			p.advance()
			return n
		}
	}
	panic(fmt.Errorf("%d: expected an operand", p.tok.pos))
}

// A lexer, a parser and an evaluator of expressions.
func main() {
	env := &environment{
		vars: map[string]float64{"x": 3, "pi": 3.14159},
		funcs: map[string]func(...float64) (float64, error){
			"max": func(vs ...float64) (float64, error) {
				if len(vs) == 0 {
					return 0, errors.New("max of nothing")
				}
				m := vs[0]
				for _, v := range vs {
					m = max(m, v)
				}
				return m, nil
			},
			"sq": func(vs ...float64) (float64, error) { return vs[0] * vs[0], nil },
		},
	}
	for _, src := range []string{"1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-x ^ 2 + 10", "max(1, sq(x), 4) / 2", "y + 1", "f(1)", "1 / 0",
		"1 + ", "(1", "3 $ 4", "max()", "1.2.3", "2 2", "8 - 3 - 2"} {
		n, err := parse(src)
		if err != nil {
			fmt.Printf("%-20s syntax error: %v\n", src, err)
			continue
		}
		v, err := n.eval(env)
		if err != nil {
			fmt.Printf("%-20s %v: %v %t\n", src, n, err, errors.Is(err, errUndefined))
			continue
		}
		fmt.Printf("%-20s %v = %g\n", src, n, v)
	}
}
