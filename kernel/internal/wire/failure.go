package wire

// OK and the other words for how a request ended.
const (
	OK      = "ok"
	Error   = "error"
	Aborted = "aborted" // not run, because a request before it failed
)

// A Failure tells what went wrong. It is the content of the error message on iopub, and a part of replies with the status
// "error".
type Failure struct {
	Name      string   `json:"ename"`
	Value     string   `json:"evalue"`
	Traceback []string `json:"traceback"` // lines to print; never nil
}

// Type implements Content.
func (*Failure) Type() string { return "error" }

// ErrorReply is the reply to any request that could not be served.
type ErrorReply struct {
	MessageType string `json:"-"`
	Status      string `json:"status"`
	*Failure
}

// Type implements Content.
func (r *ErrorReply) Type() string { return r.MessageType }
