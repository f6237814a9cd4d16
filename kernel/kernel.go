package kernel

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"
	"sync"
	"time"

	"regan/kernel/internal/history"
	"regan/kernel/internal/transport"
	"regan/kernel/internal/wire"
	"regan/kernel/session"
)

// How long the end may take. jupyter_client sends SIGTERM 2.5 s after it asked for a shutdown.
const (
	cellTime = 500 * time.Millisecond // for an interrupted cell to end by itself
	linger   = 500 * time.Millisecond // for clients to take what is queued for them
	farewell = 2 * time.Second        // for the disk to take the last cells
)

// When a cell fails, requests are taken to have been queued behind it until none came for queueQuiet; a notebook server
// passes on the cells of "Run All" about a millisecond apart. A cell that has run for longer than that without another being
// sent, or that is interrupted, waits only for what has arrived and is not read yet.
const (
	queueQuiet   = 20 * time.Millisecond
	queueGlance  = 2 * time.Millisecond
	queueLongest = 200 * time.Millisecond
)

// A Kernel answers Jupyter's messages with a Session.
type Kernel struct {
	connection wire.Connection
	codec      *wire.Codec
	transport  transport.Transport
	session    Session
	debugger   Debugger // nil: the session cannot be debugged
	log        *slog.Logger
	interrupts <-chan os.Signal
	version    string
	began      time.Time

	outputLimit int            // bytes of each stream of a cell
	past        *history.Store // earlier sessions; nil: they are not kept

	shell, control map[string]handler // by message type
	end            context.CancelFunc // set by Serve before any message is handled

	main   *shell
	shells sync.WaitGroup // goroutines that serve the subshells
	turn   chan struct{}  // holds a token while a cell runs

	mu        sync.Mutex
	cancel    context.CancelFunc // interrupts the running cell; nil when none runs
	asked     *question          // waits for an answer; nil when none does
	out       *outputs           // of the running cell, or the last
	debugging *request           // the last debug_request; nil before the first

	subshells map[string]*shell
	lastUsage *usage // what the last usage_request was told
}

// New returns a kernel that speaks over a transport. The connection is only what connect_request is told. Most callers want
// the function Serve.
func New(at wire.Connection, codec *wire.Codec, t transport.Transport, s Session, o *Options) *Kernel {
	k := &Kernel{connection: at, codec: codec, transport: t, session: s, log: slog.New(slog.DiscardHandler), version: "dev", began: time.Now(),
		outputLimit: defaultOutputLimit, main: newShell(""), subshells: map[string]*shell{}, turn: make(chan struct{}, 1)}
	if o != nil {
		k.interrupts = o.Interrupts
		if o.Log != nil {
			k.log = o.Log
		}
		if o.Version != "" {
			k.version = o.Version
		}
		if o.HistoryFile != "" {
			k.past = history.Open(o.HistoryFile, o.Kernel, k.log)
			if f, ok := s.(follower); ok {
				f.Follow(func() []session.Entry { return k.past.Restarted(session.RestoreSource) })
			}
		}
		if o.OutputLimit != 0 {
			k.outputLimit = o.OutputLimit
		}
	}
	if k.debugger = debuggerOf(s); k.debugger != nil {
		k.debugger.OnDebugEvent(k.debugEvent)
	}
	k.shell = map[string]handler{
		"execute_request":     on(k.execute),
		"inspect_request":     on(k.inspect),
		"complete_request":    on(k.complete),
		"is_complete_request": on(k.isComplete),
		"history_request":     on(k.history),
		"comm_info_request":   on(k.commInfo),
		"comm_open":           on(k.commOpen),
		"comm_msg":            on(k.commMessage),
		"comm_close":          on(k.commClose),
		"kernel_info_request": on(k.kernelInfo),
		"connect_request":     on(k.connect),
		"shutdown_request":    on(k.shutdown),  // deprecated here since 5.4, but still sent
		"interrupt_request":   on(k.interrupt), // for what runs in another shell
	}
	k.control = map[string]handler{
		"interrupt_request": on(k.interrupt),
		"usage_request":     on(k.usage),
		"debug_request":     on(k.debug),

		"create_subshell_request": on(k.createSubshell),
		"delete_subshell_request": on(k.deleteSubshell),
		"list_subshell_request":   on(k.listSubshells),

		"shutdown_request":    on(k.shutdown),
		"kernel_info_request": on(k.kernelInfo),
		"connect_request":     on(k.connect),
	}
	return k
}

// Serve answers messages until ctx ends or the kernel is asked to shut down. Then it interrupts the running cell, closes the
// session and the transport, and returns. It may be called once.
func (k *Kernel) Serve(ctx context.Context) {
	ctx, k.end = context.WithCancel(ctx)
	defer k.end()
	k.publish(nil, &wire.Status{State: "starting"})

	shellDone := make(chan struct{})
	var others sync.WaitGroup
	go func() {
		defer close(shellDone)
		k.serveShell(ctx, k.main)
		k.shells.Wait()
	}()
	others.Go(func() { k.distribute(ctx) })
	others.Go(func() { k.serveControl(ctx) })
	others.Go(func() { k.serveStdin(ctx) })
	others.Go(func() { k.serveInterrupts(ctx) })
	<-ctx.Done()

	select {
	case <-shellDone:
	case <-time.After(cellTime):
		k.log.Warn("the running cell does not end; the session is closed under it")
	}
	if err := k.session.Close(); err != nil {
		k.log.Warn("closing the session", "error", err)
	}
	select {
	case <-shellDone:
	case <-time.After(cellTime):
	}
	others.Wait()
	// The clients first: a disk that stands still must not cost them the last messages.
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), linger)
	defer cancel()
	if err := k.transport.Close(last); err != nil {
		k.log.Info("some clients did not take everything in time", "error", err)
	}
	if k.past != nil {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
		defer cancel()
		k.past.Close(last)
	}
}

