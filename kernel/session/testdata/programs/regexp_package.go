package main

import (
	"fmt"
	"regexp"
	"strings"
)

// Package regexp.
func main() {
	re := regexp.MustCompile(`(\w+)@(\w+)\.com`)
	text := "ann@example.com, bob@test.com and nobody@nowhere"
	fmt.Println(re.MatchString(text), re.FindString(text), re.FindStringIndex(text))
	fmt.Println(re.FindAllString(text, -1), re.FindAllString(text, 1))
	fmt.Printf("%q\n", re.FindStringSubmatch(text))
	for _, m := range re.FindAllStringSubmatch(text, -1) {
		fmt.Println(m[1], "at", m[2])
	}
	fmt.Println(re.ReplaceAllString(text, "$2:$1"), re.NumSubexp())
	fmt.Println(re.ReplaceAllStringFunc(text, strings.ToUpper))
	named := regexp.MustCompile(`(?P<year>\d{4})-(?P<month>\d{2})`)
	m := named.FindStringSubmatch("on 2024-05")
	for i, name := range named.SubexpNames() {
		if name != "" {
			fmt.Println(name, m[i], named.SubexpIndex(name))
		}
	}
	fmt.Println(named.ReplaceAllString("2024-05", "${month}/${year}"))
	_, err := regexp.Compile(`a(b`)
	fmt.Println(err)
	fmt.Printf("%q\n", regexp.MustCompile(`\s*[,;]\s*`).Split("a , b;c,d", -1))
	ok, err := regexp.MatchString(`^[a-z]+\[\d+\]$`, "adam[23]")
	fmt.Println(ok, err, regexp.QuoteMeta("[a.b]*"))
	multi := regexp.MustCompile(`(?m)^(\w+):\s*(.*)$`)
	conf := map[string]string{}
	for _, m := range multi.FindAllStringSubmatch("name: x\nsize:  10\n", -1) {
		conf[m[1]] = m[2]
	}
	fmt.Println(conf)
	lazy := regexp.MustCompile(`<.+?>`)
	fmt.Println(lazy.FindAllString("<a><b>", -1), regexp.MustCompile(`<.+>`).FindString("<a><b>"))
	fmt.Println(string(regexp.MustCompile(`(?i)HELLO`).ReplaceAll([]byte("Hello hello"), []byte("bye"))))
	fmt.Println(re, named.String())
	fmt.Println(regexp.MustCompile(`a*`).FindAllStringIndex("baab", -1))
}
