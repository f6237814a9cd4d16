package wire

// InterruptRequest asks to interrupt the running cell.
type InterruptRequest struct{}

// Type implements Content.
func (*InterruptRequest) Type() string { return "interrupt_request" }

// InterruptReply answers an InterruptRequest. It has a status, which VS Code insists on.
type InterruptReply struct {
	Status string `json:"status"`
}

// Type implements Content.
func (*InterruptReply) Type() string { return "interrupt_reply" }

// ShutdownRequest asks the kernel to end.
type ShutdownRequest struct {
	Restart bool `json:"restart"` // another kernel will be started in its place
}

// Type implements Content.
func (*ShutdownRequest) Type() string { return "shutdown_request" }

// ShutdownReply is the last reply of a kernel.
type ShutdownReply struct {
	Status  string `json:"status"`
	Restart bool   `json:"restart"`
}

// Type implements Content.
func (*ShutdownReply) Type() string { return "shutdown_reply" }

// InputRequest asks the user for a line, on the stdin channel.
type InputRequest struct {
	Prompt   string `json:"prompt"`
	Password bool   `json:"password"`
}

// Type implements Content.
func (*InputRequest) Type() string { return "input_request" }

// InputReply is the line that the user typed.
type InputReply struct {
	Value string `json:"value"`
}

// Type implements Content.
func (*InputReply) Type() string { return "input_reply" }
