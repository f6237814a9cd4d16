package main

import "fmt"

// A shift by a negative count panics.
func main() {
	defer func() { fmt.Println("recovered:", recover()) }()
	count := -1
	fmt.Println(1 << count)
}
