package transport

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"
)

const (
	handshakeTime = 10 * time.Second // for a peer to say who it is
	greetingSize  = 64               // bytes, fixed by ZMTP 3
	maxReady      = 4 << 10          // bytes: the READY command names a socket type and an identity of at most 255
)

// socketTypes tells what we are on a channel, and what a peer may be.
func socketTypes(c Channel) (ours zmq4.SocketType, theirs []zmq4.SocketType) {
	switch c {
	case IOPub:
		return zmq4.XPub, []zmq4.SocketType{zmq4.Sub, zmq4.XSub}
	case Heartbeat:
		return zmq4.Rep, []zmq4.SocketType{zmq4.Req, zmq4.Dealer}
	default:
		return zmq4.Router, []zmq4.SocketType{zmq4.Dealer, zmq4.Req}
	}
}

// handshake exchanges greetings and socket types with a peer and returns the peer's identity, and a reader of what follows.
func handshake(conn net.Conn, c Channel) (identity []byte, in *bufio.Reader, err error) {
	if err := conn.SetDeadline(time.Now().Add(handshakeTime)); err != nil {
		return nil, nil, err
	}
	in = bufio.NewReaderSize(conn, 32<<10)
	ours, theirs := socketTypes(c)
	security := mechanism{Security: null.Security(), allowed: theirs}
	opened, err := zmq4.Open(&cautious{Conn: conn, in: in}, security, ours, nil, true, nil)
	if err != nil {
		return nil, nil, err
	}
	return []byte(opened.Peer.Meta["Identity"]), in, conn.SetDeadline(time.Time{})
}

// A cautious connection looks at the header of the frame behind the greeting before zmq4 does, because zmq4 allocates
// whatever length it reads there.
type cautious struct {
	net.Conn
	in   *bufio.Reader
	seen int // bytes that zmq4 has read
}

func (c *cautious) Read(p []byte) (int, error) {
	if c.seen == greetingSize {
		header, err := c.in.Peek(9) // no READY command is shorter
		if err != nil {
			return 0, err
		}
		size := uint64(header[1])
		if header[0]&flagLong != 0 {
			size = binary.BigEndian.Uint64(header[1:])
		}
		if header[0]&flagMore != 0 || size > maxReady {
			return 0, fmt.Errorf("a READY command of %d bytes, want one frame of at most %d", size, maxReady)
		}
	}
	n, err := c.in.Read(p)
	c.seen += n
	return n, err
}

// mechanism is the NULL security mechanism, with metadata read by a parser that survives any bytes: zmq4's own (v0.17.0)
// indexes behind the end of a truncated property and panics on a socket type that it does not know.
type mechanism struct {
	zmq4.Security
	allowed []zmq4.SocketType
}

// Handshake implements zmq4.Security.
func (m mechanism) Handshake(conn *zmq4.Conn, _ bool) error {
	ours, err := conn.Meta.MarshalZMTP()
	if err != nil {
		return err
	}
	if err := conn.SendCmd(zmq4.CmdReady, ours); err != nil {
		return err
	}
	ready, err := conn.RecvCmd()
	if err != nil {
		return err
	}
	if ready.Name != zmq4.CmdReady {
		return fmt.Errorf("the peer's first command is %q, want %q", ready.Name, zmq4.CmdReady)
	}
	meta, err := parseMetadata(ready.Body)
	if err != nil {
		return err
	}
	for _, t := range m.allowed {
		if meta["Socket-Type"] == string(t) {
			conn.Peer.Meta = meta
			return nil
		}
	}
	return fmt.Errorf("the peer is a %q socket, want one of %q", meta["Socket-Type"], m.allowed)
}

var errMetadata = errors.New("the peer's metadata ends inside a property")

// parseMetadata reads properties: a byte of length, the name, four bytes of length, the value.
func parseMetadata(data []byte) (zmq4.Metadata, error) {
	meta := zmq4.Metadata{}
	for len(data) > 0 {
		n := int(data[0])
		if data = data[1:]; len(data) < n+4 {
			return nil, errMetadata
		}
		name := string(data[:n])
		size := binary.BigEndian.Uint32(data[n:])
		if data = data[n+4:]; uint64(len(data)) < uint64(size) {
			return nil, errMetadata
		}
		meta[name] = string(data[:size])
		data = data[size:]
	}
	return meta, nil
}
