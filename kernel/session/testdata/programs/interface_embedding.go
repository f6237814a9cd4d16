package main

import (
	"fmt"
	"io"
	"strings"
)

type Reader interface{ Read() string }
type Writer interface{ Write(s string) int }
type ReadWriter interface {
	Reader
	Writer
}
type Closer interface{ Close() error }
type File interface {
	ReadWriter
	Closer
}

type memory struct {
	lines  []string
	closed bool
}

func (m *memory) Read() string {
	if len(m.lines) == 0 {
		return ""
	}
	first := m.lines[0]
	m.lines = m.lines[1:]
	return first
}

func (m *memory) Write(s string) int {
	m.lines = append(m.lines, s)
	return len(s)
}

func (m *memory) Close() error {
	if m.closed {
		return fmt.Errorf("already closed")
	}
	m.closed = true
	return nil
}

func pump(rw ReadWriter, lines ...string) (n int) {
	for _, l := range lines {
		n += rw.Write(l)
	}
	return n
}

type counting struct {
	io.Reader
	n int
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += n
	return n, err
}

// Interfaces made of interfaces, and conversions between them.
func main() {
	var f File = &memory{}
	fmt.Println(pump(f, "one", "two"))
	var r Reader = f
	fmt.Println(r.Read())
	if w, ok := r.(Writer); ok {
		fmt.Println(w.Write("three"))
	}
	fmt.Println(f.Read(), f.Read(), f.Read() == "")
	fmt.Println(f.Close(), f.Close())
	var c Closer = f
	_, ok := c.(ReadWriter)
	fmt.Println(ok)
	_, isMemory := c.(*memory)
	fmt.Println(isMemory)
	in := &counting{Reader: strings.NewReader("some text")}
	data, err := io.ReadAll(in)
	fmt.Println(string(data), err, in.n)
	var none ReadWriter
	fmt.Println(none == nil)
	defer func() { fmt.Println("nil interface:", recover() != nil) }()
	none.Read()
}
