package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func newTestCodec(t testing.TB, key string) *Codec {
	t.Helper()
	s, err := NewSigner("hmac-sha256", key)
	if err != nil {
		t.Fatal(err)
	}
	c := NewCodec(s)
	c.now = func() time.Time { return time.Date(2026, 2, 3, 4, 5, 6, 7000, time.FixedZone("", 3600)) }
	return c
}

func received(header, content string) [][]byte {
	return frames("client", delimiter, "", header, "{}", "{}", content)
}

// Every content that the kernel sends, as the bytes that go over the wire.
func TestContentsOnTheWire(t *testing.T) {
	failure := &Failure{Name: "panic", Value: "boom", Traceback: []string{"panic: boom"}}
	indent, output := "\t", "2"
	var got bytes.Buffer
	for _, c := range []Content{
		&KernelInfoReply{Status: OK, HelpLinks: []HelpLink{{"Go", "https://go.dev"}}, SupportedFeatures: []string{}},
		&ConnectReply{Status: OK, ShellPort: 1, ControlPort: 2, StdinPort: 3, IOPubPort: 4, HeartbeatPort: 5},
		&ExecuteReply{Status: OK, ExecutionCount: 3, Payload: []any{}, UserExpressions: map[string]UserResult{
			"good": {Status: OK, Data: Data{"text/plain": "<b> & co"}, Metadata: map[string]any{}},
			"bad":  {Status: Error, Failure: failure},
		}},
		&ExecuteReply{Status: Error, ExecutionCount: 4, Failure: failure},
		&ExecuteReply{Status: Aborted, ExecutionCount: 4},
		&CompleteReply{Status: OK, Matches: []string{"Println"}, CursorStart: 4, CursorEnd: 6, Metadata: CompleteMetadata{
			Types: []CompleteType{{"Println", "function", 4, 6, "func Println(a ...any)"}}}},
		&InspectReply{Status: OK, Data: Data{}, Metadata: map[string]any{}},
		&IsCompleteReply{Status: "incomplete", Indent: &indent},
		&IsCompleteReply{Status: "complete"},
		&HistoryReply{Status: OK, History: []HistoryItem{{0, 1, "1+1", nil}, {0, 1, "1+1", &output}}},
		&CommInfoReply{Status: OK, Comms: map[string]CommInfo{}},
		&CommClose{CommID: "c1", Data: map[string]any{}},
		&InterruptReply{Status: OK},
		&ShutdownReply{Status: OK, Restart: true},
		&CreateSubshellReply{Status: OK, Subshell: "s1"},
		&DeleteSubshellReply{Status: OK},
		&ListSubshellReply{Status: OK, Subshells: []string{}},
		&InputRequest{Prompt: "name? "},
		&UsageReply{Status: OK, Host: "h", PID: 7, KernelCPU: 12.5, KernelMemory: 1 << 20, CPUs: 2,
			HostMemory: &HostMemory{Total: 8, Available: 6, Used: 2, Free: 5, Percent: 25}},
		&ErrorReply{MessageType: "complete_reply", Status: Error, Failure: failure},
		&Status{State: "busy"},
		&Stream{Name: "stdout", Text: "h\u00e9llo\n"},
		&DisplayData{Data: Data{"application/json": []any{1, math.NaN()}}, Metadata: map[string]any{}},
		&UpdateDisplayData{Data: Data{"text/plain": "x"}, Metadata: map[string]any{}, Transient: Transient{"d1"}},
		&ExecuteInput{Code: "1+1", ExecutionCount: 3},
		&ExecuteResult{ExecutionCount: 3, Data: Data{"text/plain": "2", "application/json": func() {}}, Metadata: map[string]any{}},
		failure,
		&ClearOutput{Wait: true},
		&Welcome{},
	} {
		text, err := marshalContent(c)
		if err != nil {
			t.Errorf("%s: %v", c.Type(), err)
		}
		got.WriteString(c.Type() + " " + string(text) + "\n")
	}
	golden(t, "testdata/contents.txt", got.Bytes())
}

func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (-want +got; -update rewrites it):\n%s", path, diff)
	}
}

