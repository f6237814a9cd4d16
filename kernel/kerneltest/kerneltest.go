// Package kerneltest drives a kernel in memory, for tests.
//
//	Client      one front end of a kernel that Start serves
//	Transcript  what the kernel sent for one request, in its order, one readable line a message with its metadata and buffers
//
// Start with Start and Client.Request.
package kerneltest

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"regan/kernel"
	"regan/kernel/internal/transport"
	"regan/kernel/internal/wire"
)

// patience is how long a client waits for what must come. It is never used up when the kernel is right.
const patience = 20 * time.Second

// Channels that requests go to.
const (
	Shell   = transport.Shell
	Control = transport.Control
	Stdin   = transport.Stdin
)

// key signs the messages of clients and kernel.
const key = "kerneltest"

// A Client is a front end of a kernel. Its methods fail the test when the kernel does not do its part.
type Client struct {
	Kernel *kernel.Kernel
	Done   <-chan struct{} // closed when the kernel has ended

	t     testing.TB
	codec *wire.Codec
	pipe  *transport.Pipe
	end   *transport.End

	mu       sync.Mutex
	received []Message
	arrived  chan struct{} // closed, and made anew, when a message is received
	over     bool          // nothing more will arrive
}

// A Message is one that the client received, and the channel it came on.
type Message struct {
	Channel transport.Channel
	*wire.Message
}

// Start serves a session until the test ends, and connects a client that is subscribed to all outputs.
func Start(t testing.TB, s kernel.Session, o *kernel.Options) *Client {
	t.Helper()
	serving := newCodec(t)
	pipe := transport.NewPipe(serving.Welcome)
	at := wire.Connection{ShellPort: 1, ControlPort: 2, StdinPort: 3, IOPubPort: 4, HeartbeatPort: 5}
	done := make(chan struct{})
	c := &Client{
		Kernel: kernel.New(at, serving, pipe, s, o), Done: done,
		t: t, codec: newCodec(t), pipe: pipe, end: pipe.Dial("client"), arrived: make(chan struct{}),
	}
	c.end.Send(transport.IOPub, []byte{1})
	ctx, stop := context.WithCancel(context.Background())
	go c.read()
	go func() {
		defer close(done)
		c.Kernel.Serve(ctx)
	}()
	t.Cleanup(func() {
		stop()
		<-done
	})
	c.Await("", "status")
	return c
}

// Join connects another client to the kernel. It takes no part in outputs: what it is for is what it sends.
func (c *Client) Join(identity string) *Client {
	other := &Client{Kernel: c.Kernel, Done: c.Done, t: c.t, codec: newCodec(c.t), pipe: c.pipe, end: c.pipe.Dial(identity), arrived: make(chan struct{})}
	go other.read()
	return other
}

func newCodec(t testing.TB) *wire.Codec {
	s, err := wire.NewSigner("hmac-sha256", key)
	if err != nil {
		t.Fatal(err)
	}
	return wire.NewCodec(s)
}

func (c *Client) read() {
	for {
		channel, frames, err := c.end.Receive(context.Background())
		c.mu.Lock()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				c.t.Errorf("receiving: %v", err)
			}
			c.over = true
		} else if m, err := c.codec.Decode(frames); err != nil {
			c.t.Errorf("the kernel sent a wrong message on %s: %v", channel, err)
		} else {
			c.received = append(c.received, Message{channel, m})
		}
		close(c.arrived)
		c.arrived = make(chan struct{})
		c.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// Request sends a request and returns everything that the kernel sent for it, up to its idle.
func (c *Client) Request(channel transport.Channel, content wire.Content) Transcript {
	c.t.Helper()
	return c.AwaitIdle(c.Send(channel, content))
}

// Send sends a request and returns its id.
func (c *Client) Send(channel transport.Channel, content wire.Content) string {
	c.t.Helper()
	return c.SendMessage(channel, &wire.Message{Content: content})
}

// SendMessage sends a request that may have metadata and buffers, and returns its id.
func (c *Client) SendMessage(channel transport.Channel, m *wire.Message) string {
	c.t.Helper()
	frames, err := c.codec.Encode(m)
	if err != nil {
		c.t.Fatal(err)
	}
	c.SendFrames(channel, frames)
	return m.Header.ID
}

// SendTo sends a request to a subshell and returns its id.
func (c *Client) SendTo(subshell string, content wire.Content) string {
	c.t.Helper()
	text, err := json.Marshal(content)
	if err != nil {
		c.t.Fatal(err)
	}
	return c.SendRequest(Shell, Request{Type: content.Type(), Subshell: subshell, Content: string(text)})
}

// SendRaw sends a signed request of any type with any content, and returns its id.
func (c *Client) SendRaw(channel transport.Channel, messageType, content string) string {
	c.t.Helper()
	return c.SendRequest(channel, Request{Type: messageType, Content: content})
}

