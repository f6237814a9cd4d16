package kernel_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"regan/kernel"
	"regan/kernel/internal/wire"
	"regan/kernel/kerneltest"
)

func asking(lines ...string) *wire.ExecuteRequest {
	c := cell(lines...)
	c.AllowStdin = true
	return c
}

// What a cell that asks sends, and how it goes on. Text that it has printed before comes before the question.
func TestInput(t *testing.T) {
	client := kerneltest.Start(t, newScript(), nil)
	id := client.Send(kerneltest.Shell, asking("print Hello.", "print And now:", "ask name? ", "secret word? ", "ask more? "))
	client.Await(id, "input_request")
	client.Send(kerneltest.Stdin, &wire.InputReply{Value: "Ada é"})
	client.AwaitNth(id, "input_request", 2)
	client.Send(kerneltest.Stdin, &wire.InputReply{Value: ""})
	client.AwaitNth(id, "input_request", 3)
	client.Send(kerneltest.Stdin, &wire.InputReply{Value: "\x04"})
	var got strings.Builder
	var text string
	for _, m := range client.AwaitIdle(id) {
		if s, ok := m.Content.(*wire.Stream); ok {
			text += s.Text
			continue
		}
		if text != "" {
			fmt.Fprintf(&got, "text %q\n", text)
		}
		text = ""
		got.WriteString(kerneltest.Transcript{m}.String())
	}
	want := `iopub status {"execution_state":"busy"}
iopub execute_input {"code":"print Hello.\nprint And now:\nask name? \nsecret word? \nask more? ","execution_count":1}
text "Hello.\nAnd now:\n"
stdin input_request {"prompt":"name? ","password":false}
text "\"Ada é\" <nil>\n"
stdin input_request {"prompt":"word? ","password":true}
text "\"\" <nil>\n"
stdin input_request {"prompt":"more? ","password":false}
text "\"\" EOF\n"
shell execute_reply {"status":"ok","execution_count":1,"payload":[],"user_expressions":{}}
iopub status {"execution_state":"idle"}
`
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}

// A client that has not allowed questions gets none; the cell is told, and so is its reader, once.
func TestInputNotAllowed(t *testing.T) {
	client := kerneltest.Start(t, newScript(), nil)
	wantTranscript(t, client.Request(kerneltest.Shell, cell("ask a", "ask b")), `
iopub status {"execution_state":"busy"}
iopub execute_input {"code":"ask a\nask b","execution_count":1}
iopub stream {"name":"stderr","text":"note: the client that runs this cell does not allow it to ask for input\n"}
iopub stream {"name":"stdout","text":"\"\" the client that runs this cell does not allow it to ask for input\n\"\" the client that runs this cell does not allow it to ask for input\n"}
shell execute_reply {"status":"ok","execution_count":1,"payload":[],"user_expressions":{}}
iopub status {"execution_state":"idle"}
`)
}

// A question is answered by the client that was asked, and by no other.
func TestInputFromAnotherClient(t *testing.T) {
	client := kerneltest.Start(t, newScript(), nil)
	other := client.Join("another")
	id := client.Send(kerneltest.Shell, asking("secret word? "))
	asked := kerneltest.Last(client.Await(id, "input_request"))
	other.Send(kerneltest.Stdin, &wire.InputReply{Value: "guess"})
	other.Answer(asked, "guess again")
	client.Send(kerneltest.Stdin, &wire.InputReply{Value: "right"})
	if streams := kerneltest.Find[*wire.Stream](client.AwaitIdle(id)); len(streams) != 1 || streams[0].Text != "\"right\" <nil>\n" {
		t.Errorf("got %s", client.AwaitIdle(id))
	}
}

// A cell that waits for the user can be interrupted. An answer that comes afterwards is not taken for one to a later
// question if it says which question it answers.
func TestInputInterrupted(t *testing.T) {
	var log syncBuffer
	client := kerneltest.Start(t, newScript(), &kernel.Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	id := client.Send(kerneltest.Shell, asking("ask first? "))
	first := kerneltest.Last(client.Await(id, "input_request"))
	client.Request(kerneltest.Control, &wire.InterruptRequest{})
	replies := kerneltest.Find[*wire.ExecuteReply](client.AwaitIdle(id))
	if len(replies) != 1 || replies[0].Failure == nil || replies[0].Name != "KeyboardInterrupt" {
		t.Fatalf("got %s", client.AwaitIdle(id))
	}
	client.Answer(first, "too late")

	id = client.Send(kerneltest.Shell, asking("ask second? "))
	second := kerneltest.Last(client.Await(id, "input_request"))
	client.Answer(first, "late again")
	client.Answer(second, "in time")
	if streams := kerneltest.Find[*wire.Stream](client.AwaitIdle(id)); len(streams) != 1 || streams[0].Text != "\"in time\" <nil>\n" {
		t.Errorf("got %s", client.AwaitIdle(id))
	}
	if n := bytes.Count([]byte(log.String()), []byte("nobody waits")); n != 2 {
		t.Errorf("the log has %d lines for two late answers:\n%s", n, log.String())
	}
}
