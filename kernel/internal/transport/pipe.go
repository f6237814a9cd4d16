package transport

import (
	"context"
	"io"
	"sync"
)

// A Pipe is a Transport in memory. Clients connect with Dial.
type Pipe struct {
	*hub
	once sync.Once
	mu   sync.Mutex
	ends []*End
}

var _ Transport = (*Pipe)(nil)

// NewPipe returns a pipe without clients.
func NewPipe(welcome Welcome) *Pipe { return &Pipe{hub: newHub(welcome)} }

// An End is a client's end of all five channels. It receives in the order in which the kernel sent, across channels, which
// sockets do not promise.
type End struct {
	hub     *hub
	peers   [channels]*peer
	out     *queue
	waiting []item
	once    sync.Once
}

// Dial connects a client to every channel, under an identity of its choice. It gets nothing from IOPub before it subscribes.
func (p *Pipe) Dial(identity string) *End {
	e := &End{hub: p.hub, out: newQueue(p.limit)}
	for c := range e.peers {
		e.peers[c] = p.join(Channel(c), []byte(identity), e.out, e.Close)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ends = append(p.ends, e)
	return e
}

// Send sends a message to the kernel. On IOPub the messages are those of the ZeroMQ protocol: a byte 1 and a topic to
// subscribe to.
func (e *End) Send(c Channel, frames ...[]byte) { e.hub.receive(e.peers[c], frames) }

// Receive returns the next message from the kernel; io.EOF when there will be none. One goroutine may receive at a time.
func (e *End) Receive(ctx context.Context) (Channel, [][]byte, error) {
	if len(e.waiting) == 0 {
		items, ok := e.out.take(ctx.Done())
		if !ok {
			if err := ctx.Err(); err != nil {
				return 0, nil, err
			}
			return 0, nil, io.EOF
		}
		e.waiting = items
	}
	next := e.waiting[0]
	e.waiting = e.waiting[1:]
	return next.channel, next.frames, nil
}

// Close disconnects the client. It may be called under the hub's lock, so the hub hears of it from another goroutine.
func (e *End) Close() {
	e.once.Do(func() {
		e.out.close()
		go func() {
			for _, p := range e.peers {
				e.hub.leave(p)
			}
		}()
	})
}

// Close implements Transport. What is queued can still be received.
func (p *Pipe) Close(context.Context) error {
	p.once.Do(func() { close(p.done) })
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, e := range p.ends {
		e.out.close()
	}
	return nil
}
