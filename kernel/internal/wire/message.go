package wire

import (
	"encoding/json"
	"strings"
)

// Version is the version of the messaging protocol that this package speaks.
const Version = "5.5"

// A Header says who sent a message, when, and of what type it is.
type Header struct {
	ID       string `json:"msg_id"`  // unique
	Session  string `json:"session"` // of the sender: a kernel has one for its whole life
	Username string `json:"username"`
	Date     string `json:"date"` // ISO 8601, UTC
	Type     string `json:"msg_type"`
	Version  string `json:"version"`

	Subshell string `json:"subshell_id,omitempty"` // whom a request on shell is for; empty: the main shell
}

// A Message is one message, received or to be sent.
type Message struct {
	// Route is the routing prefix: the identities of the peer that sent the message, or the topic of one to publish.
	Route [][]byte

	Header  Header
	Parent  Parent          // what the message answers; empty when it answers nothing
	Meta    json.RawMessage // the metadata; nil stands for {}
	Content Content
	Buffers [][]byte

	rawHeader, rawContent json.RawMessage // as received
}

// A Parent is the header of the request that a message answers, as the client wrote it: an answer carries the very bytes,
// with keys that this package does not know.
type Parent json.RawMessage

// AsParent returns the header of a received message for its answers to carry.
func (m *Message) AsParent() Parent { return Parent(m.rawHeader) }

// RawContent returns the content of a received message as it came.
func (m *Message) RawContent() json.RawMessage { return m.rawContent }

// Content is what a message says. Each message type has its Go type; received contents are pointers to these.
type Content interface {
	// Type is the msg_type, such as execute_request.
	Type() string
}

// Unknown is the content of a message of a type that this package does not know.
type Unknown struct {
	MessageType string
	Raw         json.RawMessage
}

// Type implements Content.
func (u *Unknown) Type() string { return u.MessageType }

// Malformed is the content of a message that was signed rightly but whose content does not have the fields of its type.
type Malformed struct {
	MessageType string
	Err         error
}

// Type implements Content.
func (m *Malformed) Type() string { return m.MessageType }

// newContent returns what a received content of a type is read into, with the defaults of absent fields; nil when the type
// is unknown.
func newContent(messageType string) Content {
	switch messageType {
	case "kernel_info_request":
		return &KernelInfoRequest{}
	case "kernel_info_reply":
		return &KernelInfoReply{}
	case "connect_request":
		return &ConnectRequest{}
	case "connect_reply":
		return &ConnectReply{}
	case "execute_request":
		return &ExecuteRequest{StopOnError: true}
	case "execute_reply":
		return &ExecuteReply{}
	case "inspect_request":
		return &InspectRequest{}
	case "inspect_reply":
		return &InspectReply{}
	case "complete_request":
		return &CompleteRequest{}
	case "complete_reply":
		return &CompleteReply{}
	case "is_complete_request":
		return &IsCompleteRequest{}
	case "is_complete_reply":
		return &IsCompleteReply{}
	case "history_request":
		return &HistoryRequest{Raw: true, Pattern: "*"}
	case "history_reply":
		return &HistoryReply{}
	case "comm_info_request":
		return &CommInfoRequest{}
	case "comm_info_reply":
		return &CommInfoReply{}
	case "comm_open":
		return &CommOpen{}
	case "comm_msg":
		return &CommMessage{}
	case "comm_close":
		return &CommClose{}
	case "interrupt_request":
		return &InterruptRequest{}
	case "interrupt_reply":
		return &InterruptReply{}
	case "shutdown_request":
		return &ShutdownRequest{}
	case "shutdown_reply":
		return &ShutdownReply{}
	case "create_subshell_request":
		return &CreateSubshellRequest{}
	case "create_subshell_reply":
		return &CreateSubshellReply{}
	case "delete_subshell_request":
		return &DeleteSubshellRequest{}
	case "delete_subshell_reply":
		return &DeleteSubshellReply{}
	case "list_subshell_request":
		return &ListSubshellRequest{}
	case "list_subshell_reply":
		return &ListSubshellReply{}
	case "usage_request":
		return &UsageRequest{}
	case "usage_reply":
		return &UsageReply{}
	case "debug_request":
		return &DebugRequest{}
	case "debug_reply":
		return &DebugReply{}
	case "debug_event":
		return &DebugEvent{}
	case "input_request":
		return &InputRequest{}
	case "input_reply":
		return &InputReply{}
	case "status":
		return &Status{}
	case "stream":
		return &Stream{}
	case "display_data":
		return &DisplayData{}
	case "update_display_data":
		return &UpdateDisplayData{}
	case "execute_input":
		return &ExecuteInput{}
	case "execute_result":
		return &ExecuteResult{}
	case "error":
		return &Failure{}
	case "clear_output":
		return &ClearOutput{}
	case "iopub_welcome":
		return &Welcome{}
	}
	return nil
}

// ReplyType is the type of the reply to a request: execute_reply for execute_request. It is empty for a type that is no
// request.
func ReplyType(messageType string) string {
	name, ok := strings.CutSuffix(messageType, "_request")
	if !ok {
		return ""
	}
	return name + "_reply"
}
