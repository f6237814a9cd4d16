package wire

// KernelInfoRequest asks what the kernel is.
type KernelInfoRequest struct{}

// Type implements Content.
func (*KernelInfoRequest) Type() string { return "kernel_info_request" }

// KernelInfoReply tells what the kernel is.
type KernelInfoReply struct {
	Status                string       `json:"status"`
	ProtocolVersion       string       `json:"protocol_version"`
	Implementation        string       `json:"implementation"`
	ImplementationVersion string       `json:"implementation_version"`
	LanguageInfo          LanguageInfo `json:"language_info"`
	Banner                string       `json:"banner"`
	HelpLinks             []HelpLink   `json:"help_links"`
	SupportedFeatures     []string     `json:"supported_features"`
	Debugger              bool         `json:"debugger"` // the same as "debugger" among the features, for clients before 5.5
}

// Type implements Content.
func (*KernelInfoReply) Type() string { return "kernel_info_reply" }

// LanguageInfo describes the language that cells are written in.
type LanguageInfo struct {
	Name              string `json:"name"`
	Version           string `json:"version"`
	MIMEType          string `json:"mimetype"`
	FileExtension     string `json:"file_extension"`
	PygmentsLexer     string `json:"pygments_lexer"`
	CodeMirrorMode    string `json:"codemirror_mode"`
	NbconvertExporter string `json:"nbconvert_exporter"`
}

// HelpLink is an entry of a front end's help menu.
type HelpLink struct {
	Text string `json:"text"`
	URL  string `json:"url"`
}

// ConnectRequest asks for the kernel's ports. It is deprecated, but cheap to answer.
type ConnectRequest struct{}

// Type implements Content.
func (*ConnectRequest) Type() string { return "connect_request" }

// ConnectReply tells the kernel's ports.
type ConnectReply struct {
	Status        string `json:"status"`
	ShellPort     int    `json:"shell_port"`
	ControlPort   int    `json:"control_port"`
	StdinPort     int    `json:"stdin_port"`
	IOPubPort     int    `json:"iopub_port"`
	HeartbeatPort int    `json:"hb_port"`
}

// Type implements Content.
func (*ConnectReply) Type() string { return "connect_reply" }
