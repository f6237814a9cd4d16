// Package transport carries frames between a kernel and its clients. It knows neither Jupyter's messages nor signatures.
//
//	Channel    shell, control, stdin, iopub or heartbeat
//	Transport  the channels as the kernel sees them
//	Sockets    the channels as ZeroMQ sockets: ROUTER, ROUTER, ROUTER, XPUB and REP
//	Pipe       the channels in memory, for tests
//
// Start with Listen, receive from Requests, answer with Send. No peer can hold up another: each has a goroutine that reads,
// one that writes, and a bounded queue between Send and the latter. The heartbeat is answered here and never seen outside.
package transport

import "context"

// A Channel is one of the five ways between a kernel and its clients.
type Channel int

const (
	Shell     Channel = iota // requests, served in order
	Control                  // requests that must not wait for shell
	Stdin                    // requests from the kernel to the user
	IOPub                    // outputs, to every client
	Heartbeat                // bytes that come back as they are

	channels = iota
)

func (c Channel) String() string {
	return [channels]string{"shell", "control", "stdin", "iopub", "heartbeat"}[c]
}

// A Transport is the kernel's end of the channels. Its methods are safe for concurrent use.
type Transport interface {
	// Requests returns the messages that arrive on Shell, Control or Stdin. A message's first frame is the identity of the
	// peer that sent it. The Go channel is never closed.
	Requests(c Channel) <-chan [][]byte

	// Send queues a message and returns at once. On Shell, Control and Stdin it goes to the peer whose identity is the
	// first frame, and is dropped when that peer is gone. On IOPub it goes to every subscriber of a prefix of the first
	// frame. The frames must not change afterwards.
	Send(c Channel, frames [][]byte)

	// Close delivers what is queued, as far as ctx allows, and ends every connection.
	Close(ctx context.Context) error
}

// A Welcome makes the message that a new subscriber to a topic gets before all others; nil for none.
type Welcome func(topic []byte) [][]byte
