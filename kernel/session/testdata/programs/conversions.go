package main

import "fmt"

type Shape interface{ Area() float64 }
type Sq struct{ s float64 }

func (s Sq) Area() float64 { return s.s * s.s }

type Named struct {
	Sq
	Name string
	n    int
}

type MyErr struct{ Code int }

func (e *MyErr) Error() string { return fmt.Sprint("code ", e.Code) }
func do(n int) error {
	if n > 1 {
		return &MyErr{n}
	}
	return nil
}
func two() (int, error) { return 1, &MyErr{7} }

type res struct {
	err error
	ok  bool
}

func main() {
	var e error
	e = do(2)
	fmt.Println(e, do(0) == nil)
	_, e2 := two()
	fmt.Println(e2)
	r := res{err: &MyErr{1}, ok: true}
	fmt.Println(r.err)
	rs := []res{{&MyErr{4}, false}}
	for _, r := range rs {
		fmt.Println(r.err)
	}
	m := map[string]error{"a": &MyErr{5}}
	fmt.Println(m["a"])
	ch := make(chan error, 1)
	ch <- &MyErr{6}
	fmt.Println(<-ch)
	if me, ok := e.(*MyErr); ok {
		fmt.Println(me.Code)
	}
	switch x := e.(type) {
	case *MyErr:
		fmt.Println("me", x.Code)
	default:
		fmt.Println("other")
	}
	shapes := []any{Sq{2}, Named{Sq{3}, "n", 1}, 5, "s", nil, e}
	for _, s := range shapes {
		switch v := s.(type) {
		case Shape:
			fmt.Println("shape", v.Area())
		case int, string:
			fmt.Println("basic", v)
		case nil:
			fmt.Println("nil")
		case error:
			fmt.Println("err", v)
		}
	}
	f := func() error { return &MyErr{8} }
	fmt.Println(f())
	errs := append([]error(nil), &MyErr{9})
	fmt.Println(errs[0])
	var np *MyErr
	var ne error = np
	fmt.Println(ne == nil)
	type local struct{ a int }
	l := local{1}
	fmt.Println(l.a)
	defer func() {
		if r := recover(); r != nil {
			err := r.(error)
			fmt.Println("recovered", err)
			panicked := err.(*MyErr)
			fmt.Println(panicked.Code)
		}
	}()
	panic(error(&MyErr{10}))
}
