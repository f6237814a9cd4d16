package transport

import (
	"bufio"
	"bytes"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// What is written is read again, whatever the number and the lengths of frames.
func TestFramesRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.SampledFrom([]int{0, 1, 255, 256, trusted, trusted + 1})
		var want []item
		for range rapid.IntRange(1, 5).Draw(t, "messages") {
			var it item
			for _, n := range rapid.SliceOfN(size, 1, 8).Draw(t, "sizes") {
				it.frames = append(it.frames, bytes.Repeat([]byte{byte(n)}, n))
			}
			want = append(want, it)
		}
		var wire bytes.Buffer
		if err := writeItems(&wire, want); err != nil {
			t.Fatal(err)
		}
		in, all := bufio.NewReader(&wire), &budget{limit: maxMessage}
		for i, w := range want {
			got, taken, err := readMessage(in, all)
			all.give(taken)
			if err != nil || got.command || !same(w.frames, got.frames) {
				t.Fatalf("message %d of %d frames: got %d frames, command %t, error %v", i, len(w.frames), len(got.frames), got.command, err)
			}
		}
	})
}

// Whatever bytes come in, reading ends, without a panic; and what is read is what was there.
func FuzzReadMessage(f *testing.F) {
	f.Add([]byte("\x01\x01a\x00\x01b"))
	f.Add([]byte("\x04\x06\x04PING!"))
	f.Add([]byte("\x02\x00\x00\x00\x00\x00\x00\x00\x01a"))
	f.Add([]byte("\x02\x40\x00\x00\x00\x00\x00\x00\x00a"))
	f.Fuzz(func(t *testing.T, data []byte) {
		in, all := bufio.NewReader(bytes.NewReader(data)), &budget{limit: 100}
		size := 0
		for {
			it, taken, err := readMessage(in, all)
			if used := all.used.Load(); used != int64(taken) || used > all.limit {
				t.Errorf("%d bytes are in use, %d were taken, %d are allowed", used, taken, all.limit)
			}
			all.give(taken)
			if err != nil {
				break
			}
			if it.command {
				splitCommand(it.frames[0])
			}
			for _, frame := range it.frames {
				size += 2 + len(frame)
			}
		}
		if size > len(data) {
			t.Errorf("%d bytes were read from %d", size, len(data))
		}
		parseMetadata(data)
	})
}

// recorded is a connection to a peer that says what was recorded, and then nothing more.
type recorded struct {
	net.Conn
	said io.Reader
}

func (r recorded) Read(p []byte) (int, error)  { return r.said.Read(p) }
func (r recorded) Write(p []byte) (int, error) { return len(p), nil }
func (r recorded) SetDeadline(time.Time) error { return nil }

// Whatever a peer says, the handshake ends, without a panic; and whoever passes it said what socket it is.
func FuzzHandshake(f *testing.F) {
	greeting := "\xff\x00\x00\x00\x00\x00\x00\x00\x01\x7f\x03\x00NULL" + strings.Repeat("\x00", 48)
	ready := string([]byte{flagCommand, 28}) + "\x05READY\x0bSocket-Type\x00\x00\x00\x06DEALER"
	f.Add([]byte(greeting+ready), byte(Shell))
	f.Add([]byte(greeting+ready+"\x00\x01a"), byte(IOPub))
	f.Add([]byte(greeting+"\x06\xff\xff\xff\xff\xff\xff\xff\xff\x05READY"), byte(Control))
	f.Add([]byte("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"), byte(Heartbeat))
	f.Fuzz(func(t *testing.T, said []byte, channel byte) {
		_, _, err := handshake(recorded{said: bytes.NewReader(said)}, Channel(channel%byte(channels)))
		if err == nil && !bytes.Contains(said, []byte("Socket-Type")) {
			t.Errorf("a peer that did not say which socket it is has passed: %q", said)
		}
	})
}
