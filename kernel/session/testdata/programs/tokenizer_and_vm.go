package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
)

type TokenKind int

const (
	EOF TokenKind = iota
	Number
	Ident
	Op
)

//line comments do not disturb

type Token struct {
	Kind TokenKind
	Text string
	Pos  int
}

type Lexer struct {
	src  []rune
	pos  int
	peek *Token
}

func (l *Lexer) Next() (t Token) {
	if l.peek != nil {
		t, l.peek = *l.peek, nil
		return t
	}
	for l.pos < len(l.src) && unicode.IsSpace(l.src[l.pos]) {
		l.pos++
	}
	start := l.pos
	defer func() { t.Text, t.Pos = string(l.src[start:l.pos]), start }()
	if l.pos >= len(l.src) {
		return
	}
	for _, class := range [...]struct {
		kind TokenKind
		is   func(rune) bool
	}{{Number, func(r rune) bool { return unicode.IsDigit(r) || r == '.' }}, {Ident, unicode.IsLetter}} {
		if class.is(l.src[l.pos]) {
			for t.Kind = class.kind; l.pos < len(l.src) && class.is(l.src[l.pos]); l.pos++ {
			}
			return
		}
	}
	l.pos++
	t.Kind = Op
	return
}
func (l *Lexer) Peek() Token {
	if l.peek == nil {
		t := l.Next()
		l.peek = &t
	}
	return *l.peek
}

type OpCode byte

const (
	PUSH OpCode = iota + 'a'
	LOAD
	STORE
	CALL
	ADD
	SUB
	MUL
	DIV
	POW
	NEG
	JZ
	JMP
)

type Instr struct {
	Op  OpCode
	Arg any
}

func (i Instr) String() string {
	if i.Arg == nil {
		return fmt.Sprintf("%c", i.Op)
	}
	return fmt.Sprintf("%c(%v)", i.Op, i.Arg)
}

type Compiler struct {
	*Lexer
	code []Instr
}

func (c *Compiler) emit(op OpCode, arg any) int {
	c.code = append(c.code, Instr{op, arg})
	return len(c.code) - 1
}

var binary = map[string]struct {
	prec  int
	right bool
	op    OpCode
}{"+": {1, false, ADD}, "-": {1, false, SUB}, "*": {2, false, MUL}, "/": {2, false, DIV}, "^": {3, true, POW}}

type SyntaxError struct {
	Token
	Want string
}

func (e SyntaxError) Error() string {
	return fmt.Sprintf("at %d: want %s, not %q", e.Pos, e.Want, e.Text)
}

func (c *Compiler) expr(min int) {
	switch t := c.Next(); {
	case t.Kind == Number:
		v, err := strconv.ParseFloat(t.Text, 64)
		if err != nil {
			panic(SyntaxError{t, "a number"})
		}
		c.emit(PUSH, v)
	case t.Kind == Ident && c.Peek().Text == "(":
		n := 0
		for c.Next(); c.Peek().Text != ")"; n++ {
			if n > 0 {
				c.want(",")
			}
			c.expr(1)
		}
		c.Next()
		c.emit(CALL, [2]any{t.Text, n})
	case t.Kind == Ident:
		c.emit(LOAD, t.Text)
	case t.Text == "-":
		c.expr(3)
		c.emit(NEG, nil)
	case t.Text == "(":
		c.expr(1)
		c.want(")")
	default:
		panic(SyntaxError{t, "an operand"})
	}
	for {
		b, ok := binary[c.Peek().Text]
		if !ok || b.prec < min {
			break
		}
		c.Next()
		next := b.prec + 1
		if b.right {
			next = b.prec
		}
		c.expr(next)
		c.emit(b.op, nil)
	}
	if c.Peek().Text == "?" && min <= 1 {
		c.Next()
		jz := c.emit(JZ, 0)
		c.expr(1)
		jmp := c.emit(JMP, 0)
		c.want(":")
		c.code[jz].Arg = len(c.code)
		c.expr(1)
		c.code[jmp].Arg = len(c.code)
	}
}

func (c *Compiler) want(text string) {
	if t := c.Next(); t.Text != text {
		panic(SyntaxError{t, strconv.Quote(text)})
	}
}

