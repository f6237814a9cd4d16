package main

import "fmt"

func main() {
	ch := make(chan int, 9)
	for i := range 9 {
		ch <- i
	}
	x := 100
	p := &x
	x = <-ch
	x = <-ch
	fmt.Println(x, *p)
	var ok bool
	pk := &ok
	x, ok = <-ch
	fmt.Println(x, *p, ok, *pk)
	x = 7
	x++
	fmt.Println(x, *p)
	m := map[string]int{"a": 5}
	x = m["a"]
	fmt.Println(x, *p)
	x, ok = m["zz"]
	fmt.Println(x, *p, ok, *pk)
	var v any = 9
	x = v.(int)
	fmt.Println(x, *p)
	x, ok = v.(int)
	fmt.Println(x, *p, *pk)
	_, ok = v.(string)
	fmt.Println(ok, *pk)
	l := []int{1, 2}
	x = l[1]
	fmt.Println(*p)
	x = *&l[0]
	l[0] = 50
	fmt.Println(*p, x)
	x = len(l)
	fmt.Println(*p)
	x = int(2.5 * float64(x))
	fmt.Println(*p)
	ok = x > 3
	fmt.Println(*pk)
	ok = !ok
	fmt.Println(*pk)
	ok = ok || x == 5 && x < 9
	fmt.Println(*pk)
	a, b := 1, 2
	pa, pb := &a, &b
	a, b = b, a
	fmt.Println(*pa, *pb)
	for x = range 3 {
	}
	fmt.Println(x, *p)
	for _, x = range l {
	}
	fmt.Println(x, *p)
	select {
	case x = <-ch:
	}
	fmt.Println(x, *p)
	s := "abc"
	ps := &s
	s = s[1:]
	fmt.Println(*ps)
	sl := []int{1, 2, 3}
	psl := &sl
	sl = sl[1:]
	sl = append(sl, 4)
	fmt.Println(*psl)
	var f func() int
	pf := &f
	f = func() int { return x }
	fmt.Println((*pf)())
	var arr [3]int
	parr := &arr
	arr = [3]int{1, 2, 3}
	arr2 := arr
	arr = arr2
	fmt.Println(parr[2])
	var e error
	pe := &e
	_, e = fmt.Sscan("x", &x)
	fmt.Println(*pe)
	func() { x = <-ch; s = fmt.Sprint(x) }()
	fmt.Println(x, *p, *ps)
	var st struct{ n int }
	pst := &st
	st.n = <-ch
	l[0] = <-ch
	fmt.Println(pst.n, l)
	sum := 0
	done := make(chan struct{})
	go func() { sum = <-ch; close(done) }()
	<-done
	fmt.Println(sum)
}
