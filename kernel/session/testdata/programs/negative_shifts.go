package main

import "fmt"

func try(name string, f func() any) {
	defer func() {
		if r := recover(); r != nil {
			err, ok := r.(error)
			fmt.Println(name, "panics:", r, ok, err)
		}
	}()
	fmt.Println(name, f())
}

var shift int8 = -3

type bits int

func count() int { fmt.Print("counted "); return -2 }

func main() {
	one, n := 1, -1
	var u uint8 = 200
	b := bits(-4)
	try("left", func() any { return one << n })
	try("right", func() any { return one >> n })
	try("const", func() any { return 1 << n })
	try("int8", func() any { return u << shift })
	try("named", func() any { return uint64(1) >> b })
	try("call", func() any { return one << count() })
	try("assign", func() any { x := 5; x <<= n; return x })
	try("fields", func() any { s := struct{ n int }{-9}; return one << s.n })
	try("condition", func() any {
		if n < 0 && one<<n == 0 {
			return "taken"
		}
		return "not taken"
	})
	try("short", func() any { return n > 0 && one<<n == 0 })
	try("index", func() any { return []int{1, 2}[1>>n] })
	for i := 3; i > -2; i-- {
		try(fmt.Sprint("turn ", i), func() any { return 1 << i })
	}
	try("zero", func() any { return one << (n + 1) })
	try("large", func() any { return one << (66 + n) })
	sum := 0
	for i := range 5 {
		sum |= 1 << i
	}
	fmt.Println(sum, one<<u, -1>>u)
}
