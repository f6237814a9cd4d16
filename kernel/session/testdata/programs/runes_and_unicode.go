package main

import (
	"fmt"
	"strings"
	"unicode"
)

func kind(r rune) string {
	switch {
	case unicode.IsUpper(r):
		return "upper"
	case unicode.IsLower(r):
		return "lower"
	case unicode.IsDigit(r):
		return "digit"
	case unicode.IsSpace(r):
		return "space"
	case unicode.IsPunct(r):
		return "punct"
	case unicode.IsLetter(r):
		return "letter"
	}
	return "other"
}

func reverse(s string) string {
	rs := []rune(s)
	for i, j := 0, len(rs)-1; i < j; i, j = i+1, j-1 {
		rs[i], rs[j] = rs[j], rs[i]
	}
	return string(rs)
}

// Runes, their classes and their case.
func main() {
	for _, r := range "Aé7 ,世+" {
		fmt.Printf("%q %s %U\n", r, kind(r), r)
	}
	fmt.Println(reverse("Hello, 世界"), reverse(""))
	fmt.Println(unicode.Is(unicode.Han, '世'), unicode.Is(unicode.Cyrillic, 'я'), unicode.In('x', unicode.Latin, unicode.Greek))
	fmt.Println(string(unicode.ToUpper('ß')), string(unicode.ToTitle('ǆ')), string(unicode.ToLower('Σ')))
	fmt.Println('a' < 'b', 'a'+1, string(rune('a'+1)), '\n', '\x41', '\u00e9')
	rot := func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z':
			return 'a' + (r-'a'+13)%26
		case 'A' <= r && r <= 'Z':
			return 'A' + (r-'A'+13)%26
		}
		return r
	}
	fmt.Println(strings.Map(rot, "Why did the chicken?"), strings.Map(rot, strings.Map(rot, "twice")))
	counts := map[rune]int{}
	for _, r := range "mississippi" {
		counts[r]++
	}
	fmt.Println(counts['s'], counts['i'], counts['z'], len(counts))
	fmt.Println(strings.IndexRune("chicken", 'k'), strings.ContainsRune("abc", 'd'), strings.IndexFunc("abc1", unicode.IsDigit))
	fmt.Println(strings.FieldsFunc("a1b22c", unicode.IsDigit), strings.TrimFunc("123abc456", unicode.IsDigit))
	fmt.Printf("%c%c %d %x %#U\n", 0x4e16, 'z', 'z', 'z', '⌘')
	fmt.Println(unicode.IsControl('\t'), unicode.IsPrint('\u00a0'), unicode.MaxRune)
}
