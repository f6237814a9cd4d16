package transport

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"net"
)

// The bits of a frame's first byte.
const (
	flagMore    = 1 // another frame of the message follows
	flagLong    = 2 // the length has eight bytes, not one
	flagCommand = 4 // no message, but a command of the protocol
)

const (
	maxMessage = 512 << 20 // bytes of a message that we take; a notebook server takes no more than 500 MB
	maxFrames  = 1 << 12   // frames of a message; each widget buffer is one
	trusted    = 64 << 10  // bytes of a frame that are allocated before they have arrived
	portion    = 1 << 20   // bytes of a longer frame that are read at a time
)

// readMessage reads a message, or a command, which has one frame. It allocates little more than what arrives. What it has
// taken from the budget, also when it fails, is for the caller to give back once the message is dealt with.
func readMessage(in *bufio.Reader, b *budget) (it item, taken int, err error) {
	for left := uint64(maxMessage); ; {
		flags, err := in.ReadByte()
		if err != nil {
			return it, taken, err
		}
		size, err := readSize(in, flags&flagLong != 0)
		if err != nil {
			return it, taken, err
		}
		more, command := flags&flagMore != 0, flags&flagCommand != 0
		switch {
		case flags > flagMore|flagLong|flagCommand, command && (more || len(it.frames) > 0):
			return it, taken, fmt.Errorf("a frame has the flags %#x, which have no meaning there", flags)
		case size > left:
			return it, taken, fmt.Errorf("a frame of %d bytes makes a message longer than %d", size, maxMessage)
		case len(it.frames) == maxFrames:
			return it, taken, fmt.Errorf("a message has more than %d frames", maxFrames)
		}
		left -= size
		body, n, err := readBody(in, int(size), b)
		taken += n
		if err != nil {
			return it, taken, err
		}
		it.frames, it.command = append(it.frames, body), command
		if !more {
			return it, taken, nil
		}
	}
}

func readSize(in *bufio.Reader, long bool) (uint64, error) {
	if !long {
		b, err := in.ReadByte()
		return uint64(b), err
	}
	var b [8]byte
	_, err := io.ReadFull(in, b[:])
	return binary.BigEndian.Uint64(b[:]), err
}

// readBody reads a frame's body and takes its length from the budget as it arrives, whatever length was announced.
func readBody(in *bufio.Reader, size int, b *budget) (body []byte, taken int, err error) {
	if size <= trusted {
		if err := b.take(size, false); err != nil {
			return nil, 0, err
		}
		body = make([]byte, size)
		_, err = io.ReadFull(in, body)
		return body, size, err
	}
	var parts [][]byte // joined at the end: a buffer that grows would hold up to three times what has arrived
	for taken < size {
		n := min(size-taken, portion)
		if err := b.take(n, true); err != nil {
			return nil, taken, err
		}
		taken += n
		part := make([]byte, n)
		if _, err := io.ReadFull(in, part); err != nil {
			return nil, taken, err
		}
		parts = append(parts, part)
	}
	return bytes.Join(parts, nil), taken, nil
}

// writeItems writes items in as few system calls as possible.
func writeItems(out io.Writer, items []item) error {
	var buffers net.Buffers
	for _, it := range items {
		for i, f := range it.frames {
			var flags byte
			if i < len(it.frames)-1 {
				flags |= flagMore
			}
			if it.command {
				flags |= flagCommand
			}
			header := []byte{flags, byte(len(f))}
			if len(f) > 255 {
				header = binary.BigEndian.AppendUint64([]byte{flags | flagLong}, uint64(len(f)))
			}
			buffers = append(buffers, header, f)
		}
	}
	_, err := buffers.WriteTo(out)
	return err
}

// command returns a command of the protocol: its name with a byte of length in front, and its body.
func command(name string, body []byte) item {
	frame := append([]byte{byte(len(name))}, name...)
	return item{frames: [][]byte{append(frame, body...)}, command: true}
}

// splitCommand is the inverse of command.
func splitCommand(frame []byte) (name string, body []byte) {
	if len(frame) == 0 || len(frame) < 1+int(frame[0]) {
		return "", nil
	}
	n := 1 + int(frame[0])
	return string(frame[1:n]), frame[n:]
}