// A Request is a message to the kernel as it stands on the wire, right or wrong.
type Request struct {
	Type     string
	Subshell string // empty: the main shell
	Metadata string // empty: {}
	Content  string
	Buffers  [][]byte
}

// SendRequest sends a signed request, and returns its id.
func (c *Client) SendRequest(channel transport.Channel, r Request) string {
	c.t.Helper()
	header := map[string]string{"msg_type": r.Type}
	if r.Subshell != "" {
		header["subshell_id"] = r.Subshell
	}
	s, err := wire.NewSigner("hmac-sha256", key)
	if err != nil {
		c.t.Fatal(err)
	}
	header["msg_id"] = rand.Text()
	text, err := json.Marshal(header)
	if err != nil {
		c.t.Fatal(err)
	}
	parts := [][]byte{text, []byte("{}"), []byte(cmp.Or(r.Metadata, "{}")), []byte(r.Content)}
	c.SendFrames(channel, slices.Concat([][]byte{[]byte("<IDS|MSG>"), s.Sign(parts)}, parts, r.Buffers))
	return header["msg_id"]
}

// SendFrames sends any frames.
func (c *Client) SendFrames(channel transport.Channel, frames [][]byte) {
	c.end.Send(channel, frames...)
}

// Await waits for a message of a type, for the request with an id or, if that is empty, for none. It returns what has
// arrived for the request until then.
func (c *Client) Await(id, messageType string) Transcript {
	c.t.Helper()
	return c.await(id, func(m Message) bool { return m.Header.Type == messageType }, messageType)
}

// AwaitNth waits for the nth message of a type for a request, counted from 1.
func (c *Client) AwaitNth(id, messageType string, n int) Transcript {
	c.t.Helper()
	ids := map[string]bool{} // await looks at a message more than once
	return c.await(id, func(m Message) bool {
		if m.Header.Type == messageType {
			ids[m.Header.ID] = true
		}
		return len(ids) == n
	}, fmt.Sprintf("%s number %d", messageType, n))
}

// Answer sends an input_reply that has an input_request as its parent.
func (c *Client) Answer(question Message, text string) {
	c.t.Helper()
	frames, err := c.codec.Encode(&wire.Message{Parent: question.AsParent(), Content: &wire.InputReply{Value: text}})
	if err != nil {
		c.t.Fatal(err)
	}
	c.SendFrames(Stdin, frames)
}

// AwaitIdle waits until the kernel is done with a request, and returns all that it sent for it.
func (c *Client) AwaitIdle(id string) Transcript {
	c.t.Helper()
	return c.await(id, func(m Message) bool {
		status, ok := m.Content.(*wire.Status)
		return ok && status.State == "idle"
	}, "idle")
}

func (c *Client) await(id string, last func(Message) bool, what string) Transcript {
	c.t.Helper()
	late := time.After(patience)
	for {
		found, arrived, over := c.look(id)
		for i, m := range found {
			if last(m) {
				return found[:i+1]
			}
		}
		if over {
			c.t.Fatalf("the kernel ended without sending %s; it sent\n%s", what, found)
		}
		select {
		case <-arrived:
		case <-late:
			c.t.Fatalf("the kernel did not send %s; it sent\n%s", what, found)
		}
	}
}

// look returns the messages whose parent has an id.
func (c *Client) look(id string) (found Transcript, arrived <-chan struct{}, over bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, m := range c.received {
		if m.parentID() == id {
			found = append(found, m)
		}
	}
	return found, c.arrived, c.over
}

// About returns what has arrived so far for the request with an id.
func (c *Client) About(id string) Transcript {
	found, _, _ := c.look(id)
	return found
}

// Received returns everything that has arrived so far.
func (c *Client) Received() Transcript {
	c.mu.Lock()
	defer c.mu.Unlock()
	return append(Transcript{}, c.received...)
}

func (m Message) parentID() string {
	var parent struct {
		ID string `json:"msg_id"`
	}
	if err := json.Unmarshal(m.Parent, &parent); err != nil {
		return ""
	}
	return parent.ID
}

// A Transcript is messages in the order in which the kernel sent them.
type Transcript []Message

// String writes one line a message: its channel, its type and its content. What differs from run to run (ids,
// dates) is not in it.
func (t Transcript) String() string {
	var b strings.Builder
	for _, m := range t {
		fmt.Fprintf(&b, "%s %s %s", m.Channel, m.Header.Type, m.RawContent())
		if meta := string(m.Meta); meta != "{}" {
			fmt.Fprintf(&b, " metadata %s", meta)
		}
		for _, buffer := range m.Buffers {
			fmt.Fprintf(&b, " buffer %q", buffer)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// Last returns the last message.
func Last(t Transcript) Message { return t[len(t)-1] }

// Find returns the contents of one type, in order.
func Find[C wire.Content](t Transcript) (found []C) {
	for _, m := range t {
		if c, ok := m.Content.(C); ok {
			found = append(found, c)
		}
	}
	return found
}
