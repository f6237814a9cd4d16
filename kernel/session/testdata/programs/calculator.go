package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"unicode"
)

type TokenType int

const (
	EOF TokenType = iota
	Num
	Ident
	Op
	LParen
	RParen
)

//go:generate stringer
func (t TokenType) String() string {
	return [...]string{"EOF", "Num", "Ident", "Op", "(", ")"}[t]
}

type Token struct {
	Type TokenType
	Text string
	Pos  int
}

type Lexer struct {
	src []rune
	pos int
}

func (l *Lexer) Next() (tok Token, err error) {
	for l.pos < len(l.src) && unicode.IsSpace(l.src[l.pos]) {
		l.pos++
	}
	if l.pos >= len(l.src) {
		return Token{EOF, "", l.pos}, nil
	}
	start := l.pos
	take := func(ok func(rune) bool) string {
		for l.pos < len(l.src) && ok(l.src[l.pos]) {
			l.pos++
		}
		return string(l.src[start:l.pos])
	}
	switch c := l.src[l.pos]; {
	case unicode.IsDigit(c) || c == '.':
		return Token{Num, take(func(r rune) bool { return unicode.IsDigit(r) || r == '.' }), start}, nil
	case unicode.IsLetter(c):
		return Token{Ident, take(unicode.IsLetter), start}, nil
	case strings.ContainsRune("+-*/^=,", c):
		l.pos++
		return Token{Op, string(c), start}, nil
	case c == '(':
		l.pos++
		return Token{LParen, "(", start}, nil
	case c == ')':
		l.pos++
		return Token{RParen, ")", start}, nil
	default:
		return tok, &SyntaxError{start, fmt.Sprintf("unexpected %q", c)}
	}
}

type SyntaxError struct {
	Pos int
	Msg string
}

func (e *SyntaxError) Error() string { return strconv.Itoa(e.Pos) + ": " + e.Msg }

type (
	Node   interface{ Eval(*Env) (float64, error) }
	Number float64
	Var    string
	Unary  struct {
		Op string
		X  Node
	}
	Binary struct {
		Op   string
		L, R Node
	}
	Call struct {
		Name string
		Args []Node
	}
	Assign struct {
		Name string
		X    Node
	}
)

type Env struct {
	vars  map[string]float64
	funcs map[string]func(...float64) (float64, error)
}

func (n Number) Eval(*Env) (float64, error) { return float64(n), nil }
func (v Var) Eval(e *Env) (float64, error) {
	if x, ok := e.vars[string(v)]; ok {
		return x, nil
	}
	return 0, fmt.Errorf("undefined %s", string(v))
}
func (u Unary) Eval(e *Env) (float64, error) {
	x, err := u.X.Eval(e)
	return -x, err
}
func (b *Binary) Eval(e *Env) (float64, error) {
	l, err := b.L.Eval(e)
	if err != nil {
		return 0, err
	}
	r, err := b.R.Eval(e)
	if err != nil {
		return 0, err
	}
	ops := map[string]func(a, b float64) float64{
		"+": func(a, b float64) float64 { return a + b },
		"-": func(a, b float64) float64 { return a - b },
		"*": func(a, b float64) float64 { return a * b },
	}
	if f, ok := ops[b.Op]; ok {
		return f(l, r), nil
	}
	if b.Op == "/" && r != 0 {
		return l / r, nil
	}
	return 0, fmt.Errorf("cannot %v %s %v", l, b.Op, r)
}
func (c Call) Eval(e *Env) (float64, error) {
	f := e.funcs[c.Name]
	if f == nil {
		return 0, fmt.Errorf("no function %s", c.Name)
	}
	args := make([]float64, len(c.Args))
	for i, a := range c.Args {
		var err error
		if args[i], err = a.Eval(e); err != nil {
			return 0, fmt.Errorf("argument %d: %w", i+1, err)
		}
	}
	return f(args...)
}
func (a Assign) Eval(e *Env) (x float64, err error) {
	if x, err = a.X.Eval(e); err == nil {
		e.vars[a.Name] = x
	}
	return
}

type Parser struct {
	lex *Lexer
	tok Token
}

