package display

// An Event is one thing that a running cell sends to its reader, in the order in which it happened.
type Event struct {
	Kind EventKind `json:"kind"`
	Text string    `json:"text,omitempty"` // Stdout, Stderr: whole UTF-8 characters
	Data Bundle    `json:"data,omitempty"` // Display, Update, Result
	ID   string    `json:"id,omitempty"`   // Display, Update: the display_id by which a display can be replaced
	Wait bool      `json:"wait,omitempty"` // Clear: wait for the next output before clearing
}

// EventKind tells what an Event carries.
type EventKind string

const (
	Stdout  EventKind = "stdout"
	Stderr  EventKind = "stderr"
	Display EventKind = "display"
	Update  EventKind = "update"
	Clear   EventKind = "clear"
	Result  EventKind = "result"
)

// A Sink takes the events of a running cell, one at a time.
type Sink func(Event)
