package worker

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"

	"regan/kernel/display"
	"regan/kernel/internal/engine"
)

// A request is what the front asks of the worker.
type request struct {
	Setup     *setup       `json:"setup,omitempty"`     // the first request
	Run       *engine.Unit `json:"run,omitempty"`       // answered by done
	Interrupt bool         `json:"interrupt,omitempty"` // ends the running unit; answered by its done
	Answer    *answer      `json:"answer,omitempty"`    // to the question that the unit has asked
	Debug     *debugCall   `json:"debug,omitempty"`     // answered by debugged
}

// A debugCall is a command to the debugger.
type debugCall struct {
	Number int `json:"number"`
	engine.DebugCommand
}

// A debugAnswer answers the debugCall of the same number.
type debugAnswer struct {
	Number int `json:"number"`
	engine.DebugAnswer
}

// setup is what the worker must know before it runs anything.
type setup struct {
	Nonce string   `json:"nonce"` // of the marks in its output
	Marks bool     `json:"marks"` // each reply has a mark, not only those that the running unit may write text behind
	Args  []string `json:"args"`  // os.Args of the code that it runs
	Stdin bool     `json:"stdin"` // code reads the process's standard input, and asks nobody

	Memory int64 `json:"memory"` // bytes that the process may use; no limit when it is not positive
}

// A question is one that a unit asks its reader.
type question struct {
	Number int `json:"number"`
	engine.Question
}

// An answer is what the reader typed, or why there is none.
type answer struct {
	Number int    `json:"number"` // of the question
	Text   string `json:"text"`
	End    bool   `json:"end,omitempty"` // the reader has ended the input
	Error  string `json:"error,omitempty"`
}

// A reply is what the worker tells the front. It follows all output before mark number Mark; without one, all that was written before
// it was sent.
type reply struct {
	Mark    int                `json:"mark,omitempty"`
	Event   *display.Event     `json:"event,omitempty"`
	Ask     *question          `json:"ask,omitempty"` // answered by answer, unless the unit ends before
	Answer  *debugAnswer       `json:"answer,omitempty"`
	Debug   *engine.DebugEvent `json:"debug,omitempty"`
	Last    string             `json:"last,omitempty"` // why the worker ends itself: nothing follows
	Done    bool               `json:"done,omitempty"` // the unit has ended
	Failure *engine.Failure    `json:"failure,omitempty"`

	Long []longText `json:"long,omitempty"` // of the Event's bundle; they follow the reply in this order
}

// A longText is a text of a bundle that stands beside the JSON of its reply, where nobody looks for quotes in it.
type longText struct {
	MIME  string `json:"mime"`
	Bytes int    `json:"bytes"`
}

// long is how many bytes make a text a longText.
const long = 32 << 10

// maxFrame bounds what one side takes of the other: a bundle larger than this is a mistake, not a picture.
const maxFrame = 1 << 30

// A sender writes frames: four bytes of length, JSON, and the long texts of a reply.
type sender struct {
	mu sync.Mutex
	w  io.Writer
}

func (s *sender) send(v any) error {
	frame, err := frameOf(v)
	if err != nil {
		return err
	}
	return s.write(frame)
}

func (s *sender) write(frame []byte, texts ...string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := s.w.Write(frame)
	for _, text := range texts {
		if err == nil {
			_, err = io.WriteString(s.w, text)
		}
	}
	return err
}

func frameOf(v any) ([]byte, error) {
	text, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	if len(text) > maxFrame {
		return nil, fmt.Errorf("a message of %d bytes is larger than the limit of %d", len(text), maxFrame)
	}
	return append(binary.BigEndian.AppendUint32(make([]byte, 0, 4+len(text)), uint32(len(text))), text...), nil
}

// cut takes the long texts out of a reply's bundle, which others may have.
func (r *reply) cut() (texts []string, err error) {
	if r.Event == nil {
		return nil, nil
	}
	for _, mime := range slices.Sorted(maps.Keys(r.Event.Data)) {
		text, ok := r.Event.Data[mime].(string)
		if !ok || len(text) < long {
			continue
		}
		if len(text) > maxFrame {
			return nil, fmt.Errorf("its %s of %d bytes is larger than the limit of %d", mime, len(text), maxFrame)
		}
		if r.Long == nil {
			e := *r.Event
			e.Data = maps.Clone(e.Data)
			r.Event = &e
		}
		delete(r.Event.Data, mime)
		r.Long = append(r.Long, longText{mime, len(text)})
		texts = append(texts, text)
	}
	return texts, nil
}

// receive reads one frame.
func receive(r io.Reader, v any) error {
	var head [4]byte
	if _, err := io.ReadFull(r, head[:]); err != nil {
		return err
	}
	text, err := receiveText(r, int(binary.BigEndian.Uint32(head[:])))
	if err != nil {
		return err
	}
	return json.Unmarshal(text, v)
}

// receiveReply reads the frame of a reply, and its long texts.
func receiveReply(r io.Reader) (reply, error) {
	var q reply
	if err := receive(r, &q); err != nil {
		return q, err
	}
	for _, l := range q.Long {
		text, err := receiveText(r, l.Bytes)
		if err != nil || q.Event == nil {
			return q, cmp.Or(err, errors.New("worker: long texts without an event"))
		}
		if q.Event.Data == nil {
			q.Event.Data = display.Bundle{}
		}
		q.Event.Data[l.MIME] = strings.ToValidUTF8(string(text), "\uFFFD") // as from JSON
	}
	return q, nil
}

func receiveText(r io.Reader, n int) ([]byte, error) {
	if n < 0 || n > maxFrame {
		return nil, fmt.Errorf("worker: a frame of %d bytes is larger than %d", n, maxFrame)
	}
	text := make([]byte, n)
	_, err := io.ReadFull(r, text)
	return text, err
}
