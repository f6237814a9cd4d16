package kernel_test

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"regan/kernel"
	"regan/kernel/display"
	"regan/kernel/internal/wire"
	"regan/kernel/kerneltest"
	"regan/kernel/session"
)

func cell(lines ...string) *wire.ExecuteRequest {
	return &wire.ExecuteRequest{Code: strings.Join(lines, "\n"), StopOnError: true}
}

func wantTranscript(t *testing.T, got kerneltest.Transcript, want string) {
	t.Helper()
	want = strings.TrimPrefix(want, "\n")
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got.String(), "\n")); diff != "" {
		t.Errorf("transcript (-want +got):\n%s", diff)
	}
}

func TestStartingOnce(t *testing.T) {
	client := kerneltest.Start(t, newScript(), nil)
	client.Request(kerneltest.Shell, cell())
	wantTranscript(t, client.Received()[:3], `
iopub iopub_welcome {"subscription":""}
iopub status {"execution_state":"starting"}
iopub status {"execution_state":"busy"}
`)
	if n := strings.Count(client.Received().String(), "starting"); n != 1 {
		t.Errorf("status starting was sent %d times", n)
	}
}

func TestKernelInfo(t *testing.T) {
	client := kerneltest.Start(t, newScript(), &kernel.Options{Version: "1.2.3"})
	version := strings.TrimPrefix(runtime.Version(), "go")
	want := &wire.KernelInfoReply{
		Status: "ok", ProtocolVersion: "5.5", Implementation: "regan", ImplementationVersion: "1.2.3",
		LanguageInfo: wire.LanguageInfo{
			Name: "go", Version: version, MIMEType: "text/x-go", FileExtension: ".go", PygmentsLexer: "go",
			CodeMirrorMode: "go", NbconvertExporter: "script",
		},
		Banner: "regan 1.2.3: Go " + version + " in cells, and a simulator of ReRAM accelerators that train GANs",
		HelpLinks: []wire.HelpLink{
			{Text: "Go language specification", URL: "https://go.dev/ref/spec"},
			{Text: "Go standard library", URL: "https://pkg.go.dev/std"},
			{Text: "Effective Go", URL: "https://go.dev/doc/effective_go"},
		},
		SupportedFeatures: []string{"kernel subshells", "debugger"}, Debugger: true,
	}
	onShell := kerneltest.Find[*wire.KernelInfoReply](client.Request(kerneltest.Shell, &wire.KernelInfoRequest{}))
	onControl := kerneltest.Find[*wire.KernelInfoReply](client.Request(kerneltest.Control, &wire.KernelInfoRequest{}))
	if diff := cmp.Diff([]*wire.KernelInfoReply{want, want}, append(onShell, onControl...)); diff != "" {
		t.Errorf("on shell and on control (-want +got):\n%s", diff)
	}
}

// Each message that answers a request has that request's header as its parent, one session id, and an id of its own.
func TestHeaders(t *testing.T) {
	client := kerneltest.Start(t, newScript(), nil)
	client.Request(kerneltest.Shell, cell("print a"))
	client.Request(kerneltest.Control, &wire.KernelInfoRequest{})
	sessions, ids := map[string]bool{}, map[string]bool{}
	for _, m := range client.Received() {
		sessions[m.Header.Session] = true
		if ids[m.Header.ID] {
			t.Errorf("two messages have the id %s", m.Header.ID)
		}
		ids[m.Header.ID] = true
		if _, err := time.Parse(time.RFC3339Nano, m.Header.Date); err != nil {
			t.Errorf("%s: date: %v", m.Header.Type, err)
		}
	}
	if len(sessions) != 1 {
		t.Errorf("the kernel used %d session ids", len(sessions))
	}
}

