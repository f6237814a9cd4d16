package session_test

// idiomPrelude is what the idioms of generated programs need beside generatedPrelude.
const idiomPrelude = `
type base struct{ id int }

func (b base) ID() int         { return b.id }
func (b *base) Grow(n int) int { b.id += n; return b.id }

type leaf struct {
	base
	*point
	tags map[string]base
}

type color int

const (
	red color = iota * 2
	green
	blue
)

func (c color) String() string { return [...]string{red: "red", green: "green", blue: "blue"}[c] }
func (c color) next() color    { return (c + 2) % 6 }

type failure struct {
	code int
	base
}

func (f *failure) Error() string { return fmt.Sprint("failure ", f.code) }

func fails(n int) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered %v: %w", r, &failure{code: n})
		}
	}()
	switch {
	case n > 3:
		return &failure{n, base{n}}
	case n > 1:
		panic(n)
	}
	return nil
}

func named(a int) (r int, s string, err error) {
	defer func() { r++; s += "!" }()
	if a < 0 {
		return a, "negative", fails(-a)
	}
	r, s = a, fmt.Sprint(a)
	return
}

type pair[K comparable, V any] struct {
	Key K
	Val V
}

func (p pair[K, V]) With(f func(V) K) pair[K, V] { return pair[K, V]{f(p.Val), p.Val} }

func apply[T any](list []T, f func(T) T) (out []T) {
	for _, v := range list {
		out = append(out, f(v))
	}
	return out
}

func fold[T, A any](list []T, a A, f func(A, T) A) A {
	for i := len(list) - 1; i >= 0; i-- {
		a = f(a, list[i])
	}
	return a
}

func parallel(n int, f func(int) int) []int {
	out := make([]int, n)
	done := make(chan int)
	for k := range n {
		go func() {
			defer func() { done <- k }()
			out[k] = f(k)
		}()
	}
	for range n {
		<-done
	}
	return out
}
`