func TestDecodeExecuteRequest(t *testing.T) {
	yes, no := true, false
	for _, c := range []struct {
		content string
		want    ExecuteRequest
		history bool
	}{
		{`{"code":"x"}`, ExecuteRequest{Code: "x", StopOnError: true}, true},
		{`{"code":"x","silent":true}`, ExecuteRequest{Code: "x", Silent: true, StopOnError: true}, false},
		{`{"code":"x","silent":true,"store_history":true}`,
			ExecuteRequest{Code: "x", Silent: true, StoreHistory: &yes, StopOnError: true}, false},
		{`{"code":"x","store_history":false,"stop_on_error":false}`, ExecuteRequest{Code: "x", StoreHistory: &no}, false},
		{`{"code":"\ud800!","from_the_future":1}`, ExecuteRequest{Code: "\ufffd!", StopOnError: true}, true},
	} {
		m, err := newTestCodec(t, "").Decode(received(`{"msg_id":"1","msg_type":"execute_request"}`, c.content))
		if err != nil {
			t.Errorf("%s: %v", c.content, err)
			continue
		}
		got := m.Content.(*ExecuteRequest)
		if diff := cmp.Diff(&c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.content, diff)
		}
		if got.History() != c.history {
			t.Errorf("%s: History is %t, want %t", c.content, got.History(), c.history)
		}
	}
}

func TestDecodeRejects(t *testing.T) {
	good := `{"msg_id":"1","msg_type":"status"}`
	for _, c := range []struct {
		name   string
		frames [][]byte
		want   string
	}{
		{"nothing", nil, "a message of 0 frames has no <IDS|MSG> frame"},
		{"no delimiter", frames("a", "b"), "a message of 2 frames has no <IDS|MSG> frame"},
		{"too few frames", frames(delimiter, "", good, "{}", "{}"), "has 4 frames after <IDS|MSG>"},
		{"header no JSON", received(`{`, `{}`), "a message's header is not a JSON object"},
		{"header no object", received(`[]`, `{}`), "a message's header is not a JSON object"},
		{"header no UTF-8", received("{\"\xff\":1}", `{}`), "a message's header is not UTF-8"},
		{"header without id", received(`{"msg_type":"status"}`, `{}`), "has no msg_id"},
		{"header without type", received(`{"msg_id":"1"}`, `{}`), "no msg_type"},
		{"header of wrong types", received(`{"msg_id":1,"msg_type":"status"}`, `{}`), `"msg_id" is a JSON number`},
		{"header too long", received(`{"msg_id":"1","msg_type":"status","x":"`+strings.Repeat("x", maxHeader)+`"}`, `{}`),
			"want at most 65536"},
		{"content no object", received(good, `7`), "a message's content is not a JSON object"},
		{"content empty", received(good, ``), "a message's content is not a JSON object"},
	} {
		_, err := newTestCodec(t, "").Decode(c.frames)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
	unsigned := received(good, `{}`)
	if _, err := newTestCodec(t, "key").Decode(unsigned); !errors.Is(err, ErrUnsigned) {
		t.Errorf("unsigned: got %v, want %v", err, ErrUnsigned)
	}
}

func TestDecodeKeepsWhatItCannotRead(t *testing.T) {
	c := newTestCodec(t, "")
	m, err := c.Decode(received(`{"msg_id":"1","msg_type":"dance_request"}`, `{"tempo":120}`))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Content(&Unknown{"dance_request", json.RawMessage(`{"tempo":120}`)}), m.Content); diff != "" {
		t.Error(diff)
	}
	m, err = c.Decode(received(`{"msg_id":"1","msg_type":"execute_request"}`, `{"code":5}`))
	if err != nil {
		t.Fatal(err)
	}
	bad, ok := m.Content.(*Malformed)
	if !ok || bad.Type() != "execute_request" || bad.Err.Error() != `"code" is a JSON number, want string` {
		t.Errorf("got %#v", m.Content)
	}
}

