package main

import (
	"fmt"
	"strings"
)

func reverseWords(s string) string {
	w := strings.Fields(s)
	for i, j := 0, len(w)-1; i < j; i, j = i+1, j-1 {
		w[i], w[j] = w[j], w[i]
	}
	return strings.Join(w, " ")
}

func isPalindrome(s string) bool {
	var clean []rune
	for _, r := range strings.ToLower(s) {
		if r >= 'a' && r <= 'z' {
			clean = append(clean, r)
		}
	}
	for i := range len(clean) / 2 {
		if clean[i] != clean[len(clean)-1-i] {
			return false
		}
	}
	return true
}

func caesar(s string, shift int) string {
	b := []byte(s)
	for i, c := range b {
		switch {
		case 'a' <= c && c <= 'z':
			b[i] = 'a' + (c-'a'+byte(shift)+26)%26
		case 'A' <= c && c <= 'Z':
			b[i] = 'A' + (c-'A'+byte(shift)+26)%26
		}
	}
	return string(b)
}

func roman(n int) string {
	var b strings.Builder
	for _, p := range []struct {
		v int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for n >= p.v {
			b.WriteString(p.s)
			n -= p.v
		}
	}
	return b.String()
}

// Building strings from bytes, runes and parts.
func main() {
	fmt.Println(reverseWords("the quick brown fox"), isPalindrome("A man, a plan, a canal: Panama"), isPalindrome("no"))
	fmt.Println(caesar("Hello, World", 3), caesar(caesar("Hello", 3), 23))
	for _, n := range []int{1, 4, 1994, 2024, 3999} {
		fmt.Print(roman(n), " ")
	}
	fmt.Println()
	s := ""
	for i := 'a'; i < 'f'; i++ {
		s += string(i)
	}
	s += "!"
	fmt.Println(s, s[1:3], s[len(s)-1:], len(s))
	for i := 1; i <= 15; i++ {
		out := ""
		if i%3 == 0 {
			out += "Fizz"
		}
		if i%5 == 0 {
			out += "Buzz"
		}
		if out == "" {
			out = fmt.Sprint(i)
		}
		fmt.Print(out, " ")
	}
	fmt.Println()
	pascal := []int{1}
	for range 5 {
		fmt.Println(strings.Trim(fmt.Sprint(pascal), "[]"))
		next := []int{1}
		for i := 1; i < len(pascal); i++ {
			next = append(next, pascal[i-1]+pascal[i])
		}
		pascal = append(next, 1)
	}
	multi := `line one
	"line" two\n`
	fmt.Printf("%q %d\n", multi, strings.Count(multi, "\n"))
	var bits string
	for n := 37; n > 0; n /= 2 {
		bits = string(rune('0'+n%2)) + bits
	}
	fmt.Println(bits, strings.Compare(bits, "1"), bits > "1")
}
