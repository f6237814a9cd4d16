package transport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/go-zeromq/zmq4"

	"regan/kernel/internal/wire"
)

// Sockets are the five channels as ZeroMQ sockets. zmq4 does the handshake; accepting, framing and queueing are done here,
// for the reasons that RATIONALE.md gives.
type Sockets struct {
	*hub
	log       *slog.Logger
	listeners [channels]net.Listener
	running   sync.WaitGroup // accept loops and connections

	unread budget // of messages on their way in

	mu      sync.Mutex
	conns   map[net.Conn]*peer   // nil until the handshake is done
	pending [channels][]net.Conn // those without a handshake, the oldest first
	peers   [channels]int        // how many have one
	ended   bool
}

var _ Transport = (*Sockets)(nil)

// Listen opens the sockets at the addresses of a connection file, and nowhere else. A port of 0 lets the system choose;
// Addr tells which. The logger hears of peers that are turned away.
func Listen(to wire.Connection, welcome Welcome, log *slog.Logger) (*Sockets, error) {
	s := &Sockets{hub: newHub(welcome), log: log, conns: map[net.Conn]*peer{},
		unread: budget{limit: maxUnread}}
	ports := [channels]int{to.ShellPort, to.ControlPort, to.StdinPort, to.IOPubPort, to.HeartbeatPort}
	for c, port := range ports {
		listener, err := listen(to.Transport, to.IP, port)
		if err != nil {
			for _, l := range s.listeners[:c] {
				l.Close()
			}
			return nil, fmt.Errorf("cannot open the %s socket: %w", Channel(c), err)
		}
		s.listeners[c] = listener
	}
	for c := range s.listeners {
		s.running.Go(func() { s.accept(Channel(c)) })
	}
	return s, nil
}

func listen(transport, ip string, port int) (net.Listener, error) {
	if transport == "tcp" {
		return net.Listen("tcp", net.JoinHostPort(ip, strconv.Itoa(port)))
	}
	path := fmt.Sprintf("%s-%d", ip, port)
	removeStale(path)
	return net.Listen("unix", path)
}

// removeStale removes a socket that a killed kernel left behind: one that nobody answers on.
func removeStale(path string) {
	info, err := os.Stat(path)
	if err != nil || info.Mode().Type() != os.ModeSocket {
		return
	}
	if conn, err := net.Dial("unix", path); err == nil {
		conn.Close()
		return
	}
	os.Remove(path)
}

// Addr is the address that a channel listens on.
func (s *Sockets) Addr(c Channel) net.Addr { return s.listeners[c].Addr() }

func (s *Sockets) accept(c Channel) {
	pause := time.Duration(0)
	for {
		conn, err := s.listeners[c].Accept()
		switch {
		case errors.Is(err, net.ErrClosed):
			return
		case err != nil:
			// Most likely there are no file descriptors left. Some may come free.
			s.log.Warn("cannot accept a connection", "channel", c.String(), "error", err)
			pause = min(max(2*pause, 5*time.Millisecond), time.Second)
			select {
			case <-time.After(pause):
			case <-s.done:
				return
			}
		default:
			pause = 0
			if s.greet(conn, c) { // here, so that the first to come is the first to go
				s.running.Go(func() { s.serve(conn, c) })
			}
		}
	}
}

// serve talks with one peer until it leaves.
func (s *Sockets) serve(conn net.Conn, c Channel) {
	defer conn.Close()
	defer s.forget(conn)
	identity, in, err := handshake(conn, c)
	room := s.greeted(conn, c, err == nil)
	if errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed) {
		return // it only looked whether the port is open, or we are at the end
	}
	if err != nil {
		s.log.Warn("turned a peer away", "channel", c.String(), "peer", conn.RemoteAddr().String(), "error", err)
		return
	}
	if !room {
		s.log.Warn("turned a peer away", "channel", c.String(), "peer", conn.RemoteAddr().String(),
			"error", fmt.Sprintf("%d peers are connected already", maxPeers))
		return
	}
	defer s.left(c)
	p := s.join(c, identity, newQueue(s.limit), func() { conn.Close() })
	defer s.leave(p)
	if !s.track(conn, p) {
		return
	}

	gone := make(chan struct{})
	var writer sync.WaitGroup
	writer.Go(func() { s.write(conn, p, gone) })
	for {
		it, taken, err := readMessage(in, &s.unread)
		if err != nil {
			s.unread.give(taken)
			if !errors.Is(err, io.EOF) && !errors.Is(err, net.ErrClosed) {
				s.log.Info("lost a peer", "channel", c.String(), "peer", conn.RemoteAddr().String(), "error", err)
			}
			break
		}
		if it.command {
			s.obey(p, it.frames[0])
		} else {
			s.receive(p, it.frames)
		}
		s.unread.give(taken)
	}
	close(gone)
	conn.Close()
	writer.Wait()
}

