package transport

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-zeromq/zmq4"
	"github.com/go-zeromq/zmq4/security/null"

	"regan/kernel/internal/wire"
)

// patience is how long a test waits for what must happen. It is never used up when the code is right.
const patience = 20 * time.Second

func frames(texts ...string) [][]byte {
	list := make([][]byte, len(texts))
	for i, t := range texts {
		list[i] = []byte(t)
	}
	return list
}

func welcome(topic []byte) [][]byte { return [][]byte{topic, []byte("welcome")} }

func open(t *testing.T) *Sockets {
	t.Helper()
	s, err := Listen(wire.Connection{Transport: "tcp", IP: "127.0.0.1"}, welcome, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		s.Close(ctx)
	})
	return s
}

// A client is a peer written with zmq4's codec, over a connection that tests can also use raw.
type client struct {
	*zmq4.Conn
	t   *testing.T
	raw net.Conn
}

func dialRaw(t *testing.T, s *Sockets, c Channel) net.Conn {
	t.Helper()
	addr := s.Addr(c)
	conn, err := net.Dial(addr.Network(), addr.String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(patience))
	return conn
}

func dial(t *testing.T, s *Sockets, c Channel, identity string) *client {
	t.Helper()
	_, theirs := socketTypes(c)
	raw := dialRaw(t, s, c)
	conn, err := zmq4.Open(raw, null.Security(), theirs[0], zmq4.SocketIdentity(identity), false, nil)
	if err != nil {
		t.Fatal(err)
	}
	return &client{Conn: conn, t: t, raw: raw}
}

func (c *client) send(texts ...string) {
	c.t.Helper()
	if err := c.SendMsg(zmq4.NewMsgFrom(frames(texts...)...)); err != nil {
		c.t.Fatal(err)
	}
}

func (c *client) want(texts ...string) {
	c.t.Helper()
	got, err := c.RecvMsg()
	if err != nil {
		c.t.Fatalf("receiving %q: %v", texts, err)
	}
	if !same(frames(texts...), got.Frames) {
		c.t.Fatalf("received %.100q, want %.100q", got.Frames, texts)
	}
}

func same(a, b [][]byte) bool { return slices.EqualFunc(a, b, bytes.Equal) }

func wantRequest(t *testing.T, s Transport, c Channel, texts ...string) {
	t.Helper()
	select {
	case got := <-s.Requests(c):
		if !same(frames(texts...), got) {
			t.Fatalf("request on %s: got %.100q, want %.100q", c, got, texts)
		}
	case <-time.After(patience):
		t.Fatalf("no request arrived on %s, want %q", c, texts)
	}
}

// wantClosed fails unless the other side ends the connection.
func wantClosed(t *testing.T, conn net.Conn) {
	t.Helper()
	_, err := io.Copy(io.Discard, conn)
	var late net.Error
	if errors.As(err, &late) && late.Timeout() {
		t.Fatal("the connection is still open")
	}
}

func TestRequestAndReply(t *testing.T) {
	s := open(t)
	for _, channel := range []Channel{Shell, Control, Stdin} {
		a, b := dial(t, s, channel, "a"), dial(t, s, channel, "b")
		a.send("one", "", strings.Repeat("long", 100))
		wantRequest(t, s, channel, "a", "one", "", strings.Repeat("long", 100))
		b.send("two")
		wantRequest(t, s, channel, "b", "two")
		s.Send(channel, frames("b", "to b", strings.Repeat("x", 300)))
		s.Send(channel, frames("a", "to a"))
		s.Send(channel, frames("nobody", "lost"))
		a.want("to a")
		b.want("to b", strings.Repeat("x", 300))
	}
}

func TestPeersWithoutIdentityAreToldApart(t *testing.T) {
	s := open(t)
	for _, name := range []string{"first", "second"} {
		c := dial(t, s, Shell, "")
		c.send(name)
		request := <-s.Requests(Shell)
		s.Send(Shell, [][]byte{request[0], []byte("to " + name)})
		c.want("to " + name)
	}
}

func TestHeartbeatEchoes(t *testing.T) {
	c := dial(t, open(t), Heartbeat, "")
	for _, beat := range []string{"ping", "", "pong"} {
		c.send("", beat)
		c.want("", beat)
	}
}

func TestPublish(t *testing.T) {
	s := open(t)
	all, some := dial(t, s, IOPub, ""), dial(t, s, IOPub, "")
	all.send("\x01")
	all.want("", "welcome") // before anything else
	some.send("\x01stream")
	some.want("stream", "welcome")
	some.send("\x01stream") // a repeated subscription is welcomed again
	some.want("stream", "welcome")

	s.Send(IOPub, frames("status", "busy"))
	s.Send(IOPub, frames("stream.stdout", "text"))
	all.want("status", "busy")
	all.want("stream.stdout", "text")
	some.want("stream.stdout", "text")

	some.send("\x00stream")
	if err := some.SendCmd(zmq4.CmdSubscribe, []byte("error")); err != nil { // as ZMTP 3.1 has it
		t.Fatal(err)
	}
	some.want("error", "welcome") // and so the unsubscription was heard
	s.Send(IOPub, frames("stream.stdout", "not for some"))
	s.Send(IOPub, frames("error", "text"))
	some.want("error", "text")
}

