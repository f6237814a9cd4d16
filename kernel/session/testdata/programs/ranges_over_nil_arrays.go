package main

import "fmt"

func main() {
	var p *[3]int
	for i := range p {
		fmt.Print(i)
	}
	for range p {
		fmt.Print(".")
	}
	for i := range len(p) {
		fmt.Print(i)
	}
	fmt.Println()
	func() {
		defer func() { fmt.Println(recover()) }()
		for _, v := range p {
			fmt.Println(v)
		}
	}()
}