func (k *Kernel) serveControl(ctx context.Context) {
	for {
		select {
		case frames := <-k.transport.Requests(transport.Control):
			if r := k.receive(transport.Control, frames); r != nil {
				k.serve(ctx, r, k.control)
			}
		case <-ctx.Done():
			return
		}
	}
}

// serveStdin takes what users type.
func (k *Kernel) serveStdin(ctx context.Context) {
	for {
		select {
		case frames := <-k.transport.Requests(transport.Stdin):
			r := k.receive(transport.Stdin, frames)
			if r == nil {
				continue
			}
			if reply, ok := r.Content.(*wire.InputReply); !ok || !k.inputReply(r, reply) {
				k.log.Warn("nobody waits for this message", "channel", "stdin", "type", r.Header.Type)
			}
		case <-ctx.Done():
			return
		}
	}
}

func (k *Kernel) serveInterrupts(ctx context.Context) {
	for {
		select {
		case <-k.interrupts:
			k.Interrupt()
		case <-ctx.Done():
			return
		}
	}
}

// age is how long ago the kernel began, by a clock that nobody sets.
func (k *Kernel) age() time.Duration { return time.Since(k.began) }

// Interrupt interrupts the running cell, if any. It may be called at any time.
func (k *Kernel) Interrupt() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.cancel != nil {
		k.cancel()
	}
}

// A request is a message that is being served.
type request struct {
	*wire.Message
	channel transport.Channel
	shell   *shell // nil on other channels

	abort   bool   // do not run it if it is a cell
	refused string // do not serve it: why
	last    bool   // set by shutdown: serve nothing after it
}

// A handler serves a request and returns its reply; nil for a message that has none.
type handler func(context.Context, *request) wire.Content

// on makes a handler of a method that takes one type of content.
func on[C wire.Content](method func(context.Context, *request, C) wire.Content) handler {
	return func(ctx context.Context, r *request) wire.Content { return method(ctx, r, r.Content.(C)) }
}

// receive decodes a message; it returns nil, and logs why, when that is not possible.
func (k *Kernel) receive(c transport.Channel, frames [][]byte) *request {
	m, err := k.codec.Decode(frames)
	if err != nil {
		k.log.Warn("dropped a message", "channel", c.String(), "error", err)
		return nil
	}
	return &request{Message: m, channel: c}
}

// serve is the envelope of every request, whatever its type: busy, what its handler publishes, its reply, idle.
func (k *Kernel) serve(ctx context.Context, r *request, handlers map[string]handler) {
	k.publish(r, &wire.Status{State: "busy"})
	if reply := k.handle(ctx, r, handlers); reply != nil {
		k.send(r.channel, r.Route, r, reply)
	}
	k.publish(r, &wire.Status{State: "idle"})
	if r.last {
		k.end()
	}
}

func (k *Kernel) handle(ctx context.Context, r *request, handlers map[string]handler) (reply wire.Content) {
	defer func() {
		if fault := recover(); fault != nil {
			k.log.Error("a mistake of the kernel", "type", r.Header.Type, "panic", fault, "stack", string(debug.Stack()))
			reply = k.fail(r, "InternalError", fmt.Sprintf("the kernel failed to serve %s: %v", r.Header.Type, fault))
		}
	}()
	if r.refused != "" {
		return k.fail(r, "SubshellError", r.refused)
	}
	handle, known := handlers[r.Header.Type]
	if !known {
		k.log.Warn("a message of unknown type", "channel", r.channel.String(), "type", r.Header.Type)
		return nil
	}
	if wrong, ok := r.Content.(*wire.Malformed); ok {
		return k.fail(r, "MalformedMessage", fmt.Sprintf("%s: %v", r.Header.Type, wrong.Err))
	}
	return handle(ctx, r)
}

// fail returns the reply to a request that could not be served; nil when its type has no reply. A failed cell's reader is
// told too.
func (k *Kernel) fail(r *request, name, value string) wire.Content {
	failure := &wire.Failure{Name: name, Value: value, Traceback: []string{name + ": " + value}}
	if r.Header.Type == "execute_request" {
		k.publish(r, failure)
		return &wire.ExecuteReply{Status: wire.Error, ExecutionCount: k.session.Count(), Failure: failure}
	}
	replyType := wire.ReplyType(r.Header.Type)
	if replyType == "" {
		return nil
	}
	return &wire.ErrorReply{MessageType: replyType, Status: wire.Error, Failure: failure}
}

// publish sends a message to every client. r is the request that it belongs to; nil when there is none.
func (k *Kernel) publish(r *request, content wire.Content) {
	k.publishMessage(r, &wire.Message{Content: content})
}

// publishMessage is publish for a message with metadata or buffers.
func (k *Kernel) publishMessage(r *request, m *wire.Message) {
	topic := m.Content.Type()
	if s, ok := m.Content.(*wire.Stream); ok {
		topic = "stream." + s.Name
	}
	m.Route = [][]byte{[]byte(topic)}
	k.sendMessage(transport.IOPub, r, m)
}

// send returns the message's id.
func (k *Kernel) send(c transport.Channel, route [][]byte, r *request, content wire.Content) string {
	return k.sendMessage(c, r, &wire.Message{Route: route, Content: content})
}

func (k *Kernel) sendMessage(c transport.Channel, r *request, m *wire.Message) string {
	if r != nil {
		m.Parent = r.AsParent()
	}
	frames, err := k.codec.Encode(m)
	if err != nil {
		k.log.Error("a message that cannot be sent", "channel", c.String(), "error", err)
		return ""
	}
	k.transport.Send(c, frames)
	return m.Header.ID
}
