package session

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode/utf8"

	"regan/kernel/display"
	"regan/kernel/internal/cell"
	"regan/kernel/internal/engine"
	"regan/kernel/internal/spell"
)

// A magic is a command to the session. What concerns the machine becomes Go in the place of its line, so that it runs where
// and when the cell's own code does.
type magic struct {
	usage string // as %help shows it
	doc   string
	run   func(*magicCall) error
}

// A magicCall is one use of a magic in a cell that is about to run.
type magicCall struct {
	cell.Magic
	ctx     context.Context
	session *Session
	input   engine.Input
	sink    display.Sink
	again   bool // the cell is being restored
	first   bool // nothing of the cell comes before it
	last    bool // nothing of the cell comes after it
	effect  *effect
	code    string // set by the magic: Go that stands in its place, on one line
}

// An effect is what the magics of a cell do to the rest of it.
type effect struct {
	capture *captured // what the cell shows is kept here, and not shown
	done    bool      // nothing is left to run
	after   func() *Error
}

// The names by which the Go that magics become calls packages: no cell can hide them.
const (
	shellName   = "shellˑ"
	displayName = "displayˑ"
)

func magics() map[string]magic {
	return map[string]magic{
		"!":         {"!COMMAND", "runs a command line by the system's shell", runCommand},
		"?":         {"?NAME, NAME?, NAME??", "explains a name; with ??, its source as well", ask},
		"bash":      {"%%bash", "runs the cell as a script of bash", runScript},
		"sh":        {"%%sh", "runs the cell as a script of sh", runScript},
		"cd":        {"%cd [DIR]", "changes the folder that cells work in; without DIR, to the home folder", changeFolder},
		"pkg":       {"%pkg add PATH@VERSION", "gets a module for cells to import, by the go command; %pkg list, %pkg remove PATH", pkg},
		"pwd":       {"%pwd", "prints the folder that cells work in", goCall("PrintFolder()")},
		"env":       {"%env [NAME[=VALUE]]", "shows environment variables, or sets one", environment},
		"mem":       {"%mem", "shows the memory of the process that runs the cells", goCall("Memory()")},
		"time":      {"%time STATEMENT, %%time", "tells how long a statement or the cell takes", timeCell},
		"timeit":    {"%timeit STATEMENT, %%timeit", "runs a statement or the cell often and tells how long a run takes; -n RUNS -r ROUNDS", timeit},
		"capture":   {"%%capture [NAME]", "runs the cell and shows nothing but errors; NAME gets what it shows", capture},
		"run":       {"%run FILE", "runs a program (.go) or the cells of a notebook (.ipynb); what they declare stays", runFile},
		"writefile": {"%%writefile [-a] FILE", "writes the cell to a file; with -a, at its end", writeFile},
		"load":      {"%load FILE", "puts the text of a file into the cell, in place of what stands there", load},
		"fmt":       {"%fmt, %%fmt", "writes the lines below as gofmt would, and does not run the cell", formatCell},
		"html":      {"%%html", "shows the cell as HTML", markup(display.TextHTML)},
		"latex":     {"%%latex", "shows the cell as LaTeX", markup(display.TextLatex)},
		"markdown":  {"%%markdown", "shows the cell as Markdown", markup(display.TextMarkdown)},
		"svg":       {"%%svg", "shows the cell as an SVG picture", markup(display.ImageSVG)},
		"history":   {"%history [3 5-8]", "shows all cells so far or some; -l N the last N; -n with numbers, -o with results", showHistory},
		"restore":   {"%restore", "runs the cells that succeeded again, after their process or the kernel was restarted", restore},
		"reset":     {"%reset [-f]", "forgets all that cells have declared and frees its memory; asks first, unless -f", reset},
		"who":       {"%who", "lists what cells have declared", who},
		"whos":      {"%whos", "lists the variables with their types and values", whos},
		"lsmagic":   {"%lsmagic", "lists the magics", listMagics},
		"help":      {"%help", "tells what a cell can do", help},
	}
}

