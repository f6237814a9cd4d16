package session_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"regan/kernel/comms"
	"regan/kernel/display"
	"regan/kernel/session"
)

// deliver hands a session a packet and returns what came of it, one line each.
func deliver(s *session.Session, p comms.Packet) string {
	var out strings.Builder
	err := s.Deliver(context.Background(), p, watch(&out))
	if err != nil {
		fmt.Fprintf(&out, "! %v\n", err)
	}
	return out.String()
}

// watch writes text, and the packets for the front end.
func watch(out *strings.Builder) display.Sink {
	return func(e display.Event) {
		if p := e.Packet; p != nil {
			fmt.Fprintf(out, "%s %s %s %v %v %q\n", p.Kind, p.Comm, p.Target, p.Data, p.Metadata, p.Buffers)
			return
		}
		out.WriteString(e.Text)
	}
}

const counter = `import "regan/kernel/comms"
total := 0.0
comms.Register("counter", func(c *comms.Comm, first comms.Message) {
	fmt.Println("opened", first.Data, first.Metadata)
	c.OnMessage(func(m comms.Message) {
		if m.Data["add"] == nil { panic("nothing to add") }
		total += m.Data["add"].(float64)
		c.Send(comms.Message{Data: map[string]any{"total": total}, Buffers: m.Buffers})
	})
	c.OnClose(func(m comms.Message) { fmt.Println("closed", m.Data) })
});`

// A cell's functions are called between cells, see its variables, and what they show goes where their message says.
func TestComms(t *testing.T) {
	s := workerSession(t)
	if out := run(s, counter); out != "stderr: note: imported \"fmt\"\n" {
		t.Fatal(out)
	}
	for _, step := range []struct {
		name   string
		packet comms.Packet
		want   string
	}{
		{"opening", comms.Packet{Kind: comms.Opened, Comm: "c1", Target: "counter", Data: map[string]any{"a": "b"}, Metadata: map[string]any{"v": "2"}},
			"opened map[a:b] map[v:2]\n"},
		{"a message with a buffer", comms.Packet{Kind: comms.Sent, Comm: "c1", Data: map[string]any{"add": 2.5}, Buffers: [][]byte{{0, 255}}},
			"msg c1  map[total:2.5] map[] [\"\\x00\\xff\"]\n"},
		{"another", comms.Packet{Kind: comms.Sent, Comm: "c1", Data: map[string]any{"add": 1}}, "msg c1  map[total:3.5] map[] []\n"},
		{"a panic", comms.Packet{Kind: comms.Sent, Comm: "c1", Data: map[string]any{}}, "! panic: nothing to add\n"},
		{"one after a panic", comms.Packet{Kind: comms.Sent, Comm: "c1", Data: map[string]any{"add": 1}}, "msg c1  map[total:4.5] map[] []\n"},
		{"an unknown target", comms.Packet{Kind: comms.Opened, Comm: "c2", Target: "nobody's"}, "close c2  map[] map[] []\n"},
		{"an unknown comm", comms.Packet{Kind: comms.Sent, Comm: "c2"}, "! no comm \"c2\" is open\n"},
		{"closing", comms.Packet{Kind: comms.Closed, Comm: "c1", Data: map[string]any{"bye": true}}, "closed map[bye:true]\n"},
		{"after closing", comms.Packet{Kind: comms.Sent, Comm: "c1"}, "! no comm \"c1\" is open\n"},
	} {
		if diff := cmp.Diff(step.want, deliver(s, step.packet)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", step.name, diff)
		}
	}
	if out := run(s, "total"); out != "=> 4.5\n" {
		t.Errorf("the cell's variable: %s", out)
	}
}