func TestCellsAreCounted(t *testing.T) {
	client := kerneltest.Start(t, newScript(), nil)
	no := false
	for i, c := range []struct {
		request *wire.ExecuteRequest
		want    int
	}{
		{cell("result a"), 1},
		{cell("fail b"), 2},
		{&wire.ExecuteRequest{Code: "result c", StoreHistory: &no}, 2},
		{&wire.ExecuteRequest{Code: "result d", Silent: true}, 2},
		{cell("result e"), 3},
	} {
		got := client.Request(kerneltest.Shell, c.request)
		for _, r := range kerneltest.Find[*wire.ExecuteReply](got) {
			if r.ExecutionCount != c.want {
				t.Errorf("cell %d: the reply has number %d, want %d", i, r.ExecutionCount, c.want)
			}
		}
		for _, r := range kerneltest.Find[*wire.ExecuteInput](got) {
			if r.ExecutionCount != c.want {
				t.Errorf("cell %d: execute_input has number %d, want %d", i, r.ExecutionCount, c.want)
			}
		}
	}
}

// A failed cell aborts the cells that wait already, and nothing else.
func TestStopOnError(t *testing.T) {
	for _, c := range []struct {
		stop bool
		want []string // the status of the two cells behind
	}{
		{true, []string{"aborted", "aborted"}},
		{false, []string{"ok", "ok"}},
	} {
		synctest.Test(t, func(t *testing.T) { stopOnError(t, c.stop, c.want) })
	}
}

func stopOnError(t *testing.T, stop bool, want []string) {
	client := kerneltest.Start(t, newScript(), nil)
	running := client.Send(kerneltest.Shell, &wire.ExecuteRequest{Code: "hang", StopOnError: stop})
	client.Await(running, "execute_input") // the rest is sure to wait while it runs
	first := client.Send(kerneltest.Shell, cell("print 1"))
	info := client.Send(kerneltest.Shell, &wire.KernelInfoRequest{})
	second := client.Send(kerneltest.Shell, cell("print 2"))
	client.Request(kerneltest.Control, &wire.InterruptRequest{})

	var got []string
	for _, id := range []string{first, second} {
		replies := kerneltest.Find[*wire.ExecuteReply](client.AwaitIdle(id))
		if len(replies) != 1 || replies[0].ExecutionCount == 0 {
			t.Fatalf("stop %t: want one reply with an execution_count, got %+v", stop, replies)
		}
		got = append(got, replies[0].Status)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("stop %t (-want +got):\n%s", stop, diff)
	}
	if n := len(kerneltest.Find[*wire.KernelInfoReply](client.AwaitIdle(info))); n != 1 {
		t.Errorf("stop %t: kernel_info_request has %d replies", stop, n)
	}
	// A cell sent afterwards runs.
	later := kerneltest.Find[*wire.ExecuteReply](client.Request(kerneltest.Shell, cell("print 3")))
	if len(later) != 1 || later[0].Status != "ok" {
		t.Errorf("stop %t: a later cell: %+v", stop, later)
	}
}

// Requests that are on their way when a cell fails belong to those that wait. None is aborted that was sent after the reply.
func TestStopOnErrorWaitsForRequestsOnTheirWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := kerneltest.Start(t, newScript(), nil)
		failed := client.Send(kerneltest.Shell, cell("fail"))
		var behind []string
		for range 5 {
			time.Sleep(5 * time.Millisecond)
			behind = append(behind, client.Send(kerneltest.Shell, cell("print")))
		}
		client.Await(failed, "execute_reply")
		behind = append(behind, client.Send(kerneltest.Shell, cell("print")))
		var got []string
		for _, id := range behind {
			for _, r := range kerneltest.Find[*wire.ExecuteReply](client.AwaitIdle(id)) {
				got = append(got, r.Status)
			}
		}
		if diff := cmp.Diff([]string{"aborted", "aborted", "aborted", "aborted", "aborted", "ok"}, got); diff != "" {
			t.Errorf("the cells behind (-want +got):\n%s", diff)
		}
	})
}

