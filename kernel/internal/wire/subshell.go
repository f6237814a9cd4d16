package wire

// CreateSubshellRequest asks for a subshell, a queue of shell requests beside the main one.
type CreateSubshellRequest struct{}

// Type implements Content.
func (*CreateSubshellRequest) Type() string { return "create_subshell_request" }

// CreateSubshellReply names the new subshell: requests for it carry the name in their header.
type CreateSubshellReply struct {
	Status   string `json:"status"`
	Subshell string `json:"subshell_id"`
}

// Type implements Content.
func (*CreateSubshellReply) Type() string { return "create_subshell_reply" }

// DeleteSubshellRequest ends a subshell.
type DeleteSubshellRequest struct {
	Subshell string `json:"subshell_id"`
}

// Type implements Content.
func (*DeleteSubshellRequest) Type() string { return "delete_subshell_request" }

// DeleteSubshellReply says that a subshell takes no more requests.
type DeleteSubshellReply struct {
	Status string `json:"status"`
}

// Type implements Content.
func (*DeleteSubshellReply) Type() string { return "delete_subshell_reply" }

// ListSubshellRequest asks for the subshells that there are.
type ListSubshellRequest struct{}

// Type implements Content.
func (*ListSubshellRequest) Type() string { return "list_subshell_request" }

// ListSubshellReply lists the subshells; the main shell is not among them.
type ListSubshellReply struct {
	Status    string   `json:"status"`
	Subshells []string `json:"subshell_id"`
}

// Type implements Content.
func (*ListSubshellReply) Type() string { return "list_subshell_reply" }
