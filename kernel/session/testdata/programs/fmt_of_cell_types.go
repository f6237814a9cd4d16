package main

import "fmt"

type Color int

func (c Color) String() string { return "color" + fmt.Sprint(int(c)) }

type Celsius float64
type Names []string
type Set map[string]bool
type ID string

func (i ID) GoString() string { return "ID!" + string(i) }

type Op func(int) int
type Point struct{ X, y int }

func (p Point) Format(f fmt.State, verb rune) {
	w, ok := f.Width()
	fmt.Fprintf(f, "<%d|%d %c %d %v %v>", p.X, p.y, verb, w, ok, f.Flag('+'))
}

type Line struct {
	From, To Point
	name     string
	color    Color
	Tags     Names
}
type Ptr struct{ n *int }
type Matrix [2][2]Celsius
type Err struct{ Code Color }

func (e *Err) Error() string { return fmt.Sprint("err ", e.Code) }

type Tree struct {
	Left, Right *Tree
	Val         Color
}
type empty struct{}

func main() {
	for _, v := range []any{Color(3), Celsius(1.5), Names{"a", "b"}, Set{"x": true}, ID("i"), Point{1, 2}, &Point{3, 4},
		Line{Point{1, 2}, Point{3, 4}, "n", 5, Names{"t"}}, Matrix{{1, 2}, {3, 4}}, &Err{7}, []Color{1, 2}, map[Color]Color{2: 3, 1: 2},
		[]any{Color(1), 1, nil}, struct {
			A Color
			b Color
		}{1, 2}, empty{}, []*Err{{1}}[0], [2]ID{"p", "q"}, &Names{"z"}, Tree{Val: 4}} {
		fmt.Printf("%v | %+v | %T\n", v, v, v)
		fmt.Printf("%#v\n", v)
	}
	fmt.Printf("%d %x %08.3f %q %5d|%-8v|\n", Color(12), Color(12), Celsius(2.5), ID("hi"), Color(4), Color(4))
	fmt.Printf("%s %v %d\n", []Color{1}, &[]Color{2}, []Color{3})
	fmt.Printf("%T %T %T %T %T\n", Op(nil), []Op{}, map[ID]*Point{}, make(chan Color), func(Color) (ID, error) { return "", nil })
	fmt.Println(Color(1), []any{Color(2)}, map[string]any{"k": Color(3)}, &Line{}, &Tree{Left: nil, Val: 2})
	fmt.Printf("%t %v %!\n", Set{"a": true}["a"], fmt.Sprint(Color(1), Color(2)))
	var n *Err
	var e error = n
	fmt.Println(n == nil, e == nil)
	fmt.Printf("%v\n", fmt.Errorf("wrap: %w", &Err{9}))
}
