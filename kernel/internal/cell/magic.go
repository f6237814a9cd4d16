package cell

import (
	"go/parser"
	"go/scanner"
	"go/token"
	"regexp"
	"strings"
	"sync"
)

// A Magic is a line of a cell, or a whole cell, that is a command to the session and not Go.
type Magic struct {
	Name       string // without its sign; "!" for a command line, "?" for a question
	Args       string // the rest of the line
	Body       string // the lines below; of Magics, for a magic of a whole cell alone
	Whole      bool   // %%name: all of the cell is its own
	Start, End int    // byte offsets of the line in the source
}

// question matches a question. It is compiled when a line has a question mark: all letters make it 2 ms, which the start of
// each process would wait for.
var question = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(\?{1,2})?\s*([\pL_][\pL\pN_.]*)\s*(\?{1,2})?$`)
})

// Magics takes the magics out of a source: lines at the top of the cell that start with % or !, and names with ? before or
// behind. The rest is Go, with spaces in the place of each magic, so that all else stays where it is. isName tells which
// names Go knows: a lone !name of those is Go.
func Magics(source string, isName func(string) bool) (magics []Magic, rest string) {
	if m, ok := wholeCell(source); ok {
		return []Magic{m}, ""
	}
	kept := []byte(source)
	for at := 0; at < len(source); {
		start := nextStatement(source, at)
		if start < 0 {
			break
		}
		end := start + strings.IndexByte(source[start:]+"\n", '\n')
		line := strings.TrimSpace(source[start:end])
		m, ok := magicOf(line, func(name string) bool { return isName(name) || declares(source, name) })
		if !ok || !startsLine(source, start) {
			at = max(afterStatement(source, start), start+1)
			continue
		}
		m.Start, m.End = start, end
		magics = append(magics, m)
		for i := start; i < end; i++ {
			kept[i] = ' '
		}
		at = end
	}
	return magics, string(kept)
}

// startsLine tells whether nothing stands before an offset on its line: behind a semicolon, as in if v, ok := m[k]; !ok, is Go.
func startsLine(source string, at int) bool {
	return strings.TrimSpace(source[strings.LastIndexByte(source[:at], '\n')+1:at]) == ""
}

// wholeCell recognises a magic that takes the whole cell.
func wholeCell(source string) (Magic, bool) {
	trimmed := strings.TrimLeft(source, " \t\r\n")
	if !strings.HasPrefix(trimmed, "%%") {
		return Magic{}, false
	}
	line, body, _ := strings.Cut(trimmed, "\n")
	name, args, _ := strings.Cut(strings.TrimSpace(line[2:]), " ")
	start := len(source) - len(trimmed)
	return Magic{Name: name, Args: strings.TrimSpace(args), Body: body, Whole: true, Start: start, End: start + len(line)}, true
}

func magicOf(line string, isName func(string) bool) (Magic, bool) {
	switch {
	case strings.HasPrefix(line, "%"):
		name, args, _ := strings.Cut(line[1:], " ")
		return Magic{Name: name, Args: strings.TrimSpace(args)}, true
	case strings.HasPrefix(line, "!"):
		command := strings.TrimSpace(line[1:])
		root := command
		if i := strings.IndexFunc(command, func(c rune) bool { return c != '_' && !isLetterOrDigit(c) }); i >= 0 {
			root = command[:i]
		}
		if _, err := parser.ParseExpr(line); err == nil && isName(root) {
			return Magic{}, false
		}
		return Magic{Name: "!", Args: command}, true
	case strings.Contains(line, "?"):
		if m := question().FindStringSubmatch(line); m != nil {
			args := m[2]
			if m[1] == "??" || m[3] == "??" {
				args += " ??"
			}
			return Magic{Name: "?", Args: args}, true
		}
	}
	return Magic{}, false
}

// declares tells whether a source seems to declare a name: enough to tell !name from a command line.
func declares(source, name string) bool {
	if name == "" {
		return false
	}
	found, _ := regexp.MatchString(`(?m)(^|[^\w.])`+regexp.QuoteMeta(name)+`(\s*,[^\n]*)?\s*:=|\b(var|func|const)\s+`+
		regexp.QuoteMeta(name)+`\b`, source)
	return found
}

func isLetterOrDigit(c rune) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c >= 0x80
}

// nextStatement returns where the next token stands at or after an offset at which a statement may begin; -1 at the end.
func nextStatement(source string, at int) int {
	s := scannerAt(source, at)
	pos, tok, lit := s.scan()
	for tok == token.SEMICOLON && lit == ";" {
		pos, tok, lit = s.scan()
	}
	if tok == token.EOF {
		return -1
	}
	return pos
}

// afterStatement returns where the statement that starts at an offset ends, its semicolon included.
func afterStatement(source string, at int) int {
	s := scannerAt(source, at)
	for depth := 0; ; {
		pos, tok, lit := s.scan()
		switch tok {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth = max(depth-1, 0)
		case token.SEMICOLON:
			if depth == 0 {
				if lit == ";" {
					pos++
				}
				return pos
			}
		case token.EOF:
			return len(source)
		}
	}
}

// An offsetScanner scans a source from an offset on, and speaks of offsets.
type offsetScanner struct {
	scanner.Scanner
	file *token.File
	at   int
}

func scannerAt(source string, at int) *offsetScanner {
	s := &offsetScanner{at: at}
	s.file = token.NewFileSet().AddFile("", -1, len(source)-at)
	s.Init(s.file, []byte(source[at:]), func(token.Position, string) {}, 0)
	return s
}

func (s *offsetScanner) scan() (int, token.Token, string) {
	pos, tok, lit := s.Scan()
	return s.at + s.file.Offset(pos), tok, lit
}
