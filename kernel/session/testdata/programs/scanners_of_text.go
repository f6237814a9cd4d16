package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/scanner"
	"unicode"
)

type pos struct{ line, col int }

func (p pos) String() string { return fmt.Sprintf("%d:%d", p.line, p.col) }

// csvish splits at commas outside of quotes; a bufio.SplitFunc with state.
func csvish(sep byte) bufio.SplitFunc {
	quoted := false
	return func(data []byte, atEOF bool) (advance int, token []byte, err error) {
		for i, b := range data {
			switch {
			case b == '"':
				quoted = !quoted
			case b == sep && !quoted:
				quoted = false
				return i + 1, data[:i], nil
			}
		}
		quoted = false
		if !atEOF {
			return 0, nil, nil
		}
		if len(data) == 0 {
			return 0, nil, nil
		}
		return len(data), data, bufio.ErrFinalToken
	}
}

type slow struct {
	r io.Reader
	n int
}

func (s *slow) Read(p []byte) (int, error) {
	s.n++
	if s.n%3 == 0 {
		return 0, nil
	}
	return s.r.Read(p[:min(len(p), 2)])
}

type rot13 struct{ io.Reader }

func (r rot13) Read(p []byte) (n int, err error) {
	n, err = r.Reader.Read(p)
	for i, b := range p[:n] {
		switch {
		case b >= 'a' && b <= 'z':
			p[i] = 'a' + (b-'a'+13)%26
		case 'A' <= b && b <= 'Z':
			p[i] = 'A' + (b-'A'+13)%26
		}
	}
	return
}

type lineWriter struct {
	lines []string
	part  []byte
}

func (w *lineWriter) Write(p []byte) (int, error) {
	n := len(p)
	for {
		i := bytes.IndexByte(p, '\n')
		if i < 0 {
			w.part = append(w.part, p...)
			return n, nil
		}
		w.lines = append(w.lines, string(append(w.part, p[:i]...)))
		w.part, p = w.part[:0], p[i+1:]
	}
}

var errStop = errors.New("stop")

func main() {
	s := bufio.NewScanner(&slow{r: strings.NewReader(`a,"b,c",,d e,"f`)})
	s.Split(csvish(','))
	for s.Scan() {
		fmt.Printf("%q ", s.Text())
	}
	fmt.Println(s.Err())
	s = bufio.NewScanner(strings.NewReader("one two\r\n\nthree"))
	for n := 1; s.Scan(); n++ {
		fmt.Printf("%d %q\n", n, s.Bytes())
	}
	s = bufio.NewScanner(strings.NewReader("héé\xffz"))
	s.Split(bufio.ScanRunes)
	for s.Scan() {
		fmt.Printf("%+q ", s.Text())
	}
	fmt.Println()
	s = bufio.NewScanner(strings.NewReader(strings.Repeat("x", 100)))
	s.Buffer(make([]byte, 0, 10), 20)
	fmt.Println(s.Scan(), s.Err(), s.Err() == bufio.ErrTooLong)
	s = bufio.NewScanner(strings.NewReader("1 2 x 4"))
	s.Split(func(d []byte, eof bool) (int, []byte, error) {
		adv, tok, err := bufio.ScanWords(d, eof)
		if err == nil && string(tok) == "x" {
			return 0, nil, fmt.Errorf("word %q: %w", tok, errStop)
		}
		return adv, tok, err
	})
	sum := 0
	for s.Scan() {
		var v int
		fmt.Sscan(s.Text(), &v)
		sum += v
	}
	fmt.Println(sum, s.Err(), errors.Is(s.Err(), errStop))

	var w lineWriter
	bw := bufio.NewWriterSize(&w, 16)
	n, err := io.Copy(bw, io.TeeReader(rot13{strings.NewReader("Uryyb, jbeyq!\nfrpbaq\nynfg")}, io.Discard))
	fmt.Println(n, err, w.lines, bw.Buffered(), bw.Available())
	bw.Flush()
	fmt.Printf("%q %q\n", w.lines, w.part)
	r := bufio.NewReader(io.MultiReader(strings.NewReader("ab"), rot13{strings.NewReader("cd\nef")}))
	c, _ := r.ReadByte()
	r.UnreadByte()
	peek, _ := r.Peek(2)
	line, err := r.ReadString('\n')
	fmt.Printf("%c %s %q %v\n", c, peek, line, err)
	line, err = r.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	pr, pw := io.Pipe()
	go func() {
		defer pw.CloseWithError(errStop)
		for i := range 3 {
			fmt.Fprintln(pw, "line", i)
		}
	}()
	all, err := io.ReadAll(pr)
	fmt.Printf("%q %v\n", all, err)

	var sc scanner.Scanner
	sc.Init(strings.NewReader("x := 3.5 + \"s\" // c\n\tfoo('r', `raw`) % @"))
	sc.Filename = "in"
	sc.Mode ^= scanner.SkipComments
	sc.IsIdentRune = func(ch rune, i int) bool { return unicode.IsLetter(ch) || i > 0 && unicode.IsDigit(ch) }
	at := map[pos]string{}
	for tok := sc.Scan(); tok != scanner.EOF; tok = sc.Scan() {
		at[pos{sc.Line, sc.Column}] = sc.TokenText()
		fmt.Print(sc.Position, " ", scanner.TokenString(tok), " ")
	}
	fmt.Println(len(at), at[pos{2, 2}], sc.ErrorCount)
	fmt.Println(pos{1, 2}, []pos{{3, 4}}, map[pos]bool{{5, 6}: true}, &pos{7, 8}, struct{ P pos }{pos{1, 1}})
}