// idiom writes some lines of the kind that people write by habit.
func (g *generator) idiom() {
	v, w := g.name("v"), g.name("w")
	in, more, text, list := g.expr("int", 1), g.expr("int", 1), g.expr("string", 1), g.expr("[]int", 1)
	switch g.rng.IntN(19) {
	case 0: // goroutines that write to places of their own
		g.line("%s := parallel(%d, func(k int) int { return k*%d + len(%q) })", v, 1+g.rng.IntN(4), g.rng.IntN(9), g.word())
		g.line("fmt.Println(%s)", v)
		g.declare(v, "[]int")
	case 1: // a channel that is closed
		g.line("%s := make(chan int, 3)", v)
		g.line("go func(n int) { defer close(%s); for k := 0; k < 3; k++ { %s <- k + n } }(%s)", v, v, in)
		g.line("for e := range %s { fmt.Print(e, \" \") }", v)
	case 2: // promoted methods and method values
		g.line("%s := leaf{base{%s}, &point{X: %s}, nil}", v, in, more)
		g.line("%s := []func(int) int{%s.Grow, (&%s.base).Grow, func(n int) int { return base.ID(%s.base) + n }}", w, v, v, v)
		g.line("%s.Move(%d)", v, g.rng.IntN(5))
		g.line("for k, f := range %s { fmt.Print(f(k), \" \") }", w)
		g.line("fmt.Println(%s.id, %s.ID(), %s.X, %s.Sum(), %s.base == (base{%s.id}), %s.tags[\"a\"].id)", v, v, v, v, v, v, v)
	case 3: // maps of structs
		g.line("%s := map[string]base{\"a\": {%s}, %s: {2}}", v, in, text)
		g.line("for k, e := range %s { e.id++; %s[k] = e }", v, v)
		g.line("if e, ok := %s[%q]; ok { e.Grow(5); fmt.Print(e, \" \") }", v, g.word())
		g.line("fmt.Println(%s)", v)
	case 4: // errors
		g.line("%s := fails(%s)", v, in)
		g.line("var %s *failure", w)
		g.line("if errors.As(%s, &%s) { fmt.Print(%s, %s.code, %s.ID(), \" \") } else { fmt.Print(%s == nil, \" \") }", v, w, w, w, w, v)
	case 5: // named results
		g.line("%s, %s, err := named(%s)", v, w, in)
		g.line("fmt.Println(%s, %s, err)", v, w)
		g.declare(v, "int")
		g.declare(w, "string")
	case 6: // generic functions
		g.line("%s := apply(%s, func(n int) int { return n + %s })", v, list, in)
		g.line("%s := fold(%s, %s, func(s string, n int) string { return s + fmt.Sprint(n) })", w, v, text)
		g.declare(v, "[]int")
		g.declare(w, "string")
		g.line("fmt.Print(%s, %s, \" \")", v, w)
	case 7: // generic types
		g.line("%s := pair[string, int]{%s, %s}.With(func(n int) string { return fmt.Sprint(n) })", v, text, in)
		g.line("fmt.Printf(\"%%v %%+v %%T\\n\", %s, %s, %s)", v, v, v)
	case 8: // an index that may be out of range
		g.line("fmt.Print(%s[%s], \" \")", list, in)
	case 9:
		g.line("if %s := %s; len(%s) > 0 && %s[%s] > 1 { fmt.Print(%s, \" \") } else { fmt.Print(\"small \") }", v, list, v, v, in, v)
	case 10:
		g.line("%s := %s", v, list)
		g.line("%s[%s], %s[0] = %s[0], %d", v, in, v, v, g.rng.IntN(9))
		g.declare(v, "[]int")
	case 11: // slices
		g.line("fmt.Println(%s[%s:], %s[:%s])", list, in, text, more)
	case 12: // runes
		g.line("%s := \"\"", v)
		g.line("for k, c := range %s { if c > 'f' || k == %d { %s = string(c) + %s } }", text, g.rng.IntN(3), v, v)
		g.line("fmt.Printf(\"%%q %%d\\n\", %s, len([]rune(%s)))", v, v)
		g.declare(v, "string")
	case 13: // constants with methods
		g.line("%s := [...]color{red, green, blue}[uint(%s)%%3]", v, in)
		g.line("switch %s := %s.next(); %s {", w, v, w)
		g.line("case red, blue:")
		g.line("fmt.Print(\"warm \", %s, \" \")", w)
		g.line("default:")
		g.line("fmt.Printf(\"%%v %%d \", %s, %s)", w, v)
		g.line("}")
	case 14: // types of interfaces
		g.line("switch %s := shape(%s).(type) {", v, g.expr("shape", 1))
		g.line("default:")
		g.line("fmt.Printf(\"%%T \", %s)", v)
		g.line("case square:")
		g.line("fmt.Print(%s.side, \" \")", v)
		g.line("case interface{ Move(int) }:")
		g.line("%s.Move(1)", v)
		g.line("}")
	case 15: // shifts
		g.line("fmt.Print(1<<(%s&7), %s>>%s, \" \")", in, more, in)
	case 16: // several results where interfaces are wanted
		g.line("var %s, %s any = two(%s)", v, w, in)
		g.line("fmt.Print(%s, %s, many(two(%s)), \" \")", v, w, more)
	case 17: // recursion by a variable
		g.line("var %s func(int) int", v)
		g.line("%s = func(n int) int { tick(); if n < 2 { return %s }; return %s(n-1) + %s(n-2) }", v, in, v, v)
		g.line("fmt.Print(%s(%d), \" \")", v, g.rng.IntN(6))
	case 18: // assertions
		g.line("%s, ok := any(%s).(interface{ Sum() int })", v, g.expr("any", 1))
		g.line("if ok { fmt.Print(%s.Sum(), \" \") } else { fmt.Print(%s == nil, \" \") }", v, v)
	}
}
