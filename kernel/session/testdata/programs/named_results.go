package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

func safe(f func() int) (n int, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case error:
			err = fmt.Errorf("safe: %w", r)
		case string:
			err = errors.New(r)
		default:
			err = fmt.Errorf("%T %v", r, r)
		}
	}()
	n = -1
	n = f()
	return n * 2, nil
}

func order() (s string) {
	defer func() { s += "4" }()
	defer func() { s += "3" }()
	for i := range 3 {
		defer func(n int) { s += fmt.Sprint(n + 100) }(i)
		defer func() { s += fmt.Sprint(i) }()
	}
	s = "1"
	return s + "2"
}

func nested() (out []string) {
	defer func() {
		defer func() { out = append(out, fmt.Sprint("inner ", recover())) }()
		out = append(out, fmt.Sprint("outer ", recover()))
		panic("second")
	}()
	panic("first")
}

func retry(times int, f func(int) error) (err error) {
	for i := range times {
		if err = f(i); err == nil {
			return
		}
		err = fmt.Errorf("try %d: %w", i, err)
	}
	return err
}

func shadow() (err error) {
	if _, err := os.Open("/nope"); err != nil {
		return errors.New("inner")
	}
	return
}

type resource struct {
	name string
	log  *[]string
}

func (r resource) Close() error {
	*r.log = append(*r.log, "close "+r.name)
	if r.name == "b" {
		return errors.New("close failed")
	}
	return nil
}

func use(names ...string) (log []string, err error) {
	for _, n := range names {
		r := resource{n, &log}
		defer func() {
			if cerr := r.Close(); cerr != nil && err == nil {
				err = cerr
			}
		}()
		log = append(log, "open "+n)
	}
	return log, nil
}

func swap(a, b int) (x, y int) {
	x, y = b, a
	return y, x
}

func early(n int) (result string) {
	defer func() { result = strings.ToUpper(result) }()
	if n > 0 {
		return "positive"
	}
	result = "not"
	if n == 0 {
		return
	}
	result += " negative"
	return
}

func rethrow() {
	defer func() {
		if r := recover(); r != nil {
			panic(fmt.Sprintf("re-%v", r))
		}
	}()
	panic("thrown")
}

func loop() (total int) {
	for i := 0; i < 5; i++ {
		func() {
			defer func() {
				if r := recover(); r != nil {
					total += 10
				}
			}()
			if i%2 == 1 {
				panic(i)
			}
			total += i
		}()
	}
	return
}

func counter() (inc func() int, reset func()) {
	n := 0
	inc = func() int { n++; return n }
	reset = func() { n = 0 }
	return
}

func main() {
	zero := 0
	fmt.Println(safe(func() int { return 4 }))
	fmt.Println(safe(func() int { return 4 / zero }))
	fmt.Println(safe(func() int { panic("text") }))
	fmt.Println(safe(func() int { panic(3.5) }))
	fmt.Println(safe(func() int { return []int{}[zero] }))
	fmt.Println(order(), nested())
	fmt.Println(retry(3, func(i int) error {
		if i < 2 {
			return errors.New("no")
		}
		return nil
	}), retry(2, func(int) error { return errors.New("never") }))
	fmt.Println(shadow(), early(1), early(0), early(-1))
	fmt.Println(use("a", "b", "c"))
	fmt.Println(swap(1, 2))
	func() {
		defer func() { fmt.Println(recover()) }()
		rethrow()
	}()
	fmt.Println(loop())
	inc, reset := counter()
	inc()
	inc()
	fmt.Print(inc(), " ")
	reset()
	fmt.Println(inc())
	var fib func(int) int
	memo := map[int]int{}
	fib = func(n int) (r int) {
		if v, ok := memo[n]; ok {
			return v
		}
		defer func() { memo[n] = r }()
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	fmt.Println(fib(30), len(memo))
}
