package transport

import (
	"bytes"
	"crypto/rand"
	"sync"
)

// A hub knows the peers of all channels and passes messages to and from them. Sockets and Pipe are hubs with different
// kinds of peers.
type hub struct {
	welcome  Welcome
	limit    int           // bytes that may wait for a peer
	done     chan struct{} // closed when requests are no longer wanted
	requests [channels]chan [][]byte

	mu          sync.Mutex
	routes      [channels]map[string]*peer // Shell, Control, Stdin: peers by identity
	subscribers map[*peer]struct{}
}

// A peer is one client's end of one channel.
type peer struct {
	channel  Channel
	identity []byte
	out      *queue
	hangUp   func() // ends the connection without delivering what is queued

	topics map[string]struct{} // IOPub: what it subscribed to; guarded by hub.mu
}

func newHub(welcome Welcome) *hub {
	h := &hub{welcome: welcome, limit: maxQueued, done: make(chan struct{}), subscribers: map[*peer]struct{}{}}
	for c := range h.requests {
		// A request is with its peer until it is taken: its bytes count as unread, and no peer gets ahead of the others by sending much.
		h.requests[c] = make(chan [][]byte)
		h.routes[c] = map[string]*peer{}
	}
	return h
}

// Requests implements Transport.
func (h *hub) Requests(c Channel) <-chan [][]byte { return h.requests[c] }

// Send implements Transport.
func (h *hub) Send(c Channel, frames [][]byte) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if c != IOPub {
		if p := h.routes[c][string(frames[0])]; p != nil {
			p.send(item{frames: frames[1:]})
		}
		return
	}
	for p := range h.subscribers {
		if p.wants(frames[0]) {
			p.send(item{frames: frames})
		}
	}
}

// send queues an item. A peer that lets its queue fill up is cut off: a message lost in silence could be the "idle" that
// its client waits for, while a client that is cut off connects anew and knows that it has missed something.
func (p *peer) send(it item) {
	it.channel = p.channel
	if !p.out.push(it) {
		p.hangUp()
	}
}

func (p *peer) wants(topic []byte) bool {
	for t := range p.topics {
		if bytes.HasPrefix(topic, []byte(t)) {
			return true
		}
	}
	return false
}

// join adds a peer. On Shell, Control and Stdin a peer takes over the identity of one that is connected already, which is
// cut off: a client that lost its connection may come back before we notice the loss.
func (h *hub) join(c Channel, identity []byte, out *queue, hangUp func()) *peer {
	if len(identity) == 0 {
		identity = make([]byte, 5) // a leading zero, as libzmq does: no client may choose such an identity
		rand.Read(identity[1:])
	}
	p := &peer{channel: c, identity: identity, out: out, hangUp: hangUp, topics: map[string]struct{}{}}
	h.mu.Lock()
	defer h.mu.Unlock()
	switch c {
	case Shell, Control, Stdin:
		if old := h.routes[c][string(identity)]; old != nil {
			old.hangUp()
		}
		h.routes[c][string(identity)] = p
	case IOPub:
		h.subscribers[p] = struct{}{}
	}
	return p
}

func (h *hub) leave(p *peer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.subscribers, p)
	if h.routes[p.channel][string(p.identity)] == p {
		delete(h.routes[p.channel], string(p.identity))
	}
}

// receive handles a message that came from a peer. It waits until a request is taken.
func (h *hub) receive(p *peer, frames [][]byte) {
	switch p.channel {
	case IOPub:
		// A subscriber's only messages are 1 and a topic to subscribe, 0 and a topic to unsubscribe.
		if len(frames) == 1 && len(frames[0]) > 0 && frames[0][0] <= 1 {
			h.subscribe(p, frames[0][1:], frames[0][0] == 1)
		}
	case Heartbeat:
		p.send(item{frames: frames})
	default:
		select {
		case h.requests[p.channel] <- append([][]byte{p.identity}, frames...):
		case <-h.done:
		}
	}
}

// subscribe starts or ends a subscription. Every start is welcomed, a repeated one too.
func (h *hub) subscribe(p *peer, topic []byte, start bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !start {
		delete(p.topics, string(topic))
		return
	}
	if p.topics[string(topic)] = struct{}{}; len(p.topics) > maxTopics || len(topic) > maxTopic {
		p.hangUp()
		return
	}
	if frames := h.welcome(topic); frames != nil {
		p.send(item{frames: frames})
	}
}