// An interrupted cell replies at once, whether it has run for long or not, and the cells that wait are aborted all the same.
func TestStopOnInterrupt(t *testing.T) {
	for _, ran := range []time.Duration{0, time.Millisecond, time.Second} {
		synctest.Test(t, func(t *testing.T) {
			client := kerneltest.Start(t, newScript(), nil)
			running := client.Send(kerneltest.Shell, cell("hang"))
			behind := client.Send(kerneltest.Shell, cell("print"))
			client.Await(running, "execute_input")
			time.Sleep(ran)
			start := time.Now()
			client.Send(kerneltest.Control, &wire.InterruptRequest{})
			client.Await(running, "execute_reply")
			if took := time.Since(start); took > 5*time.Millisecond {
				t.Errorf("after %s: the reply took %s", ran, took)
			}
			for _, r := range kerneltest.Find[*wire.ExecuteReply](client.AwaitIdle(behind)) {
				if r.Status != wire.Aborted {
					t.Errorf("after %s: the cell behind: %s", ran, r.Status)
				}
			}
		})
	}
}

// A cell that fails behind a silence replies at once.
func TestStopOnErrorAfterSilence(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := kerneltest.Start(t, newScript(), nil)
		running := client.Send(kerneltest.Shell, asking("ask", "fail"))
		question := kerneltest.Last(client.Await(running, "input_request"))
		time.Sleep(time.Second)
		start := time.Now()
		client.Answer(question, "")
		client.Await(running, "execute_reply")
		if took := time.Since(start); took > 5*time.Millisecond {
			t.Errorf("the reply took %s", took)
		}
	})
}

// A client that never stops sending does not delay the reply for ever.
func TestStopOnErrorEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := kerneltest.Start(t, newScript(), nil)
		start := time.Now()
		failed := client.Send(kerneltest.Shell, cell("fail"))
		stop := make(chan struct{})
		go func() {
			for {
				select {
				case <-stop:
					return
				case <-time.After(time.Millisecond):
					client.Send(kerneltest.Shell, &wire.KernelInfoRequest{})
				}
			}
		}()
		client.Await(failed, "execute_reply")
		close(stop)
		if took := time.Since(start); took > time.Second {
			t.Errorf("the reply took %s", took)
		}
	})
}

func TestInterrupt(t *testing.T) {
	interrupts := make(chan os.Signal)
	client := kerneltest.Start(t, newScript(), &kernel.Options{Interrupts: interrupts})
	for name, interrupt := range map[string]func(){
		"by message": func() {
			wantTranscript(t, client.Request(kerneltest.Control, &wire.InterruptRequest{}), `
iopub status {"execution_state":"busy"}
control interrupt_reply {"status":"ok"}
iopub status {"execution_state":"idle"}
`)
		},
		"by signal": func() { interrupts <- os.Interrupt },
		"by call":   client.Kernel.Interrupt,
	} {
		t.Run(name, func(t *testing.T) {
			interrupt() // while nothing runs: no effect
			id := client.Send(kerneltest.Shell, cell("hang"))
			client.Await(id, "execute_input")
			interrupt()
			replies := kerneltest.Find[*wire.ExecuteReply](client.AwaitIdle(id))
			if len(replies) != 1 || replies[0].Failure == nil || replies[0].Name != "KeyboardInterrupt" {
				t.Errorf("got %s", client.AwaitIdle(id))
			}
		})
	}
}

// The control channel is served while a cell runs.
func TestControlIsNotBlocked(t *testing.T) {
	client := kerneltest.Start(t, newScript(), nil)
	id := client.Send(kerneltest.Shell, cell("hang"))
	client.Await(id, "execute_input")
	if n := len(kerneltest.Find[*wire.KernelInfoReply](client.Request(kerneltest.Control, &wire.KernelInfoRequest{}))); n != 1 {
		t.Errorf("kernel_info_request has %d replies", n)
	}
	client.Kernel.Interrupt()
	client.AwaitIdle(id)
}

