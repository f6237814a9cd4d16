package main

import (
	"fmt"
	"math"
	"time"
)

type weekday int

const (
	sunday weekday = iota
	monday
	tuesday
	_
	thursday
	numDays = iota
)

var names = [...]string{sunday: "Sun", monday: "Mon", tuesday: "Tue", thursday: "Thu"}

func (d weekday) String() string {
	if int(d) < len(names) && names[d] != "" {
		return names[d]
	}
	return fmt.Sprintf("weekday(%d)", int(d))
}

type size float64

const (
	_       = iota
	kb size = 1 << (10 * iota)
	mb
	gb
)

func (s size) String() string {
	switch {
	case s >= gb:
		return fmt.Sprintf("%.2fGB", float64(s/gb))
	case s >= mb:
		return fmt.Sprintf("%.2fMB", float64(s/mb))
	case s >= kb:
		return fmt.Sprintf("%.2fKB", float64(s/kb))
	}
	return fmt.Sprintf("%.0fB", float64(s))
}

type flags uint8

const (
	read flags = 1 << iota
	write
	exec
	all = read | write | exec
)

func (f flags) String() string {
	s := ""
	for i, c := range "rwx" {
		if f&(1<<i) != 0 {
			s += string(c)
		} else {
			s += "-"
		}
	}
	return s
}

const (
	a, b = iota, iota * 10
	c, d
	e, f
)

const (
	big     = 1 << 100
	small   = big >> 98
	third   = 1.0 / 3
	complex = 2i * 2i
	letter  = 'a' + 1
	text    = "con" + "stant"
	yes     = len(text) == 8 && small == 4
	timeout = 2*time.Second + 500*time.Millisecond
	max8    = math.MaxUint8
)

const typed int64 = 7

type state string

const (
	on  state = "on"
	off state = "off"
)

func main() {
	fmt.Println(sunday, thursday, weekday(9), numDays, []weekday{1, 2})
	fmt.Printf("%d %v %s %x %q %T %+v\n", monday, monday, tuesday, monday, monday, monday, map[weekday]int{monday: 1})
	fmt.Println(size(500), 3*kb, 1.5*mb, 2*gb, size(1<<31))
	fmt.Println(read, write|exec, all, all&^write, flags(0))
	fmt.Println(a, b, c, d, e, f)
	fmt.Println(small, third, real(complex), letter, string(rune(letter)), text, yes, timeout, max8, typed/2)
	var u8 uint8 = max8
	u8++
	var f32 float32 = third
	fmt.Println(u8, f32, float64(f32) == third, 7/2, 7/2.0, -7/2, -7%3, 1<<3|1)
	var x float64 = 7 / 2
	var y float64 = 7 / 2.
	fmt.Println(x, y, math.MaxInt64, uint64(math.MaxUint64), math.Pi)
	const local = iota + 5
	const (
		p = local << iota
		q
	)
	fmt.Println(local, p, q, on+"/"+off, on == "on")
	var i interface{} = on
	switch i {
	case "on":
		fmt.Println("string")
	case on:
		fmt.Println("state")
	}
	var r rune = 'é'
	var by byte = 'z'
	fmt.Println(r, by, string(r), string(by), 'x'-'a', "é"[0], len("é"), []rune("aé"), []byte("é"))
	const huge = 1e300 * 1e300 / 1e300
	fmt.Println(huge, 5.0 == 5, 0.1+0.2, float32(0.1)+0.2)
	var d2 time.Duration = 90
	fmt.Println(d2*time.Second, time.Duration(1.5*float64(time.Second)), timeout.Seconds())
	fmt.Printf("%v %v %v\n", 1e6, 1e21, 100000000.0)
	fmt.Printf("%08.3f|%+d|%x|%X|%o|%b|%c|%U|%e|%g|%6d|%-6d|%t|%p\n", 3.14159, 5, 255, 255, 8, 5, 'A', 'é', 12345.678, 1e-7, 42, 42, true, nil)
}
