package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"log"
	"log/slog"
	"math"
	"math/big"
	"math/cmplx"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

type upper struct{ w io.Writer }

func (u upper) Write(p []byte) (int, error) { return u.w.Write(bytes.ToUpper(p)) }

type countingReader struct {
	io.Reader
	n int
}

func (c *countingReader) Read(p []byte) (n int, err error) {
	n, err = c.Reader.Read(p)
	c.n += n
	return
}

type limited struct {
	io.ReadCloser
	hash.Hash32
}

type stringSet map[string]bool

func (s *stringSet) Set(v string) error {
	if *s == nil {
		*s = stringSet{}
	}
	(*s)[v] = true
	return nil
}
func (s *stringSet) String() string { return fmt.Sprint(len(*s)) }

type errWriter struct {
	w   io.Writer
	err error
}

func (e *errWriter) printf(format string, args ...any) {
	if e.err == nil {
		_, e.err = fmt.Fprintf(e.w, format, args...)
	}
}

type full struct{ left int }

func (f *full) Write(p []byte) (int, error) {
	if len(p) > f.left {
		return f.left, io.ErrShortWrite
	}
	f.left -= len(p)
	return len(p), nil
}

type level struct{ name string }

func (l level) LogValue() slog.Value { return slog.StringValue("level:" + l.name) }

func main() {
	pr, pw := io.Pipe()
	go func() {
		defer pw.Close()
		for i := range 3 {
			fmt.Fprintf(upper{pw}, "line %d\n", i)
		}
	}()
	c := &countingReader{Reader: pr}
	s := bufio.NewScanner(c)
	for s.Scan() {
		fmt.Println(s.Text())
	}
	fmt.Println(c.n)
	var b strings.Builder
	mw := io.MultiWriter(&b, upper{os.Stdout})
	n, err := io.Copy(mw, io.LimitReader(io.MultiReader(strings.NewReader("first "), bytes.NewReader([]byte("second\n"))), 12))
	fmt.Println(n, err, b.Len())
	tee := io.TeeReader(strings.NewReader("tee"), &b)
	io.ReadAll(tee)
	fmt.Println(b.String())
	ew := &errWriter{w: &full{5}}
	ew.printf("%d", 123)
	ew.printf("%s", "toolong")
	ew.printf("ignored")
	fmt.Println(ew.err, errors.Is(ew.err, io.ErrShortWrite))
	l := limited{io.NopCloser(strings.NewReader("abc")), crc32.NewIEEE()}
	io.Copy(l.Hash32, l)
	fmt.Printf("%08x %v %d\n", l.Sum32(), l.Close(), l.Size())
	var zip bytes.Buffer
	gz := gzip.NewWriter(&zip)
	gz.Write([]byte(strings.Repeat("x", 1000)))
	gz.Close()
	r, err := gzip.NewReader(&zip)
	text, _ := io.ReadAll(r)
	fmt.Println(len(text), err, fmt.Sprintf("%x", sha256.Sum256(text))[:12])

	f := new(big.Int).MulRange(1, 25)
	x, ok := new(big.Int).SetString("123456789012345678901234567890", 10)
	fmt.Println(f, x.Cmp(f), ok, new(big.Int).Exp(big.NewInt(3), big.NewInt(100), big.NewInt(7919)), new(big.Int).GCD(nil, nil, big.NewInt(48), big.NewInt(36)))
	fmt.Println(big.NewRat(1, 3).Add(big.NewRat(1, 3), big.NewRat(1, 6)), new(big.Float).SetPrec(100).Quo(big.NewFloat(1), big.NewFloat(3)))
	fmt.Println(math.Inf(1), -math.MaxFloat64, math.NaN(), math.Hypot(3, 4), math.Round(-2.5), math.Mod(-7, 3), math.Trunc(2.7), math.IsNaN(math.Log(-1)))
	fmt.Printf("%.3f %v %v\n", cmplx.Sqrt(-1), cmplx.Abs(3+4i), math.Float64bits(1.5))

	var set stringSet
	set.Set("a")
	set.Set("a")
	fmt.Println(set.String(), &set, filepath.Join("a", "../b", "c.txt"), filepath.Ext("x.tar.gz"))
	lg := log.New(os.Stdout, "[app] ", log.Lmsgprefix)
	lg.Printf("hello %d", 1)
	lg.Println(errors.New("oops"))
	sl := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}))
	sl.Info("msg", "k", 1, "l", level{"hi"}, slog.Group("g", "x", true))
	fmt.Println(strings.FieldsFunc("a1b22c", unicode.IsDigit), utf8.RuneCountInString("héé"), strings.Title("go up"), strings.EqualFold("Go", "GO"))
	before, after, found := strings.Cut("key=value=x", "=")
	fmt.Println(before, after, found, strings.TrimFunc("  x ", unicode.IsSpace), strings.NewReplacer("a", "1", "b", "2").Replace("abc"))
}