// A later session finds the cells of earlier ones, under numbers of their own; the present one has the number 0.
func TestHistoryAcrossSessions(t *testing.T) {
	file := filepath.Join(t.TempDir(), "history.sqlite")
	no := false
	session := func(sources ...string) *kerneltest.Client {
		client := kerneltest.Start(t, newScript(), &kernel.Options{HistoryFile: file})
		for _, source := range sources {
			client.Request(kerneltest.Shell, cell(source))
		}
		client.Request(kerneltest.Shell, &wire.ExecuteRequest{Code: "secret", StoreHistory: &no})
		client.Request(kerneltest.Shell, &wire.ExecuteRequest{Code: "silent", Silent: true})
		return client
	}
	for _, sources := range [][]string{{"a", "b"}, {"a", "fail c"}} {
		client := session(sources...)
		client.Request(kerneltest.Control, &wire.ShutdownRequest{})
		<-client.Done
	}
	client := session("a", "d")
	for _, c := range []struct {
		name    string
		request wire.HistoryRequest
		want    string
	}{
		{"the last five", wire.HistoryRequest{Access: "tail", N: 5}, `[[1,2,"b"],[2,1,"a"],[2,2,"fail c"],[0,1,"a"],[0,2,"d"]]`},
		{"the session before", wire.HistoryRequest{Access: "range", Session: -1}, `[[2,1,"a"],[2,2,"fail c"]]`},
		{"two sessions before", wire.HistoryRequest{Access: "range", Session: -2, Start: 2, Output: true}, `[[1,2,["b","out of b"]]]`},
		{"a session by its number", wire.HistoryRequest{Access: "range", Session: 2}, `[[2,1,"a"],[2,2,"fail c"]]`},
		{"a session that was not", wire.HistoryRequest{Access: "range", Session: -3}, `[]`},
		{"the present session", wire.HistoryRequest{Access: "range"}, `[[0,1,"a"],[0,2,"d"]]`},
		{"a search in all", wire.HistoryRequest{Access: "search", Pattern: "a"}, `[[1,1,"a"],[2,1,"a"],[0,1,"a"]]`},
		{"a unique search in all", wire.HistoryRequest{Access: "search", Pattern: "[!d]*", Unique: true}, `[]`},
		{"each source once", wire.HistoryRequest{Access: "search", Pattern: "*", Unique: true},
			`[[1,2,"b"],[2,2,"fail c"],[0,1,"a"],[0,2,"d"]]`},
	} {
		got := client.Request(kerneltest.Shell, &c.request)
		if want := "shell history_reply {\"status\":\"ok\",\"history\":" + c.want + "}\n"; got[1:2].String() != want {
			t.Errorf("%s: got %swant %s", c.name, got[1:2], want)
		}
	}
}

