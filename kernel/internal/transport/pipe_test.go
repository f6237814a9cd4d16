package transport

import (
	"context"
	"errors"
	"io"
	"testing"
)

func wantNext(t *testing.T, e *End, c Channel, texts ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	from, got, err := e.Receive(ctx)
	if err != nil {
		t.Fatalf("receiving %q: %v", texts, err)
	}
	if from != c || !same(frames(texts...), got) {
		t.Fatalf("received %q on %s, want %q on %s", got, from, texts, c)
	}
}

func TestPipe(t *testing.T) {
	p := NewPipe(welcome)
	client := p.Dial("a")
	client.Send(IOPub, []byte("\x01"))
	wantNext(t, client, IOPub, "", "welcome")
	client.Send(Heartbeat, []byte("ping"))
	wantNext(t, client, Heartbeat, "ping")
	go client.Send(Shell, []byte("request")) // it is with the client until it is taken
	wantRequest(t, p, Shell, "a", "request")

	p.Send(IOPub, frames("status", "busy"))
	p.Send(Shell, frames("a", "reply"))
	p.Send(IOPub, frames("status", "idle"))
	p.Close(t.Context())
	wantNext(t, client, IOPub, "status", "busy")
	wantNext(t, client, Shell, "reply")
	wantNext(t, client, IOPub, "status", "idle")
	if _, _, err := client.Receive(t.Context()); !errors.Is(err, io.EOF) {
		t.Errorf("after Close: got %v, want %v", err, io.EOF)
	}
}

func TestPipeReceiveStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, err := NewPipe(welcome).Dial("a").Receive(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want %v", err, context.Canceled)
	}
}

func TestQueueIsBounded(t *testing.T) {
	q := newQueue(10)
	for _, step := range []struct {
		size int
		want bool
	}{{100, true}, {1, false}} { // whatever the size, one item fits
		if got := q.push(item{frames: [][]byte{make([]byte, step.size)}}); got != step.want {
			t.Errorf("push of %d bytes: %t, want %t", step.size, got, step.want)
		}
	}
	if items, ok := q.take(nil); len(items) != 1 || !ok {
		t.Errorf("took %d items, %t", len(items), ok)
	}
	for range 2 {
		if !q.push(item{frames: [][]byte{make([]byte, 5)}}) {
			t.Error("ten bytes do not fit into a queue of ten")
		}
	}
}
