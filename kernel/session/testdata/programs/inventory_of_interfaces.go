package main

import (
	"errors"
	"fmt"
	"io"
	"sort"
	"strings"
)

type Visitor[R any] interface {
	VisitNum(*Num) R
	VisitBin(*Bin) R
	VisitLet(*Let) R
}
type Expr interface {
	fmt.Stringer
	eval(env) (int, error)
}
type env map[string]int
type Num struct{ V int }
type Var string
type Bin struct {
	Op   byte
	L, R Expr
}
type Let struct {
	Name string
	Val  Expr
	Body Expr
}

func (n *Num) String() string { return fmt.Sprint(n.V) }
func (v Var) String() string  { return string(v) }
func (b *Bin) String() string { return fmt.Sprintf("(%v %c %v)", b.L, b.Op, b.R) }
func (l Let) String() string {
	return "let " + l.Name + "=" + l.Val.String() + " in " + l.Body.String()
}

type unbound string

func (u unbound) Error() string { return "unbound " + string(u) }

func (n *Num) eval(env) (int, error) { return n.V, nil }
func (v Var) eval(e env) (n int, err error) {
	n, ok := e[string(v)]
	if !ok {
		err = unbound(v)
	}
	return
}
func (b *Bin) eval(e env) (int, error) {
	l, err := b.L.eval(e)
	if err != nil {
		return 0, err
	}
	r, err := b.R.eval(e)
	if err != nil {
		return 0, fmt.Errorf("right of %c: %w", b.Op, err)
	}
	switch b.Op {
	case '+':
		return l + r, nil
	case '*':
		return l * r, nil
	case '/':
		if r == 0 {
			return 0, errDiv
		}
		return l / r, nil
	}
	return 0, fmt.Errorf("op %q", b.Op)
}
func (l Let) eval(e env) (int, error) {
	v, err := l.Val.eval(e)
	if err != nil {
		return 0, err
	}
	inner := env{l.Name: v}
	for k, x := range e {
		if _, shadowed := inner[k]; !shadowed {
			inner[k] = x
		}
	}
	return l.Body.eval(inner)
}

var errDiv = errors.New("division by zero")

func simplify(e Expr) Expr {
	switch e := e.(type) {
	case *Bin:
		l, r := simplify(e.L), simplify(e.R)
		ln, lok := l.(*Num)
		rn, rok := r.(*Num)
		switch {
		case lok && rok && e.Op != '/':
			v, _ := (&Bin{e.Op, ln, rn}).eval(nil)
			return &Num{v}
		case e.Op == '*' && lok && ln.V == 1:
			return r
		case e.Op == '*' && (lok && ln.V == 0 || rok && rn.V == 0):
			return &Num{}
		}
		return &Bin{e.Op, l, r}
	case Let:
		e.Val, e.Body = simplify(e.Val), simplify(e.Body)
		return e
	case *Num, Var:
		return e
	case nil:
		return nil
	default:
		panic(fmt.Sprintf("simplify: %T", e))
	}
}

func walk(e Expr, f func(Expr) bool) {
	if !f(e) {
		return
	}
	switch e := e.(type) {
	case *Bin:
		walk(e.L, f)
		walk(e.R, f)
	case Let:
		walk(e.Val, f)
		walk(e.Body, f)
	}
}

func free(e Expr) (names []string) {
	seen := map[Var]struct{}{}
	bound := map[string]int{}
	var visit func(Expr)
	visit = func(e Expr) {
		switch e := e.(type) {
		case Var:
			if bound[string(e)] == 0 {
				seen[e] = struct{}{}
			}
		case *Bin:
			visit(e.L)
			visit(e.R)
		case Let:
			visit(e.Val)
			bound[e.Name]++
			defer func() { bound[e.Name]-- }()
			visit(e.Body)
		}
	}
	visit(e)
	for v := range seen {
		names = append(names, string(v))
	}
	sort.Strings(names)
	return
}

type byLen []fmt.Stringer

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i].String()) < len(b[j].String()) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type sink interface {
	io.Writer
	io.StringWriter
}

func dump(w sink, es ...Expr) (total int, err error) {
	for i, e := range es {
		if i > 0 {
			n, err := w.WriteString("; ")
			if total += n; err != nil {
				return total, err
			}
		}
		n, err := fmt.Fprint(w, e)
		total += n
		if err != nil {
			return total, err
		}
	}
	return
}

func main() {
	x := Var("x")
	e := Let{"x", &Bin{'+', &Num{1}, &Num{2}}, &Bin{'*', x, &Bin{'*', &Num{1}, Var("y")}}}
	es := []Expr{e, &Bin{'/', &Num{1}, &Bin{'*', &Num{0}, x}}, &Bin{'%', &Num{1}, &Num{1}}, x, &Num{7}, Let{"y", Var("z"), Var("y")}}
	for _, e := range es {
		v, err := e.eval(env{"y": 5, "x": 2})
		var u unbound
		fmt.Println(e, "=", v, err, errors.As(err, &u), u == "z", errors.Is(err, errDiv), simplify(e), free(e))
	}
	count := map[string]int{}
	walk(e, func(e Expr) bool { count[fmt.Sprintf("%T", e)]++; return true })
	fmt.Println(count)
	var sb strings.Builder
	fmt.Println(dump(&sb, es[3:]...))
	fmt.Println(sb.String())
	var ss byLen
	for _, e := range es {
		ss = append(ss, e)
	}
	sort.Sort(ss)
	fmt.Println(ss[0], ss[1], len(ss), es[3] == Expr(Var("x")), es[3] == x, es[4] == Expr(&Num{7}), ss[0].(Expr) == es[3])
	var nilExpr Expr
	fmt.Println(simplify(nilExpr) == nil, nilExpr == nil)
	var np *Num
	nilExpr = np
	fmt.Println(nilExpr == nil, nilExpr.(*Num) == nil)
	m := map[Expr]int{x: 1, Var("y"): 2, es[4]: 3}
	m[Var("x")]++
	fmt.Println(len(m), m[x], m[es[4]], m[&Num{7}])
	defer func() { fmt.Println("recovered:", recover()) }()
	fmt.Println(simplify(struct{ Expr }{}.Expr), simplify(other{}))
}

type other struct{ Expr }