func TestHistory(t *testing.T) {
	client := kerneltest.Start(t, newScript(), nil)
	for _, source := range []string{"a", "ab", "a", "b\nc"} {
		client.Request(kerneltest.Shell, cell(source))
	}
	one, three := 1, 3
	for _, c := range []struct {
		name    string
		request wire.HistoryRequest
		want    string
	}{
		{"the last two", wire.HistoryRequest{Access: "tail", N: 2}, `[[0,3,"a"],[0,4,"b\nc"]]`},
		{"more than there are", wire.HistoryRequest{Access: "tail", N: 1000}, `[[0,1,"a"],[0,2,"ab"],[0,3,"a"],[0,4,"b\nc"]]`},
		{"with output", wire.HistoryRequest{Access: "tail", N: 1, Output: true}, `[[0,4,["b\nc","out of b\nc"]]]`},
		{"a range", wire.HistoryRequest{Access: "range", Start: 2, Stop: &three}, `[[0,2,"ab"]]`},
		{"a range to the end", wire.HistoryRequest{Access: "range", Start: 3}, `[[0,3,"a"],[0,4,"b\nc"]]`},
		{"an empty range", wire.HistoryRequest{Access: "range", Start: 1, Stop: &one}, `[]`},
		{"a range of an earlier session", wire.HistoryRequest{Access: "range", Session: -1}, `[]`},
		{"a search", wire.HistoryRequest{Access: "search", Pattern: "a*"}, `[[0,1,"a"],[0,2,"ab"],[0,3,"a"]]`},
		{"a search for one character", wire.HistoryRequest{Access: "search", Pattern: "a?"}, `[[0,2,"ab"]]`},
		{"a search over lines", wire.HistoryRequest{Access: "search", Pattern: "b*c"}, `[[0,4,"b\nc"]]`},
		{"a search for what has a meaning elsewhere", wire.HistoryRequest{Access: "search", Pattern: "[ab]"}, `[]`},
		{"a unique search", wire.HistoryRequest{Access: "search", Pattern: "a*", Unique: true}, `[[0,2,"ab"],[0,3,"a"]]`},
		{"a search with a limit", wire.HistoryRequest{Access: "search", Pattern: "*", N: 1}, `[[0,4,"b\nc"]]`},
	} {
		got := client.Request(kerneltest.Shell, &c.request)
		wantTranscript(t, got[1:2], "shell history_reply {\"status\":\"ok\",\"history\":"+c.want+"}\n")
	}
	got := client.AwaitIdle(client.SendRaw(kerneltest.Shell, "history_request", `{"hist_access_type":"search"}`))
	if replies := kerneltest.Find[*wire.HistoryReply](got); len(replies) != 1 || len(replies[0].History) != 4 {
		t.Errorf("a search without pattern: got %s", got)
	}
	got = client.Request(kerneltest.Shell, &wire.HistoryRequest{Access: "all"})
	if replies := kerneltest.Find[*wire.HistoryReply](got); len(replies) != 1 || replies[0].Status != "error" {
		t.Errorf("an unknown access type: got %s", got)
	}
}

func TestShutdown(t *testing.T) {
	for _, c := range []struct {
		channel string
		restart bool
		while   string // a cell that runs meanwhile
	}{
		{"control", false, ""}, {"control", true, ""}, {"shell", false, ""}, {"shell", true, ""},
		{"control", true, "hang"}, {"control", false, "ignore"},
	} {
		s := newScript()
		client := kerneltest.Start(t, s, nil)
		var running string
		if c.while != "" {
			running = client.Send(kerneltest.Shell, cell(c.while))
			client.Await(running, "execute_input")
		}
		channel := kerneltest.Shell
		if c.channel == "control" {
			channel = kerneltest.Control
		}
		got := client.Request(channel, &wire.ShutdownRequest{Restart: c.restart})
		want := wire.ShutdownReply{Status: "ok", Restart: c.restart} // on iopub for all clients, and on the channel for this one
		if replies := kerneltest.Find[*wire.ShutdownReply](got); len(replies) != 2 || *replies[0] != want || *replies[1] != want {
			t.Errorf("%+v: got %s", c, got)
		}
		if running != "" {
			client.AwaitIdle(running) // even then the cell gets its reply
		}
		<-client.Done
		if n := s.closes.Load(); n != 1 {
			t.Errorf("%+v: the session was closed %d times", c, n)
		}
	}
}

