package main

import (
	"fmt"
	"unicode/utf8"
)

// Ranging over strings, valid and not, and conversions between strings, bytes and runes.
func main() {
	for i, r := range "aé世😀" {
		fmt.Printf("%d:%c(%d) ", i, r, utf8.RuneLen(r))
	}
	fmt.Println()
	bad := "a\xffb\xc0\xafc\xe4\xb8"
	for i, r := range bad {
		fmt.Printf("%d:%U ", i, r)
	}
	fmt.Println()
	fmt.Println(utf8.ValidString(bad), utf8.RuneCountInString(bad), len(bad))
	fmt.Printf("%q %+q %x\n", bad, bad, bad)
	rs := []rune(bad)
	fmt.Println(len(rs), rs)
	fmt.Println(string(rs) == bad, len(string(rs)))
	fmt.Println(string(rune(65)), string(rune(0x4e16)), string(rune(-1)) == "\uFFFD")
	bs := []byte("héllo")
	bs[0] = 'H'
	fmt.Println(string(bs), bs[1], bs[2])
	for i := range "日本" {
		fmt.Print(i, " ")
	}
	fmt.Println()
	s := "世界"
	fmt.Println(s[0], s[1:4] == "\xb8\x96\xe7", s[3:])
	r, size := utf8.DecodeRuneInString(s)
	fmt.Println(string(r), size)
	r, size = utf8.DecodeLastRuneInString("x\xff")
	fmt.Println(r == utf8.RuneError, size)
	buf := utf8.AppendRune(nil, 'ß')
	fmt.Println(buf, utf8.Valid(buf))
	fmt.Println("a" < "b", "Z" < "a", "é" > "z", "abc" < "abd", "" < "a")
	raw := `back\n` + "\tquoted"
	fmt.Println(len(raw), raw)
}
