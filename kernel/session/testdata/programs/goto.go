package main

import "fmt"

func collatz(n int) (steps int) {
again:
	if n == 1 {
		return
	}
	steps++
	if n%2 == 0 {
		n /= 2
		goto again
	}
	n = 3*n + 1
	goto again
}

// Goto forwards and backwards.
func main() {
	fmt.Println(collatz(27), collatz(1), collatz(6))
	i := 0
loop:
	if i < 3 {
		fmt.Print(i, " ")
		i++
		goto loop
	}
	fmt.Println()
	for i := 0; i < 3; i++ {
		for j := 0; j < 3; j++ {
			if i*j == 2 {
				goto done
			}
			fmt.Print(i, j, " ")
		}
	}
done:
	fmt.Println("done")
	state := "start"
dispatch:
	switch state {
	case "start":
		fmt.Println(state)
		state = "middle"
		goto dispatch
	case "middle":
		fmt.Println(state)
		state = "end"
		goto dispatch
	}
	fmt.Println(state)
}