// runCell runs a cell: its magics first, in order, but for those that become Go in their own place.
func (s *Session) runCell(ctx context.Context, j job) *Error {
	source := j.source
	s.mu.Lock()
	found, rest := cell.Magics(source, s.checker.IsName)
	s.mu.Unlock()
	if len(found) == 0 {
		return s.run(ctx, j, source)
	}
	var effect effect
	code := strings.Builder{}
	at := 0
	for _, m := range found {
		if !m.Whole {
			m.Body = strings.TrimPrefix(source[m.End:], "\n")
		}
		call := &magicCall{Magic: m, ctx: ctx, session: s, input: j.input, sink: j.sink, again: j.again,
			first: strings.TrimSpace(source[:m.Start]) == "", last: strings.TrimSpace(source[m.End:]) == "", effect: &effect}
		if j.again && staysAway(m.Name) {
			// its line stays empty
		} else if err := s.call(call); err != nil {
			return s.magicError(ctx, j.name, source, m, err)
		}
		if m.Whole {
			rest = strings.Repeat("\n", strings.Count(source[:m.Start], "\n")) + call.code
			break
		}
		code.WriteString(rest[at:m.Start] + call.code)
		at = m.End
	}
	if !found[0].Whole {
		rest = code.String() + rest[at:]
	}
	if strings.TrimSpace(rest) == "" || effect.done {
		return nil
	}
	s.importOwn()
	if effect.capture != nil {
		j.sink = effect.capture.into(j.sink)
	}
	err := s.run(ctx, j, rest)
	if effect.after != nil {
		err = cmp.Or(err, effect.after())
	}
	return err
}

// importOwn makes the packages known whose functions magics become calls of.
func (s *Session) importOwn() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.checker.ImportAs(shellName, "regan/kernel/shell")
	s.checker.ImportAs(displayName, "regan/kernel/display")
}

func (s *Session) call(c *magicCall) error {
	m, ok := magics()[c.Name]
	if !ok {
		return unknownMagic(c.Name)
	}
	if c.Whole && !strings.Contains(m.usage, "%%") {
		return fmt.Errorf("%%%%%s: this magic is for a line: %s", c.Name, m.usage)
	}
	if !c.Whole && strings.HasPrefix(m.usage, "%%") {
		return fmt.Errorf("%%%s: this magic is for a whole cell and stands on its first line: %s", c.Name, m.usage)
	}
	return m.run(c)
}

func unknownMagic(name string) error {
	if near := spell.Nearest(name, magicNames()); near != "" {
		usage, _, _ := strings.Cut(magics()[near].usage, " ")
		return fmt.Errorf("%%%s is not a magic; %s is one, and %%lsmagic lists them all", name, strings.TrimSuffix(usage, ","))
	}
	return fmt.Errorf("%%%s is not a magic; %%lsmagic lists them", name)
}

