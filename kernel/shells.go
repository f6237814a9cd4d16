package kernel

import (
	"context"
	"crypto/rand"
	"fmt"
	"maps"
	"slices"
	"sync/atomic"
	"time"

	"regan/kernel/internal/transport"
	"regan/kernel/internal/wire"
)

// maxQueued is how many requests may wait in a shell: far more than a front end sends ahead.
const maxQueued = 4096

// A shell serves requests one after another. There is the main one, and subshells, which front ends ask for so that they
// can look at something while the main one runs a cell (Jupyter enhancement proposal 91). One cell runs at a time all the
// same: one that is sent to a subshell waits for its turn.
type shell struct {
	id     string // empty for the main one
	queue  chan *request
	gone   chan struct{} // closed when nothing will be queued any more
	behind []*request    // those that waited when a cell failed; only the serving goroutine uses it
	latest atomic.Int64  // when the last request came, in nanoseconds since the kernel began
}

func newShell(id string) *shell {
	return &shell{id: id, queue: make(chan *request, maxQueued), gone: make(chan struct{})}
}

// distribute hands what arrives on the shell channel to the shells.
func (k *Kernel) distribute(ctx context.Context) {
	for {
		select {
		case frames := <-k.transport.Requests(transport.Shell):
			if r := k.receive(transport.Shell, frames); r != nil {
				k.queue(ctx, r)
			}
		case <-ctx.Done():
			return
		}
	}
}

func (k *Kernel) queue(ctx context.Context, r *request) {
	if r.Header.Subshell == "" {
		r.shell = k.main
		k.main.latest.Store(int64(k.age()))
		select {
		case k.main.queue <- r:
		case <-ctx.Done():
		}
		return
	}
	k.mu.Lock() // a subshell cannot go meanwhile
	s := k.subshells[r.Header.Subshell]
	full := false
	if s != nil {
		r.shell = s
		s.latest.Store(int64(k.age()))
		select {
		case s.queue <- r:
		default:
			full = true
		}
	}
	k.mu.Unlock()
	switch {
	case s == nil:
		r.refused = fmt.Sprintf("there is no subshell %q", r.Header.Subshell)
	case full:
		r.refused = fmt.Sprintf("%d requests wait in subshell %q already", maxQueued, s.id)
	default:
		return
	}
	k.serve(ctx, r, k.shell)
}

// serveShell answers a shell's requests. When a cell fails, the cells that wait already are aborted, as the user who queued
// them expects; other requests are served.
func (k *Kernel) serveShell(ctx context.Context, s *shell) {
	for ctx.Err() == nil {
		var r *request
		if len(s.behind) > 0 {
			r, s.behind = s.behind[0], s.behind[1:]
			r.abort = true
		} else if r = s.next(ctx); r == nil {
			return
		}
		k.serve(ctx, r, k.shell)
	}
}

// next waits for a request. It returns nil when there will be none.
func (s *shell) next(ctx context.Context) *request {
	select {
	case r := <-s.queue:
		return r
	case <-ctx.Done():
		return nil
	case <-s.gone:
	}
	select { // what was sent before the end is served
	case r := <-s.queue:
		return r
	default:
		return nil
	}
}

// collect moves the requests that wait to s.behind. A cell that fails calls it before its reply is sent. Then whatever it
// finds was sent by a client that knew nothing of the failure, and it can wait for requests that are still on their way
// without ever aborting one that is an answer to the failure.
//
// Who interrupts a cell has sent the cells behind it before.
func (k *Kernel) collect(ctx context.Context, s *shell, interrupted bool) {
	longest := time.After(queueLongest)
	for {
		quiet := queueQuiet - k.age() + time.Duration(s.latest.Load())
		if interrupted {
			quiet = 0
		}
		select {
		case r := <-s.queue:
			s.behind = append(s.behind, r)
		case <-time.After(max(quiet, queueGlance)):
			return
		case <-longest:
			return
		case <-ctx.Done():
			return
		}
	}
}

func (k *Kernel) createSubshell(ctx context.Context, _ *request, _ *wire.CreateSubshellRequest) wire.Content {
	s := newShell(rand.Text())
	k.mu.Lock()
	defer k.mu.Unlock()
	k.subshells[s.id] = s
	k.shells.Go(func() { k.serveShell(ctx, s) })
	return &wire.CreateSubshellReply{Status: wire.OK, Subshell: s.id}
}

func (k *Kernel) deleteSubshell(_ context.Context, r *request, q *wire.DeleteSubshellRequest) wire.Content {
	k.mu.Lock()
	s := k.subshells[q.Subshell]
	delete(k.subshells, q.Subshell)
	k.mu.Unlock()
	if s == nil {
		return k.fail(r, "SubshellError", fmt.Sprintf("there is no subshell %q", q.Subshell))
	}
	close(s.gone)
	return &wire.DeleteSubshellReply{Status: wire.OK}
}

func (k *Kernel) listSubshells(context.Context, *request, *wire.ListSubshellRequest) wire.Content {
	k.mu.Lock()
	defer k.mu.Unlock()
	ids := append([]string{}, slices.Sorted(maps.Keys(k.subshells))...)
	return &wire.ListSubshellReply{Status: wire.OK, Subshells: ids}
}
