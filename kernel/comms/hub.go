package comms

import (
	"maps"
	"slices"
	"sync"
)

// Kind tells what a Packet does.
type Kind string

const (
	Opened Kind = "open"
	Sent   Kind = "msg"
	Closed Kind = "close"
)

// A Packet is a message on its way from one side to the other.
type Packet struct {
	Kind   Kind   `json:"kind"`
	Comm   string `json:"comm"`             // its id
	Target string `json:"target,omitempty"` // Opened

	Data     map[string]any `json:"data,omitempty"`
	Metadata map[string]any `json:"metadata,omitempty"`
	Buffers  [][]byte       `json:"buffers,omitempty"`
}

func packet(kind Kind, c *Comm, m Message) Packet {
	p := Packet{Kind: kind, Comm: c.id, Data: m.Data, Metadata: m.Metadata, Buffers: m.Buffers}
	if kind == Opened {
		p.Target = c.target
	}
	return p
}

func (p Packet) message() Message {
	m := Message{Data: p.Data, Metadata: p.Metadata, Buffers: p.Buffers}
	if m.Data == nil {
		m.Data = map[string]any{}
	}
	return m
}

// A Hub knows the comms and targets of one session. Its methods can be called from several goroutines.
type Hub struct {
	send func(Packet)

	mu      sync.Mutex
	comms   map[string]*Comm
	targets map[string]func(*Comm, Message)
}

// NewHub returns a hub that hands what goes to the front end to send.
func NewHub(send func(Packet)) *Hub {
	return &Hub{send: send, comms: map[string]*Comm{}, targets: map[string]func(*Comm, Message){}}
}

// Open is the function Open of a session.
func (h *Hub) Open(target string, m Message) (*Comm, error) {
	c := h.add(newID(), target)
	h.send(packet(Opened, c, m))
	return c, nil
}

// Register is the function Register of a session.
func (h *Hub) Register(target string, opened func(*Comm, Message)) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if opened == nil {
		delete(h.targets, target)
	} else {
		h.targets[target] = opened
	}
	return nil
}

// Receive takes a packet from the front end, and calls the function of a cell that waits for it. If that panics, the panic
// is the caller's; a comm that it was to open is closed again, as is one to a target that nobody has registered.
func (h *Hub) Receive(p Packet) {
	switch p.Kind {
	case Opened:
		h.mu.Lock()
		opened := h.targets[p.Target]
		h.mu.Unlock()
		if opened == nil {
			h.send(Packet{Kind: Closed, Comm: p.Comm})
			return
		}
		c := h.add(p.Comm, p.Target)
		done := false
		defer func() {
			if !done {
				c.Close(Message{})
			}
		}()
		opened(c, p.message())
		done = true
	case Sent:
		if c := h.comm(p.Comm); c != nil {
			c.mu.Lock()
			received := c.received
			c.mu.Unlock()
			call(received, p.message())
		}
	case Closed:
		if c := h.drop(p.Comm); c != nil {
			c.mu.Lock()
			ended := c.ended
			c.mu.Unlock()
			call(ended, p.message())
		}
	}
}

// End closes all comms and forgets all targets, and returns how many there were of each: the functions of cells are gone.
func (h *Hub) End() (comms, targets int) {
	h.mu.Lock()
	open := h.comms
	targets = len(h.targets)
	h.comms, h.targets = map[string]*Comm{}, map[string]func(*Comm, Message){}
	h.mu.Unlock()
	for _, id := range slices.Sorted(maps.Keys(open)) {
		h.send(Packet{Kind: Closed, Comm: id})
	}
	return len(open), targets
}

func (h *Hub) add(id, target string) *Comm {
	c := &Comm{hub: h, id: id, target: target}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.comms[id] = c
	return c
}

func (h *Hub) comm(id string) *Comm {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.comms[id]
}

func (h *Hub) has(c *Comm) bool { return h.comm(c.id) == c }

// drop takes a comm out, and returns nil if there is none.
func (h *Hub) drop(id string) *Comm {
	h.mu.Lock()
	defer h.mu.Unlock()
	c := h.comms[id]
	delete(h.comms, id)
	return c
}