// What one codec encodes another decodes, and an answer carries the request's header byte for byte, whatever keys it has.
func TestRoundTrip(t *testing.T) {
	client, kernel := newTestCodec(t, "key"), newTestCodec(t, "key")
	header := `{ "msg_id":"7", "msg_type":"is_complete_request", "username":"\ud800", "unknown":{"a":[1.50]} }`
	request := received(header, `{"code":"x"}`)
	request[2] = kernel.signer.Sign(request[3:])
	asked, err := kernel.Decode(request)
	if err != nil {
		t.Fatal(err)
	}
	answer := &Message{
		Route: asked.Route, Parent: asked.AsParent(), Content: &IsCompleteReply{Status: "complete"}, Buffers: frames("raw"),
	}
	sent, err := kernel.Encode(answer)
	if err != nil {
		t.Fatal(err)
	}
	got, err := client.Decode(sent)
	if err != nil {
		t.Fatal(err)
	}
	if string(got.Parent) != header {
		t.Errorf("parent header: got  %s\nwant %s", got.Parent, header)
	}
	wantHeader := Header{
		ID: kernel.session + "_1", Session: kernel.session, Username: "regan", Date: "2026-02-03T03:05:06.000007Z",
		Type: "is_complete_reply", Version: "5.5",
	}
	if diff := cmp.Diff(wantHeader, got.Header); diff != "" {
		t.Errorf("header (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(answer.Content, got.Content); diff != "" {
		t.Errorf("content (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(frames("client"), got.Route); diff != "" {
		t.Errorf("route (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(frames("raw"), got.Buffers); diff != "" {
		t.Errorf("buffers (-want +got):\n%s", diff)
	}
}

// A message may be sent twice: each sending is a message of its own, which the receiver does not take for a repetition.
func TestEachSendingHasItsOwnID(t *testing.T) {
	client, kernel := newTestCodec(t, "key"), newTestCodec(t, "key")
	m := &Message{Content: &Status{State: "busy"}}
	ids := map[string]bool{}
	for range 3 {
		sent, err := kernel.Encode(m)
		if err != nil {
			t.Fatal(err)
		}
		got, err := client.Decode(sent)
		if err != nil {
			t.Fatal(err)
		}
		ids[got.Header.ID] = true
	}
	if len(ids) != 3 {
		t.Errorf("three sendings have %d ids", len(ids))
	}
}

func TestReplyType(t *testing.T) {
	for in, want := range map[string]string{"execute_request": "execute_reply", "comm_open": "", "status": ""} {
		if got := ReplyType(in); got != want {
			t.Errorf("ReplyType(%q) = %q, want %q", in, got, want)
		}
	}
}

// Whatever comes in, the codec neither panics nor accepts what it could not answer: a decoded message's header can be the
// parent of a message that decodes again.
func FuzzDecode(f *testing.F) {
	f.Add([]byte("client"), []byte(`{"msg_id":"1","msg_type":"execute_request"}`), []byte(`{"code":"1+1"}`), []byte("buffer"))
	f.Add([]byte(delimiter), []byte(`{"msg_id":"1","msg_type":"history_reply"}`), []byte(`{"history":[[0,1,["a","b"]]]}`), []byte{})
	f.Add([]byte{}, []byte(`{"msg_id":"\ud800","msg_type":"comm_open"}`), []byte(`{"data":null}`), []byte{0})
	f.Add([]byte{}, []byte(`[`), []byte(`}`), []byte{0xff})
	f.Fuzz(func(t *testing.T, route, header, content, buffer []byte) {
		codec := newTestCodec(t, "")
		m, err := codec.Decode([][]byte{route, []byte(delimiter), {}, header, []byte("{}"), []byte("{}"), content, buffer})
		if err != nil {
			return
		}
		sent, err := codec.Encode(&Message{Route: m.Route, Parent: m.AsParent(), Content: &Status{State: "idle"}})
		if err != nil {
			t.Fatalf("an answer to a decoded message cannot be encoded: %v", err)
		}
		again, err := codec.Decode(sent)
		if err != nil {
			t.Fatalf("an answer to a decoded message cannot be decoded: %v", err)
		}
		if !bytes.Equal(again.Parent, m.rawHeader) {
			t.Fatalf("the answer's parent header is %q, want %q", again.Parent, m.rawHeader)
		}
	})
}

func TestWhatJSONCannotExpressIsLeftOutWhereverDataStands(t *testing.T) {
	broken := func() Data { return Data{"text/plain": "x", "application/json": func() {}, "text/html": math.Inf(1)} }
	for _, c := range []Content{
		&InspectReply{Data: broken()},
		&ExecuteReply{UserExpressions: map[string]UserResult{"a": {Data: broken()}}, Payload: []any{&Page{Data: broken()}}},
	} {
		text, err := marshalContent(c)
		if want := `"data":{"text/html":null,"text/plain":"x"}`; err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: %s, %v, want %s in it", c.Type(), text, err, want)
		}
	}
}
