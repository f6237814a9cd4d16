package transport

import (
	"bufio"
	"context"
	"net"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"
)

// Register sends one message from a DEALER to the ROUTER at a TCP address, and returns what it answers.
func Register(ctx context.Context, address string, frames [][]byte) ([][]byte, error) {
	var dialer net.Dialer
	conn, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })()
	answer, err := exchange(conn, frames)
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	return answer, err
}

func exchange(conn net.Conn, frames [][]byte) ([][]byte, error) {
	in := bufio.NewReader(conn)
	security := mechanism{Security: null.Security(), allowed: []zmq4.SocketType{zmq4.Router}}
	if _, err := zmq4.Open(&cautious{Conn: conn, in: in}, security, zmq4.Dealer, nil, false, nil); err != nil {
		return nil, err
	}
	if err := writeItems(conn, []item{{frames: frames}}); err != nil {
		return nil, err
	}
	for {
		it, _, err := readMessage(in, &budget{limit: maxMessage})
		if err != nil || !it.command {
			return it.frames, err
		}
	}
}
