package kernel_test

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

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

// requests has one of each type, or more.
func requests() []wire.Content {
	return []wire.Content{
		cell("a"), &wire.ExecuteRequest{Code: "b", Silent: true, UserExpressions: map[string]string{"x": "bad"}},
		&wire.CompleteRequest{Code: "\u00e9Pr", CursorPos: 3}, &wire.InspectRequest{Code: "x", CursorPos: -1, DetailLevel: 9},
		&wire.IsCompleteRequest{Code: "{"}, &wire.HistoryRequest{Access: "range", Start: -1},
		&wire.HistoryRequest{Access: "search", Pattern: "*[", Unique: true}, &wire.CommInfoRequest{}, &wire.CommOpen{CommID: "c"},
		&wire.CommMessage{}, &wire.CommClose{}, &wire.ConnectRequest{}, &wire.InterruptRequest{}, &wire.UsageRequest{},
		&wire.CreateSubshellRequest{}, &wire.DeleteSubshellRequest{Subshell: "s"}, &wire.ListSubshellRequest{},
	}
}

func FuzzHandlers(f *testing.F) {
	for _, request := range requests() {
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
	f.Fuzz(func(t *testing.T, channel byte, messageType, content string) { ask(t, channel, messageType, content) })
}

// What FuzzHandlers looks for, for as long as the gate has time: requests of all types with members of the wrong types, missing or
// in excess, on any channel.
func TestHandlersOnAnyRequest(t *testing.T) {
	var types []string
	members := map[string]bool{}
	for _, request := range requests() {
		types = append(types, request.Type())
		text, err := json.Marshal(request)
		if err != nil {
			t.Fatal(err)
		}
		var content map[string]any
		if err := json.Unmarshal(text, &content); err != nil {
			t.Fatal(err)
		}
		for name := range content {
			members[name] = true
		}
	}
	names := slices.Sorted(maps.Keys(members))
	values := []any{nil, true, -1, 1e99, 7, "", "x", "{", "\u00e9\U0001f600", []any{}, []any{1, "a"}, map[string]any{}, map[string]any{"a": []any{nil}}}
	rapid.Check(t, func(r *rapid.T) {
		content := map[string]any{}
		for range rapid.IntRange(0, 6).Draw(r, "members") {
			content[rapid.SampledFrom(names).Draw(r, "name")] = rapid.SampledFrom(values).Draw(r, "value")
		}
		text, err := json.Marshal(content)
		if err != nil {
			r.Fatal(err)
		}
		ask(t, rapid.Byte().Draw(r, "channel"), rapid.SampledFrom(types).Draw(r, "type"), string(text))
	})
}

// ask sends a request. Whatever a client that holds the key asks, of whatever type on whatever channel, the kernel answers between
// one busy and one idle if it answers at all, and serves what comes next.
func ask(t *testing.T, channel byte, messageType, content string) {
	if messageType == "shutdown_request" {
		return // nothing is served after it
	}
	t.Run("", func(t *testing.T) { // whose end is the kernel's
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
			t.Errorf("%s with %s: what came is not between one busy and one idle:\n%s", messageType, content, answers)
		}
	})
}
