package main

import (
	"fmt"
	"strings"
)

type cell struct{ x, y int }

type world map[cell]bool

func parse(s string) world {
	w := world{}
	for y, line := range strings.Split(s, "\n") {
		for x, c := range line {
			if c == '#' {
				w[cell{x, y}] = true
			}
		}
	}
	return w
}

func (w world) step() world {
	counts := map[cell]int{}
	for c := range w {
		for dx := -1; dx <= 1; dx++ {
			for dy := -1; dy <= 1; dy++ {
				if dx != 0 || dy != 0 {
					counts[cell{c.x + dx, c.y + dy}]++
				}
			}
		}
	}
	next := world{}
	for c, n := range counts {
		if n == 3 || n == 2 && w[c] {
			next[c] = true
		}
	}
	return next
}

func (w world) show(width, height int) string {
	rows := make([][]byte, height)
	for y := range rows {
		rows[y] = []byte(strings.Repeat(".", width))
	}
	for c := range w {
		if c.x >= 0 && c.x < width && c.y >= 0 && c.y < height {
			rows[c.y][c.x] = '#'
		}
	}
	var b strings.Builder
	for _, r := range rows {
		b.Write(r)
		b.WriteByte('\n')
	}
	return b.String()
}

// Conway's game of life: a glider moves, a blinker blinks, a block stays.
func main() {
	glider := parse(".#.\n..#\n###")
	for i := range 5 {
		fmt.Printf("generation %d, %d alive\n%s", i, len(glider), glider.show(5, 5))
		glider = glider.step()
	}
	blinker := parse("###")
	fmt.Println(len(blinker.step()), blinker.step()[cell{1, -1}], blinker.step().step()[cell{0, 0}])
	block := parse("##\n##")
	for range 3 {
		block = block.step()
	}
	fmt.Print(block.show(3, 3))
}
