package transport

import "sync"

// maxQueued is how many bytes may wait for a peer: enough for a cell that shows pictures faster than a client reads them,
// and little enough that a stalled client does not fill the memory. libzmq counts messages instead (1000).
const maxQueued = 256 << 20

// An item is a message, or a command of the ZeroMQ protocol, that waits to be written.
type item struct {
	channel Channel
	frames  [][]byte
	command bool
}

// A queue holds what waits to be written to one peer.
type queue struct {
	limit int           // bytes
	ready chan struct{} // holds a token when there is something to take, or nothing will follow

	mu     sync.Mutex
	items  []item
	size   int // bytes in items
	closed bool
}

func newQueue(limit int) *queue {
	return &queue{limit: limit, ready: make(chan struct{}, 1)}
}

// push adds an item. It reports false when the queue is full. An item of any size fits into an empty queue. After close,
// items are dropped.
func (q *queue) push(it item) bool {
	size := 0
	for _, f := range it.frames {
		size += len(f)
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return true
	}
	if len(q.items) > 0 && q.size+size > q.limit {
		return false
	}
	q.items = append(q.items, it)
	q.size += size
	q.signal()
	return true
}

// close lets take hand out what is queued and then report the end.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.signal()
}

func (q *queue) signal() {
	select {
	case q.ready <- struct{}{}:
	default:
	}
}

// take waits for items and returns all of them. It reports false when the queue is closed and empty, or when stop is
// closed.
func (q *queue) take(stop <-chan struct{}) ([]item, bool) {
	for {
		select {
		case <-q.ready:
		case <-stop:
			return nil, false
		}
		q.mu.Lock()
		items, closed := q.items, q.closed
		q.items, q.size = nil, 0
		if closed {
			q.signal() // for the next call
		}
		q.mu.Unlock()
		if len(items) > 0 || closed {
			return items, len(items) > 0
		}
	}
}