func TestPingIsAnswered(t *testing.T) {
	s := open(t)
	c := dial(t, s, Shell, "a")
	if err := c.SendCmd(zmq4.CmdPing, []byte("\x00\x0acontext")); err != nil {
		t.Fatal(err)
	}
	pong, err := c.RecvCmd()
	if err != nil {
		t.Fatal(err)
	}
	if pong.Name != zmq4.CmdPong || string(pong.Body) != "context" {
		t.Errorf("got %s %q, want PONG \"context\"", pong.Name, pong.Body)
	}
	c.send("request")
	wantRequest(t, s, Shell, "a", "request") // and the ping is no request
}

func TestNewestPeerTakesOverAnIdentity(t *testing.T) {
	s := open(t)
	old := dial(t, s, Shell, "same")
	old.send("from old")
	wantRequest(t, s, Shell, "same", "from old")
	young := dial(t, s, Shell, "same")
	young.send("from young")
	wantRequest(t, s, Shell, "same", "from young")
	wantClosed(t, old.raw)
	s.Send(Shell, frames("same", "reply"))
	young.want("reply")
}

// Nobody is disturbed by a peer that breaks the protocol, and that peer is cut off.
func TestBrokenPeers(t *testing.T) {
	greeting := append([]byte("\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f\x03\x00NULL"), make([]byte, 48)...)
	long := func(flags byte, size uint64) []byte { return binary.BigEndian.AppendUint64([]byte{flags}, size) }
	ready := func(metadata string) []byte {
		body := "\x05READY" + metadata
		return append([]byte{flagCommand, byte(len(body))}, body...)
	}
	dealer := "\x0bSocket-Type\x00\x00\x00\x06DEALER"
	for _, c := range []struct {
		name string
		sent [][]byte
	}{
		{"an HTTP request", [][]byte{bytes.Repeat([]byte("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"), 3)}},
		{"an old version", [][]byte{append([]byte("\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f\x01\x00"), make([]byte, 52)...)}},
		{"an endless READY", [][]byte{greeting, long(flagCommand|flagLong, 1<<62)}},
		{"a READY in parts", [][]byte{greeting, long(flagCommand|flagMore, 100)}},
		{"no READY", [][]byte{greeting, {flagCommand, 8}, []byte("\x05HELLO12")}},
		{"a READY that ends in a property's name", [][]byte{greeting, ready("\xffSocket")}},
		{"a READY that ends in a property's length", [][]byte{greeting, ready("\x0bSocket-Type\x00\x00")}},
		{"a READY that ends in a property's value", [][]byte{greeting, ready("\x0bSocket-Type\xff\xff\xff\xffDEALER")}},
		{"a READY that names no socket type", [][]byte{greeting, ready("\x01a\x00\x00\x00\x00")}},
		{"an unknown socket type", [][]byte{greeting, ready("\x0bSocket-Type\x00\x00\x00\x05CHAIR")}},
		{"a socket type of another channel", [][]byte{greeting, ready("\x0bSocket-Type\x00\x00\x00\x03SUB")}},
		{"a frame of 1<<62 bytes", [][]byte{greeting, ready(dealer), long(flagLong, 1<<62)}},
		{"a frame of 1<<63 bytes", [][]byte{greeting, ready(dealer), long(flagLong, 1<<63)}},
		{"unknown flags", [][]byte{greeting, ready(dealer), {0x80, 0}}},
		{"a command in parts", [][]byte{greeting, ready(dealer), {flagCommand | flagMore, 0}}},
		{"too many frames", [][]byte{greeting, ready(dealer), bytes.Repeat([]byte{flagMore, 0}, maxFrames+1)}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			good := dial(t, s, Shell, "good")
			bad := dialRaw(t, s, Shell)
			for _, part := range c.sent {
				bad.Write(part) // may fail: the connection may be cut already
			}
			wantClosed(t, bad)
			good.send("still here?")
			wantRequest(t, s, Shell, "good", "still here?")
			s.Send(Shell, frames("good", "yes"))
			good.want("yes")
		})
	}
}

