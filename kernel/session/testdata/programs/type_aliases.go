package main

import (
	"fmt"
	"strings"
	"time"
)

type Celsius = float64
type Names = []string
type Builder = strings.Builder
type Handler = func(string) string
type Pair = struct{ A, B int }
type Span = time.Duration
type Table = map[string]Names

type Original struct{ N int }

func (o Original) Double() int { return o.N * 2 }

type Alias = Original

func (a *Alias) Inc() { a.N++ }

func avg(ts ...Celsius) Celsius {
	var sum float64
	for _, t := range ts {
		sum += t
	}
	return sum / Celsius(len(ts))
}

// Aliases are other names of the same types.
func main() {
	fmt.Println(avg(20, 22.5))
	var f float64 = Celsius(3)
	fmt.Println(f)
	n := Names{"a", "b"}
	n = append(n, "c")
	fmt.Println(strings.Join(n, "+"))
	var b Builder
	b.WriteString("built")
	fmt.Println(b.String())
	h := Handler(strings.ToUpper)
	fmt.Println(h("x"))
	var p Pair = struct{ A, B int }{1, 2}
	fmt.Println(p.A + p.B)
	var s Span = time.Second
	fmt.Println(s)
	t := Table{"k": {"v"}}
	t["l"] = Names{}
	fmt.Println(len(t), t["k"][0])
	a := Alias{5}
	a.Inc()
	var o Original = a
	fmt.Println(o.Double(), a.Double())
	var v any = a
	_, isOriginal := v.(Original)
	fmt.Println(isOriginal)
	fmt.Printf("%T %T %T\n", f, n, s)
	var r rune = 'x'
	var i int32 = r
	var u byte = 1
	var w uint8 = u
	fmt.Println(i, w)
}
