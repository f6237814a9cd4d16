package kernel_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
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
			connection, file := connectionFile(t)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			served := make(chan error, 1)
			s := newScript()
			go func() { served <- kernel.Serve(ctx, file, s, nil) }()

			control := dial(t, connection)
			if r, ok := control.request(&wire.ConnectRequest{}).(*wire.ConnectReply); !ok || r.ShellPort != connection.ShellPort || r.HeartbeatPort != connection.HeartbeatPort {
				t.Errorf("connect_reply: %+v", r)
			}
			if how == "context" {
				cancel()
			} else if r, ok := control.request(&wire.ShutdownRequest{}).(*wire.ShutdownReply); !ok || r.Status != "ok" {
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

// A connection file holds the key: who lets others read it is told so.
func TestAKeyThatOthersCanReadIsTold(t *testing.T) {
	for mode, want := range map[os.FileMode]bool{0o600: false, 0o640: true, 0o644: true} {
		var log syncBuffer
		_, file := connectionFile(t)
		if err := os.Chmod(file, mode); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := kernel.Serve(ctx, file, newScript(), &kernel.Options{Log: slog.New(slog.NewTextHandler(&log, nil))}); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(log.String(), "chmod 600"); got != want {
			t.Errorf("mode %o: told is %t, want %t; the log: %s", mode, got, want, log.String())
		}
	}
}

// connectionFile writes a connection file.
func connectionFile(t *testing.T) (wire.Connection, string) {
	t.Helper()
	p := freePorts(t, 5)
	c := wire.Connection{
		Transport: "tcp", IP: "127.0.0.1", ShellPort: p[0], ControlPort: p[1], StdinPort: p[2], IOPubPort: p[3],
		HeartbeatPort: p[4], SignatureScheme: "hmac-sha256", Key: "secret",
	}
	text, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "connection.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return c, file
}

// A control is a client's end of a kernel's control socket.
type control struct {
	*zmq4.Conn
	t     *testing.T
	codec *wire.Codec
}

// dial connects to the control socket of a kernel that is about to listen.
func dial(t *testing.T, to wire.Connection) *control {
	t.Helper()
	signer, err := wire.NewSigner(to.SignatureScheme, to.Key)
	if err != nil {
		t.Fatal(err)
	}
	var raw net.Conn
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(time.Millisecond) {
		if raw, err = net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", to.ControlPort)); err == nil {
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
	return &control{conn, t, wire.NewCodec(signer)}
}

func (c *control) request(content wire.Content) wire.Content {
	c.t.Helper()
	frames, err := c.codec.Encode(&wire.Message{Content: content})
	if err != nil {
		c.t.Fatal(err)
	}
	if err := c.SendMsg(zmq4.NewMsgFrom(frames...)); err != nil {
		c.t.Fatal(err)
	}
	reply, err := c.RecvMsg()
	if err != nil {
		c.t.Fatal(err)
	}
	m, err := c.codec.Decode(reply.Frames)
	if err != nil {
		c.t.Fatal(err)
	}
	return m.Content
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
