package main

import "fmt"

type T struct {
	usage  func(*T) error
	parent *T
}

func (c *T) UsageFunc() (f func(*T) error) {
	if c.usage != nil {
		return c.usage
	}
	if c.parent != nil {
		return c.parent.UsageFunc()
	}
	return func(c *T) error { return nil }
}
func (c *T) Usage() error                 { return c.UsageFunc()(c) }
func (c *T) HelpFunc() func(*T, []string) { return func(c *T, a []string) { fmt.Println("help", a) } }
func (c *T) Help() error                  { c.HelpFunc()(c, []string{"a"}); return nil }
func get() func(int) int                  { return func(n int) int { return n + 1 } }
func use() int                            { return get()(3) }

// Functions return functions of other calls, and elements.
func main() {
	c := &T{usage: func(*T) error { return fmt.Errorf("usage") }}
	d := &T{parent: c}
	fmt.Println(c.Usage(), d.Usage(), (&T{}).Usage())
	d.Help()
	fmt.Println(use(), get()(4))
}

type table struct {
	by   map[string]func(*table, int) int
	list []func(*table, int) int
	up   *table
}

func (t *table) find(name string) func(*table, int) int { return t.by[name] }
func (t *table) first() func(*table, int) int           { return t.list[0] }
func (t *table) top() func(*table, int) int {
	if t.up != nil {
		return (t.up.top())
	}
	return t.first()
}
func (t *table) both() (func(*table, int) int, error)    { return t.up.by["x"], nil }
func conv(f func(*table, int) int) func(*table, int) int { return (func(*table, int) int)(f) }

func init() {
	t := &table{by: map[string]func(*table, int) int{"x": func(t *table, n int) int { return n * len(t.list) }}}
	t.list = append(t.list, t.find("x"), t.by["x"])
	u := &table{up: t}
	f, err := u.both()
	fmt.Println(t.find("x")(t, 2), t.first()(t, 3), u.top()(t, 4), f(t, 5), err, t.by["x"](t, 6), u.up.list[0](t, 7), conv(f)(t, 8))
}
