package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

type rot13 struct{ r io.Reader }

func (r rot13) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	for i, c := range p[:n] {
		switch {
		case c >= 'a' && c <= 'z':
			p[i] = 'a' + (c-'a'+13)%26
		case c >= 'A' && c <= 'Z':
			p[i] = 'A' + (c-'A'+13)%26
		}
	}
	return n, err
}

type upper struct{ w io.Writer }

func (u upper) Write(p []byte) (int, error) { return u.w.Write(bytes.ToUpper(p)) }

type failing struct{ after int }

func (f *failing) Write(p []byte) (int, error) {
	if f.after <= 0 {
		return 0, errors.New("disk full")
	}
	f.after -= len(p)
	return len(p), nil
}

// Readers and writers: own ones, pipes, limits, tees, copies.
func main() {
	b, err := io.ReadAll(rot13{strings.NewReader("Uryyb, Jbeyq!")})
	fmt.Println(string(b), err)
	fmt.Fprintf(upper{os.Stdout}, "shout %d\n", 1)
	n, err := io.Copy(&failing{3}, strings.NewReader("abc"))
	fmt.Println(n, err)
	_, err = fmt.Fprint(&failing{0}, "x")
	fmt.Println(err)
	pr, pw := io.Pipe()
	go func() {
		fmt.Fprint(pw, "through the pipe")
		pw.CloseWithError(io.EOF)
	}()
	b, err = io.ReadAll(pr)
	fmt.Println(string(b), err)
	var copied bytes.Buffer
	tee := io.TeeReader(io.LimitReader(strings.NewReader("limited text"), 7), &copied)
	io.Copy(io.Discard, tee)
	fmt.Println(copied.String())
	multi := io.MultiReader(strings.NewReader("one "), strings.NewReader("two"))
	b, _ = io.ReadAll(multi)
	fmt.Println(string(b))
	var x, y bytes.Buffer
	io.WriteString(io.MultiWriter(&x, &y), "both")
	fmt.Println(x.String(), y.String())
	buf := make([]byte, 4)
	_, err = io.ReadFull(strings.NewReader("abc"), buf)
	fmt.Println(err, err == io.ErrUnexpectedEOF)
	_, err = io.ReadAtLeast(strings.NewReader(""), buf, 1)
	fmt.Println(err)
	sr := io.NewSectionReader(strings.NewReader("0123456789"), 2, 5)
	b, _ = io.ReadAll(sr)
	fmt.Println(string(b), sr.Size())
	nn, err := io.CopyN(io.Discard, strings.NewReader("xy"), 5)
	fmt.Println(nn, err)
	var rw io.ReadWriter = &bytes.Buffer{}
	io.WriteString(rw, "rw")
	b, _ = io.ReadAll(rw)
	fmt.Println(string(b))
	_, isCloser := rw.(io.Closer)
	fmt.Println(isCloser)
}
