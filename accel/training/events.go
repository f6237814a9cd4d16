package training

import (
	"context"
	"errors"
)

// The event-driven simulation knows units, streams and nothing of formulas. A unit does one job's step at a time; jobs
// that come while it is busy queue in the order of their arrival. A stream is a set of jobs that visit the same units in
// the same order. Time is an integer, and events of the same time happen in the order in which they were scheduled, so a
// run is the same on every machine. The only event is that a job's step is done.

// A unit is what a step occupies.
type unit struct {
	name   string
	layer  int   // from 1; 0 for the loss and the updates
	length int64 // cycles that a step takes
}

// A stream has jobs, one for each sample, and says when each may begin.
type stream struct {
	phase    Phase
	jobs     int
	path     []int32 // the unit of each step
	after    []int   // streams whose jobs must all have ended
	oneByOne bool    // job i+1 begins only when job i has ended
	fork     *fork   // nil, or where in another stream job i comes from
}

// A fork lets job i of a stream begin when job i of another stream has done a step.
type fork struct{ stream, step int }

type run struct {
	units   []unit
	streams []stream
	trace   *Trace // nil: not recorded

	first     []int32 // stream -> its first job
	forksTo   []int32 // stream -> a stream that forks from it, or none
	remaining []int32 // stream -> jobs that have not ended
	jobs      []job
	queues    []queue // unit -> what it does

	now     int64
	pending int // events to come
	// The jobs whose steps end at time t are calendar[t % len(calendar)], in the order in which they were scheduled. No step
	// is longer than the calendar, so a page belongs to one time.
	calendar [][]int32
}

const none = -1

// A job is a sample on its way through a stream.
type job struct {
	stream int32
	step   int32 // which it waits for or is in
	next   int32 // the job behind it in a queue, or none
	waits  int32 // conditions not yet met
}

// A queue is a unit at work, and the jobs that wait for it.
type queue struct {
	length     int64 // the unit's
	head, tail int32 // none where nobody waits
	busy       bool
}

// simulate runs all streams to their end and returns the cycle in which the last job ends.
func simulate(ctx context.Context, units []unit, streams []stream, trace *Trace) (int64, error) {
	if ctx == nil {
		return 0, errors.New("training: the context is nil; allowed: one such as context.Background()")
	}
	r := newRun(units, streams, trace)
	for i := range r.jobs {
		if r.jobs[i].waits == 0 {
			r.arrive(int32(i))
		}
	}
	for r.pending > 0 {
		if r.now%64 == 0 {
			if err := ctx.Err(); err != nil {
				return 0, err
			}
		}
		r.now++
		page := &r.calendar[r.now%int64(len(r.calendar))]
		for _, id := range *page {
			r.finish(id)
		}
		r.pending -= len(*page)
		*page = (*page)[:0]
	}
	for s, left := range r.remaining {
		if left != 0 {
			panic("training: stream " + streams[s].phase.String() + " never ran to its end: its conditions form a circle")
		}
	}
	return r.now, nil
}

func newRun(units []unit, streams []stream, trace *Trace) *run {
	total := 0
	for _, s := range streams {
		total += s.jobs
	}
	r := &run{
		units: units, streams: streams, trace: trace,
		first: make([]int32, len(streams)), remaining: make([]int32, len(streams)),
		jobs: make([]job, 0, total), queues: make([]queue, len(units)), forksTo: make([]int32, len(streams)),
	}
	longest := int64(0)
	for u := range units {
		r.queues[u] = queue{length: units[u].length, head: none, tail: none}
		longest = max(longest, units[u].length)
	}
	r.calendar = make([][]int32, longest+1)
	for t := range r.calendar {
		r.calendar[t] = make([]int32, 0, len(units)) // a unit has one job at a time
	}
	for s := range streams {
		r.forksTo[s] = none
	}
	for s, st := range streams {
		if st.fork != nil {
			r.forksTo[st.fork.stream] = int32(s)
		}
	}
	for s, st := range streams {
		r.first[s], r.remaining[s] = int32(len(r.jobs)), int32(st.jobs)
		for i := range st.jobs {
			j := job{stream: int32(s), waits: int32(len(st.after))}
			if st.fork != nil {
				j.waits++
			}
			if st.oneByOne && i > 0 {
				j.waits++
			}
			r.jobs = append(r.jobs, j)
		}
	}
	return r
}

// arrive brings a job to the unit of its next step: it starts there, or queues.
func (r *run) arrive(id int32) {
	j := &r.jobs[id]
	u := r.streams[j.stream].path[j.step]
	q := &r.queues[u]
	if !q.busy {
		r.start(u, id)
		return
	}
	j.next = none
	if q.head == none {
		q.head = id
	} else {
		r.jobs[q.tail].next = id
	}
	q.tail = id
}

func (r *run) start(u, id int32) {
	q := &r.queues[u]
	q.busy = true
	end := r.now + q.length
	if r.trace != nil {
		s := r.jobs[id].stream
		r.trace.Spans = append(r.trace.Spans, Span{Unit: int(u), Layer: r.units[u].layer, Sample: int(id - r.first[s]),
			Phase: r.streams[s].phase, Start: r.now, End: end})
	}
	r.pending++
	page := end % int64(len(r.calendar))
	r.calendar[page] = append(r.calendar[page], id)
}

// finish ends a job's step: the unit takes the next of its queue, and the job moves on, or ends and lets others begin.
func (r *run) finish(id int32) {
	j := &r.jobs[id]
	s, done := j.stream, j.step
	path := r.streams[s].path
	q := &r.queues[path[done]]
	if waiting := q.head; waiting != none {
		q.head = r.jobs[waiting].next
		r.start(path[done], waiting)
	} else {
		q.busy = false
	}

	index := id - r.first[s]
	j.step++
	if int(j.step) < len(path) {
		r.arrive(id)
	} else {
		r.end(s, index)
	}
	if other := r.forksTo[s]; other != none && int(done) == r.streams[other].fork.step {
		r.meet(r.first[other] + index)
	}
}

// end notes that a stream's job is through.
func (r *run) end(s, index int32) {
	if st := &r.streams[s]; st.oneByOne && int(index)+1 < st.jobs {
		r.meet(r.first[s] + index + 1)
	}
	r.remaining[s]--
	if r.remaining[s] == 0 {
		r.ended(int(s))
	}
}

// ended tells the streams that come after s.
func (r *run) ended(s int) {
	for other := range r.streams {
		for _, before := range r.streams[other].after {
			if before != s {
				continue
			}
			for i := range r.streams[other].jobs {
				r.meet(r.first[other] + int32(i))
			}
		}
	}
}

// meet notes that one of a job's conditions is met.
func (r *run) meet(id int32) {
	r.jobs[id].waits--
	if r.jobs[id].waits == 0 {
		r.arrive(id)
	}
}
