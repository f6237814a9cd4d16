package kernel_test

import (
	"context"
	"encoding/json"
	"testing"

	"regan/kernel/display"
	"regan/kernel/internal/transport"
	"regan/kernel/internal/wire"
	"regan/kernel/kerneltest"
	"regan/kernel/session"
)

// tame is a session whose cells only print themselves.
type tame struct{ *script }

func (s tame) Run(_ context.Context, c session.Cell, sink display.Sink) session.Outcome {
	sink(display.Event{Kind: display.Stdout, Text: c.Source})
	return session.Outcome{Count: 1}
}

func (s tame) Inspect(string, int, int) session.Explanation { return session.Explanation{} }

// Whatever a client that holds the key asks, of whatever type on whatever channel, the kernel answers between one busy and
// one idle if it answers at all, and serves what comes next.
func FuzzHandlers(f *testing.F) {
	for _, request := range []wire.Content{
		cell("a"), &wire.ExecuteRequest{Code: "b", Silent: true, UserExpressions: map[string]string{"x": "bad"}},
		&wire.CompleteRequest{Code: "\u00e9Pr", CursorPos: 3}, &wire.InspectRequest{Code: "x", CursorPos: -1, DetailLevel: 9},
		&wire.IsCompleteRequest{Code: "{"}, &wire.HistoryRequest{Access: "range", Start: -1},
		&wire.HistoryRequest{Access: "search", Pattern: "*[", Unique: true}, &wire.CommInfoRequest{}, &wire.CommOpen{CommID: "c"},
		&wire.CommMessage{}, &wire.CommClose{}, &wire.ConnectRequest{}, &wire.InterruptRequest{}, &wire.UsageRequest{},
		&wire.CreateSubshellRequest{}, &wire.DeleteSubshellRequest{Subshell: "s"}, &wire.ListSubshellRequest{},
	} {
		text, err := json.Marshal(request)
		if err != nil {
			f.Fatal(err)
		}
		for channel := range byte(3) {
			f.Add(channel, request.Type(), string(text))
		}
		f.Add(byte(0), request.Type(), `{"code":[],"comm_id":{},"cursor_pos":1e99,"user_expressions":"x","subshell_id":7,"n":-1}`)
	}
	f.Add(byte(0), "execute_request", `{"code":"a","stop_on_error":null,"allow_stdin":1}`)
	f.Add(byte(1), "no_request", `{`)
	f.Fuzz(func(t *testing.T, channel byte, messageType, content string) {
		if messageType == "shutdown_request" {
			t.Skip("nothing is served after it")
		}
		client := kerneltest.Start(t, tame{newScript()}, nil)
		id := client.SendRaw([]transport.Channel{kerneltest.Shell, kerneltest.Control, kerneltest.Stdin}[channel%3], messageType, content)
		client.Request(kerneltest.Shell, &wire.KernelInfoRequest{})
		client.Request(kerneltest.Control, &wire.KernelInfoRequest{})

		answers := client.About(id)
		states := kerneltest.Find[*wire.Status](answers)
		if len(answers) == 0 {
			return // dropped
		}
		if len(states) != 2 || states[0].State != "busy" || states[1].State != "idle" ||
			answers[0].Content != wire.Content(states[0]) || kerneltest.Last(answers).Content != wire.Content(states[1]) {
			t.Errorf("what came is not between one busy and one idle:\n%s", answers)
		}
	})
}
