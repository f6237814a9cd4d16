package transport

import (
	"log/slog"
	"net"
	"testing"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"

	"regan/kernel/internal/wire"
)

// One request and its reply, six frames each, over TCP.
func BenchmarkRoundTrip(b *testing.B) {
	s, err := Listen(wire.Connection{Transport: "tcp", IP: "127.0.0.1"}, welcome, slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	raw, err := net.Dial("tcp", s.Addr(Shell).String())
	if err != nil {
		b.Fatal(err)
	}
	client, err := zmq4.Open(raw, null.Security(), zmq4.Dealer, zmq4.SocketIdentity("a"), false, nil)
	if err != nil {
		b.Fatal(err)
	}
	request := zmq4.NewMsgFrom(frames("<IDS|MSG>", "signature", "header", "{}", "{}", "content")...)
	for b.Loop() {
		if err := client.SendMsg(request); err != nil {
			b.Fatal(err)
		}
		s.Send(Shell, <-s.Requests(Shell))
		if _, err := client.RecvMsg(); err != nil {
			b.Fatal(err)
		}
	}
	client.Close()
	s.Close(b.Context())
}
