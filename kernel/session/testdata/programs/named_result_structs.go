package main

import "fmt"

type cfg struct {
	name string
	n    int
}

func f1() (c cfg, err error) { c = cfg{name: "d"}; return }
func f2() (c cfg)            { c = cfg{name: "d"}; return }
func f3() (c cfg)            { c = cfg{name: "d"}; p := &c; p.n = 3; return }
func f4() (c cfg)            { p := &c; p.n = 3; return }
func f5() (c cfg)            { c.n = 4; return c }
func f6() (n int)            { p := &n; *p = 3; return }
func f7() (c cfg)            { c = cfg{name: "d"}; set(&c); return }
func f8() (c cfg)            { set(&c); return }
func f9() (c cfg, err error) {
	c = cfg{name: "d"}
	if c.n > 0 {
		return cfg{}, nil
	}
	return
}
func f10() (c cfg, err error) {
	c = cfg{name: "d"}
	for i := range 3 {
		if i > 5 {
			return cfg{}, nil
		}
	}
	return
}
func f11() (c cfg, err error) {
	c.name = "d"
	for i := range 3 {
		if err = nop(&c); err != nil {
			return cfg{}, fmt.Errorf("%d", i)
		}
	}
	return
}
func f12() (c cfg, err error) {
	c.name = "d"
	if err = nop(&c); err != nil {
		return
	}
	return
}
func f13() (c cfg, err error)    { c.name = "d"; err = nop(&c); return }
func f14() (c [2]int, err error) { c = [2]int{1, 2}; return }
func f15() (c []int, err error)  { c = []int{1, 2}; return }
func f16() (c cfg, n int)        { c = cfg{name: "d"}; n = 3; return }

func nop(c *cfg) error { c.n++; return nil }
func set(c *cfg)       { c.n = 9 }

func main() {
	fmt.Println(f1())
	fmt.Println(f2())
	fmt.Println(f3())
	fmt.Println(f4(), f5(), f6(), f7(), f8())
	fmt.Println(f9())
	fmt.Println(f10())
	fmt.Println(f11())
	fmt.Println(f12())
	fmt.Println(f13())
	fmt.Println(f14())
	fmt.Println(f15())
	fmt.Println(f16())
	c, err := f1()
	fmt.Println(c, err)
	var v any = c
	fmt.Println(v)
}
