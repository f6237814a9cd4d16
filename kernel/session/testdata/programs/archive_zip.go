package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"strings"
)

// Archives and compression in memory.
func main() {
	var buf bytes.Buffer
	zw := zip.NewWriter(&buf)
	for _, f := range []struct{ name, body string }{{"a.txt", "first"}, {"dir/b.txt", strings.Repeat("second ", 20)}} {
		w, err := zw.Create(f.name)
		if err != nil {
			fmt.Println(err)
			return
		}
		io.WriteString(w, f.body)
	}
	fmt.Println(zw.Close())
	zr, err := zip.NewReader(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
	fmt.Println(err, len(zr.File))
	for _, f := range zr.File {
		rc, _ := f.Open()
		b, _ := io.ReadAll(rc)
		rc.Close()
		fmt.Println(f.Name, len(b), f.UncompressedSize64)
	}
	var tb bytes.Buffer
	tw := tar.NewWriter(&tb)
	tw.WriteHeader(&tar.Header{Name: "x", Mode: 0o600, Size: 3})
	tw.Write([]byte("abc"))
	tw.Close()
	tr := tar.NewReader(&tb)
	for {
		h, err := tr.Next()
		if err == io.EOF {
			break
		}
		b, _ := io.ReadAll(tr)
		fmt.Println(h.Name, h.Size, string(b))
	}
	text := strings.Repeat("compress me ", 50)
	var gz bytes.Buffer
	g := gzip.NewWriter(&gz)
	g.Name = "text"
	io.WriteString(g, text)
	g.Close()
	fmt.Println(gz.Len() < len(text))
	r, err := gzip.NewReader(&gz)
	b, _ := io.ReadAll(r)
	fmt.Println(err, r.Name, string(b) == text)
	var zl bytes.Buffer
	z := zlib.NewWriter(&zl)
	z.Write([]byte(text))
	z.Close()
	zlr, _ := zlib.NewReader(&zl)
	b, _ = io.ReadAll(zlr)
	fmt.Println(len(b))
	_, err = gzip.NewReader(strings.NewReader("not gzip at all"))
	fmt.Println(err)
	var fb bytes.Buffer
	fw, _ := flate.NewWriter(&fb, flate.BestCompression)
	fw.Write([]byte("aaaaaaaaaaaaaaaaaaaaaaaa"))
	fw.Close()
	b, _ = io.ReadAll(flate.NewReader(&fb))
	fmt.Println(string(b))
}
