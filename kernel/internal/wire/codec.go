package wire

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"sync/atomic"
	"time"
	"unicode/utf8"
)

// delimiter stands between a message's routing prefix and its signature.
const delimiter = "<IDS|MSG>"

// maxHeader bounds a header's length, because every answer carries a copy of it. Real ones have about 250 bytes.
const maxHeader = 1 << 16

// A Codec turns frames into messages and back. It is safe for concurrent use.
type Codec struct {
	signer  *Signer
	session string
	sent    atomic.Int64
	now     func() time.Time
}

// NewCodec returns a codec whose messages carry a session id of their own, unlike any other codec's.
func NewCodec(signer *Signer) *Codec {
	return &Codec{signer: signer, session: rand.Text(), now: time.Now}
}

// Decode reads a message's frames and checks its signature. The message refers to the frames, which must not change.
func (c *Codec) Decode(frames [][]byte) (*Message, error) {
	route := 0
	for route < len(frames) && string(frames[route]) != delimiter {
		route++
	}
	if route == len(frames) {
		return nil, fmt.Errorf("a message of %d frames has no %s frame", len(frames), delimiter)
	}
	rest := frames[route+1:]
	if len(rest) < 5 {
		return nil, fmt.Errorf("a message has %d frames after %s, want signature, header, parent header, metadata and content",
			len(rest), delimiter)
	}
	signature, parts, buffers := rest[0], rest[1:5], rest[5:]
	if err := c.signer.Check(signature, parts); err != nil {
		return nil, err
	}
	for i, name := range []string{"header", "parent header", "metadata", "content"} {
		if err := checkObject(parts[i]); err != nil {
			return nil, fmt.Errorf("a message's %s %w", name, err)
		}
	}
	m := &Message{
		Route: frames[:route], Parent: Parent(parts[1]), Meta: parts[2], Buffers: buffers,
		rawHeader: parts[0], rawContent: parts[3],
	}
	if len(parts[0]) > maxHeader {
		return nil, fmt.Errorf("a message's header has %d bytes, want at most %d", len(parts[0]), maxHeader)
	}
	if err := json.Unmarshal(parts[0], &m.Header); err != nil {
		return nil, fmt.Errorf("a message's header: %w", fieldError(err))
	}
	if m.Header.ID == "" || m.Header.Type == "" {
		return nil, errors.New("a message's header has no msg_id or no msg_type")
	}
	m.Content = decodeContent(m.Header.Type, parts[3])
	return m, nil
}

func checkObject(text []byte) error {
	switch text = bytes.TrimSpace(text); {
	case !utf8.Valid(text):
		return errors.New("is not UTF-8")
	case len(text) == 0 || text[0] != '{' || !json.Valid(text):
		return fmt.Errorf("is not a JSON object but %.40q", text)
	}
	return nil
}

func decodeContent(messageType string, text []byte) Content {
	content := newContent(messageType)
	if content == nil {
		return &Unknown{MessageType: messageType, Raw: text}
	}
	if err := json.Unmarshal(text, content); err != nil {
		return &Malformed{MessageType: messageType, Err: fieldError(err)}
	}
	return content
}

// Encode returns the frames of a message: its route, the delimiter, the signature, four JSON objects and its buffers. It
// fills in the header from the content, each time with a new id and the present time.
func (c *Codec) Encode(m *Message) ([][]byte, error) {
	m.Header = Header{
		ID:       c.session + "_" + strconv.FormatInt(c.sent.Add(1), 10),
		Session:  c.session,
		Username: "regan",
		Date:     c.now().UTC().Format("2006-01-02T15:04:05.000000Z"),
		Type:     m.Content.Type(),
		Version:  Version,
	}
	header, err := marshal(m.Header)
	if err != nil {
		return nil, fmt.Errorf("header of %s: %w", m.Header.Type, err)
	}
	content, err := marshalContent(m.Content)
	if err != nil {
		return nil, fmt.Errorf("content of %s: %w", m.Header.Type, err)
	}
	m.rawHeader = header
	parts := [][]byte{header, orEmpty(m.Parent), orEmpty(m.Meta), content}
	frames := make([][]byte, 0, len(m.Route)+6+len(m.Buffers))
	frames = append(frames, m.Route...)
	frames = append(frames, []byte(delimiter), c.signer.Sign(parts))
	frames = append(frames, parts...)
	return append(frames, m.Buffers...), nil
}

func orEmpty(object []byte) []byte {
	if len(object) == 0 {
		return []byte("{}")
	}
	return object
}

// marshal writes JSON without escaping <, > and &, which would make HTML and SVG up to a half longer.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// Welcome returns the frames of the iopub_welcome that a new subscriber to a topic gets; nil when the topic is no text.
func (c *Codec) Welcome(topic []byte) [][]byte {
	if !utf8.Valid(topic) {
		return nil
	}
	frames, err := c.Encode(&Message{Route: [][]byte{topic}, Content: &Welcome{Subscription: string(topic)}})
	if err != nil {
		panic(fmt.Sprintf("wire: a welcome cannot be encoded: %v", err))
	}
	return frames
}
