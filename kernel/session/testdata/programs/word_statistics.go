package main

import (
	"bufio"
	"fmt"
	"os"
	"sort"
	"strings"
	"text/tabwriter"
	"unicode"
)

const text = `It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity,
it was the season of Light, it was the season of Darkness, it was the spring of hope,
it was the winter of despair.`

type count struct {
	word string
	n    int
}

func words(s string) (out []string) {
	sc := bufio.NewScanner(strings.NewReader(s))
	sc.Split(bufio.ScanWords)
	for sc.Scan() {
		w := strings.TrimFunc(sc.Text(), func(r rune) bool { return !unicode.IsLetter(r) })
		if w != "" {
			out = append(out, strings.ToLower(w))
		}
	}
	return out
}

func top(ws []string, n int) []count {
	freq := map[string]int{}
	for _, w := range ws {
		freq[w]++
	}
	counts := make([]count, 0, len(freq))
	for w, n := range freq {
		counts = append(counts, count{w, n})
	}
	sort.Slice(counts, func(i, j int) bool {
		if counts[i].n != counts[j].n {
			return counts[i].n > counts[j].n
		}
		return counts[i].word < counts[j].word
	})
	return counts[:min(n, len(counts))]
}

func anagrams(ws []string) [][]string {
	groups := map[string][]string{}
	for _, w := range ws {
		letters := []rune(w)
		sort.Slice(letters, func(i, j int) bool { return letters[i] < letters[j] })
		groups[string(letters)] = append(groups[string(letters)], w)
	}
	var out [][]string
	for _, g := range groups {
		if len(g) > 1 {
			sort.Strings(g)
			out = append(out, g)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i][0] < out[j][0] })
	return out
}

func distance(a, b string) int {
	prev := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur := make([]int, len(b)+1)
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
		}
		prev = cur
	}
	return prev[len(b)]
}

// Counting words, anagrams, edit distances and runs.
func main() {
	ws := words(text)
	fmt.Println(len(ws))
	tw := tabwriter.NewWriter(os.Stdout, 0, 0, 1, ' ', tabwriter.AlignRight)
	for _, c := range top(ws, 6) {
		fmt.Fprintf(tw, "%s\t%d\t%s\t\n", c.word, c.n, strings.Repeat("*", c.n))
	}
	tw.Flush()
	fmt.Println(anagrams([]string{"listen", "silent", "enlist", "google", "elgoog", "abc"}))
	fmt.Println(distance("kitten", "sitting"), distance("", "abc"), distance("same", "same"))
	longest := ""
	for _, w := range ws {
		if len(w) > len(longest) {
			longest = w
		}
	}
	fmt.Println(longest)
	encode := func(s string) string {
		var b strings.Builder
		for i := 0; i < len(s); {
			j := i
			for j < len(s) && s[j] == s[i] {
				j++
			}
			fmt.Fprintf(&b, "%d%c", j-i, s[i])
			i = j
		}
		return b.String()
	}
	fmt.Println(encode("aaabccdddd"), encode(""))
	byLength := map[int][]string{}
	for _, w := range ws {
		byLength[len(w)] = append(byLength[len(w)], w)
	}
	var lengths []int
	for n := range byLength {
		lengths = append(lengths, n)
	}
	sort.Sort(sort.Reverse(sort.IntSlice(lengths)))
	fmt.Println(lengths)
}
