package training

// A Trace tells what each unit did in each cycle, as a Gantt chart draws it.
type Trace struct {
	Plan   Plan
	Units  []string // names of the units, in the order in which a sample first meets them: "G forward 1"
	Spans  []Span   // in the order in which they began
	Cycles int64    // the cycle in which the last span ends
}

// A Span is one unit's work on one sample. It begins with cycle Start and is over when cycle End begins.
type Span struct {
	Unit   int // index into Trace.Units
	Layer  int // layer of the unit, from 1; 0 for the loss and the updates
	Sample int // from 0; 0 for the updates, which serve the whole batch
	Phase  Phase
	Start  int64
	End    int64
}
