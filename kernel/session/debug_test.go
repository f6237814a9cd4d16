package session_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"regan/kernel/display"
	"regan/kernel/internal/worker"
	"regan/kernel/internal/worker/workertest"
	"regan/kernel/session"
)

// Each archive in testdata/debug is a session with a debugger. The file In is a cell: it runs until it ends or stops; the user
// does not wait for one in the file "In, running". The file Debug is what the user then does, one thing a line:
//
//	attach                 initialize, attach and configurationDone
//	break N LINE...        sets the breakpoints of the Nth cell, which may be the next
//	next, stepIn, stepOut, continue, pause, disconnect
//	interrupt, kill        interrupts the cell; ends its process
//	output TEXT            waits until the cell has printed it
//	threads, stack         what runs, and where
//	locals, up N           the variables of the innermost function, or of one further out
//	globals, inspect       the session's variables, by a scope or without one
//	expand PATH            the parts of a variable that has been listed: names with slashes between
//	eval EXPRESSION, rich NAME
//
// The file after it is what the user sees. A line of events is in brackets.
func TestDebugTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/debug/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			u := newDebugUser(t)
			for _, f := range archive.Files {
				if f.Name == "In" || f.Name == "In, running" {
					u.cells = append(u.cells, strings.TrimSuffix(string(f.Data), "\n"))
				}
			}
			if strings.Contains(string(txtar.Format(archive)), "\nkill\n") {
				u.learnProcess()
			}
			shown := &txtar.Archive{Comment: archive.Comment}
			cell := 0
			for _, f := range archive.Files {
				switch f.Name {
				case "In", "In, running":
					u.start(u.cells[cell])
					cell++
					if f.Name == "In" {
						u.wait()
					}
				case "Debug":
					for line := range strings.Lines(string(f.Data)) {
						u.do(strings.TrimSpace(line))
					}
				default:
					continue
				}
				shown.Files = append(shown.Files, f)
				if out := u.seen(); out != "" {
					shown.Files = append(shown.Files, txtar.File{Name: "Out", Data: []byte(out)})
				}
			}
			u.finish()
			got, want := txtar.Format(shown), txtar.Format(archive)
			if *update {
				if err := os.WriteFile(file, got, 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// A debugUser is somebody who runs cells with a debugger. What happens comes to it through one channel, in its order.
type debugUser struct {
	t       *testing.T
	session *session.Session
	cells   []string
	out     strings.Builder
	happens chan any // display.Event, dapEvent, session.Outcome

	running   bool
	interrupt context.CancelFunc
	thread    int            // that has stopped; 0 when none has
	frames    []dapFrame     // of it
	listed    map[string]int // references of variables, by their paths
	seq       int
	pid       int
}

type dapEvent struct {
	Event string `json:"event"`
	Body  struct {
		Reason   string `json:"reason"`
		ThreadID int    `json:"threadId"`
	} `json:"body"`
}

type dapFrame struct {
	ID     int    `json:"id"`
	Name   string `json:"name"`
	Line   int    `json:"line"`
	Source struct {
		Name string `json:"name"`
		Path string `json:"path"`
	} `json:"source"`
}

type dapVariable struct {
	Name               string `json:"name"`
	Value              string `json:"value"`
	Type               string `json:"type"`
	VariablesReference int    `json:"variablesReference"`
}

func newDebugUser(t *testing.T) *debugUser {
	e, err := worker.New(workertest.Options())
	if err != nil {
		t.Fatal(err)
	}
	u := &debugUser{t: t, session: session.New(e), happens: make(chan any, 10000), listed: map[string]int{}}
	t.Cleanup(func() { u.session.Close() })
	u.session.OnDebugEvent(func(text json.RawMessage) {
		var e dapEvent
		if err := json.Unmarshal(text, &e); err != nil {
			t.Errorf("an event that is no JSON: %s", text)
		}
		u.happens <- e
	})
	return u
}

// learnProcess notes the process that kill ends.
func (u *debugUser) learnProcess() {
	text, err := u.session.Evaluate(u.t.Context(), "os.Getpid()")
	if err != nil {
		u.t.Fatal(err)
	}
	u.pid, _ = strconv.Atoi(text.Text())
}

// kill ends the process from outside.
func (u *debugUser) kill() {
	p, err := os.FindProcess(u.pid)
	if err == nil {
		err = p.Kill()
	}
	if err != nil {
		u.t.Fatal(err)
	}
}

func (u *debugUser) seen() string {
	defer u.out.Reset()
	return u.out.String()
}

// start begins to run a cell.
func (u *debugUser) start(source string) {
	u.t.Helper()
	ctx, cancel := context.WithCancel(u.t.Context())
	u.interrupt, u.running = cancel, true
	go func() {
		o := u.session.Run(ctx, session.Cell{Source: source, History: true}, func(e display.Event) { u.happens <- e })
		u.happens <- o
	}()
}

// wait writes down what happens until the cell has ended or stopped.
func (u *debugUser) wait() {
	u.t.Helper()
	for u.running && u.thread == 0 {
		u.await()
	}
}

// await writes down one thing that happens.
func (u *debugUser) await() {
	u.t.Helper()
	select {
	case h := <-u.happens:
		u.note(h)
	case <-time.After(30 * time.Second):
		u.t.Fatalf("nothing happens; so far:\n%s", u.out.String())
	}
}

func (u *debugUser) note(happened any) {
	switch h := happened.(type) {
	case display.Event:
		switch h.Kind {
		case display.Stdout:
			u.out.WriteString(h.Text)
		case display.Result:
			fmt.Fprintf(&u.out, "=> %s\n", h.Data.Text())
		default:
			fmt.Fprintf(&u.out, "%s: %s\n", h.Kind, strings.TrimSuffix(h.Text, "\n"))
		}
	case session.Outcome:
		u.running = false
		if h.Err != nil {
			for _, line := range h.Err.Traceback {
				fmt.Fprintf(&u.out, "! %s\n", strings.TrimRight(colours.ReplaceAllString(line, ""), " "))
			}
		}
		u.out.WriteString("[the cell has ended]\n")
	case dapEvent:
		switch h.Event {
		case "stopped":
			u.thread = h.Body.ThreadID
			u.frames = nil
			if at := u.stack(); len(at) > 0 {
				fmt.Fprintf(&u.out, "[stopped: %s, %s:%d %s]\n", h.Body.Reason, at[0].Source.Name, at[0].Line, u.lineOf(at[0]))
			}
		case "continued":
			u.thread, u.frames = 0, nil
		case "thread", "process", "initialized":
		default:
			fmt.Fprintf(&u.out, "[%s: %s]\n", h.Event, h.Body.Reason)
		}
	}
}

func (u *debugUser) lineOf(f dapFrame) string {
	n, err := strconv.Atoi(strings.Trim(f.Source.Name, "In[]"))
	if err != nil || n > len(u.cells) {
		return ""
	}
	return strconv.Quote(strings.TrimSpace(strings.Split(u.cells[n-1], "\n")[f.Line-1]))
}

// request sends a request and reads the body of its answer. It writes down why it was refused.
func (u *debugUser) request(command string, arguments, body any) bool {
	u.t.Helper()
	u.seq++
	text, err := json.Marshal(map[string]any{"seq": u.seq, "type": "request", "command": command, "arguments": arguments})
	if err != nil {
		u.t.Fatal(err)
	}
	var answer struct {
		Type    string          `json:"type"`
		Request int             `json:"request_seq"`
		Command string          `json:"command"`
		Success bool            `json:"success"`
		Message string          `json:"message"`
		Body    json.RawMessage `json:"body"`
	}
	if err := json.Unmarshal(u.session.Debug(u.t.Context(), text), &answer); err != nil {
		u.t.Fatal(err)
	}
	if answer.Type != "response" || answer.Request != u.seq || answer.Command != command {
		u.t.Errorf("%s: answered by %+v", command, answer)
	}
	if !answer.Success {
		fmt.Fprintf(&u.out, "refused: %s\n", answer.Message)
		return false
	}
	if body != nil {
		if err := json.Unmarshal(answer.Body, body); err != nil {
			u.t.Fatalf("%s: %v in %s", command, err, answer.Body)
		}
	}
	return true
}

type args map[string]any

func (u *debugUser) stack() []dapFrame {
	var body struct {
		StackFrames []dapFrame `json:"stackFrames"`
	}
	if u.frames == nil && u.request("stackTrace", args{"threadId": u.thread}, &body) {
		u.frames = body.StackFrames
	}
	return u.frames
}

// do does one line of a Debug file.
func (u *debugUser) do(line string) {
	u.t.Helper()
	if line == "" {
		return
	}
	fmt.Fprintf(&u.out, "> %s\n", line)
	verb, rest, _ := strings.Cut(line, " ")
	switch verb {
	case "attach":
		u.request("initialize", args{}, nil)
		u.request("attach", args{}, nil)
		u.request("configurationDone", args{}, nil)
	case "break":
		u.breakpoints(strings.Fields(rest))
	case "next", "stepIn", "stepOut", "continue":
		if u.request(verb, args{"threadId": u.thread}, nil) {
			for u.thread != 0 {
				u.await()
			}
			u.wait()
		}
	case "pause":
		if u.request(verb, args{"threadId": 1}, nil) {
			u.wait()
		}
	case "disconnect":
		if u.request(verb, args{}, nil) {
			for u.thread != 0 {
				u.await()
			}
		}
	case "interrupt":
		u.interrupt()
		for u.running {
			u.await()
		}
	case "kill":
		u.kill()
		for u.running || u.thread != 0 {
			u.await()
		}
	case "output":
		for before := u.out.Len(); !strings.Contains(u.out.String()[before:], rest); {
			u.await()
		}
	case "threads":
		var body struct {
			Threads []struct {
				Name string `json:"name"`
			} `json:"threads"`
		}
		u.request(verb, nil, &body)
		for _, t := range body.Threads {
			fmt.Fprintln(&u.out, t.Name)
		}
	case "stack":
		for _, f := range u.stack() {
			fmt.Fprintf(&u.out, "%s  %s:%d  %s\n", f.Name, f.Source.Name, f.Line, u.lineOf(f))
		}
	case "locals", "up", "globals":
		frame, _ := strconv.Atoi(rest)
		u.scope(map[string]string{"locals": "Locals", "up": "Locals", "globals": "Globals"}[verb], frame)
	case "inspect":
		u.variables("inspectVariables", args{}, "")
	case "expand":
		u.variables("variables", args{"variablesReference": u.listed[rest]}, rest+"/")
	case "eval":
		a := args{"expression": rest}
		if u.thread != 0 {
			a["frameId"] = u.stack()[0].ID
		}
		var body struct{ Result, Type string }
		if u.request("evaluate", a, &body) {
			fmt.Fprintf(&u.out, "%s  %s\n", body.Result, body.Type)
		}
	case "rich":
		var body struct {
			Data map[string]any `json:"data"`
		}
		if u.request("richInspectVariables", args{"variableName": rest}, &body) {
			for _, mime := range slices.Sorted(func(yield func(string) bool) {
				for k := range body.Data {
					if !yield(k) {
						return
					}
				}
			}) {
				fmt.Fprintf(&u.out, "%s %.60q\n", mime, body.Data[mime])
			}
		}
	default:
		u.t.Fatalf("the transcript says %q", line)
	}
}

func (u *debugUser) breakpoints(fields []string) {
	n, _ := strconv.Atoi(fields[0])
	var cell struct {
		SourcePath string `json:"sourcePath"`
	}
	u.request("dumpCell", args{"code": u.cells[n-1]}, &cell)
	list := []args{}
	for _, f := range fields[1:] {
		line, _ := strconv.Atoi(f)
		list = append(list, args{"line": line})
	}
	var body struct {
		Breakpoints []struct {
			Verified bool
			Line     int
			Message  string
		}
	}
	u.request("setBreakpoints", args{"source": args{"path": cell.SourcePath}, "breakpoints": list}, &body)
	for _, b := range body.Breakpoints {
		fmt.Fprintf(&u.out, "line %d, verified: %v %s\n", b.Line, b.Verified, b.Message)
	}
}

func (u *debugUser) scope(name string, frame int) {
	var body struct {
		Scopes []struct {
			Name               string
			VariablesReference int
		}
	}
	u.request("scopes", args{"frameId": u.stack()[frame].ID}, &body)
	for _, s := range body.Scopes {
		if s.Name == name {
			u.variables("variables", args{"variablesReference": s.VariablesReference}, "")
			return
		}
	}
	u.out.WriteString("none\n")
}

func (u *debugUser) variables(command string, a args, path string) {
	var body struct {
		Variables []dapVariable `json:"variables"`
	}
	if !u.request(command, a, &body) {
		return
	}
	for _, v := range body.Variables {
		mark := ""
		if v.VariablesReference != 0 {
			u.listed[path+v.Name] = v.VariablesReference
			mark = " +"
		}
		fmt.Fprintf(&u.out, "%s %s = %s%s\n", v.Name, v.Type, v.Value, mark)
	}
}

// finish lets the last cell come to its end.
func (u *debugUser) finish() {
	if u.running {
		u.t.Error("the transcript ends before its last cell")
	}
}