// A long frame that was announced but does not arrive costs no memory and no other peer's time.
func TestSilentPeersDisturbNobody(t *testing.T) {
	s := open(t)
	for _, c := range []Channel{Shell, Control, Stdin, IOPub, Heartbeat} {
		dialRaw(t, s, c) // says nothing at all
	}
	waiting := dial(t, s, Shell, "waiting")
	waiting.send("here") // now the sockets know it by its name
	wantRequest(t, s, Shell, "waiting", "here")
	waiting.raw.Write(binary.BigEndian.AppendUint64([]byte{flagLong}, maxMessage))
	c := dial(t, s, Shell, "a")
	c.send("request")
	wantRequest(t, s, Shell, "a", "request")
	s.Send(Shell, frames("waiting", "for you"))
	s.Send(Shell, frames("a", "reply"))
	c.want("reply")
	waiting.want("for you")
}

// Who opens connections and says nothing is cut off for those who speak, from the one that was silent for longest.
func TestSilentPeersGiveWay(t *testing.T) {
	s := open(t)
	good := dial(t, s, Shell, "good")
	good.send("here")
	wantRequest(t, s, Shell, "good", "here")
	var silent []net.Conn
	for i := range 3 * maxPending {
		silent = append(silent, dialRaw(t, s, Shell))
		if i >= maxPending {
			wantClosed(t, silent[i-maxPending])
		}
	}
	for i := range maxPending + 1 { // one after another, each gets in
		c := dial(t, s, Shell, fmt.Sprint(i))
		c.send("request")
		wantRequest(t, s, Shell, fmt.Sprint(i), "request")
	}
	good.send("still here?")
	wantRequest(t, s, Shell, "good", "still here?")
}

// More peers than a channel has room for are turned away, until one of the others leaves.
func TestPeersAreCounted(t *testing.T) {
	s := open(t)
	var peers []*client
	for i := range maxPeers {
		name := fmt.Sprint(i)
		peers = append(peers, dial(t, s, Stdin, name))
		peers[i].send("request")
		wantRequest(t, s, Stdin, name, "request")
	}
	wantClosed(t, dial(t, s, Stdin, "late").raw)
	peers[0].Close()
	connected := func() int {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.peers[Stdin]
	}
	for connected() == maxPeers {
		time.Sleep(time.Millisecond)
	}
	late := dial(t, s, Stdin, "late")
	late.send("request")
	wantRequest(t, s, Stdin, "late", "request")
	other := dial(t, s, Shell, "other")
	other.send("request")
	wantRequest(t, s, Shell, "other", "request")
}

func TestTopicsAreCounted(t *testing.T) {
	for _, c := range []struct {
		name   string
		topics func(i int) string
	}{
		{"many topics", func(i int) string { return fmt.Sprint("topic ", i) }},
		{"a long topic", func(int) string { return strings.Repeat("x", maxTopic+1) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			bad, good := dial(t, s, IOPub, ""), dial(t, s, IOPub, "")
			for i := range maxTopics + 1 {
				if bad.SendMsg(zmq4.NewMsgString("\x01"+c.topics(i))) != nil {
					break
				}
			}
			wantClosed(t, bad.raw)
			good.send("\x01")
			good.want("", "welcome")
		})
	}
}

// Peers that send long messages without an end fill a budget, not the memory; short messages pass.
func TestUnfinishedMessagesAreBounded(t *testing.T) {
	s := open(t)
	s.unread.limit = 4 << 20      // before anyone sends
	part := make([]byte, 2<<20+1) // two portions, and the third cannot end
	header := binary.BigEndian.AppendUint64([]byte{flagLong}, maxMessage)
	first, second, good := dial(t, s, Shell, "first"), dial(t, s, Shell, "second"), dial(t, s, Shell, "good")
	first.raw.Write(header)
	first.raw.Write(part)
	for s.unread.used.Load() < 3<<20 { // three quarters
		time.Sleep(time.Millisecond)
	}
	second.raw.Write(header)
	wantClosed(t, second.raw)
	good.send("request")
	wantRequest(t, s, Shell, "good", "request")
	first.raw.Close()
	for s.unread.used.Load() > 0 { // everything is given back
		time.Sleep(time.Millisecond)
	}
	good.send(strings.Repeat("x", 2<<20))
	wantRequest(t, s, Shell, "good", strings.Repeat("x", 2<<20))
}

// Requests that nobody has taken yet count as well, however many peers send them.
func TestRequestsThatWaitAreBounded(t *testing.T) {
	s := open(t)
	s.unread.limit = 4 << 20 // before anyone sends
	first, second := dial(t, s, Shell, "first"), dial(t, s, Shell, "second")
	first.send(strings.Repeat("x", 5<<19))
	for s.unread.used.Load() < 5<<19 { // all of it
		time.Sleep(time.Millisecond)
	}
	second.raw.Write(binary.BigEndian.AppendUint64([]byte{flagLong}, 5<<19))
	second.raw.Write(make([]byte, 5<<19))
	wantClosed(t, second.raw)
	wantRequest(t, s, Shell, "first", strings.Repeat("x", 5<<19))
	for s.unread.used.Load() > 0 { // everything is given back
		time.Sleep(time.Millisecond)
	}
}

