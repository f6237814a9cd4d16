package main

import (
	"fmt"
	"strings"
	"unicode"
)

// Functions that return functions of their own type, as lexers and machines have them.

type lexer struct {
	text  string
	pos   int
	items []string
	state stateFn
	back  []stateFn
	named map[string]stateFn
}

type stateFn func(*lexer) stateFn

func lexText(l *lexer) stateFn {
	start := l.pos
	for l.pos < len(l.text) {
		if strings.HasPrefix(l.text[l.pos:], "{{") {
			l.emit("text", start)
			return lexOpen
		}
		l.pos++
	}
	l.emit("text", start)
	return nil
}

func lexOpen(l *lexer) stateFn {
	l.pos += 2
	l.back = append(l.back, lexText)
	return l.lexInside
}

func (l *lexer) lexInside(_ *lexer) stateFn {
	start := l.pos
	for l.pos < len(l.text) && l.text[l.pos] != '}' {
		l.pos++
	}
	l.emit("inside", start)
	l.pos += 2
	next := l.back[len(l.back)-1]
	l.back = l.back[:len(l.back)-1]
	return func(l *lexer) stateFn {
		l.items = append(l.items, "closed")
		return next
	}
}

func (l *lexer) emit(kind string, start int) {
	if start < l.pos {
		l.items = append(l.items, kind+":"+l.text[start:l.pos])
	}
}

func (s stateFn) run(l *lexer) (n int) {
	for s != nil {
		s = s(l)
		n++
	}
	return n
}

type parser func(string) (rest string, next parser, err error)

func letters(s string) (string, parser, error) {
	for i, c := range s {
		if !unicode.IsLetter(c) {
			return s[i:], digits, nil
		}
	}
	return "", nil, nil
}

func digits(s string) (string, parser, error) {
	if s == "" {
		return "", nil, fmt.Errorf("nothing left")
	}
	return strings.TrimLeft(s, "0123456789"), letters, nil
}

type option func(option) int

type holder struct {
	states [2]stateFn
	any    any
}

func main() {
	l := &lexer{text: "a{{b}}c{{d}}"}
	for l.state = lexText; l.state != nil; {
		l.state = l.state(l)
	}
	fmt.Println(strings.Join(l.items, " "), len(l.back))

	again := &lexer{text: "x{{y}}"}
	fmt.Println(stateFn(lexText).run(again), again.items)

	var none stateFn
	fmt.Println(none == nil, nil != none, none.run(l), l.named["x"] == nil)
	l.named = map[string]stateFn{"text": lexText, "none": nil}
	if s, ok := l.named["none"]; ok && s == nil {
		fmt.Println("none is nil")
	}
	if s, ok := l.named["other"]; !ok {
		fmt.Println("other is nil:", s == nil)
	}

	var plain func(*lexer) stateFn = l.named["text"]
	fmt.Println(plain(&lexer{text: "q"}) == nil)
	var start stateFn
	start = plain
	fmt.Println(start(&lexer{text: "{{"}) != nil)

	h := holder{states: [2]stateFn{lexText}, any: stateFn(lexText)}
	fn, ok := h.any.(stateFn)
	fmt.Println(h.states[0] != nil, h.states[1] == nil, ok, fn(&lexer{}) == nil)
	_, isPlain := h.any.(func(*lexer) stateFn)
	fmt.Printf("%v %T\n", isPlain, h.any)

	p, rest := parser(letters), "ab12cd"
	for p != nil {
		var err error
		rest, p, err = p(rest)
		fmt.Printf("%q %v %v\n", rest, p == nil, err)
	}

	var count option = func(o option) int {
		if o == nil {
			return 1
		}
		return 1 + o(nil)
	}
	fmt.Println(count(count), count(nil))

	states := make(chan stateFn, 1)
	states <- lexOpen
	s := <-states
	defer func(s stateFn) { fmt.Println("deferred", s != nil) }(s)
	done := make(chan bool)
	go func() { done <- s(&lexer{text: "{{z}}"}) != nil }()
	fmt.Println(<-done)
	pick := func(deep bool) stateFn {
		if deep {
			return lexOpen
		}
		return nil
	}
	fmt.Println(pick(true) != nil, pick(false) == nil)
}
