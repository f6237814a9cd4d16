package transport

import (
	"bufio"
	"bytes"
	"testing"

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
		in := bufio.NewReader(&wire)
		for i, w := range want {
			got, err := readMessage(in)
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
		in := bufio.NewReader(bytes.NewReader(data))
		size := 0
		for {
			it, err := readMessage(in)
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
