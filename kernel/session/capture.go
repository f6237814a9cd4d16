package session

import (
	"fmt"
	"go/token"
	"strings"
	"sync"

	"regan/kernel/display"
)

// captured is what a cell prints and shows while it is captured.
type captured struct {
	mu             sync.Mutex // a goroutine of the cell may print when it has ended
	stdout, stderr strings.Builder
	shown          []string
}

// into returns a sink that keeps events; what a cell tells the front end's widgets goes on to another.
func (c *captured) into(sink display.Sink) display.Sink {
	passed := onlyComms(sink)
	return func(e display.Event) {
		c.take(e)
		passed(e)
	}
}

func (c *captured) take(e display.Event) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch e.Kind {
	case display.Stdout:
		c.stdout.WriteString(e.Text)
	case display.Stderr:
		c.stderr.WriteString(e.Text)
	case display.Display, display.Update, display.Result:
		c.shown = append(c.shown, e.Data.Text())
	}
}

// value is Go for a shell.Captured.
func (c *captured) value() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return fmt.Sprintf("%s.Captured{Stdout: %q, Stderr: %q, Shown: %#v}", shellName, c.stdout.String(), c.stderr.String(), c.shown)
}

// capture runs the cell and keeps what it prints and shows, in a variable if there is a name.
func capture(c *magicCall) error {
	name := c.Args
	if name != "" && (!token.IsIdentifier(name) || name == "_") {
		return fmt.Errorf("%%%%capture %s: the name of a variable is right, as in %%%%capture out", name)
	}
	kept := &captured{}
	c.effect.capture = kept
	c.code = "\n" + c.Body
	if name != "" {
		c.effect.after = func() *Error {
			code := name + " := " + kept.value()
			return c.session.run(c.ctx, job{name: "%%capture " + name, source: code, sink: c.sink}, code)
		}
	}
	return nil
}
