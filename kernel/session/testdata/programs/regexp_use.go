package main

import (
	"fmt"
	"regexp"
	"strings"
)

type token struct{ kind, text string }

func (t token) String() string { return t.kind + ":" + t.text }

func main() {
	re := regexp.MustCompile(`(?P<key>\w+)=(?P<value>[^;]*);?`)
	for _, m := range re.FindAllStringSubmatch("a=1;b=two;c=", -1) {
		fmt.Printf("%q\n", m)
	}
	fmt.Println(re.SubexpNames(), re.NumSubexp(), re.SubexpIndex("value"))
	fmt.Println(re.ReplaceAllString("a=1;b=2", "$value=$key;"), re.ReplaceAllStringFunc("a=1;b=2", strings.ToUpper))
	_, err := regexp.Compile(`a(b`)
	fmt.Println(err)
	spec := []struct{ kind, pattern string }{{"num", `^\d+`}, {"id", `^[a-z]+`}, {"op", `^[-+*/=]`}, {"space", `^\s+`}}
	input := "x1 = 42+y"
	var tokens []token
scan:
	for len(input) > 0 {
		for _, s := range spec {
			if loc := regexp.MustCompile(s.pattern).FindStringIndex(input); loc != nil {
				if s.kind != "space" {
					tokens = append(tokens, token{s.kind, input[:loc[1]]})
				}
				input = input[loc[1]:]
				continue scan
			}
		}
		fmt.Println("unexpected", input[0])
		break
	}
	fmt.Println(tokens)
	fmt.Println(regexp.QuoteMeta("a.b*c"), regexp.MustCompile(`,\s*`).Split("a, b,c", -1))
	func() {
		defer func() { fmt.Println("panic:", recover()) }()
		regexp.MustCompile(`*`)
	}()
	fmt.Println(string(re.Expand(nil, []byte("$key->$value"), []byte("k=v;"), re.FindSubmatchIndex([]byte("k=v;")))))
}
