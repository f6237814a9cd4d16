package wire

import "encoding/json"

// HistoryRequest asks for cells that ran before.
type HistoryRequest struct {
	Output  bool   `json:"output"` // with what the cells returned
	Raw     bool   `json:"raw"`    // as the user wrote them; true when absent
	Access  string `json:"hist_access_type"`
	Session int    `json:"session"`           // range: 0 is the present session, -1 the one before
	Start   int    `json:"start"`             // range: first line
	Stop    *int   `json:"stop,omitempty"`    // range: the line after the last; nil: to the end
	N       int    `json:"n"`                 // tail, search: how many at most
	Pattern string `json:"pattern,omitempty"` // search: a glob of * and ?; * when absent
	Unique  bool   `json:"unique,omitempty"`  // search: a source only once
}

// Type implements Content.
func (*HistoryRequest) Type() string { return "history_request" }

// HistoryReply lists cells, oldest first.
type HistoryReply struct {
	Status  string        `json:"status"`
	History []HistoryItem `json:"history"`
}

// Type implements Content.
func (*HistoryReply) Type() string { return "history_reply" }

// HistoryItem is one cell, on the wire [session, line, source] or [session, line, [source, output]].
type HistoryItem struct {
	Session int
	Line    int
	Source  string
	Output  *string // nil: not asked for
}

// MarshalJSON implements json.Marshaler.
func (h HistoryItem) MarshalJSON() ([]byte, error) {
	if h.Output == nil {
		return marshal([]any{h.Session, h.Line, h.Source})
	}
	return marshal([]any{h.Session, h.Line, []any{h.Source, *h.Output}})
}

// UnmarshalJSON implements json.Unmarshaler.
func (h *HistoryItem) UnmarshalJSON(data []byte) error {
	var input json.RawMessage
	if err := json.Unmarshal(data, &[]any{&h.Session, &h.Line, &input}); err != nil {
		return err
	}
	if json.Unmarshal(input, &h.Source) == nil {
		return nil
	}
	h.Output = new(string)
	return json.Unmarshal(input, &[]any{&h.Source, h.Output})
}