// open runs a cell that opens a comm, and returns the comm's id.
func open(t *testing.T, s *session.Session) string {
	t.Helper()
	var out strings.Builder
	if o := s.Run(context.Background(), session.Cell{Source: `import "regan/kernel/comms"
c, err := comms.Open("chart", comms.Message{Data: map[string]any{"x": 1}})
c.OnMessage(func(m comms.Message) { fmt.Println("heard", m.Data) })`, History: true}, watch(&out)); o.Err != nil {
		t.Fatal(o.Err)
	}
	for id, target := range s.Comms() {
		if target != "chart" || !strings.Contains(out.String(), "open "+id+" chart map[x:1]") {
			t.Errorf("target %s, %s", target, out.String())
		}
		return id
	}
	t.Fatal("no comm is open")
	return ""
}

func TestACellOpensAComm(t *testing.T) {
	s := workerSession(t)
	id := open(t, s)
	if out := deliver(s, comms.Packet{Kind: comms.Sent, Comm: id}); out != "heard map[]\n" {
		t.Errorf("a message: %q", out)
	}
	var out strings.Builder
	s.Run(context.Background(), session.Cell{Source: "c.Send(comms.Message{Data: map[string]any{\"y\": 2}})\nc.Close(comms.Message{})\nc.Send(comms.Message{})"}, watch(&out))
	want := fmt.Sprintf("msg %[1]s  map[y:2] map[] []\nclose %[1]s  map[] map[] []\n", id)
	if got := out.String(); got != want || len(s.Comms()) != 0 {
		t.Errorf("got %q, want %q; open: %v", got, want, s.Comms())
	}
}

// Comms end with the process, of which the front end is told, and %restore opens them anew.
func TestCommsEndWithTheProcess(t *testing.T) {
	s := workerSession(t)
	id := open(t, s)
	var out strings.Builder
	s.Run(context.Background(), session.Cell{Source: die, History: true}, watch(&out))
	if want := "close " + id + "  map[] map[] []\n"; out.String() != want || len(s.Comms()) != 0 {
		t.Errorf("got %q, want %q; open: %v", out.String(), want, s.Comms())
	}
	var unknown *session.UnknownCommError
	if err := s.Deliver(context.Background(), comms.Packet{Kind: comms.Sent, Comm: id}, watch(&out)); !errors.As(err, &unknown) {
		t.Errorf("a message after the end: %v", err)
	}
	out.Reset()
	s.Run(context.Background(), session.Cell{Source: "%restore", History: true}, watch(&out))
	for again := range s.Comms() {
		if again == id || !strings.Contains(out.String(), "open "+again+" chart") {
			t.Errorf("restored as %s: %s", again, out.String())
		}
		if got := deliver(s, comms.Packet{Kind: comms.Sent, Comm: again}); got != "heard map[]\n" {
			t.Errorf("a message: %q", got)
		}
		return
	}
	t.Error("no comm is open after %restore")
}

// An interrupt ends the functions of cells, so it ends the comms, and says so; a function that runs can be interrupted.
func TestCommsEndWithAnInterrupt(t *testing.T) {
	s := workerSession(t)
	id := open(t, s)
	run(s, "c.OnMessage(func(m comms.Message) { fmt.Println(\"busy\"); for { } })")
	ctx, interrupt := context.WithCancel(context.Background())
	var out strings.Builder
	sink := watch(&out)
	err := s.Deliver(ctx, comms.Packet{Kind: comms.Sent, Comm: id}, func(e display.Event) {
		sink(e)
		interrupt() // it has begun
	})
	var failed *session.Error
	if !errors.As(err, &failed) || failed.Name != "KeyboardInterrupt" {
		t.Errorf("got %v", err)
	}
	want := "busy\nnote: the interrupt has closed 1 comms and forgotten 0 targets; run the cells that made them again\nclose " + id + "  map[] map[] []\n"
	if got := out.String(); len(got) != len(want) || !strings.Contains(got, "close "+id) || !strings.Contains(got, "note: the interrupt has closed 1 comms") {
		t.Errorf("got %q, want %q in any order", got, want)
	}
	if id := open(t, s); !strings.HasPrefix(deliver(s, comms.Packet{Kind: comms.Sent, Comm: id}), "heard") {
		t.Error("a comm that is opened after the interrupt hears nothing")
	}
}
