package main

import "fmt"

type kind int

const (
	num kind = iota
	word
)

type tok struct {
	kind kind
	text string
}

func f(p *tok) any {
	switch t := *p; t.kind {
	case num:
		return len(t.text)
	case word:
		return t.text
	}
	return nil
}

func g(v any) string {
	switch x := v; x {
	case 1, kind(1):
		return "one"
	case "a":
		return "a"
	case nil:
		return "nil"
	}
	return "other"
}

func main() {
	fmt.Println(f(&tok{num, "12"}), f(&tok{word, "ab"}), f(&tok{5, ""}))
	fmt.Println(g(1), g(kind(1)), g("a"), g(nil), g(2))
loop:
	for i := 0; ; i++ {
		switch t := i % 4; t {
		case 3:
			break loop
		case 1:
			continue loop
		}
		fmt.Println(i)
	}
}
