package engine

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// letters stand in identifiers of units for what no identifier has: the names of instances are Map[int,string]. All are letters
// to Go, and none is one that a cell would use.
const (
	signs   = "[],.*(){} /<-;\"&"
	letters = "ˈˌˏˎˆʽʼˇˋˍˊˠˡˢˮˣ"
)

// Identifier writes a name as an identifier of units; different names differ.
func Identifier(name string) string {
	plain := true
	for _, c := range name {
		plain = plain && (unicode.IsLetter(c) || unicode.IsDigit(c) || c == '_')
	}
	if plain {
		return name
	}
	to := []rune(letters)
	var b strings.Builder
	for _, c := range name {
		switch i := strings.IndexRune(signs, c); {
		case i >= 0:
			b.WriteRune(to[i])
		case unicode.IsLetter(c), unicode.IsDigit(c), c == '_':
			b.WriteRune(c)
		default:
			b.WriteString("ˤ" + strconv.FormatInt(int64(c), 16) + "ˤ")
		}
	}
	return b.String()
}

var (
	version = regexp.MustCompile(`ˑ\d+`)
	escape  = regexp.MustCompile(`ˤ([0-9a-f]+)ˤ`)
)

// readable is a name as the user wrote it, and Go prints it: the reverse of Identifier, without versions.
func readable(identifier string) string {
	from := []rune(signs)
	name := strings.Map(func(c rune) rune {
		for i, l := range []rune(letters) {
			if c == l {
				return from[i]
			}
		}
		return c
	}, identifier)
	name = escape.ReplaceAllStringFunc(name, func(code string) string {
		c, _ := strconv.ParseInt(strings.Trim(code, "ˤ"), 16, 32)
		return string(rune(c))
	})
	return version.ReplaceAllString(name, "")
}
