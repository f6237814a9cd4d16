package main

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
)

type Kind uint8

const (
	KindPing Kind = 1 << iota
	KindData
	KindClose
)

type Header struct {
	Magic   [2]byte
	Version uint16
	Kind    Kind
	_       [3]byte
	Length  int32
}

type Sample struct {
	T     int64
	V     float32
	Flags [2]bool
	C     complex64
}

type Message interface {
	Kind() Kind
	io.WriterTo
}

type Ping struct{ Seq uint32 }
type Data struct {
	Samples []Sample
	Note    string
}

func (Ping) Kind() Kind  { return KindPing }
func (*Data) Kind() Kind { return KindData }

func (p Ping) WriteTo(w io.Writer) (int64, error) {
	return 4, binary.Write(w, binary.BigEndian, p.Seq)
}

func (d *Data) WriteTo(w io.Writer) (n int64, err error) {
	b := binary.AppendUvarint(nil, uint64(len(d.Samples)))
	b, err = binary.Append(b, binary.LittleEndian, d.Samples)
	if err != nil {
		return
	}
	b = binary.AppendVarint(b, -int64(len(d.Note)))
	b = append(b, d.Note...)
	m, err := w.Write(b)
	return int64(m), err
}

type countingWriter struct {
	io.Writer
	n int
}

func (c *countingWriter) Write(p []byte) (int, error) {
	n, err := c.Writer.Write(p)
	c.n += n
	return n, err
}

func send(w io.Writer, m Message) error {
	var body bytes.Buffer
	if _, err := m.WriteTo(&body); err != nil {
		return err
	}
	h := Header{Magic: [2]byte{'R', 'G'}, Version: 3, Kind: m.Kind(), Length: int32(body.Len())}
	if err := binary.Write(w, binary.BigEndian, &h); err != nil {
		return err
	}
	sum := crc32.ChecksumIEEE(body.Bytes())
	if _, err := body.WriteTo(w); err != nil {
		return err
	}
	return binary.Write(w, binary.BigEndian, sum)
}

type ProtocolError struct {
	Offset int
	Reason string
	Err    error
}

func (e *ProtocolError) Error() string {
	return fmt.Sprintf("at %d: %s: %v", e.Offset, e.Reason, e.Err)
}
func (e *ProtocolError) Unwrap() error { return e.Err }

func receive(r *bufio.Reader) (Message, error) {
	var h Header
	if err := binary.Read(r, binary.BigEndian, &h); err != nil {
		if err == io.EOF {
			return nil, err
		}
		return nil, &ProtocolError{0, "header", err}
	}
	if string(h.Magic[:]) != "RG" {
		return nil, &ProtocolError{0, "magic", fmt.Errorf("% x", h.Magic)}
	}
	body := make([]byte, h.Length+4)
	if n, err := io.ReadFull(r, body); err != nil {
		return nil, &ProtocolError{binary.Size(h) + n, "body", err}
	}
	body, tail := body[:h.Length:h.Length], body[h.Length:]
	if got, want := binary.BigEndian.Uint32(tail), crc32.ChecksumIEEE(body); got != want {
		return nil, &ProtocolError{12, "checksum", fmt.Errorf("%08x, not %08x", got, want)}
	}
	switch h.Kind {
	case KindPing:
		return Ping{binary.BigEndian.Uint32(body)}, nil
	case KindData:
		n, k := binary.Uvarint(body)
		d := &Data{Samples: make([]Sample, n)}
		k2, err := binary.Decode(body[k:], binary.LittleEndian, d.Samples)
		if err != nil {
			return nil, err
		}
		l, k3 := binary.Varint(body[k+k2:])
		rest := body[k+k2+k3:]
		d.Note = string(rest[:-l])
		return d, nil
	default:
		return nil, &ProtocolError{4, "kind", fmt.Errorf("%#x", uint8(h.Kind))}
	}
}

func main() {
	var wire bytes.Buffer
	cw := &countingWriter{Writer: &wire}
	msgs := []Message{Ping{0xdeadbeef}, &Data{[]Sample{{-1, 1.5, [2]bool{true, false}, 1 - 2i}, {math.MaxInt64, float32(math.Inf(-1)), [2]bool{}, 0}}, "héllo"}, Ping{}}
	for _, m := range msgs {
		if err := send(cw, m); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(cw.n, binary.Size(Header{}), binary.Size(Sample{}), binary.Size([]Sample{{}, {}}), binary.Size(1))
	fmt.Print(hex.Dump(wire.Bytes()))
	raw := bytes.Clone(wire.Bytes())
	r := bufio.NewReader(&wire)
	for {
		m, err := receive(r)
		if err != nil {
			fmt.Println(err)
			break
		}
		switch m := m.(type) {
		case Ping:
			fmt.Printf("ping %x %+v\n", m.Seq, m)
		case *Data:
			fmt.Printf("%+v\n", *m)
		}
	}
	raw[20] ^= 1
	for i, in := range [][]byte{raw, raw[:10], raw[:14], {'X'}, append([]byte("XY"), raw[2:]...), nil} {
		_, err := receive(bufio.NewReader(bytes.NewReader(in)))
		var pe *ProtocolError
		fmt.Println(i, err, errors.As(err, &pe), errors.Is(err, io.ErrUnexpectedEOF), err == io.EOF)
	}
	b := binary.BigEndian.AppendUint16(nil, 0x1234)
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(-0.5))
	fmt.Printf("% x %v\n", b, math.Float64frombits(binary.LittleEndian.Uint64(b[2:])))
	fmt.Println(binary.Write(io.Discard, binary.BigEndian, struct{ S string }{"x"}))
	fmt.Println(binary.LittleEndian, binary.BigEndian.String())
}