// A subscriber that does not read is cut off when too much waits for it. The others get everything.
func TestStalledSubscriber(t *testing.T) {
	s := open(t)
	s.limit = 1 << 20 // bytes; before anyone joins
	stalled, reading := dial(t, s, IOPub, ""), dial(t, s, IOPub, "")
	for _, c := range []*client{stalled, reading} {
		c.send("\x01")
		c.want("", "welcome")
	}
	connected := func() int {
		s.hub.mu.Lock()
		defer s.hub.mu.Unlock()
		return len(s.subscribers)
	}
	payload := strings.Repeat("x", 64<<10)
	sent := 0
	for ; connected() == 2 && sent < 10000; sent++ { // the system's buffers take some megabytes first
		number := fmt.Sprint(sent)
		s.Send(IOPub, frames("t", number, payload))
		reading.want("t", number, payload)
	}
	if connected() != 1 {
		t.Errorf("after %d messages of %d bytes the stalled subscriber is still connected", sent, len(payload))
	}
}

// Close returns when every peer has all that was sent before.
func TestCloseLosesNothing(t *testing.T) {
	const messages = 2000
	s := open(t)
	payload := strings.Repeat("x", 5000)
	type reader struct {
		*client
		prefix []string
	}
	var readers []reader
	for range 3 {
		c := dial(t, s, IOPub, "")
		c.send("\x01")
		c.want("", "welcome")
		readers = append(readers, reader{c, []string{"t"}})
	}
	shell := dial(t, s, Shell, "a")
	shell.send("hello")
	wantRequest(t, s, Shell, "a", "hello")
	readers = append(readers, reader{shell, nil})
	for i := range messages {
		s.Send(IOPub, frames("t", fmt.Sprint(i), payload))
		s.Send(Shell, frames("a", fmt.Sprint(i), payload))
	}

	var done sync.WaitGroup
	for _, r := range readers {
		done.Go(func() {
			defer r.Close()
			for i := range messages {
				got, err := r.RecvMsg()
				want := frames(append(append([]string{}, r.prefix...), fmt.Sprint(i), payload)...)
				if err != nil || !same(want, got.Frames) {
					t.Errorf("message %d: error %v, or another message", i, err)
					return
				}
			}
			if _, err := r.RecvMsg(); !errors.Is(err, io.EOF) {
				t.Errorf("after the last message: got %v, want the end", err)
			}
		})
	}
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := s.Close(ctx); err != nil {
		t.Errorf("Close: %v", err)
	}
	done.Wait()
}

func TestCloseDoesNotWaitForAStalledPeer(t *testing.T) {
	s := open(t)
	c := dial(t, s, Shell, "a")
	c.send("hello")
	wantRequest(t, s, Shell, "a", "hello")
	s.Send(Shell, [][]byte{[]byte("a"), make([]byte, 50<<20)})
	dialRaw(t, s, Shell)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := s.Close(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Close: got %v, want that the deadline was exceeded", err)
	}
	if err := s.Close(t.Context()); err != nil {
		t.Errorf("Close again: %v", err)
	}
}

func TestPortInUse(t *testing.T) {
	s := open(t)
	taken := s.Addr(Shell).(*net.TCPAddr).Port
	_, err := Listen(wire.Connection{Transport: "tcp", IP: "127.0.0.1", ControlPort: taken}, welcome, slog.New(slog.DiscardHandler))
	if err == nil || !strings.Contains(err.Error(), "cannot open the control socket: listen tcp 127.0.0.1:") {
		t.Errorf("got %v", err)
	}
}

func TestIPC(t *testing.T) {
	to := wire.Connection{
		Transport: "ipc", IP: filepath.Join(t.TempDir(), "k"),
		ShellPort: 1, ControlPort: 2, StdinPort: 3, IOPubPort: 4, HeartbeatPort: 5,
	}
	left, err := net.ListenUnix("unix", &net.UnixAddr{Name: to.IP + "-1"})
	if err != nil {
		t.Skip("no unix sockets here:", err)
	}
	left.SetUnlinkOnClose(false)
	left.Close() // as a killed kernel leaves it

	s, err := Listen(to, welcome, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	c := dial(t, s, Shell, "a")
	c.send("over a file")
	wantRequest(t, s, Shell, "a", "over a file")
	s.Send(Shell, frames("a", "reply"))
	c.want("reply")
	if _, err := Listen(to, welcome, slog.New(slog.DiscardHandler)); err == nil {
		t.Error("two kernels listen on one path")
	}
	c.Close()
	if err := s.Close(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(to.IP + "-1"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the socket's file is left behind: %v", err)
	}
}
