package display

import "regan/kernel/comms"

// An Event is one thing that a running cell sends to its reader, in the order in which it happened.
type Event struct {
	Kind EventKind `json:"kind"`
	Text string    `json:"text,omitempty"` // Stdout, Stderr: whole UTF-8 characters; NextInput
	Data Bundle    `json:"data,omitempty"` // Display, Update, Result, Page
	ID   string    `json:"id,omitempty"`   // Display, Update: the display_id by which a display can be replaced
	Wait bool      `json:"wait,omitempty"` // Clear: wait for the next output before clearing

	Replace bool `json:"replace,omitempty"` // NextInput: in the place of the cell that runs

	Packet *comms.Packet `json:"packet,omitempty"` // Comm
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

	Page      EventKind = "page"       // help, which a terminal shows in a pager and a notebook as a display
	NextInput EventKind = "next_input" // source for a new cell
	Comm      EventKind = "comm"       // a message of a comm
)

// A Sink takes the events of a running cell, one at a time.
type Sink func(Event)
