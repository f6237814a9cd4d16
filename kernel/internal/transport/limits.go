package transport

import (
	"fmt"
	"sync/atomic"
)

// What all peers of a channel together may cost before any of them has shown that it holds the key. A notebook server with
// a few browser tabs makes about ten connections; a process of the system has 1024 file descriptors at most by default.
const (
	maxPending = 32        // connections of a channel that have not said yet who they are; an honest one needs a millisecond
	maxPeers   = 128       // connections of a channel
	maxTopics  = 1 << 10   // of a subscriber
	maxTopic   = 1 << 10   // bytes of a topic
	maxUnread  = 704 << 20 // bytes of all messages that are on their way in: a longest message is within three quarters
)

// A budget is a number of bytes that may be in use at a time. Long frames may have three quarters of it, so that they leave
// room for short ones, which most messages consist of.
type budget struct {
	limit int64
	used  atomic.Int64
}

// take fails, and takes nothing, when too much is in use. What is taken must be given back.
func (b *budget) take(n int, long bool) error {
	limit := b.limit
	if long {
		limit -= b.limit / 4
	}
	if used := b.used.Add(int64(n)); used > limit {
		b.used.Add(-int64(n))
		return fmt.Errorf("more than %d bytes of unfinished messages arrive at a time", limit)
	}
	return nil
}

func (b *budget) give(n int) { b.used.Add(-int64(n)) }