// write writes what is queued for a peer until the peer is gone, or the queue is closed and empty. Then it only says that
// nothing follows: closing the connection while the peer still sends could make its system discard what it has not read.
func (s *Sockets) write(conn net.Conn, p *peer, gone <-chan struct{}) {
	for {
		items, ok := p.out.take(gone)
		if !ok {
			break
		}
		if err := writeItems(conn, items); err != nil {
			conn.Close()
			return
		}
	}
	if half, ok := conn.(interface{ CloseWrite() error }); ok {
		half.CloseWrite()
	}
}

// obey handles a command of the protocol. Newer peers subscribe with commands, older ones with messages.
func (s *Sockets) obey(p *peer, frame []byte) {
	switch name, body := splitCommand(frame); name {
	case zmq4.CmdPing: // two bytes of time to live, and a context to send back
		if len(body) >= 2 {
			p.send(command(zmq4.CmdPong, body[2:]))
		}
	case zmq4.CmdSubscribe:
		s.subscribe(p, body, true)
	case zmq4.CmdCancel:
		s.subscribe(p, body, false)
	}
}

// greet notes a connection that has not said yet who it is. Where too many such wait, the one that was silent for longest
// is cut off: whoever opens connections and says nothing must not keep out those who speak. After Close it closes
// the connection and reports false.
func (s *Sockets) greet(conn net.Conn, c Channel) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		conn.Close()
		return false
	}
	s.conns[conn] = nil
	if len(s.pending[c]) == maxPending {
		s.log.Warn("too many peers do not say who they are, cut off one", "channel", c.String(),
			"peer", s.pending[c][0].RemoteAddr().String())
		s.pending[c][0].Close()
		s.pending[c] = slices.Delete(s.pending[c], 0, 1)
	}
	s.pending[c] = append(s.pending[c], conn)
	return true
}

// greeted ends what greet began, and tells whether there is room for one peer more. If it is one, left ends that.
func (s *Sockets) greeted(conn net.Conn, c Channel, peer bool) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pending[c] = slices.DeleteFunc(s.pending[c], func(other net.Conn) bool { return other == conn })
	if !peer || s.peers[c] == maxPeers {
		return false
	}
	s.peers[c]++
	return true
}

func (s *Sockets) left(c Channel) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.peers[c]--
}

// track notes a connection, so that Close can end it. It reports false when Close was called already.
func (s *Sockets) track(conn net.Conn, p *peer) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return false
	}
	s.conns[conn] = p
	return true
}

func (s *Sockets) forget(conn net.Conn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.conns, conn)
}

// Close implements Transport. Peers that have not read everything when ctx ends are cut off; then the error is ctx's.
func (s *Sockets) Close(ctx context.Context) error {
	s.mu.Lock()
	if s.ended {
		s.mu.Unlock()
		return nil
	}
	s.ended = true
	close(s.done)
	for _, l := range s.listeners {
		l.Close()
	}
	for conn, p := range s.conns {
		if p == nil {
			conn.Close()
		} else {
			p.out.close()
		}
	}
	s.mu.Unlock()

	cutOff := context.AfterFunc(ctx, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		for conn := range s.conns {
			conn.Close()
		}
	})
	s.running.Wait()
	if !cutOff() {
		return ctx.Err()
	}
	return nil
}
