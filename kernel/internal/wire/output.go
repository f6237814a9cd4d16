package wire

// Status tells every client whether the kernel is working on the parent message.
type Status struct {
	State string `json:"execution_state"` // starting, busy, idle
}

// Type implements Content.
func (*Status) Type() string { return "status" }

// Stream is text that a cell printed.
type Stream struct {
	Name string `json:"name"` // stdout, stderr
	Text string `json:"text"`
}

// Type implements Content.
func (*Stream) Type() string { return "stream" }

// DisplayData shows a value in several MIME types.
type DisplayData struct {
	Data      Data           `json:"data"`
	Metadata  map[string]any `json:"metadata"`
	Transient Transient      `json:"transient"`
}

// Transient is what belongs to a display but not into a saved notebook.
type Transient struct {
	DisplayID string `json:"display_id,omitempty"`
}

// Type implements Content.
func (*DisplayData) Type() string { return "display_data" }

// UpdateDisplayData exchanges what stands under a display id.
type UpdateDisplayData DisplayData

// Type implements Content.
func (*UpdateDisplayData) Type() string { return "update_display_data" }

// ClearOutput removes what a cell has shown.
type ClearOutput struct {
	Wait bool `json:"wait"` // until the next output arrives
}

// Type implements Content.
func (*ClearOutput) Type() string { return "clear_output" }

// Welcome tells a subscriber that its subscription is in force.
type Welcome struct {
	Subscription string `json:"subscription"` // the topic
}

// Type implements Content.
func (*Welcome) Type() string { return "iopub_welcome" }