// What cannot be understood is logged and dropped, or answered with an error, and the kernel lives on.
func TestBadMessages(t *testing.T) {
	var log syncBuffer
	client := kerneltest.Start(t, newScript(), &kernel.Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	client.SendFrames(kerneltest.Shell, nil)
	client.SendFrames(kerneltest.Control, [][]byte{[]byte("<IDS|MSG>"), []byte("00"), []byte("{}"), []byte("{}"), []byte("{}"), []byte("{}")})
	client.SendFrames(kerneltest.Stdin, [][]byte{[]byte("garbage")})

	wantTranscript(t, client.AwaitIdle(client.SendRaw(kerneltest.Shell, "execute_request", `{"code":5}`)), `
iopub status {"execution_state":"busy"}
iopub error {"ename":"MalformedMessage","evalue":"execute_request: \"code\" is a JSON number, want string","traceback":["MalformedMessage: execute_request: \"code\" is a JSON number, want string"]}
shell execute_reply {"status":"error","execution_count":0,"ename":"MalformedMessage","evalue":"execute_request: \"code\" is a JSON number, want string","traceback":["MalformedMessage: execute_request: \"code\" is a JSON number, want string"]}
iopub status {"execution_state":"idle"}
`)
	wantTranscript(t, client.AwaitIdle(client.SendRaw(kerneltest.Shell, "comm_open", `{"comm_id":5}`)), `
iopub status {"execution_state":"busy"}
iopub status {"execution_state":"idle"}
`)
	wantTranscript(t, client.AwaitIdle(client.SendRaw(kerneltest.Control, "dance_request", `{}`)), `
iopub status {"execution_state":"busy"}
iopub status {"execution_state":"idle"}
`)
	for _, want := range []string{
		`dropped a message" channel=shell error="a message of 1 frames has no <IDS|MSG> frame"`,
		`dropped a message" channel=control error="the signature does not fit the message and the connection file's key"`,
		`a message of unknown type" channel=control type=dance_request`,
	} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log does not say %s:\n%s", want, log.String())
		}
	}
}

func TestRepeatedMessagesAreDropped(t *testing.T) {
	client := kerneltest.Start(t, newScript(), nil)
	signer, err := wire.NewSigner("hmac-sha256", "kerneltest")
	if err != nil {
		t.Fatal(err)
	}
	frames, err := wire.NewCodec(signer).Encode(&wire.Message{Content: cell("print a")})
	if err != nil {
		t.Fatal(err)
	}
	client.SendFrames(kerneltest.Shell, frames)
	client.SendFrames(kerneltest.Shell, frames)
	client.Request(kerneltest.Shell, cell()) // so the kernel has seen both
	if n := strings.Count(client.Received().String(), "execute_input"); n != 2 {
		t.Errorf("%d cells ran, want the first and the last", n)
	}
}

// slow is a session whose only cell prints a text every so often, on the test's own clock.
type slow struct {
	*script
	texts []string
	every time.Duration
}

func (s slow) Run(_ context.Context, c session.Cell, sink display.Sink) session.Outcome {
	for _, text := range s.texts {
		sink(display.Event{Kind: display.Stdout, Text: text})
		time.Sleep(s.every)
	}
	return session.Outcome{}
}

// The first text goes out at once; what follows is collected, for as long as nobody would notice.
func TestStreamsAreCollected(t *testing.T) {
	long := strings.Repeat("x", 64<<10)
	for _, c := range []struct {
		name  string
		texts []string
		every time.Duration
		want  []string
	}{
		{"all at once", []string{"a", "b", "c", "d"}, 0, []string{"a", "bcd"}},
		{"now and then", []string{"a", "b", "c"}, time.Second, []string{"a", "b", "c"}},
		{"every 40 ms", []string{"a", "b", "c", "d", "e", "f"}, 40 * time.Millisecond, []string{"a", "b", "cd", "ef"}},
		{"a lot", []string{"a", long, "b"}, 0, []string{"a", long, "b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				client := kerneltest.Start(t, slow{newScript(), c.texts, c.every}, nil)
				var got []string
				for _, s := range kerneltest.Find[*wire.Stream](client.Request(kerneltest.Shell, cell())) {
					got = append(got, s.Text)
				}
				if diff := cmp.Diff(c.want, got); diff != "" {
					t.Errorf("stream messages (-want +got):\n%s", diff)
				}
			})
		})
	}
}

type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
