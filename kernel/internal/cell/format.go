package cell

import (
	"fmt"
	"go/format"
	"go/token"
	"strings"
)

// Format returns a source as gofmt would write it. Its magics stay as they are. isName is as for Magics. The error is of type
// Errors where the source is not Go.
func Format(source string, isName func(string) bool) (string, error) {
	magics, _ := Magics(source, isName)
	if len(magics) == 1 && magics[0].Whole {
		return "", fmt.Errorf("%%%%%s: the cell is not Go", magics[0].Name)
	}
	// A comment in the place of a magic is what gofmt leaves there.
	var b strings.Builder
	at := 0
	for i, m := range magics {
		b.WriteString(source[at:m.Start] + standIn(i))
		at = m.End
	}
	text := b.String() + source[at:]
	if _, err := Parse(token.NewFileSet(), "cell", text); err != nil {
		return "", err
	}
	var formatted strings.Builder
	for _, group := range groups(text) {
		out, err := format.Source([]byte(group))
		if err != nil {
			return "", err
		}
		formatted.Write(out)
	}
	text = formatted.String()
	for i, m := range magics {
		text = strings.Replace(text, standIn(i), strings.TrimSpace(source[m.Start:m.End]), 1)
	}
	return strings.TrimRight(text, "\n") + "\n", nil
}

// standIn is a comment that no cell has.
func standIn(i int) string { return fmt.Sprintf("//ˑ%dˑ", i) }

// groups cuts a source into runs of declarations and runs of statements: gofmt takes no mix. A comment goes with what is
// below it.
func groups(source string) []string {
	parts := split(source, tokensOf(source))
	var cuts []int
	for i := 1; i < len(parts); i++ {
		if parts[i-1].kind == program {
			break // a whole file
		}
		if (parts[i].kind == statement) == (parts[i-1].kind == statement) {
			continue
		}
		cut := parts[i].start
		if next := strings.IndexByte(source[parts[i-1].end:cut], '\n'); next >= 0 {
			cut = parts[i-1].end + next + 1
		}
		cuts = append(cuts, cut)
	}
	var found []string
	at := 0
	for _, cut := range append(cuts, len(source)) {
		found = append(found, source[at:cut])
		at = cut
	}
	return found
}