func magicNames() []string {
	var names []string
	for name := range magics() {
		if name != "!" && name != "?" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func (s *Session) magicError(ctx context.Context, name, source string, m cell.Magic, err error) *Error {
	if e := (*Error)(nil); errors.As(err, &e) {
		return e // of a cell that the magic has run
	}
	if ctx.Err() != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.runError(&engine.Failure{Cause: engine.Interrupted})
	}
	line := 1 + strings.Count(source[:m.Start], "\n")
	return &Error{Name: "MagicError", Value: err.Error(), Traceback: []string{
		fmt.Sprintf("%s%s:%d:%s %s%s%s", green, name, line, plain, red, err, plain),
	}}
}

// goCall makes a magic of a call of package shell.
func goCall(call string) func(*magicCall) error {
	return func(c *magicCall) error {
		c.code = shellName + "." + call
		return nil
	}
}

// mustSucceed makes a cell fail with a call's error: alone, an error value as a result would only be shown.
func mustSucceed(call string) string {
	return "if err := " + shellName + "." + call + "; err != nil { panic(err) };"
}

func runCommand(c *magicCall) error {
	if c.Args == "" {
		return fmt.Errorf("! needs a command, as in !ls")
	}
	c.code = fmt.Sprintf("%s.Run(%s.Context(), %q);", shellName, displayName, c.Args)
	return nil
}

func runScript(c *magicCall) error {
	c.code = fmt.Sprintf("%s.Script(%s.Context(), %q, %q);", shellName, displayName, c.Name, c.Body)
	return nil
}

func changeFolder(c *magicCall) error {
	c.code = mustSucceed(fmt.Sprintf("Chdir(%q)", c.Args))
	return nil
}

func writeFile(c *magicCall) error {
	name, more := strings.CutPrefix(c.Args, "-a ")
	name = strings.TrimSpace(name)
	if name == "" || name == "-a" {
		return fmt.Errorf("%%%%writefile needs the name of a file")
	}
	c.code = mustSucceed(fmt.Sprintf("WriteFile(%q, %q, %t)", name, c.Body, more))
	return nil
}

func load(c *magicCall) error {
	if c.Args == "" {
		return fmt.Errorf("%%load needs the name of a file, as in %%load main.go")
	}
	c.code = fmt.Sprintf("if text, err := %s.ReadText(%q); err != nil { panic(err) } else { %s.SetNextInput(%q + text, true) };",
		shellName, c.Args, displayName, "// %load "+c.Args+"\n")
	return nil
}

// markup shows the cell's own text in a MIME type.
func markup(mime string) func(*magicCall) error {
	return func(c *magicCall) error {
		c.sink(display.Event{Kind: display.Display, Data: display.Bundle{mime: c.Body, display.TextPlain: c.Body}})
		return nil
	}
}

func ask(c *magicCall) error {
	name, detailed := strings.CutSuffix(c.Args, " ??")
	detail := 0
	if detailed {
		detail = 1
	}
	e := c.session.inspect(name, len(name), detail, c.session.value)
	if !e.Found {
		return fmt.Errorf("nothing is known of %s", name)
	}
	c.sink(display.Event{Kind: display.Page, Data: e.Data})
	return nil
}

func listMagics(c *magicCall) error {
	c.table(nil, describeMagics())
	return nil
}

func describeMagics() (rows [][]string) {
	all := magics()
	for _, name := range append([]string{"!", "?"}, magicNames()...) {
		rows = append(rows, []string{all[name].usage, all[name].doc})
	}
	return rows
}

func help(c *magicCall) error {
	text, page := table(nil, describeMagics())
	text = cells + "\n" + text
	c.sink(display.Event{Kind: display.Page, Data: display.Bundle{
		display.TextPlain: text, display.TextHTML: "<p>" + strings.ReplaceAll(html.EscapeString(cells), "\n\n", "</p><p>") + "</p>" + page,
	}})
	return nil
}

// cells tells what a cell can do.
const cells = `A cell is ordinary Go: imports, declarations and statements in any order. Names live on in later cells and can be
declared again. The value of a last expression is shown; a semicolon behind it hides it. Packages of the standard
library, gonum and regan are imported when they are used; others must be imported, and come as source from a module that
%pkg add got or that a go.mod beside the notebook requires. Tab completes, Shift-Tab explains.

A cell that ends its process (os.Exit, a stack overflow, too much memory) takes the variables with it. %restore brings them
back: it runs the cells that had succeeded again, in their order, without what they show; what they read is what you typed
then. Lines that work on the machine (!, %%sh, %%bash, %%writefile) are not run again. It ends with what was restored and
what was not, and can be interrupted. After a restart of the kernel, %restore runs the cells of the session before it, as the
history has them; what they read is asked for again.
`

func (c *magicCall) print(text string) {
	if text != "" {
		c.sink(display.Event{Kind: display.Stdout, Text: text})
	}
}

// table shows rows of columns, with a head or, where that is nil, without.
func (c *magicCall) table(head []string, rows [][]string) {
	if len(rows) == 0 {
		c.print("nothing yet\n")
		return
	}
	text, page := table(head, rows)
	c.sink(display.Event{Kind: display.Display, Data: display.Bundle{display.TextPlain: text, display.TextHTML: page}})
}

// table writes rows of columns, as text and as HTML.
func table(head []string, rows [][]string) (plain, markup string) {
	all := rows
	if head != nil {
		all = append([][]string{head}, rows...)
	}
	widths := make([]int, len(all[0]))
	for _, r := range all {
		for i, cell := range r {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell))
		}
	}
	var text, page strings.Builder
	page.WriteString("<table>")
	for n, r := range all {
		page.WriteString("<tr>")
		line := ""
		for i, cell := range r {
			line += fmt.Sprintf("%-*s  ", widths[i], cell)
			content, tag := html.EscapeString(cell), "td"
			switch {
			case n == 0 && head != nil:
				tag = "th"
			case i == 0:
				content = "<code>" + content + "</code>"
			}
			fmt.Fprintf(&page, `<%s style="text-align:left">%s</%[1]s>`, tag, content)
		}
		text.WriteString(strings.TrimRight(line, " ") + "\n")
		page.WriteString("</tr>")
	}
	page.WriteString("</table>")
	return strings.TrimRight(text.String(), "\n"), page.String()
}
