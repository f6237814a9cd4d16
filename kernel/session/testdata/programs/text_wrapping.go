package main

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

type alignment int

const (
	left alignment = iota
	right
	centre
	justified
)

func wrap(text string, width int) (lines []string) {
	var line []string
	length := 0
	flush := func() {
		if len(line) > 0 {
			lines = append(lines, strings.Join(line, " "))
			line, length = nil, 0
		}
	}
	for _, paragraph := range strings.Split(text, "\n\n") {
		for _, word := range strings.Fields(paragraph) {
			n := utf8.RuneCountInString(word)
			for n > width {
				flush()
				runes := []rune(word)
				lines = append(lines, string(runes[:width]))
				word, n = string(runes[width:]), n-width
			}
			if length+n+len(line) > width {
				flush()
			}
			line = append(line, word)
			length += n
		}
		flush()
		lines = append(lines, "")
	}
	return lines[:len(lines)-1]
}

func align(line string, width int, how alignment) string {
	gap := width - utf8.RuneCountInString(line)
	switch how {
	case right:
		return strings.Repeat(" ", gap) + line
	case centre:
		return strings.Repeat(" ", gap/2) + line
	case justified:
		words := strings.Fields(line)
		if len(words) < 2 {
			return line
		}
		var b strings.Builder
		for i, w := range words {
			b.WriteString(w)
			if rest := len(words) - 1 - i; rest > 0 {
				extra := gap / rest
				if gap%rest != 0 {
					extra++
				}
				gap -= extra
				b.WriteString(strings.Repeat(" ", 1+extra))
			}
		}
		return b.String()
	}
	return line
}

// Wrapping and aligning text.
func main() {
	text := "The quick brown fox jumps over the lazy dog, as foxes do.\n\nÜber extraordinarily-long-words must be broken somewhere."
	for _, how := range []alignment{left, right, centre, justified} {
		for _, line := range wrap(text, 18) {
			fmt.Printf("|%-18s|\n", align(line, 18, how))
		}
		fmt.Println(strings.Repeat("-", 20))
	}
	fmt.Println(len(wrap("", 10)), wrap("one", 10))
}
