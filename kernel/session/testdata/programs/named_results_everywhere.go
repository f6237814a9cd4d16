package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

type Config struct {
	Name  string
	Port  int
	Extra map[string]string
}

type lineError struct {
	line int
	err  error
}

func (e lineError) Error() string { return fmt.Sprintf("line %d: %v", e.line, e.err) }
func (e lineError) Unwrap() error { return e.err }

func parse(r io.Reader) (cfg Config, n int, err error) {
	defer func() {
		if err != nil {
			cfg = Config{Name: "default"}
			err = lineError{n, err}
		}
	}()
	data, err := io.ReadAll(r)
	if err != nil {
		return
	}
	for _, line := range strings.Split(string(data), "\n") {
		n++
		key, value, ok := strings.Cut(line, "=")
		if !ok {
			err = errors.New("no =")
			return
		}
		switch key {
		case "name":
			cfg.Name = value
		case "port":
			port, err := strconv.Atoi(value)
			if err != nil {
				return cfg, n, err
			}
			cfg.Port = port
		default:
			if cfg.Extra == nil {
				cfg.Extra = make(map[string]string)
			}
			cfg.Extra[key] = value
		}
	}
	return
}

type stack struct {
	vals []float64
	err  error
}

func (s *stack) pop() (v float64) {
	if s.err != nil {
		return
	}
	if len(s.vals) == 0 {
		s.err = errors.New("underflow")
		return -1
	}
	v, s.vals = s.vals[len(s.vals)-1], s.vals[:len(s.vals)-1]
	return
}

func rpn(src string) (result float64, err error) {
	s := &stack{}
	defer func() {
		if err == nil {
			err = s.err
		}
	}()
	for i, tok := range strings.Fields(src) {
		var f func(a, b float64) float64
		switch tok {
		case "+":
			f = func(a, b float64) float64 { return a + b }
		case "-":
			f = func(a, b float64) float64 { return a - b }
		case "/":
			f = func(a, b float64) float64 {
				if b == 0 {
					s.err = fmt.Errorf("token %d: division by zero", i)
					return 0
				}
				return a / b
			}
		default:
			v, err := strconv.ParseFloat(tok, 64)
			if err != nil {
				return 0, err
			}
			s.vals = append(s.vals, v)
			continue
		}
		b, a := s.pop(), s.pop()
		s.vals = append(s.vals, f(a, b))
	}
	result = s.pop()
	if len(s.vals) > 0 {
		err = fmt.Errorf("%d left", len(s.vals))
	}
	return result, err
}

type failing struct{ n int }

func (f *failing) Read(p []byte) (n int, err error) {
	if f.n--; f.n < 0 {
		return 0, errors.New("disk")
	}
	n = copy(p, "a=b\n")
	return
}

func multi() (a, b int, c string, err error) {
	a, b = 1, 2
	if a, c := b, "inner"; a == 2 {
		_ = c
	}
	b, c, d := 20, "c", a
	a, err = d+1, nil
	defer func() { a, b = b, a }()
	if x, err := strconv.Atoi("q"); err != nil {
		return a, x, c + "!", nil
	}
	return
}

func tmp() (name string, cleanup func() error, err error) {
	f, err := os.CreateTemp("", "x")
	if err != nil {
		return "", nil, err
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
	}()
	name = f.Name()
	cleanup = func() error { return os.Remove(name) }
	_, err = f.WriteString("hello")
	return name, cleanup, err
}

func main() {
	for _, src := range []string{"name=x\nport=80\nk=v", "name=x\nport=abc", "nothing", "port=1\n\n"} {
		cfg, n, err := parse(strings.NewReader(src))
		fmt.Printf("%+v %d %v %v\n", cfg, n, err, errors.Is(err, strconv.ErrSyntax))
	}
	fmt.Println(parse(&failing{2}))
	for _, src := range []string{"1 2 + 3 -", "1 0 /", "1 +", "1 2", "x"} {
		fmt.Println(rpn(src))
	}
	fmt.Println(multi())
	name, cleanup, err := tmp()
	if err != nil {
		fmt.Println(err)
		return
	}
	data, err := os.ReadFile(name)
	fmt.Println(string(data), err, cleanup(), cleanup() != nil)
	_, err = os.Stat(name)
	fmt.Println(errors.Is(err, os.ErrNotExist), os.IsNotExist(err))
}
