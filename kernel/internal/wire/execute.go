package wire

// ExecuteRequest asks to run a cell.
type ExecuteRequest struct {
	Code            string            `json:"code"`
	Silent          bool              `json:"silent"`
	StoreHistory    *bool             `json:"store_history,omitempty"` // nil: true unless Silent
	UserExpressions map[string]string `json:"user_expressions"`
	AllowStdin      bool              `json:"allow_stdin"`
	StopOnError     bool              `json:"stop_on_error"` // true when absent, as in ipykernel
}

// Type implements Content.
func (*ExecuteRequest) Type() string { return "execute_request" }

// History tells whether the cell is to be counted and kept in the history. A silent cell never is.
func (r *ExecuteRequest) History() bool {
	return !r.Silent && (r.StoreHistory == nil || *r.StoreHistory)
}

// ExecuteReply tells how a cell ended. Payload and UserExpressions belong to the status "ok", the failure to "error".
type ExecuteReply struct {
	Status          string                `json:"status"`
	ExecutionCount  int                   `json:"execution_count"` // in every reply, whatever its status
	Payload         []any                 `json:"payload,omitzero"`
	UserExpressions map[string]UserResult `json:"user_expressions,omitzero"`
	*Failure
}

// Type implements Content.
func (*ExecuteReply) Type() string { return "execute_reply" }

// Page is a payload: help, which a front end shows in its pager or under the cell.
type Page struct {
	Source string `json:"source"` // "page"
	Data   Data   `json:"data"`   // text/plain always among them
	Start  int    `json:"start"`  // the first line to show
}

// NextInput is a payload: source for a new cell.
type NextInput struct {
	Source  string `json:"source"` // "set_next_input"
	Text    string `json:"text"`
	Replace bool   `json:"replace"` // in the place of the cell that ran
}

// UserResult is what became of one of the user_expressions.
type UserResult struct {
	Status   string         `json:"status"`
	Data     Data           `json:"data,omitzero"`
	Metadata map[string]any `json:"metadata,omitzero"`
	*Failure
}

// ExecuteInput tells every client which code runs.
type ExecuteInput struct {
	Code           string `json:"code"`
	ExecutionCount int    `json:"execution_count"`
}

// Type implements Content.
func (*ExecuteInput) Type() string { return "execute_input" }

// ExecuteResult is the value of a cell's last expression.
type ExecuteResult struct {
	ExecutionCount int            `json:"execution_count"`
	Data           Data           `json:"data"`
	Metadata       map[string]any `json:"metadata"`
}

// Type implements Content.
func (*ExecuteResult) Type() string { return "execute_result" }
