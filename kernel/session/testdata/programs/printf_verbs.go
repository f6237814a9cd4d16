package main

import (
	"fmt"
	"time"
)

type point struct{ X, Y int }

// The verbs and flags of Printf.
func main() {
	fmt.Printf("%d|%5d|%-5d|%05d|%+d|%x|%X|%#x|%o|%#o|%b|%c|%q|%U\n", 42, 42, 42, 42, 42, 255, 255, 255, 8, 8, 5, 'A', 'A', 'A')
	fmt.Printf("%s|%10s|%-10s|%.2s|%q|%x|% x|%#q\n", "go", "go", "go", "golang", "a\"b\n", "hex", "hex", "raw")
	fmt.Printf("%t|%5t|%v\n", true, false, true)
	fmt.Printf("%v|%+v|%T\n", []int{1, 2}, []string{"a"}, []int{})
	fmt.Printf("%v|%d|%x\n", []byte("ab"), []byte("ab"), []byte("ab"))
	fmt.Printf("%s|%q\n", []string{"a", "b"}, []string{"a", "b"})
	fmt.Printf("%v %v\n", map[string]int{"b": 2, "a": 1}, map[int]bool{3: true})
	fmt.Printf("%6.2f|%-8.3f|%08.3f|%+.1e|%g\n", 3.14159, 2.5, -1.5, 12345.678, 1e100)
	fmt.Printf("%v %+v\n", point{1, 2}, point{1, 2})
	fmt.Printf("%v %+v\n", &point{1, 2}, &point{3, 4})
	fmt.Printf("%[2]d %[1]d %[2]d|%[1]*d\n", 3, 7)
	fmt.Printf("%d %s\n", 1)
	fmt.Printf("%d\n", "str")
	fmt.Printf("%!|%z\n", 1)
	fmt.Printf("a%%b %d\n", 1, 2)
	fmt.Printf("%v %v %v\n", nil, error(nil), any(nil))
	fmt.Printf("%5v|%-5v|%05v\n", 1, 2, 3)
	fmt.Printf("%v %s %d\n", time.Second*90, time.Minute, time.Millisecond)
	fmt.Printf("%08b %3c|%-4q|%#U\n", 5, 'x', 'y', '⌘')
	fmt.Printf("%t %v\n", 1, struct{}{})
	fmt.Printf("%6.3v|%.3v|%10.2v\n", 3.14159, "abcdef", 2.0)
	fmt.Printf("%x %X %#v %#v\n", "hello", []byte{1, 171}, []int{1}, "q")
	fmt.Printf("%#v %#v %#v\n", map[string]bool{"x": true}, 1.0, 'a')
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.5), fmt.Sprintln("x", 1) == "x 1\n")
	var p *int
	fmt.Printf("%v %t\n", p, p == nil)
	fmt.Printf("%v %v\n", [3]bool{true}, [2][2]int{{1, 2}, {3, 4}})
	fmt.Printf("%3d|%-3d|%03d\n", []int{1, 2}, []int{3}, []int{4})
}
