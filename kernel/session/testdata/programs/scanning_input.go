package main

import (
	"bufio"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

type section struct {
	name  string
	keys  map[string]string
	order []string
}

func ini(r io.Reader) (out []*section, err error) {
	sc := bufio.NewScanner(r)
	var cur *section
	for n := 1; sc.Scan(); n++ {
		line := strings.TrimSpace(sc.Text())
		switch {
		case line == "" || line[0] == ';' || line[0] == '#':
		case line[0] == '[' && line[len(line)-1] == ']':
			cur = &section{name: line[1 : len(line)-1], keys: map[string]string{}}
			out = append(out, cur)
		case cur == nil:
			return nil, fmt.Errorf("line %d: outside of a section", n)
		default:
			k, v, ok := strings.Cut(line, "=")
			if !ok {
				return out, fmt.Errorf("line %d: %q", n, line)
			}
			k, v = strings.TrimSpace(k), strings.TrimSpace(v)
			if u, err := strconv.Unquote(v); err == nil {
				v = u
			}
			if _, dup := cur.keys[k]; !dup {
				cur.order = append(cur.order, k)
			}
			cur.keys[k] = v
		}
	}
	return out, sc.Err()
}

type Field struct {
	Name string
	Type string
	Tags map[string]string
}

var fieldRE = regexp.MustCompile(`(?m)^\s*(?P<name>[A-Z]\w*)\s+(?P<type>[\[\]*\w.]+)(?:\s+` + "`(?P<tags>[^`]*)`" + `)?$`)

func fields(src string) (fs []Field) {
	names := fieldRE.SubexpNames()
	for _, m := range fieldRE.FindAllStringSubmatch(src, -1) {
		var f Field
		for i, n := range names {
			switch n {
			case "name":
				f.Name = m[i]
			case "type":
				f.Type = m[i]
			case "tags":
				for _, t := range regexp.MustCompile(`(\w+):"([^"]*)"`).FindAllStringSubmatch(m[i], -1) {
					if f.Tags == nil {
						f.Tags = map[string]string{}
					}
					f.Tags[t[1]] = t[2]
				}
			}
		}
		fs = append(fs, f)
	}
	return
}

func snake(s string) string {
	var b strings.Builder
	for i, r := range s {
		if unicode.IsUpper(r) {
			if i > 0 {
				b.WriteByte('_')
			}
			r = unicode.ToLower(r)
		}
		b.WriteRune(r)
	}
	return b.String()
}

func wrap(s string, width int) (lines []string) {
	var line []string
	n := 0
	flush := func() {
		if len(line) > 0 {
			lines = append(lines, strings.Join(line, " "))
			line, n = line[:0], 0
		}
	}
	defer func() {
		for i := range lines {
			lines[i] = fmt.Sprintf("%-*s|", width, lines[i])
		}
	}()
	for _, w := range strings.Fields(s) {
		if n+len(w)+len(line) > width {
			flush()
		}
		line = append(line, w)
		n += len(w)
	}
	flush()
	return lines
}

type rect struct{ x, y, w, h int }

func (r *rect) Scan(st fmt.ScanState, verb rune) error {
	tok, err := st.Token(true, func(r rune) bool { return !unicode.IsSpace(r) })
	if err != nil {
		return err
	}
	_, err = fmt.Sscanf(string(tok), "%dx%d+%d+%d", &r.w, &r.h, &r.x, &r.y)
	return err
}

func main() {
	secs, err := ini(strings.NewReader("; c\n[a]\nk = v\nq=\"x\\ty\"\nk=2\n\n[b c]\nn=1=2"))
	for _, s := range secs {
		fmt.Printf("%s %q %v\n", s.name, s.keys, s.order)
	}
	fmt.Println(err)
	_, err = ini(strings.NewReader("x=1"))
	fmt.Println(err)
	secs, err = ini(strings.NewReader("[s]\n\nbad"))
	fmt.Println(len(secs), err)
	for _, f := range fields("type T struct {\n\tUserName string `json:\"user\" db:\"u\"`\n\tIDs []int\n\tnope int\n\tHTTPPort *net.Port `x`\n}") {
		fmt.Printf("%+v %s\n", f, snake(f.Name))
	}
	fmt.Println(strings.Join(wrap("the quick brown fox jumps over the lazy dog again", 14), "\n"))
	var a, b int
	var s string
	var f float64
	n, err := fmt.Sscan("1 2 word 3.5", &a, &b, &s, &f)
	fmt.Println(n, err, a, b, s, f)
	n, err = fmt.Sscanf("7-ab:0x1f", "%d-%2s:%v", &a, &s, &b)
	fmt.Println(n, err, a, s, b)
	n, err = fmt.Sscanf("x", "%d", &a)
	fmt.Println(n, err)
	var r rect
	var q rune
	n, err = fmt.Sscan("3x4+5+6 8", &r, &a)
	fmt.Println(n, err, r, a)
	n, err = fmt.Sscanf("é!", "%c", &q)
	fmt.Println(n, err, string(q))
	rd := strings.NewReader("10 20\n30")
	sum := 0
	for {
		var v int
		if _, err := fmt.Fscan(rd, &v); err == io.EOF {
			break
		} else if err != nil {
			fmt.Println(err)
			break
		}
		sum += v
	}
	fmt.Println(sum)
	re := regexp.MustCompile(`(\d+)([a-z]?)`)
	fmt.Println(re.ReplaceAllStringFunc("a1b22c", func(m string) string { return "<" + strings.ToUpper(m) + ">" }), re.ReplaceAllString("1a 2", "$2${1}0"), re.FindAllStringIndex("x12 3y", -1), re.MatchString("none"))
	rep := strings.NewReplacer("a", "1", "b", "2", "<", "&lt;")
	fmt.Println(rep.Replace("<abc>"), strings.EqualFold("Straße", "STRASSE"), strings.Title("go run"), strings.FieldsFunc("a,b;c", func(r rune) bool { return r == ',' || r == ';' }))
}
