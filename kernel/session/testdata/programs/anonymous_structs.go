package main

import "fmt"

type config struct {
	server struct {
		host string
		port int
	}
	paths []struct{ from, to string }
}

func origin() struct{ x, y int } { return struct{ x, y int }{0, 0} }

// Structs without a name: tables, nested fields, maps, results, embedded ones.
func main() {
	tests := []struct {
		name string
		a, b int
		want int
	}{
		{"sum", 1, 2, 3},
		{"zero", 0, 0, 0},
		{name: "bad", a: 1, b: 1, want: 3},
	}
	for _, tt := range tests {
		fmt.Println(tt.name, tt.a+tt.b == tt.want)
	}
	var c config
	c.server.host = "localhost"
	c.server.port = 8080
	c.paths = append(c.paths, struct{ from, to string }{"a", "b"})
	fmt.Println(c.server.host, c.server.port, c.paths[0].to, len(c.paths))
	p := origin()
	p.x = 4
	fmt.Println(p, p == struct{ x, y int }{4, 0}, origin() == p)
	m := map[string]struct{ n int }{"a": {1}, "b": {2}}
	fmt.Println(m["a"].n+m["b"].n, m)
	set := map[int]struct{}{1: {}, 2: {}}
	_, has := set[1]
	fmt.Println(has, len(set))
	ptr := &struct{ v int }{5}
	ptr.v++
	fmt.Println(ptr.v, *ptr)
	events := make(chan struct {
		id  int
		msg string
	}, 1)
	events <- struct {
		id  int
		msg string
	}{1, "hi"}
	e := <-events
	fmt.Println(e.id, e.msg)
	nested := struct {
		inner struct{ deep []int }
		f     func(int) int
	}{f: func(i int) int { return i * 2 }}
	nested.inner.deep = append(nested.inner.deep, nested.f(4))
	fmt.Println(nested.inner.deep)
	arr := [...]struct{ k, v string }{{"a", "1"}, {"b", "2"}}
	for i, kv := range arr {
		fmt.Print(i, kv.k, kv.v, " ")
	}
	fmt.Println(len(arr))
	type named struct{ x, y int }
	fmt.Println(named(p), struct{ x, y int }(named{1, 2}))
}
