package main

import (
	"bytes"
	"fmt"
	"io"
)

// Package bytes.
func main() {
	b := []byte("hello, gopher")
	fmt.Println(bytes.Contains(b, []byte("go")), bytes.Index(b, []byte("g")), bytes.Count(b, []byte("o")))
	fmt.Printf("%s %s\n", bytes.ToUpper(b), bytes.Title(b[:5]))
	fmt.Printf("%q\n", bytes.Split([]byte("a b c"), []byte(" ")))
	fmt.Printf("%s\n", bytes.Join([][]byte{[]byte("x"), []byte("y")}, []byte("+")))
	fmt.Println(bytes.Equal([]byte{1, 2}, []byte{1, 2}), bytes.Compare([]byte("a"), []byte("b")), bytes.Equal(nil, []byte{}))
	fmt.Printf("%s|%s\n", bytes.TrimSpace([]byte("  t ")), bytes.Trim([]byte("--t--"), "-"))
	fmt.Printf("%s\n", bytes.Map(func(r rune) rune { return r + 1 }, []byte("HAL")))
	fmt.Printf("%s\n", bytes.ReplaceAll(b, []byte("o"), []byte("0")))
	fmt.Printf("%q\n", bytes.Fields([]byte(" one  two ")))
	var buf bytes.Buffer
	buf.WriteString("abc")
	buf.WriteByte('d')
	buf.Write([]byte{'e', 'f'})
	fmt.Fprintf(&buf, "%03d", 7)
	fmt.Println(buf.String(), buf.Len())
	p := make([]byte, 4)
	n, err := buf.Read(p)
	fmt.Println(n, err, string(p), buf.String())
	c, _ := buf.ReadByte()
	buf.UnreadByte()
	fmt.Println(string(c), string(buf.Next(2)))
	line, err := buf.ReadString('9')
	fmt.Println(line, err)
	_, err = buf.Read(p)
	fmt.Println(err == io.EOF)
	buf.Reset()
	buf.ReadFrom(bytes.NewReader([]byte("from reader")))
	buf.Truncate(4)
	fmt.Println(buf.String())
	r := bytes.NewReader(b)
	r.Seek(7, io.SeekStart)
	rest, _ := io.ReadAll(r)
	fmt.Println(string(rest), r.Len(), r.Size())
	before, after, ok := bytes.Cut(b, []byte(", "))
	fmt.Printf("%s %s %t\n", before, after, ok)
	grown := bytes.Repeat([]byte{0xAB}, 3)
	fmt.Printf("%x % X %v\n", grown, grown, grown)
	fmt.Println(bytes.HasPrefix(b, []byte("hell")), bytes.LastIndexByte(b, 'o'), bytes.IndexFunc(b, func(r rune) bool { return r > 'o' }))
	clone := bytes.Clone(b)
	clone[0] = 'J'
	fmt.Println(string(b[:5]), string(clone[:5]))
}
