package session

import (
	"context"
	"errors"
	"fmt"
	"html"
	"slices"
	"strconv"
	"strings"
	"time"

	"regan/kernel/display"
	"regan/kernel/internal/cell"
	"regan/kernel/internal/engine"
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
	code    string // set by the magic: Go that stands in its place, on one line
	timed   *bool  // set by the magic: the cell is to be timed
	silent  *bool  // set by the magic: what the cell shows is dropped
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
		"cd":        {"%cd [DIR]", "changes the folder that cells work in", changeFolder},
		"env":       {"%env [NAME[=VALUE]]", "shows environment variables, or sets one", environment},
		"mem":       {"%mem", "shows the memory of the process that runs the cells", goCall("Memory()")},
		"time":      {"%time, %%time", "tells how long the cell takes", timeCell},
		"timeit":    {"%timeit STATEMENT", "runs a statement many times and tells how long a run takes", timeit},
		"capture":   {"%%capture", "runs the cell and shows nothing but errors", capture},
		"writefile": {"%%writefile [-a] FILE", "writes the cell to a file; with -a, at its end", writeFile},
		"html":      {"%%html", "shows the cell as HTML", markup(display.TextHTML)},
		"latex":     {"%%latex", "shows the cell as LaTeX", markup(display.TextLatex)},
		"markdown":  {"%%markdown", "shows the cell as Markdown", markup(display.TextMarkdown)},
		"svg":       {"%%svg", "shows the cell as an SVG picture", markup(display.ImageSVG)},
		"history":   {"%history [N]", "shows the cells so far, or the last N of them", showHistory},
		"restore":   {"%restore", "runs the cells that succeeded again, after their process and the variables were lost", restore},
		"who":       {"%who", "lists what cells have declared", who},
		"load":      {"%load FILE", "puts the text of a file into the cell, in place of what stands there", load},
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
	timed, silent := false, false
	code := strings.Builder{}
	at := 0
	for _, m := range found {
		call := &magicCall{Magic: m, ctx: ctx, session: s, input: j.input, sink: j.sink, timed: &timed, silent: &silent}
		if j.again && staysAway(m.Name) {
			// its line stays empty
		} else if err := s.call(call); err != nil {
			return s.magicError(j.name, source, m, err)
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
	if strings.TrimSpace(rest) == "" {
		return nil
	}
	s.importOwn()
	sink := j.sink
	if silent {
		j.sink = onlyComms(sink)
	}
	start := time.Now()
	err := s.run(ctx, j, rest)
	if timed {
		sink(display.Event{Kind: display.Stdout, Text: fmt.Sprintf("took %v\n", time.Since(start).Round(time.Microsecond))})
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
	for _, known := range magicNames() {
		if strings.HasPrefix(known, name) && name != "" || strings.HasPrefix(name, known) || len(name) == len(known) && differ(name, known) <= 2 {
			return fmt.Errorf("%%%s is not a magic; %%%s is one, and %%lsmagic lists them all", name, known)
		}
	}
	return fmt.Errorf("%%%s is not a magic; %%lsmagic lists them", name)
}

// differ counts the places in which two words of one length differ.
func differ(a, b string) int {
	n := 0
	for i := range len(a) {
		if a[i] != b[i] {
			n++
		}
	}
	return n
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

func (s *Session) magicError(name, source string, m cell.Magic, err error) *Error {
	if e := (*Error)(nil); errors.As(err, &e) {
		return e // of a cell that the magic has run
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

func environment(c *magicCall) error {
	name, value, set := strings.Cut(c.Args, "=")
	if set {
		c.code = mustSucceed(fmt.Sprintf("Setenv(%q, %q)", strings.TrimSpace(name), strings.TrimSpace(value)))
	} else {
		c.code = mustSucceed(fmt.Sprintf("PrintEnv(%q)", c.Args))
	}
	return nil
}

func timeCell(c *magicCall) error {
	*c.timed = true
	c.code = c.Args
	if c.Whole {
		c.code = "\n" + c.Body
	}
	return nil
}

func timeit(c *magicCall) error {
	if c.Args == "" {
		return fmt.Errorf("%%timeit needs a statement, as in %%timeit f(x)")
	}
	statement := c.Args
	if found, _ := cell.Completeness("_ = " + statement); found == cell.Complete && !strings.HasSuffix(statement, ")") {
		statement = "_ = " + statement
	}
	c.code = mustSucceed(fmt.Sprintf("Timeit(%s.Context(), func() { %s })", displayName, statement))
	return nil
}

func capture(c *magicCall) error {
	*c.silent = true
	c.code = "\n" + c.Body
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
	defer c.session.importing(name)()
	e := c.session.inspect(name, len(name), detail, c.session.value)
	if !e.Found {
		return fmt.Errorf("nothing is known of %s", name)
	}
	c.sink(display.Event{Kind: display.Page, Data: e.Data})
	return nil
}

// importing imports the package that a question such as strings.ToUpper? is about, and returns how to take that back.
func (s *Session) importing(name string) func() {
	s.mu.Lock()
	defer s.mu.Unlock()
	root, _, _ := strings.Cut(name, ".")
	path := packageNamed(root)
	if path == "" || s.checker.IsName(root) {
		return func() {}
	}
	undo, ok := s.checker.Import(path)
	if !ok {
		return func() {}
	}
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		undo()
	}
}

func showHistory(c *magicCall) error {
	entries := c.session.History()
	if c.Args != "" {
		n, err := strconv.Atoi(c.Args)
		if err != nil || n < 0 {
			return fmt.Errorf("%%history %s: a number of cells is right, as in %%history 10", c.Args)
		}
		entries = entries[max(len(entries)-n, 0):]
	}
	var b strings.Builder
	for _, e := range entries {
		fmt.Fprintf(&b, "// In[%d]\n%s\n\n", e.Line, strings.TrimRight(e.Source, "\n"))
	}
	c.print(b.String())
	return nil
}

// who lists the session's names with their types.
func who(c *magicCall) error {
	s := c.session
	s.mu.Lock()
	names := s.checker.Names()
	s.mu.Unlock()
	var rows [][2]string
	for _, name := range names {
		if e := s.Inspect(name, len(name), 0); e.Found {
			first, _, _ := strings.Cut(e.Data.Text(), "\n")
			rows = append(rows, [2]string{name, first})
		}
	}
	c.table(rows)
	return nil
}

func listMagics(c *magicCall) error {
	c.table(describeMagics())
	return nil
}

func describeMagics() (rows [][2]string) {
	all := magics()
	for _, name := range append([]string{"!", "?"}, magicNames()...) {
		rows = append(rows, [2]string{all[name].usage, all[name].doc})
	}
	return rows
}

func help(c *magicCall) error {
	text, page := table(describeMagics())
	text = cells + "\n" + text
	c.sink(display.Event{Kind: display.Page, Data: display.Bundle{
		display.TextPlain: text, display.TextHTML: "<pre>" + html.EscapeString(cells) + "</pre>" + page,
	}})
	return nil
}

// cells tells what a cell can do.
const cells = `A cell is ordinary Go: imports, declarations and statements in any order. Names live on in later cells and can be
declared again. The value of a last expression is shown; a semicolon behind it hides it. Packages of the standard
library, gonum and regan are imported when they are used. Tab completes, Shift-Tab explains.

A cell that ends its process (os.Exit, a stack overflow, too much memory) takes the variables with it. %restore brings them
back: it runs the cells that had succeeded again, in their order, without what they show; what they read is what you typed
then. Lines that work on the machine (!, %%sh, %%bash, %%writefile) are not run again. It ends with what was restored and
what was not, and can be interrupted.
`

func (c *magicCall) print(text string) {
	if text != "" {
		c.sink(display.Event{Kind: display.Stdout, Text: text})
	}
}

// table shows rows of two columns.
func (c *magicCall) table(rows [][2]string) {
	if len(rows) == 0 {
		c.print("nothing yet\n")
		return
	}
	text, page := table(rows)
	c.sink(display.Event{Kind: display.Display, Data: display.Bundle{display.TextPlain: text, display.TextHTML: page}})
}

// table writes rows of two columns, as text and as HTML.
func table(rows [][2]string) (plain, markup string) {
	width := 0
	for _, r := range rows {
		width = max(width, len([]rune(r[0])))
	}
	var text, page strings.Builder
	page.WriteString("<table>")
	for _, r := range rows {
		fmt.Fprintf(&text, "%-*s  %s\n", width, r[0], r[1])
		fmt.Fprintf(&page, `<tr><td style="text-align:left"><code>%s</code></td><td style="text-align:left">%s</td></tr>`,
			html.EscapeString(r[0]), html.EscapeString(r[1]))
	}
	page.WriteString("</table>")
	return strings.TrimRight(text.String(), "\n"), page.String()
}
