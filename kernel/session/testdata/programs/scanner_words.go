package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strings"
)

type entry struct {
	word  string
	count int
}

type byCount []entry

func (b byCount) Len() int      { return len(b) }
func (b byCount) Swap(i, j int) { b[i], b[j] = b[j], b[i] }
func (b byCount) Less(i, j int) bool {
	if b[i].count != b[j].count {
		return b[i].count > b[j].count
	}
	return b[i].word < b[j].word
}

func main() {
	text := "the quick brown fox\njumps over the lazy dog\n\nthe end"
	scanner := bufio.NewScanner(strings.NewReader(text))
	lines := 0
	counts := map[string]int{}
	for scanner.Scan() {
		lines++
		for _, w := range strings.Fields(scanner.Text()) {
			counts[w]++
		}
	}
	if err := scanner.Err(); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	var list byCount
	for w, n := range counts {
		list = append(list, entry{w, n})
	}
	sort.Sort(list)
	fmt.Println(lines, list[:3], list)
	sort.Sort(sort.Reverse(list))
	fmt.Println(list[0])
	words := bufio.NewScanner(strings.NewReader("a bb  ccc"))
	words.Split(bufio.ScanWords)
	for words.Scan() {
		fmt.Printf("%q %d\n", words.Text(), len(words.Bytes()))
	}
	custom := bufio.NewScanner(strings.NewReader("1;2;33;"))
	custom.Split(func(data []byte, atEOF bool) (advance int, token []byte, err error) {
		for i, b := range data {
			if b == ';' {
				return i + 1, data[:i], nil
			}
		}
		if atEOF {
			return len(data), nil, nil
		}
		return 0, nil, nil
	})
	for custom.Scan() {
		fmt.Print("[", custom.Text(), "]")
	}
	fmt.Println()
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	fmt.Fprintf(w, "%-6s|%6s|\n", "left", "right")
	r := bufio.NewReader(strings.NewReader("line one\nline two"))
	for {
		line, err := r.ReadString('\n')
		fmt.Fprintf(w, "%q %v\n", line, err)
		if err != nil {
			break
		}
	}
}
