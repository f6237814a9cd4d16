package main

import (
	"bytes"
	"fmt"
	"io"
	"sort"
	"strings"
	"sync"
)

type Logger interface {
	Log(string)
	Prefix() string
}
type Named interface{ Name() string }
type NamedLogger interface {
	Logger
	Named
	fmt.Stringer
}

type base struct {
	name string
	buf  *bytes.Buffer
}

func (b base) Name() string     { return b.name }
func (b base) Prefix() string   { return "[" + b.name + "]" }
func (b *base) Log(s string)    { fmt.Fprintln(b.buf, b.Prefix(), s) }
func (b base) String() string   { return "base:" + b.name }
func (b *base) rename(s string) { b.name = s }

type Mid struct {
	*base
	Level int
}

func (m Mid) Prefix() string { return fmt.Sprint(m.base.Prefix(), m.Level) }

type Top struct {
	Mid
	sync.Mutex
	extra
	Logger
	Name string
}
type extra struct{ Level, depth int }

func (e *extra) Deepen() int { e.depth++; return e.depth }

type counting struct {
	io.Writer
	n int
}

func (c *counting) Write(p []byte) (int, error) {
	c.n += len(p)
	return c.Writer.Write(p)
}

type upper struct{ io.Reader }

func (u upper) Read(p []byte) (n int, err error) {
	n, err = u.Reader.Read(p)
	copy(p, bytes.ToUpper(p[:n]))
	return
}

type rw struct {
	io.Reader
	*counting
}

type desc struct{ sort.Interface }

func (d desc) Less(i, j int) bool { return d.Interface.Less(j, i) }

type Animal interface {
	Sound() string
	Kind() string
}
type defaultAnimal struct{}

func (defaultAnimal) Sound() string { return "..." }
func (defaultAnimal) Kind() string  { return "thing" }

type Dog struct{ defaultAnimal }

func (Dog) Sound() string { return "woof" }

type Puppy struct {
	Dog
	Age int
}

func (p Puppy) Kind() string { return "puppy of " + p.Dog.Kind() }

type Wrapper[T fmt.Stringer] struct {
	Inner T
	Named
}

func (w Wrapper[T]) String() string { return "<" + w.Inner.String() + ">" }

type Celsius float64

func (c Celsius) String() string { return fmt.Sprintf("%.1fC", float64(c)) }

type Temps struct {
	Celsius
	*strings.Builder
	map_ map[string]Celsius
}

func main() {
	b := &base{"b", new(bytes.Buffer)}
	m := Mid{b, 3}
	var nl NamedLogger = m
	nl.Log("hello")
	m.rename("renamed")
	nl.Log("again")
	fmt.Print(b.buf.String())
	fmt.Println(nl, m, m.Name(), nl.Prefix(), m.String())
	fmt.Printf("%v %+v %s\n", m, m.Level, &m)
	t := Top{Mid: m, Logger: b, Name: "top", extra: extra{Level: 9}}
	t.Lock()
	t.Unlock()
	fmt.Println(t.Name, t.Mid.Name(), t.Mid.Level, t.extra.Level, t.Deepen(), t.Deepen(), t.depth, t.Mid.base.name, t.TryLock())
	t.Logger.Log("via")
	fmt.Println(strings.Count(b.buf.String(), "\n"))
	var out bytes.Buffer
	c := &counting{Writer: &out}
	x := rw{upper{strings.NewReader("some text")}, c}
	n, err := io.Copy(x, x)
	fmt.Println(n, err, out.String(), x.n, c.n)
	s := []string{"b", "c", "a"}
	sort.Sort(desc{sort.StringSlice(s)})
	fmt.Println(s)
	for _, a := range []Animal{Dog{}, Puppy{Age: 1}, defaultAnimal{}} {
		fmt.Print(a.Sound(), " ", a.Kind(), "; ")
	}
	fmt.Println()
	w := Wrapper[Celsius]{Celsius(36.6), m}
	fmt.Println(w, w.Name(), []any{w}, Wrapper[Wrapper[Celsius]]{Inner: w})
	tt := Temps{21, new(strings.Builder), nil}
	tt.WriteString("built")
	fmt.Println(tt.Celsius, tt.Len(), tt.Builder.String(), tt.Celsius+1)
	f := tt.WriteString
	f("!")
	g := (*strings.Builder).Len
	fmt.Println(g(tt.Builder), Celsius.String(tt.Celsius), Mid.Prefix(m), (*base).Name(b))
	var np *Mid
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		fmt.Println(np.Level)
	}()
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		var e struct{ Animal }
		fmt.Println(e.Sound())
	}()
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		fmt.Println(Mid{}.Name())
	}()
	_, isNamed := any(t).(Named)
	_, isDeep := any(&t).(interface{ Deepen() int })
	_, isDeepV := any(t.extra).(interface{ Deepen() int })
	fmt.Println(isNamed, isDeep, isDeepV)
}
