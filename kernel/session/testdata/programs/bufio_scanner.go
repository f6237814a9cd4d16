package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"strings"
)

// Package bufio: scanners, split functions, readers and writers.
func main() {
	s := bufio.NewScanner(strings.NewReader("first line\nsecond\n\nlast"))
	for n := 1; s.Scan(); n++ {
		fmt.Printf("%d %q\n", n, s.Text())
	}
	fmt.Println(s.Err())
	words := bufio.NewScanner(strings.NewReader(" the  quick\nfox "))
	words.Split(bufio.ScanWords)
	count := 0
	for words.Scan() {
		count++
	}
	fmt.Println(count)
	runes := bufio.NewScanner(strings.NewReader("é世"))
	runes.Split(bufio.ScanRunes)
	for runes.Scan() {
		fmt.Print(runes.Text(), "|")
	}
	fmt.Println()
	comma := func(data []byte, atEOF bool) (int, []byte, error) {
		if i := bytes.IndexByte(data, ','); i >= 0 {
			return i + 1, data[:i], nil
		}
		if atEOF && len(data) > 0 {
			return len(data), data, nil
		}
		return 0, nil, nil
	}
	fields := bufio.NewScanner(strings.NewReader("a,bb,,c"))
	fields.Split(comma)
	for fields.Scan() {
		fmt.Printf("%q ", fields.Text())
	}
	fmt.Println()
	r := bufio.NewReader(strings.NewReader("line one\nrest"))
	line, err := r.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	peek, _ := r.Peek(2)
	c, size, _ := r.ReadRune()
	r.UnreadRune()
	fmt.Println(string(peek), string(c), size)
	line, err = r.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	var buf bytes.Buffer
	w := bufio.NewWriter(&buf)
	fmt.Fprintf(w, "hello %d", 5)
	fmt.Println(buf.Len(), w.Buffered())
	w.Flush()
	fmt.Println(buf.String())
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	fmt.Fprintln(out, "to standard output")
	small := bufio.NewScanner(strings.NewReader(strings.Repeat("x", 100)))
	small.Buffer(make([]byte, 10), 20)
	fmt.Fprintln(out, small.Scan(), small.Err())
}
