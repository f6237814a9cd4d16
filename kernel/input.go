package kernel

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"sync"

	"regan/kernel/display"
	"regan/kernel/internal/engine"
	"regan/kernel/internal/transport"
	"regan/kernel/internal/wire"
)

// endOfInput is what clients send in the place of a line when the user presses Ctrl-D, as to ipykernel.
const endOfInput = "\x04"

// errNotAllowed is what a cell is told that asks although its client has not allowed it.
var errNotAllowed = errors.New("the client that runs this cell does not allow it to ask for input")

// A question is one that a user has been asked and has not answered.
type question struct {
	id     string   // of the input_request
	route  [][]byte // to the client that is asked, and from it
	answer chan string
}

// inputOf returns what answers the questions of the cell that a request runs.
func (k *Kernel) inputOf(r *request, q *wire.ExecuteRequest, out *outputs) engine.Input {
	if !q.AllowStdin {
		tell := sync.OnceFunc(func() { // a program may not look at the error
			out.event(display.Event{Kind: display.Stderr, Text: "note: " + errNotAllowed.Error() + "\n"})
		})
		return func(context.Context, engine.Question) (string, error) {
			tell()
			return "", errNotAllowed
		}
	}
	return func(ctx context.Context, q engine.Question) (string, error) {
		out.flush() // a prompt that the cell has printed
		asked := k.ask(r, &wire.InputRequest{Prompt: q.Prompt, Password: q.Secret})
		defer k.askNothing()
		select {
		case text := <-asked.answer:
			if text == endOfInput {
				return "", io.EOF
			}
			return text, nil
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
}

// ask sends a question to the client that sent a request: on stdin it has the identity that it has on shell.
func (k *Kernel) ask(r *request, content *wire.InputRequest) *question {
	k.mu.Lock() // until the question is known, so that no answer can come before
	defer k.mu.Unlock()
	q := &question{route: r.Route, answer: make(chan string, 1)}
	q.id = k.send(transport.Stdin, r.Route, r, content)
	k.asked = q
	return q
}

func (k *Kernel) askNothing() {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.asked = nil
}

// inputReply takes what a user typed. It reports false when nobody waits for it.
func (k *Kernel) inputReply(r *request, reply *wire.InputReply) bool {
	var parent struct {
		ID string `json:"msg_id"`
	}
	_ = json.Unmarshal(r.Parent, &parent)
	k.mu.Lock()
	defer k.mu.Unlock()
	// JupyterLab's replies have the question as their parent. Those of jupyter_client have none.
	if k.asked == nil || parent.ID != "" && parent.ID != k.asked.id || !slices.EqualFunc(r.Route, k.asked.route, bytes.Equal) {
		return false
	}
	k.asked.answer <- reply.Value
	k.asked = nil
	return true
}
