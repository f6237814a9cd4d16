package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
)

type Vec struct{ X, Y float64 }

func (v Vec) Format(f fmt.State, verb rune) {
	w, hasW := f.Width()
	p, hasP := f.Precision()
	var flags string
	for _, c := range "+-# 0" {
		if f.Flag(int(c)) {
			flags += string(c)
		}
	}
	switch verb {
	case 'v', 's':
		prec := -1
		if hasP {
			prec = p
		}
		fmt.Fprintf(f, "<%s %s>", strconv.FormatFloat(v.X, 'g', prec, 64), strconv.FormatFloat(v.Y, 'g', prec, 64))
	default:
		fmt.Fprintf(f, "%%!%c(%v,%v,%v,%v,%q)", verb, w, hasW, p, hasP, flags)
		fmt.Fprint(f, fmt.FormatString(f, verb))
	}
}

type Color uint8

const (
	Red Color = iota
	Green
)

func (c Color) String() string   { return [...]string{"Red", "Green"}[c] }
func (c Color) GoString() string { return "Color" + c.String() }

type Ptr struct{ n int }

func (p *Ptr) String() string { return fmt.Sprintf("Ptr(%d)", p.n) }

type Err struct{ code int }

func (e Err) Error() string { return "err " + strconv.Itoa(e.code) }

type Both struct{ s string }

func (b Both) Error() string  { return "E:" + b.s }
func (b Both) String() string { return "S:" + b.s }

type Panics struct{ p *int }

func (p Panics) String() string { return strconv.Itoa(*p.p) }
func (p *Panics) Error() string { panic("error panics") }

type Bytes []byte
type Strs []string
type M map[Color]Color
type Fn func(int) string
type Ch chan int
type Arr [3]Color
type Iface interface{ String() string }
type Inner struct {
	C Color
	V *Vec
}
type Outer struct {
	Inner
	name string
	I    Iface
	E    error
	any
	F  func()
	M  M
	P  *Ptr
	S  []Color
	A  [2]Vec
	An struct{ Z Color }
}
type Hex int

func (h Hex) Format(f fmt.State, c rune) { fmt.Fprintf(f, "0x%X/%c", int(h), c) }

type Wrap struct{ error }

func main() {
	v := Vec{1.5, -2.25}
	fmt.Printf("%v %s %.1f %8.3d %+x %-5q %#v %05t|\n", v, v, v, v, v, v, v, v)
	fmt.Printf("%v %+v %#v %T %6v|%-6v|\n", []Vec{v}, &v, struct{ V Vec }{v}, v, v, v)
	for _, f := range []string{"%v", "%+v", "%#v", "%T", "%d", "%s", "%q", "%x", "%X", "%5v|", "%-7s|", "%c", "%b", "%o", "%08.3f", "%e", "%t", "%U", "%w", "%z", "%!"} {
		fmt.Printf(f+" ", Green)
		fmt.Printf(f+" ", Err{3})
		fmt.Printf(f+" ", Bytes("hi"))
		fmt.Printf(f+" ", Strs{"a", "b"})
		fmt.Printf(f+" ", M{Green: Red, Red: Green})
		fmt.Printf(f+" ", Arr{1, 0, 1})
		fmt.Println()
	}
	fmt.Println(Both{"x"}, &Both{"y"}, []Both{{"z"}}, Ptr{1}, &Ptr{2}, []*Ptr{}, []Ptr{{3}})
	fmt.Println(Panics{}, &Panics{}, (*Ptr)(nil) == nil)
	var np *Color
	var ni Iface
	var ne error
	fmt.Println(np, ni, ne, (*Vec)(nil) == nil)
	fmt.Printf("%s %d %v %+v\n", np, ni, ne, []error{nil, Err{1}})
	o := Outer{Inner: Inner{Green, &v}, name: "n", I: Green, E: Err{4}, any: Red, M: M{Green: 1}, P: nil, S: []Color{1}, A: [2]Vec{v}}
	o.An.Z = Green
	o.Inner.V = nil
	fmt.Printf("%v\n%+v\n", o, o)
	o.F, o.E = nil, nil
	fmt.Printf("%#v\n", o)
	fmt.Printf("%d %v %s %x\n", Hex(255), []Hex{1, 2}, map[Hex]Hex{3: 4}, struct{ H Hex }{5})
	fmt.Printf("%v %v %s\n", Wrap{Err{7}}, Wrap{errors.New("w")}, &Wrap{Err{8}})
	fmt.Printf("%[2]*[1]d|%[3]v %[1]q %[5]v|%d %d\n", 65, 5, Green, 1)
	fmt.Printf("%*d|%-*d|%.*f|%*d\n", 4, 7, 4, 7, 2, 3.14159, "x", 1)
	fmt.Printf("%d %s\n", 1, "a", Green, v)
	fmt.Printf("%d %[9]d %[x]d %[]d\n", 1)
	fmt.Printf("%t %v %5t|%q %#q %+q %x % x %#x % #X\n", true, false, true, "a`\n", "b", "é", "hi", "hi", "hi", []byte("hi"))
	fmt.Printf("%6.2f|%-8.3g|%+.2e|%g %G %08.2f|%+d|% d|%x|%X|%#o|%O|%b|%c|%U|%#U\n", 3.14159, 1e-7, 12345.678, 1e21, 1e-10, -3.14159, 5, 7, -255, 255, 8, 8, 5, 0x4E16, 0x4E16, '⌘')
	fmt.Printf("%v %.2f %+v %g\n", 1+2i, complex64(1.234-5.678i), -1i, complex(1e10, 1e-10))
	fmt.Printf("%5s|%-5s|%.2s|%5.1s|%05s|%q|%v\n", "héllo", "é", "héllo", "日本", "ab", 'x', 'x')
	fmt.Printf("%v %+v %#v %T\n", Fn(nil), Ch(nil), Fn(nil), Ch(nil))
	fmt.Printf("%#v %#v %#v %#v %#v\n", Strs{"a"}, M{}, Bytes{1}, Arr{}, []any{1, "a", nil, 2.0, Green})
	fmt.Printf("%#v %#v %#v %#v %#v %#v\n", 1.0, uint8(3), "x", 'c', []string(nil), map[string][]int{"a": {1}})
	fmt.Printf("%T %T %T %T %T %T\n", o.An, o.I, ne, []Iface{}, map[Color]*Outer{}, func(Color, ...Vec) (Iface, error) { return nil, nil })
	fmt.Printf("%v %s %v\n", fmt.Errorf("a: %w, b: %w", Err{1}, Both{"q"}), fmt.Errorf("%d", Green), fmt.Errorf("none %w", nil))
	fmt.Fprint(os.Stdout, 1, 2, "a", "b", 3, Green, Red, '\n', "\n")
	fmt.Println(fmt.Sprint("a", 1, 2, "b", Err{5}, Err{6}), fmt.Sprintln("x", Green), fmt.Append([]byte("p"), Green), string(fmt.Appendf(nil, "%v", v)))
	defer func() { fmt.Println("recovered:", recover()) }()
	_ = Color(9).String()
}
