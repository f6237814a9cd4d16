package main

import (
	"fmt"
	"sort"
	"strings"
)

type Handler func(args ...string) (string, error)

func (h Handler) Call(s string) string {
	out, err := h(strings.Fields(s)...)
	if err != nil {
		return "error: " + err.Error()
	}
	return out
}

type Middleware func(Handler) Handler

type Command struct {
	Name    string
	Run     Handler
	Help    func() string
	Aliases []string
	sub     map[string]*Command
}

type Counter struct {
	Inc, Dec func() int
	Get      func() int
	reset    func(to ...int)
	On       struct {
		Change func(old, new int)
	}
}

func NewCounter() *Counter {
	n := 0
	c := &Counter{}
	change := func(d int) func() int {
		return func() int {
			old := n
			n += d
			if c.On.Change != nil {
				c.On.Change(old, n)
			}
			return n
		}
	}
	c.Inc, c.Dec = change(1), change(-1)
	c.Get = func() int { return n }
	c.reset = func(to ...int) {
		n = 0
		for _, t := range to {
			n += t
		}
	}
	return c
}

type Bus struct {
	subs map[string][]*sub
	next int
}
type sub struct {
	id int
	f  func(topic string, payload any)
}

func (b *Bus) On(topic string, f func(string, any)) (off func()) {
	if b.subs == nil {
		b.subs = map[string][]*sub{}
	}
	s := &sub{b.next, f}
	b.next++
	b.subs[topic] = append(b.subs[topic], s)
	return func() {
		l := b.subs[topic]
		for i := range l {
			if l[i] == s {
				b.subs[topic] = append(l[:i:i], l[i+1:]...)
				return
			}
		}
	}
}
func (b *Bus) Emit(topic string, payload any) {
	for _, s := range b.subs[topic] {
		s.f(topic, payload)
	}
}

func logging(log *[]string) Middleware {
	return func(next Handler) Handler {
		return func(args ...string) (out string, err error) {
			defer func() { *log = append(*log, fmt.Sprintf("%v -> %q %v", args, out, err)) }()
			return next(args...)
		}
	}
}

func recovering(next Handler) Handler {
	return func(args ...string) (_ string, err error) {
		defer func() {
			if r := recover(); r != nil {
				err = fmt.Errorf("recovered: %v", r)
			}
		}()
		return next(args...)
	}
}

func chain(h Handler, ms ...Middleware) Handler {
	for i := len(ms) - 1; i >= 0; i-- {
		h = ms[i](h)
	}
	return h
}

func memo[K comparable, V any](f func(K) V) (func(K) V, func() int) {
	cache, calls := map[K]V{}, 0
	return func(k K) V {
			if v, ok := cache[k]; ok {
				return v
			}
			calls++
			v := f(k)
			cache[k] = v
			return v
		}, func() int {
			return calls
		}
}

func curry[A, B, C any](f func(A, B) C) func(A) func(B) C {
	return func(a A) func(B) C { return func(b B) C { return f(a, b) } }
}

func compose[T any](fs ...func(T) T) func(T) T {
	return func(t T) T {
		for _, f := range fs {
			t = f(t)
		}
		return t
	}
}

func main() {
	c := NewCounter()
	c.Inc()
	c.On.Change = func(o, n int) { fmt.Print(o, ">", n, " ") }
	c.Inc()
	inc := c.Inc
	inc()
	c.Dec()
	c.reset(10, 20)
	fmt.Println(c.Get(), inc())
	c2 := *c
	c2.Inc = func() int { return -1 }
	fmt.Println(c2.Inc(), c.Inc(), c2.Get())

	var log []string
	ops := map[string]Handler{
		"join":  func(a ...string) (string, error) { return strings.Join(a, "+"), nil },
		"first": func(a ...string) (string, error) { return a[0], nil },
		"fail":  func(a ...string) (string, error) { return "", fmt.Errorf("%d args", len(a)) },
	}
	names := []string{}
	for n, h := range ops {
		ops[n] = chain(h, logging(&log), recovering)
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		fmt.Println(n, ops[n].Call("x y"), ops[n].Call(""))
	}
	fmt.Println(strings.Join(log, "\n"))

	root := &Command{Name: "root", sub: map[string]*Command{}}
	for i, n := range []string{"a", "b"} {
		cmd := &Command{Name: n, Aliases: []string{n + n}}
		cmd.Run = func(args ...string) (string, error) { return fmt.Sprint(cmd.Name, i, args), nil }
		cmd.Help = func() string { return "help of " + n }
		for _, al := range append(cmd.Aliases, n) {
			root.sub[al] = cmd
		}
	}
	fmt.Println(root.sub["aa"].Run.Call("1 2"), root.sub["b"].Help(), root.Run == nil, len(root.sub))

	var b Bus
	total := 0
	off := b.On("t", func(t string, p any) { total += p.(int) })
	b.On("t", func(t string, p any) { off() })
	b.Emit("t", 5)
	b.Emit("t", 7)
	b.Emit("none", nil)
	fmt.Println(total, len(b.subs["t"]))

	var fib func(int) int
	fib, calls := memo(func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	})
	fmt.Println(fib(50), calls())
	add := curry(func(a int, b string) string { return strings.Repeat(b, a) })
	three := add(3)
	fmt.Println(three("ab"), three("-"), compose(strings.ToUpper, strings.TrimSpace, func(s string) string { return s + "!" })("  hi "))
	fs := [3]func() int{}
	for i := 0; i < 3; i++ {
		fs[i] = func() int { i += 10; return i }
		i := i * 100
		defer func() { fmt.Print("d", i, " ") }()
	}
	fmt.Println(fs[0](), fs[0](), fs[1](), fs[2]())
	table := []struct {
		op string
		f  func(float64, float64) float64
	}{{"+", func(a, b float64) float64 { return a + b }}, {"^", func(a, b float64) (r float64) {
		r = 1
		for range int(b) {
			r *= a
		}
		return
	}}}
	for _, t := range table {
		fmt.Print(t.op, t.f(2, 10), " ")
	}
	func(xs ...int) { fmt.Println(len(xs), xs) }(1, 2, 3)
	x := 1
	func() { x++; func() { x *= 10 }() }()
	p := &x
	add5 := func() int { *p += 5; return x }
	fmt.Println(add5(), x, (func(a int) int { return a * 2 })(x))
}