func Parse(src string) (n Node, err error) {
	p := &Parser{lex: &Lexer{src: []rune(src)}}
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(*SyntaxError)
			if !ok {
				panic(r)
			}
			n, err = nil, e
		}
	}()
	p.advance()
	n = p.expr(0)
	if p.tok.Type != EOF {
		p.fail("unexpected %v %q", p.tok.Type, p.tok.Text)
	}
	return n, nil
}

func (p *Parser) advance() {
	tok, err := p.lex.Next()
	if err != nil {
		panic(err)
	}
	p.tok = tok
}

func (p *Parser) fail(format string, args ...any) {
	panic(&SyntaxError{p.tok.Pos, fmt.Sprintf(format, args...)})
}

var precedence = map[string]int{"=": 1, "+": 2, "-": 2, "*": 3, "/": 3}

func (p *Parser) expr(min int) Node {
	left := p.primary()
	for p.tok.Type == Op {
		op := p.tok.Text
		prec, ok := precedence[op]
		if !ok || prec <= min {
			break
		}
		p.advance()
		if op == "=" {
			v, ok := left.(Var)
			if !ok {
				p.fail("cannot assign to %T", left)
			}
			left = Assign{string(v), p.expr(prec - 1)}
			continue
		}
		left = &Binary{op, left, p.expr(prec)}
	}
	return left
}

func (p *Parser) primary() Node {
	tok := p.tok
	p.advance()
	switch tok.Type {
	case Num:
		x, err := strconv.ParseFloat(tok.Text, 64)
		if err != nil {
			p.fail("%v", err)
		}
		return Number(x)
	case Ident:
		if p.tok.Type != LParen {
			return Var(tok.Text)
		}
		call := Call{Name: tok.Text}
		for p.advance(); p.tok.Type != RParen; {
			call.Args = append(call.Args, p.expr(0))
			if p.tok.Text == "," {
				p.advance()
			} else if p.tok.Type != RParen {
				p.fail("want ) or ,")
			}
		}
		p.advance()
		return call
	case LParen:
		n := p.expr(0)
		if p.tok.Type != RParen {
			p.fail("want )")
		}
		p.advance()
		return n
	case Op:
		if tok.Text == "-" {
			return Unary{"-", p.primary()}
		}
	}
	p.fail("unexpected %v", tok.Type)
	return nil
}

func show(n Node) string {
	switch n := n.(type) {
	case Number:
		return fmt.Sprint(float64(n))
	case Var:
		return string(n)
	case Unary:
		return n.Op + show(n.X)
	case *Binary:
		return "(" + show(n.L) + n.Op + show(n.R) + ")"
	case Call:
		var args []string
		for _, a := range n.Args {
			args = append(args, show(a))
		}
		return n.Name + "(" + strings.Join(args, ", ") + ")"
	case Assign:
		return n.Name + "=" + show(n.X)
	case nil:
		return "nothing"
	}
	return fmt.Sprintf("%T", n)
}

func main() {
	env := &Env{map[string]float64{"pi": 3.14}, map[string]func(...float64) (float64, error){
		"sum": func(xs ...float64) (t float64, err error) {
			for _, x := range xs {
				t += x
			}
			return
		},
		"sqrt": func(xs ...float64) (float64, error) {
			if len(xs) != 1 || xs[0] < 0 {
				return 0, fmt.Errorf("sqrt of %v", xs)
			}
			x := xs[0]
			for range 20 {
				x = (x + xs[0]/x) / 2
			}
			return x, nil
		},
	}}
	in := bufio.NewScanner(strings.NewReader("1 + 2 * 3\n(1+2)*3\nx = 4\nx*x - -2\ny\n2 $ 3\nsum(1, 2, x)\nsqrt(16)\nsqrt(0-1)\nsum(1, y)\n1 / 0\n(1\na = b = 2\n1 = 2\nfoo(1)\n10-4-3\n"))
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for n := 1; in.Scan(); n++ {
		node, err := Parse(in.Text())
		if err != nil {
			fmt.Fprintf(out, "%d: %v\n", n, err)
			continue
		}
		x, err := node.Eval(env)
		if err != nil {
			fmt.Fprintf(out, "%d: %s: error %v\n", n, show(node), err)
			continue
		}
		fmt.Fprintf(out, "%d: %s = %g\n", n, show(node), x)
	}
	fmt.Fprintln(out, env.vars)
}