func Compile(src string) (code []Instr, err error) {
	c := &Compiler{Lexer: &Lexer{src: []rune(src)}}
	defer func() {
		if r := recover(); r != nil {
			se, ok := r.(SyntaxError)
			if !ok {
				panic(r)
			}
			code, err = nil, se
		}
	}()
	if t := c.Next(); t.Kind == Ident && c.Peek().Text == "=" {
		c.Next()
		c.expr(1)
		c.emit(STORE, t.Text)
	} else {
		p := c.peek
		c.Lexer = &Lexer{src: []rune(src)}
		_ = p
		c.expr(1)
	}
	if t := c.Next(); t.Kind != EOF {
		return c.code, SyntaxError{t, "the end"}
	}
	return c.code, nil
}

type VM struct {
	stack []float64
	vars  map[string]float64
	funcs map[string]any
	steps int
}

func (m *VM) pop() (v float64) {
	v, m.stack = m.stack[len(m.stack)-1], m.stack[:len(m.stack)-1]
	return
}

var ErrMath = errors.New("math")

func (m *VM) Run(code []Instr) (result float64, err error) {
	bin := map[OpCode]func(a, b float64) float64{
		ADD: func(a, b float64) float64 { return a + b }, SUB: func(a, b float64) float64 { return a - b },
		MUL: func(a, b float64) float64 { return a * b }, POW: math.Pow,
		DIV: func(a, b float64) float64 {
			if b == 0 {
				err = fmt.Errorf("%w: %g / 0", ErrMath, a)
			}
			return a / b
		},
	}
	for pc := 0; pc < len(code) && err == nil; pc++ {
		m.steps++
		switch in := code[pc]; in.Op {
		case PUSH:
			m.stack = append(m.stack, in.Arg.(float64))
		case LOAD:
			v, ok := m.vars[in.Arg.(string)]
			if !ok {
				return 0, fmt.Errorf("no variable %v", in.Arg)
			}
			m.stack = append(m.stack, v)
		case STORE:
			m.vars[in.Arg.(string)] = m.stack[len(m.stack)-1]
		case NEG:
			m.stack[len(m.stack)-1] *= -1
		case JZ:
			if m.pop() == 0 {
				pc = in.Arg.(int) - 1
			}
		case JMP:
			pc = in.Arg.(int) - 1
		case CALL:
			call := in.Arg.([2]any)
			n := call[1].(int)
			args := append([]float64(nil), m.stack[len(m.stack)-n:]...)
			m.stack = m.stack[:len(m.stack)-n]
			switch f := m.funcs[call[0].(string)].(type) {
			case func(float64) float64:
				m.stack = append(m.stack, f(args[0]))
			case func(...float64) float64:
				m.stack = append(m.stack, f(args...))
			case nil:
				return 0, fmt.Errorf("no function %s/%d", call[:]...)
			}
		default:
			b, a := m.pop(), m.pop()
			m.stack = append(m.stack, bin[in.Op](a, b))
		}
	}
	if err != nil {
		return 0, err
	}
	return m.pop(), nil
}

func main() {
	m := &VM{vars: map[string]float64{"pi": math.Pi}, funcs: map[string]any{
		"sqrt": math.Sqrt,
		"max": func(xs ...float64) float64 {
			best := math.Inf(-1)
			for _, x := range xs {
				best = max(best, x)
			}
			return best
		},
	}}
	for _, src := range []string{"1 + 2 * 3", "-2 ^ 2 ^ 3", "x = sqrt(16) - (1 - 2)", "x * 2 / 4", "max(1, x, 3)", "max()", "1 / 0", "y", "foo(1,2)", "1 +", "(1", "1 2", "0 ? 10 : x ? 20 : 30", "1.2.3", "größe = 7", "größe"} {
		code, err := Compile(src)
		if err != nil {
			var se SyntaxError
			fmt.Println(src, "->", err, errors.As(err, &se))
			continue
		}
		v, err := m.Run(code)
		var texts []string
		for _, c := range code {
			texts = append(texts, c.String())
		}
		fmt.Println(src, "->", v, err, errors.Is(err, ErrMath), strings.Join(texts, " "))
	}
	fmt.Println(m.steps, len(m.stack), m.vars)
}
