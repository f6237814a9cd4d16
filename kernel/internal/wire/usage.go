package wire

// UsageRequest asks what the kernel takes of the machine. It is not in the protocol's text; ipykernel and the extension
// jupyter-resource-usage have it, from whose replies the fields are.
type UsageRequest struct{}

// Type implements Content.
func (*UsageRequest) Type() string { return "usage_request" }

// UsageReply says what the kernel takes of the machine, the processes that it has started included.
type UsageReply struct {
	Status       string      `json:"status"`
	Host         string      `json:"hostname"`
	PID          int         `json:"pid"`
	KernelCPU    float64     `json:"kernel_cpu"`                 // per cent of one processor, since the last request
	KernelMemory int64       `json:"kernel_memory"`              // resident bytes
	HostCPU      float64     `json:"host_cpu_percent,omitempty"` // per cent of all processors, since the last request
	CPUs         int         `json:"cpu_count"`
	HostMemory   *HostMemory `json:"host_virtual_memory,omitempty"`
}

// Type implements Content.
func (*UsageReply) Type() string { return "usage_reply" }

// HostMemory is the memory of the machine, in bytes.
type HostMemory struct {
	Total     int64   `json:"total"`
	Available int64   `json:"available"`
	Used      int64   `json:"used"`
	Free      int64   `json:"free"`
	Percent   float64 `json:"percent"`
}
