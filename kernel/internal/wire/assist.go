package wire

// CompleteRequest asks what could stand at a cursor.
type CompleteRequest struct {
	Code      string `json:"code"`
	CursorPos int    `json:"cursor_pos"` // in Unicode code points
}

// Type implements Content.
func (*CompleteRequest) Type() string { return "complete_request" }

// CompleteReply lists what could stand in the place of the code points from CursorStart to CursorEnd.
type CompleteReply struct {
	Status      string           `json:"status"`
	Matches     []string         `json:"matches"`
	CursorStart int              `json:"cursor_start"`
	CursorEnd   int              `json:"cursor_end"`
	Metadata    CompleteMetadata `json:"metadata"`
}

// Type implements Content.
func (*CompleteReply) Type() string { return "complete_reply" }

// CompleteMetadata carries the kinds and signatures that JupyterLab and VS Code show beside matches. The key began in
// ipykernel and is "experimental" for good.
type CompleteMetadata struct {
	Types []CompleteType `json:"_jupyter_types_experimental"`
}

// CompleteType describes one match.
type CompleteType struct {
	Text      string `json:"text"`
	Kind      string `json:"type"`
	Start     int    `json:"start"`
	End       int    `json:"end"`
	Signature string `json:"signature"`
}

// InspectRequest asks what the name at a cursor is.
type InspectRequest struct {
	Code        string `json:"code"`
	CursorPos   int    `json:"cursor_pos"`   // in Unicode code points
	DetailLevel int    `json:"detail_level"` // 0, 1: with source
}

// Type implements Content.
func (*InspectRequest) Type() string { return "inspect_request" }

// InspectReply explains a name.
type InspectReply struct {
	Status   string         `json:"status"`
	Found    bool           `json:"found"`
	Data     Data           `json:"data"`
	Metadata map[string]any `json:"metadata"`
}

// Type implements Content.
func (*InspectReply) Type() string { return "inspect_reply" }

// IsCompleteRequest asks whether a source could run as it stands.
type IsCompleteRequest struct {
	Code string `json:"code"`
}

// Type implements Content.
func (*IsCompleteRequest) Type() string { return "is_complete_request" }

// IsCompleteReply tells whether a source could run.
type IsCompleteReply struct {
	Status string  `json:"status"` // complete, incomplete, invalid, unknown
	Indent *string `json:"indent,omitempty"`
}

// Type implements Content.
func (*IsCompleteReply) Type() string { return "is_complete_reply" }
