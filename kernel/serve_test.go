package kernel_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"

	"regan/kernel"
	"regan/kernel/internal/wire"
)

// freePorts returns ports that were free a moment ago.
func freePorts(t *testing.T, n int) (ports []int) {
	t.Helper()
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		ports = append(ports, l.Addr().(*net.TCPAddr).Port)
	}
	return ports
}

// Serve speaks ZeroMQ at the connection file's ports, and ends when it is asked to, or with its context.
func TestServe(t *testing.T) {
	for _, how := range []string{"shutdown_request", "context"} {
		t.Run(how, func(t *testing.T) {
			p := freePorts(t, 5)
			connection := wire.Connection{
				Transport: "tcp", IP: "127.0.0.1", ShellPort: p[0], ControlPort: p[1], StdinPort: p[2], IOPubPort: p[3],
				HeartbeatPort: p[4], SignatureScheme: "hmac-sha256", Key: "secret",
			}
			text, err := json.Marshal(connection)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(t.TempDir(), "connection.json")
			if err := os.WriteFile(file, text, 0o600); err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			served := make(chan error, 1)
			s := newScript()
			go func() { served <- kernel.Serve(ctx, file, s, nil) }()

			control := dial(t, p[1])
			signer, err := wire.NewSigner("hmac-sha256", "secret")
			if err != nil {
				t.Fatal(err)
			}
			codec := wire.NewCodec(signer)
			request := func(content wire.Content) wire.Content {
				frames, err := codec.Encode(&wire.Message{Content: content})
				if err != nil {
					t.Fatal(err)
				}
				if err := control.SendMsg(zmq4.NewMsgFrom(frames...)); err != nil {
					t.Fatal(err)
				}
				reply, err := control.RecvMsg()
				if err != nil {
					t.Fatal(err)
				}
				m, err := codec.Decode(reply.Frames)
				if err != nil {
					t.Fatal(err)
				}
				return m.Content
			}
			if r, ok := request(&wire.ConnectRequest{}).(*wire.ConnectReply); !ok || r.ShellPort != p[0] || r.HeartbeatPort != p[4] {
				t.Errorf("connect_reply: %+v", r)
			}
			if how == "context" {
				cancel()
			} else if r, ok := request(&wire.ShutdownRequest{}).(*wire.ShutdownReply); !ok || r.Status != "ok" {
				t.Errorf("shutdown_reply: %+v", r)
			}
			control.Close()
			if err := <-served; err != nil {
				t.Errorf("Serve: %v", err)
			}
			if s.closes.Load() != 1 {
				t.Error("the session was not closed")
			}
		})
	}
}

// dial connects to a kernel that is about to listen.
func dial(t *testing.T, port int) *zmq4.Conn {
	t.Helper()
	var raw net.Conn
	var err error
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
		if raw, err = net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal(err)
		}
	}
	raw.SetDeadline(time.Now().Add(20 * time.Second))
	conn, err := zmq4.Open(raw, null.Security(), zmq4.Dealer, zmq4.SocketIdentity("test"), false, nil)
	if err != nil {
		t.Fatal(err)
	}
	return conn
}

func TestServeErrors(t *testing.T) {
	file := filepath.Join(t.TempDir(), "connection.json")
	if err := os.WriteFile(file, []byte(`{"ip":"127.0.0.1"}`), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		file:             `connection file "` + file + `": "transport" is missing`,
		file + ".absent": `cannot read connection file "` + file + `.absent": no such file or directory`,
	} {
		err := kernel.Serve(t.Context(), path, newScript(), nil)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}
