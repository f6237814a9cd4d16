package wire

// CommInfoRequest asks which comms are open.
type CommInfoRequest struct {
	TargetName string `json:"target_name,omitempty"` // empty: all
}

// Type implements Content.
func (*CommInfoRequest) Type() string { return "comm_info_request" }

// CommInfoReply lists the open comms by their id.
type CommInfoReply struct {
	Status string              `json:"status"`
	Comms  map[string]CommInfo `json:"comms"`
}

// CommInfo is what CommInfoReply tells of a comm.
type CommInfo struct {
	TargetName string `json:"target_name"`
}

// Type implements Content.
func (*CommInfoReply) Type() string { return "comm_info_reply" }

// CommOpen opens a comm, a channel of messages between a front end's widget and the kernel.
type CommOpen struct {
	CommID     string         `json:"comm_id"`
	TargetName string         `json:"target_name"`
	Data       map[string]any `json:"data"`
}

// Type implements Content.
func (*CommOpen) Type() string { return "comm_open" }

// CommMessage is a message on a comm.
type CommMessage struct {
	CommID string         `json:"comm_id"`
	Data   map[string]any `json:"data"`
}

// Type implements Content.
func (*CommMessage) Type() string { return "comm_msg" }

// CommClose closes a comm.
type CommClose struct {
	CommID string         `json:"comm_id"`
	Data   map[string]any `json:"data"`
}

// Type implements Content.
func (*CommClose) Type() string { return "comm_close" }
