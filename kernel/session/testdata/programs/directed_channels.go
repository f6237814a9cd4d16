package main

import "fmt"

func first(xs ...any) (s string) {
	for _, x := range xs {
		switch x := x.(type) {
		case chan<- int, <-chan int:
			s += fmt.Sprintf("%T;", x)
		}
	}
	return
}
func main() {
	c := make(<-chan int)
	d := make(chan<- string, 3)
	d <- "x"
	fmt.Println(cap(c), cap(d), len(d))
	fmt.Println(first(c, d, make(chan<- int), make(<-chan int, 4)))
}
