package wire

import "encoding/json"

// DebugRequest carries a request of the Debug Adapter Protocol, on the control channel.
type DebugRequest struct{ Raw json.RawMessage }

// Type implements Content.
func (*DebugRequest) Type() string { return "debug_request" }

// MarshalJSON implements json.Marshaler.
func (d *DebugRequest) MarshalJSON() ([]byte, error) { return d.Raw, nil }

// UnmarshalJSON implements json.Unmarshaler.
func (d *DebugRequest) UnmarshalJSON(text []byte) error { return d.Raw.UnmarshalJSON(text) }

// DebugReply carries the response to a DebugRequest's.
type DebugReply struct{ Raw json.RawMessage }

// Type implements Content.
func (*DebugReply) Type() string { return "debug_reply" }

// MarshalJSON implements json.Marshaler.
func (d *DebugReply) MarshalJSON() ([]byte, error) { return d.Raw, nil }

// UnmarshalJSON implements json.Unmarshaler.
func (d *DebugReply) UnmarshalJSON(text []byte) error { return d.Raw.UnmarshalJSON(text) }

// DebugEvent carries an event of the Debug Adapter Protocol, on iopub.
type DebugEvent struct{ Raw json.RawMessage }

// Type implements Content.
func (*DebugEvent) Type() string { return "debug_event" }

// MarshalJSON implements json.Marshaler.
func (d *DebugEvent) MarshalJSON() ([]byte, error) { return d.Raw, nil }

// UnmarshalJSON implements json.Unmarshaler.
func (d *DebugEvent) UnmarshalJSON(text []byte) error { return d.Raw.UnmarshalJSON(text) }
