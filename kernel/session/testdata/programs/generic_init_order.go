package main

import (
	"fmt"
	"sync"
)

var total = Sum(first, second...)
var first = Twice(base)
var second = Map(names, func(s string) int { return len(s) })
var base = 4
var names = []string{"a", "bcd"}
var cache = NewCache[string, int]()
var registry Registry[func() string]
var once = sync.OnceValue(func() string { return fmt.Sprint("once ", total) })

func init() {
	cache.Set("x", total)
	registry.Add("f", func() string { return "called" })
}

func Sum[T int | float64](x T, xs ...T) T {
	for _, v := range xs {
		x += v
	}
	return x
}

func Twice[T int | string](x T) T { return x + x }

func Map[T, U any](xs []T, f func(T) U) (out []U) {
	for _, x := range xs {
		out = append(out, f(x))
	}
	return
}

type Cache[K comparable, V any] struct{ m map[K]V }

func NewCache[K comparable, V any]() *Cache[K, V] { return &Cache[K, V]{map[K]V{}} }

func (c *Cache[K, V]) Set(k K, v V) { c.m[k] = v }
func (c *Cache[K, V]) Get(k K) V    { return c.m[k] }

type Registry[F any] struct {
	names []string
	funcs []F
}

func (r *Registry[F]) Add(name string, f F) {
	r.names, r.funcs = append(r.names, name), append(r.funcs, f)
}

func main() {
	fmt.Println(total, first, second, cache.Get("x"), registry.funcs[0](), registry.names)
	fmt.Println(once(), once())
}
