package main

import (
	"fmt"
	"strings"
	"unicode"
)

// Package strings.
func main() {
	s := "The quick brown fox"
	fmt.Println(strings.Contains(s, "quick"), strings.HasPrefix(s, "The"), strings.HasSuffix(s, "dog"), strings.Count("cheese", "e"))
	fmt.Println(strings.Index(s, "q"), strings.LastIndex("go gopher", "go"), strings.IndexByte(s, 'z'), strings.IndexAny("golang", "gy"))
	fmt.Printf("%q %q\n", strings.Split("a,b,c", ","), strings.SplitN("a,b,c,d", ",", 2))
	fmt.Printf("%q %q\n", strings.Fields("  a b  c "), strings.SplitAfter("a,b", ","))
	fmt.Println(strings.Join([]string{"x", "y"}, "-"), strings.Repeat("ab", 3), strings.Replace("oink oink oink", "k", "ky", 2))
	fmt.Println(strings.ReplaceAll("aaa", "a", "b"), strings.ToUpper(s), strings.ToLower(s), strings.Title("hello world"))
	fmt.Printf("%q %q %q %q\n", strings.TrimSpace("  x "), strings.Trim("xxhixx", "x"), strings.TrimLeft("aab", "a"), strings.TrimRight("baa", "a"))
	fmt.Println(strings.TrimPrefix("prefix-x", "prefix-"), strings.TrimSuffix("file.go", ".go"))
	before, after, found := strings.Cut("key=value=x", "=")
	fmt.Println(before, after, found)
	rest, ok := strings.CutPrefix("foobar", "foo")
	fmt.Println(rest, ok)
	fmt.Println(strings.EqualFold("Go", "GO"), strings.Compare("a", "b"), strings.ContainsAny("abc", "xyzc"))
	fmt.Println(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, "a1b2c3"))
	r := strings.NewReplacer("<", "&lt;", ">", "&gt;")
	fmt.Println(r.Replace("<b>bold</b>"))
	reader := strings.NewReader("abc")
	b, _ := reader.ReadByte()
	fmt.Println(string(b), reader.Len())
	var sb strings.Builder
	for i := 3; i > 0; i-- {
		fmt.Fprintf(&sb, "%d...", i)
	}
	sb.WriteByte('!')
	sb.WriteRune('世')
	fmt.Println(sb.String(), sb.Len())
	sb.Reset()
	sb.Grow(10)
	fmt.Println(sb.Len())
	for line := range strings.Lines("one\ntwo\n") {
		fmt.Printf("%q ", line)
	}
	for part := range strings.SplitSeq("a-b-c", "-") {
		fmt.Print(part, " ")
	}
	for f := range strings.FieldsSeq(" x  y ") {
		fmt.Print(f, ";")
	}
	fmt.Println()
}
