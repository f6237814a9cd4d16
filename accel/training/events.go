package training

import "context"

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
	streamOf  []int32 // job -> its stream
	step      []int32 // job -> the step it waits for or is in
	waits     []int8  // job -> conditions not yet met
	next      []int32 // job -> the job behind it in a queue, or none

	busy       []bool
	head, tail []int32 // unit -> queue of jobs

	now     int64
	pending int // events to come
	// The jobs whose steps end at time t are calendar[t % len(calendar)], in the order in which they were scheduled. No step
	// is longer than the calendar, so a page belongs to one time.
	calendar [][]int32
}

const none = -1

// simulate runs all streams to their end and returns the cycle in which the last job ends.
func simulate(ctx context.Context, units []unit, streams []stream, trace *Trace) (int64, error) {
	r := newRun(units, streams, trace)
	for job := range r.waits {
		if r.waits[job] == 0 {
			r.arrive(int32(job))
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
		for _, job := range *page {
			r.finish(job)
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
		streamOf: make([]int32, total), step: make([]int32, total), waits: make([]int8, total), next: make([]int32, total),
		busy: make([]bool, len(units)), head: make([]int32, len(units)), tail: make([]int32, len(units)),
		forksTo: make([]int32, len(streams)),
	}
	longest := int64(0)
	for u := range units {
		r.head[u], r.tail[u] = none, none
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
	job := 0
	for s, st := range streams {
		r.first[s], r.remaining[s] = int32(job), int32(st.jobs)
		for i := range st.jobs {
			r.streamOf[job] = int32(s)
			r.waits[job] += int8(len(st.after))
			if st.fork != nil {
				r.waits[job]++
			}
			if st.oneByOne && i > 0 {
				r.waits[job]++
			}
			job++
		}
	}
	return r
}

// arrive brings a job to the unit of its next step: it starts there, or queues.
func (r *run) arrive(job int32) {
	u := r.streams[r.streamOf[job]].path[r.step[job]]
	if !r.busy[u] {
		r.start(u, job)
		return
	}
	r.next[job] = none
	if r.head[u] == none {
		r.head[u] = job
	} else {
		r.next[r.tail[u]] = job
	}
	r.tail[u] = job
}

func (r *run) start(u, job int32) {
	r.busy[u] = true
	end := r.now + r.units[u].length
	if r.trace != nil {
		s := r.streamOf[job]
		r.trace.Spans = append(r.trace.Spans, Span{Unit: int(u), Layer: r.units[u].layer, Sample: int(job - r.first[s]),
			Phase: r.streams[s].phase, Start: r.now, End: end})
	}
	r.pending++
	page := end % int64(len(r.calendar))
	r.calendar[page] = append(r.calendar[page], job)
}

// finish ends a job's step: the unit takes the next of its queue, and the job moves on, or ends and lets others begin.
func (r *run) finish(job int32) {
	s := r.streamOf[job]
	st := &r.streams[s]
	done := r.step[job]
	u := st.path[done]
	if waiting := r.head[u]; waiting != none {
		r.head[u] = r.next[waiting]
		r.start(u, waiting)
	} else {
		r.busy[u] = false
	}

	index := job - r.first[s]
	r.step[job]++
	if int(r.step[job]) < len(st.path) {
		r.arrive(job)
	} else {
		if st.oneByOne && int(index)+1 < st.jobs {
			r.meet(job + 1)
		}
		r.remaining[s]--
		if r.remaining[s] == 0 {
			r.ended(int(s))
		}
	}
	if other := r.forksTo[s]; other != none && int(done) == r.streams[other].fork.step {
		r.meet(r.first[other] + index)
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
func (r *run) meet(job int32) {
	r.waits[job]--
	if r.waits[job] == 0 {
		r.arrive(job)
	}
}
