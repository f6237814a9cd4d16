package session

import (
	"fmt"
	"strconv"
	"strings"
)

// showHistory shows cells of the session.
func showHistory(c *magicCall) error {
	entries := c.session.History()
	numbers, results := false, false
	var picked []Entry
	args := strings.Fields(c.Args)
	given := false
	for i := 0; i < len(args); i++ {
		switch arg := args[i]; {
		case arg == "-n":
			numbers = true
		case arg == "-o":
			results = true
		case arg == "-l" && i+1 < len(args):
			i++
			n, err := strconv.Atoi(args[i])
			if err != nil || n < 0 {
				return fmt.Errorf("%%history -l %s: a number of cells is right, as in %%history -l 10", args[i])
			}
			given = true
			picked = append(picked, entries[max(len(entries)-n, 0):]...)
		default:
			first, last, ok := rangeOf(arg)
			if !ok {
				return fmt.Errorf("%%history %s: numbers of cells are right, as in %%history 3 5-8; -l 10 means the last ten", arg)
			}
			given = true
			for _, e := range entries {
				if first <= e.Line && e.Line <= last {
					picked = append(picked, e)
				}
			}
		}
	}
	if !given {
		picked = entries
	}
	var b strings.Builder
	for _, e := range picked {
		if numbers {
			fmt.Fprintf(&b, "// In[%d]\n", e.Line)
		}
		b.WriteString(strings.TrimRight(e.Source, "\n") + "\n")
		if results && e.Output != "" {
			b.WriteString("// => " + strings.ReplaceAll(e.Output, "\n", "\n//    ") + "\n")
		}
		b.WriteString("\n")
	}
	c.print(strings.TrimSuffix(b.String(), "\n"))
	return nil
}

// rangeOf reads "3" or "3-5".
func rangeOf(text string) (first, last int, ok bool) {
	from, to, isRange := strings.Cut(text, "-")
	if !isRange {
		to = from
	}
	first, err1 := strconv.Atoi(from)
	last, err2 := strconv.Atoi(to)
	return first, last, err1 == nil && err2 == nil
}
