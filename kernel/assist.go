package kernel

import (
	"context"
	"unicode/utf8"

	"regan/kernel/internal/wire"
)

func (k *Kernel) complete(_ context.Context, _ *request, q *wire.CompleteRequest) wire.Content {
	c := k.session.Complete(q.Code, byteOffset(q.Code, q.CursorPos))
	start, end := codePoints(q.Code, c.Start), codePoints(q.Code, c.End)
	reply := &wire.CompleteReply{
		Status: wire.OK, Matches: []string{}, CursorStart: start, CursorEnd: end,
		Metadata: wire.CompleteMetadata{Types: []wire.CompleteType{}},
	}
	for _, m := range c.Matches {
		reply.Matches = append(reply.Matches, m.Text)
		reply.Metadata.Types = append(reply.Metadata.Types,
			wire.CompleteType{Text: m.Text, Kind: m.Kind, Start: start, End: end, Signature: m.Signature})
	}
	return reply
}

func (k *Kernel) inspect(_ context.Context, _ *request, q *wire.InspectRequest) wire.Content {
	e := k.session.Inspect(q.Code, byteOffset(q.Code, q.CursorPos), q.DetailLevel)
	return &wire.InspectReply{Status: wire.OK, Found: e.Found, Data: orEmpty(e.Data), Metadata: map[string]any{}}
}

func (k *Kernel) isComplete(_ context.Context, _ *request, q *wire.IsCompleteRequest) wire.Content {
	c := k.session.IsComplete(q.Code)
	reply := &wire.IsCompleteReply{Status: c.Status}
	if c.Status == "incomplete" {
		reply.Indent = &c.Indent
	}
	return reply
}

// byteOffset turns a cursor in Unicode code points, as Jupyter counts, into a byte offset. A cursor outside of the source
// stands for its nearer end.
func byteOffset(source string, points int) int {
	for offset := range source {
		if points <= 0 {
			return offset
		}
		points--
	}
	return len(source)
}

// codePoints is the inverse of byteOffset.
func codePoints(source string, offset int) int {
	return utf8.RuneCountInString(source[:min(max(offset, 0), len(source))])
}
