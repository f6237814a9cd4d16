package main

import (
	"errors"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

type Value interface{ write(*strings.Builder) }
type (
	Null   struct{}
	Bool   bool
	Num    float64
	Str    string
	Array  []Value
	Object map[string]Value
)

func (Null) write(b *strings.Builder)   { b.WriteString("null") }
func (v Bool) write(b *strings.Builder) { fmt.Fprint(b, bool(v)) }
func (v Num) write(b *strings.Builder) {
	b.WriteString(strconv.FormatFloat(float64(v), 'g', -1, 64))
}
func (v Str) write(b *strings.Builder) { b.WriteString(strconv.Quote(string(v))) }
func (v Array) write(b *strings.Builder) {
	b.WriteByte('[')
	defer b.WriteByte(']')
	for i, x := range v {
		if i > 0 {
			b.WriteByte(',')
		}
		x.write(b)
	}
}
func (v Object) write(b *strings.Builder) {
	keys := make([]string, 0, len(v))
	for k := range v {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	sep := '{'
	if len(keys) == 0 {
		b.WriteRune(sep)
	}
	for _, k := range keys {
		b.WriteRune(sep)
		Str(k).write(b)
		b.WriteByte(':')
		v[k].write(b)
		sep = ','
	}
	b.WriteRune('}')
}

type SyntaxError struct {
	Line, Col int
	Msg       string
}

func (e SyntaxError) Error() string { return fmt.Sprintf("%d:%d: %s", e.Line, e.Col, e.Msg) }

type parser struct {
	src       string
	pos       int
	depth     int
	keywords  map[string]Value
	maxDepth  int
	callbacks []func(path []string, v Value)
	path      []string
}

func (p *parser) fail(format string, args ...any) {
	line := 1 + strings.Count(p.src[:p.pos], "\n")
	col := 1 + utf8.RuneCountInString(p.src[strings.LastIndexByte(p.src[:p.pos], '\n')+1:p.pos])
	panic(SyntaxError{line, col, fmt.Sprintf(format, args...)})
}

func (p *parser) peek() byte {
	for p.pos < len(p.src) && strings.IndexByte(" \t\n\r", p.src[p.pos]) >= 0 {
		p.pos++
	}
	if p.pos == len(p.src) {
		return 0
	}
	return p.src[p.pos]
}

func (p *parser) expect(c byte) {
	if got := p.peek(); got != c {
		p.fail("expected %q, found %q", c, got)
	}
	p.pos++
}

func (p *parser) value() (v Value) {
	p.depth++
	defer func() {
		p.depth--
		if v != nil {
			for _, f := range p.callbacks {
				f(p.path, v)
			}
		}
	}()
	if p.depth > p.maxDepth {
		p.fail("deeper than %d", p.maxDepth)
	}
	switch c := p.peek(); {
	case c == '{':
		return p.object()
	case c == '[':
		p.pos++
		arr := Array{}
		for i := 0; p.peek() != ']'; i++ {
			if i > 0 {
				p.expect(',')
			}
			p.path = append(p.path, strconv.Itoa(i))
			arr = append(arr, p.value())
			p.path = p.path[:len(p.path)-1]
		}
		p.pos++
		return arr
	case c == '"':
		return Str(p.str())
	case c == '-', '0' <= c && c <= '9':
		start := p.pos
		for p.pos < len(p.src) && strings.ContainsRune("+-.eE0123456789", rune(p.src[p.pos])) {
			p.pos++
		}
		f, err := strconv.ParseFloat(p.src[start:p.pos], 64)
		if err != nil {
			p.pos = start
			p.fail("%v", errors.Unwrap(err))
		}
		return Num(f)
	case c == 0:
		p.fail("unexpected end")
	}
	for k, v := range p.keywords {
		if strings.HasPrefix(p.src[p.pos:], k) {
			p.pos += len(k)
			return v
		}
	}
	r, _ := utf8.DecodeRuneInString(p.src[p.pos:])
	p.fail("unexpected %q", r)
	return nil
}

func (p *parser) str() string {
	rest := p.src[p.pos:]
	prefix, err := strconv.QuotedPrefix(rest)
	if err != nil {
		p.fail("bad string")
	}
	p.pos += len(prefix)
	s, _ := strconv.Unquote(prefix)
	return s
}

func (p *parser) object() Object {
	p.expect('{')
	o := make(Object)
	for first := true; p.peek() != '}'; first = false {
		if !first {
			p.expect(',')
		}
		if p.peek() != '"' {
			p.fail("key must be a string")
		}
		k := p.str()
		if _, dup := o[k]; dup {
			p.fail("key %q again", k)
		}
		p.expect(':')
		p.path = append(p.path, k)
		o[k] = p.value()
		p.path = p.path[:len(p.path)-1]
	}
	p.expect('}')
	return o
}

func Parse(src string, fs ...func([]string, Value)) (v Value, err error) {
	p := &parser{src: src, maxDepth: 5, callbacks: fs, keywords: map[string]Value{"null": Null{}, "true": Bool(true), "false": Bool(false)}}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case SyntaxError:
			v, err = nil, r
		default:
			panic(r)
		}
	}()
	v = p.value()
	if c := p.peek(); c != 0 {
		p.fail("%q behind the value", c)
	}
	return
}

func main() {
	for _, src := range []string{
		`{"b": [1, -2.5e3, true, null, "x\ny"], "a": {"é": {}}, "c": []}`,
		`[1, 2`, "{\n \"a\": 1,\n \"a\": 2}", `[1 2]`, `{"k": tru}`, `"ok" x`, `[[[[[[1]]]]]]`, ``, `{1: 2}`, `1e999`, "[\"é\", ☺]", `"unterminated`, ` 12 `} {
		v, err := Parse(src)
		if err != nil {
			var se SyntaxError
			fmt.Println("error", err, errors.As(err, &se), se.Col)
			continue
		}
		var b strings.Builder
		v.write(&b)
		fmt.Printf("%T %s\n", v, b.String())
	}
	count := map[string]int{}
	v, _ := Parse(`{"x": [1, {"y": 2}], "z": "s"}`, func(path []string, v Value) {
		count[fmt.Sprintf("%T", v)]++
		fmt.Print("/", strings.Join(path, "/"), " ")
	})
	fmt.Println(count, v)
	fmt.Printf("%#v %v\n", v.(Object)["x"].(Array)[0], v.(Object)["q"] == nil)
	switch x := v.(Object)["z"].(type) {
	case Num, Bool:
		fmt.Printf("scalar %v\n", x)
	case Str:
		fmt.Println("string", x+"!", len(x))
	}
}
