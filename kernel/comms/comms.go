// Package comms lets cells exchange messages with a part of the front end, such as a widget in a notebook. Either side opens
// a comm under the name of a target that the other knows; then both send, until one closes it.
//
//	Comm     an open line to the front end
//	Message  a JSON object, with binary buffers beside it
//	Hub      the comms of one session: what an engine makes; cells use the functions Open and Register
//	Packet   a message on its way between a Hub and the front end
//
// Start with Open, or with Register for comms that the front end opens. Messages arrive between cells: a cell that waits for
// one waits in vain. Comms end with the process that runs the cells, and with an interrupt, which ends all functions of
// cells: run the cells that made them again, or %restore.
package comms

import (
	"crypto/rand"
	"errors"
	"fmt"
	"sync"
)

// A Message is what one side tells the other.
type Message struct {
	Data     map[string]any // sent: anything that encoding/json takes; received: what it makes of a JSON object
	Metadata map[string]any // such as the version of a protocol, in the message that opens a comm
	Buffers  [][]byte
}

// ErrNoFrontEnd is the error of Open and Register where no kernel runs the code, as under the Go tool.
var ErrNoFrontEnd = errors.New("comms: there is no front end to talk to")

// Open opens a comm to a target that the front end knows. Whether it does is not told at once: if not, it closes the comm.
func Open(target string, m Message) (*Comm, error) { return nil, ErrNoFrontEnd }

// Register names a target for comms that the front end opens: opened is called with each of them and its first message. A
// target that is registered again gets the new function, and with nil none.
func Register(target string, opened func(*Comm, Message)) error { return ErrNoFrontEnd }

// A Comm is an open line to the front end. Its methods can be called from several goroutines.
type Comm struct {
	hub        *Hub
	id, target string

	mu       sync.Mutex
	received func(Message)
	ended    func(Message)
}

// ID names the comm in both processes.
func (c *Comm) ID() string { return c.id }

// Target is the name under which the comm was opened.
func (c *Comm) Target() string { return c.target }

// OnMessage calls f with each message that arrives from now on, one after another, in place of an earlier f.
func (c *Comm) OnMessage(f func(Message)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.received = f
}

// OnClose calls f when the front end closes the comm, with its last message.
func (c *Comm) OnClose(f func(Message)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ended = f
}

// Send sends a message. It fails when the comm is closed.
func (c *Comm) Send(m Message) error {
	if !c.hub.has(c) {
		return fmt.Errorf("comms: the comm %s to %s is closed", c.id, c.target)
	}
	c.hub.send(packet(Sent, c, m))
	return nil
}

// Close closes the comm with a last message. A comm that is closed already stays so.
func (c *Comm) Close(m Message) {
	if c.hub.drop(c.id) != nil {
		c.hub.send(packet(Closed, c, m))
	}
}

// call calls a function of a cell, if there is one.
func call(f func(Message), m Message) {
	if f != nil {
		f(m)
	}
}

// newID is unlike that of any other comm, whichever side made it.
func newID() string { return rand.Text() }
