package main

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"
)

// From the start of the process to its first kernel_info_reply: what a reader waits for when a notebook opens.
func BenchmarkKernelStart(b *testing.B) {
	for b.Loop() {
		k := startKernel(b)
		k.roundTrip(b, "kernel_info_request", map[string]any{})
		k.stop()
	}
}

// A trivial cell from its request to its reply, over a socket.
func BenchmarkKernelRoundTrip(b *testing.B) {
	k := startKernel(b)
	defer k.stop()
	cell := map[string]any{"code": "1 + 1", "silent": false, "store_history": true, "user_expressions": map[string]any{},
		"allow_stdin": false, "stop_on_error": true}
	k.roundTrip(b, "execute_request", cell)
	for b.Loop() {
		k.roundTrip(b, "execute_request", cell)
	}
}

// A served is a kernel process with a client's shell socket.
type served struct {
	command *exec.Cmd
	shell   zmq4.Socket
	cancel  context.CancelFunc
	sent    int
}

const benchKey = "a key for benchmarks"

func startKernel(b *testing.B) *served {
	b.Helper()
	connection := map[string]any{"ip": "127.0.0.1", "transport": "tcp", "key": benchKey, "signature_scheme": "hmac-sha256"}
	for _, channel := range []string{"shell_port", "iopub_port", "stdin_port", "control_port", "hb_port"} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			b.Fatal(err)
		}
		connection[channel] = l.Addr().(*net.TCPAddr).Port
		l.Close()
	}
	text, err := json.Marshal(connection)
	if err != nil {
		b.Fatal(err)
	}
	file := filepath.Join(b.TempDir(), "kernel.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		b.Fatal(err)
	}
	k := &served{command: exec.Command("regan", "kernel", file)}
	if err := k.command.Start(); err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	k.cancel = cancel
	k.shell = zmq4.NewDealer(ctx, zmq4.WithDialerRetry(time.Millisecond), zmq4.WithDialerMaxRetries(10000))
	if err := k.shell.Dial(fmt.Sprintf("tcp://127.0.0.1:%d", connection["shell_port"])); err != nil {
		b.Fatal(err)
	}
	return k
}

// roundTrip sends a request and waits for the reply.
func (k *served) roundTrip(b *testing.B, kind string, content map[string]any) {
	b.Helper()
	k.sent++
	header := map[string]any{"msg_id": fmt.Sprint(k.sent), "session": "bench", "username": "bench", "msg_type": kind,
		"date": time.Now().UTC().Format(time.RFC3339Nano), "version": "5.5"}
	var frames [][]byte
	mac := hmac.New(sha256.New, []byte(benchKey))
	for _, part := range []any{header, map[string]any{}, map[string]any{}, content} {
		text, err := json.Marshal(part)
		if err != nil {
			b.Fatal(err)
		}
		mac.Write(text)
		frames = append(frames, text)
	}
	frames = append([][]byte{[]byte("<IDS|MSG>"), []byte(hex.EncodeToString(mac.Sum(nil)))}, frames...)
	if err := k.shell.SendMulti(zmq4.NewMsgFrom(frames...)); err != nil {
		b.Fatal(err)
	}
	reply, err := k.shell.Recv()
	if err != nil {
		b.Fatal(err)
	}
	var status struct{ Status string }
	if err := json.Unmarshal(reply.Frames[len(reply.Frames)-1], &status); err != nil || status.Status != "ok" {
		b.Fatalf("%s: reply %s, %v", kind, reply.Frames[len(reply.Frames)-1], err)
	}
}

func (k *served) stop() {
	k.cancel()
	k.shell.Close()
	k.command.Process.Kill()
	k.command.Wait()
}
