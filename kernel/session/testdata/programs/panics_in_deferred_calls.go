package main

import "fmt"

func b() {
	defer func() { fmt.Println("recovered", recover()) }()
	var f func()
	defer f()
	fmt.Println("b runs")
}
func c() {
	defer func() { fmt.Println("recovered", recover()) }()
	defer panic("x")
	fmt.Println("c runs")
}
func d() {
	defer func() { fmt.Println("recovered", recover()) }()
	defer func() { var m map[int]int; m[1] = 1 }()
	fmt.Println("d runs")
}
func e() {
	defer func() { fmt.Println("recovered", recover()) }()
	ch := make(chan int)
	close(ch)
	defer close(ch)
	fmt.Println("e runs")
}
func f() {
	defer func() { fmt.Println("recovered", recover()) }()
	var e error
	defer e.Error()
	fmt.Println("f runs")
}
func main() {
	d()
	e()
	c()
	func() {
		defer func() { fmt.Println("main recovered", recover()) }()
		f()
	}()
	func() {
		defer func() { fmt.Println("main recovered", recover()) }()
		b()
	}()
}
