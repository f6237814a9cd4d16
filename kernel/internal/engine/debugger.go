package engine

import (
	"reflect"
	"slices"
	"sync"

	"regan/kernel/internal/goroutine"
)

// A debugger keeps the stacks of goroutines that run functions of units with sites, and stops them. Its mutex is held while
// variables are read, so that nothing that it could stop runs meanwhile.
type debugger struct {
	emit    func(DebugEvent) // called with the mutex held
	globals func() map[string]reflect.Value

	mu       sync.Mutex
	attached bool
	sites    map[int]Site
	version  int          // of breaks
	breaks   map[int]bool // marks
	threads  map[uintptr]*thread
	lastID   int         // of threads and frames
	unit     *debugUnit  // the running one; nil while none runs
	stop     *worldStop  // nil while goroutines run
	step     *threadStep // nil when nobody steps
	pause    bool
	view     viewer
}

type debugUnit struct{ entered bool } // entered: its own code runs, and so it is compiled

type thread struct {
	id     int
	frames []*callFrame // outermost first
	at     *callFrame   // whose statement it has come to; nil before the first
	told   bool         // that it started
}

type callFrame struct {
	id   int
	site int
	vars []any // pointers to the variables of the site
}

type worldStop struct{ resumed chan struct{} }

// A threadStep is a step that a thread is making.
type threadStep struct {
	kind   Step
	thread *thread
	start  *callFrame
	above  []*callFrame // the callers of start
}

func newDebugger(emit func(DebugEvent), globals func() map[string]reflect.Value) *debugger {
	return &debugger{emit: emit, globals: globals, sites: map[int]Site{}, threads: map[uintptr]*thread{}}
}

// helpers are what lowered code calls.
func (d *debugger) helpers() map[string]reflect.Value {
	return map[string]reflect.Value{
		"Enter": reflect.ValueOf(d.enter), "Leave": reflect.ValueOf(d.leave), "At": reflect.ValueOf(d.at),
	}
}

// begin announces a unit, which compile then makes known to the interpreter: no variable is read meanwhile.
func (d *debugger) begin(u Unit, compile func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.unit = &debugUnit{}
	if d.stop == nil {
		d.view.forget()
	}
	if u.Debug != nil {
		d.attached = true
		for number, site := range u.Debug.Sites {
			d.sites[number] = site
		}
		d.set(u.Debug.Breakpoints)
	}
	compile()
}

// end is told when a unit has ended. An interrupt has ended all goroutines with it: those that are stopped are let go, so that
// they see it.
func (d *debugger) end(interrupted bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.unit, d.pause = nil, false
	if !interrupted {
		return
	}
	d.resume(nil)
	for _, t := range d.threads {
		d.exited(t)
	}
	clear(d.threads)
}

func (d *debugger) set(b Breakpoints) {
	if b.Version < d.version {
		return
	}
	d.version, d.breaks = b.Version, map[int]bool{}
	for _, mark := range b.Marks {
		d.breaks[mark] = true
	}
}

func (d *debugger) newID() int {
	d.lastID++
	return d.lastID
}

// enter is called where a function begins.
func (d *debugger) enter(site int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	g := goroutine.ID()
	t := d.threads[g]
	if t == nil {
		t = &thread{id: d.newID()}
		d.threads[g] = t
	}
	if d.unit != nil {
		d.unit.entered = true
	}
	t.frames = append(t.frames, &callFrame{id: d.newID(), site: site})
}

// leave is called where a function ends, also by a panic.
func (d *debugger) leave() {
	d.mu.Lock()
	defer d.mu.Unlock()
	g := goroutine.ID()
	t := d.threads[g]
	if t == nil {
		return // an interrupt came before
	}
	t.frames = t.frames[:len(t.frames)-1]
	if len(t.frames) > 0 {
		return
	}
	delete(d.threads, g)
	d.exited(t)
	if d.step != nil && d.step.thread == t {
		d.step = nil
	}
}

func (d *debugger) exited(t *thread) {
	if t.told {
		d.emit(DebugEvent{Kind: ThreadExited, Thread: t.id})
	}
}

// at is called before a statement. It returns when the goroutine is to go on.
func (d *debugger) at(site int, vars ...any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	t := d.threads[goroutine.ID()]
	if t == nil {
		return
	}
	f := d.frameAt(t, site)
	before := f.site
	f.site, f.vars, t.at = site, vars, f
	stopped := false // here, by this goroutine
	for d.attached {
		if d.stop == nil {
			reason := ""
			if !stopped {
				reason = d.reason(t, f, before)
			}
			if reason == "" {
				return
			}
			stopped = true
			d.stopAt(t, reason)
		}
		resumed := d.stop.resumed
		d.mu.Unlock()
		<-resumed
		d.mu.Lock()
	}
}

// frameAt is the frame that a site is in: the last one, or in the body of a range over a function, which the function calls, the
// one of the function around the loop.
func (d *debugger) frameAt(t *thread, site int) *callFrame {
	for _, f := range slices.Backward(t.frames) {
		if d.sites[f.site].Func == d.sites[site].Func {
			return f
		}
	}
	return t.frames[len(t.frames)-1]
}

// reason tells why a thread is to stop where it is; empty if it is not. before is the site that the function was at until now.
func (d *debugger) reason(t *thread, f *callFrame, before int) string {
	mark := d.sites[f.site].Mark
	// The second statement of a line is not come to anew, unless the function has come round to it.
	newLine := d.sites[before].Mark != mark || f.site <= before || before == 0
	switch s := d.step; {
	case d.pause:
		return "pause"
	case d.breaks[mark] && newLine:
		return "breakpoint"
	case s == nil || s.thread != t:
		return ""
	case f == s.start && newLine && s.kind != StepOut,
		f != s.start && s.kind == StepIn,
		slices.Contains(s.above, f):
		return "step"
	}
	return ""
}

func (d *debugger) stopAt(t *thread, reason string) {
	d.stop = &worldStop{resumed: make(chan struct{})}
	d.step, d.pause = nil, false
	d.view.forget()
	if !t.told {
		t.told = true
		d.emit(DebugEvent{Kind: ThreadStarted, Thread: t.id})
	}
	d.emit(DebugEvent{Kind: Stopped, Thread: t.id, Reason: reason})
}

// resume lets all goroutines go on.
func (d *debugger) resume(step *threadStep) {
	d.step = step
	if d.stop == nil {
		return
	}
	close(d.stop.resumed)
	d.stop = nil
	d.view.forget()
	d.emit(DebugEvent{Kind: Continued})
}

// do carries out a command.
func (d *debugger) do(c DebugCommand) DebugAnswer {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case c.Attach != nil:
		d.attached = true
		d.set(*c.Attach)
	case c.Detach:
		d.attached, d.breaks, d.pause = false, nil, false
		d.resume(nil)
	case c.Resume != nil:
		return d.resumeStep(*c.Resume)
	case c.Pause:
		if d.unit == nil && len(d.threads) == 0 {
			return DebugAnswer{Error: "nothing runs that could be paused"}
		}
		d.pause = d.stop == nil
	case c.Threads:
		return DebugAnswer{Threads: d.listThreads()}
	case c.Stack != 0:
		return d.stack(c.Stack)
	case c.Variables != nil:
		return d.variables(*c.Variables)
	case c.Evaluate != nil:
		return d.evaluate(*c.Evaluate)
	case c.Render != nil:
		return d.render(*c.Render)
	}
	return DebugAnswer{}
}

func (d *debugger) resumeStep(r Resume) DebugAnswer {
	if d.stop == nil {
		return DebugAnswer{Error: "nothing is stopped"}
	}
	if r.Step == StepNone {
		d.resume(nil)
		return DebugAnswer{}
	}
	t := d.threadWith(r.Thread)
	if t == nil {
		return DebugAnswer{Error: "this thread has ended"}
	}
	at := slices.Index(t.frames, t.at)
	if at < 0 { // it is inside something compiled
		at = len(t.frames) - 1
	}
	d.resume(&threadStep{kind: r.Step, thread: t, start: t.frames[at], above: slices.Clone(t.frames[:at])})
	return DebugAnswer{}
}

func (d *debugger) threadWith(id int) *thread {
	for _, t := range d.threads {
		if t.id == id {
			return t
		}
	}
	return nil
}

func (d *debugger) listThreads() []Thread {
	var list []Thread
	for _, t := range d.threads {
		list = append(list, Thread{ID: t.id, Name: d.sites[t.frames[0].site].Func})
	}
	slices.SortFunc(list, func(a, b Thread) int { return a.ID - b.ID })
	return list
}

func (d *debugger) stack(id int) DebugAnswer {
	t := d.threadWith(id)
	if t == nil {
		return DebugAnswer{Error: "this thread has ended"}
	}
	var frames []StackFrame
	for _, f := range t.stack() {
		s := d.sites[f.site]
		frame := StackFrame{Func: s.Func, Mark: s.Mark, Locals: len(s.Vars) > 0}
		if d.stop != nil {
			frame.ID = f.id
		}
		frames = append(frames, frame)
	}
	return DebugAnswer{Frames: frames}
}

// stack is the frames, that of the statement it has come to first.
func (t *thread) stack() []*callFrame {
	frames := slices.Clone(t.frames)
	slices.Reverse(frames)
	if i := slices.Index(frames, t.at); i > 0 { // the frames before it call the body of its loop
		frames = slices.Insert(slices.Delete(frames, i, i+1), 0, t.at)
	}
	return frames
}

func (d *debugger) frameWith(id int) *callFrame {
	for _, t := range d.threads {
		for _, f := range t.frames {
			if f.id == id {
				return f
			}
		}
	}
	return nil
}

const noLooking = "a cell is running: its variables can be read when it has ended, or is stopped"

// readable tells whether no unit changes variables: none runs, or it is stopped.
func (d *debugger) readable() bool {
	return d.unit == nil || d.stop != nil && d.unit.entered
}

// variables lists variables, or parts of one.
func (d *debugger) variables(q View) DebugAnswer {
	switch {
	case !d.readable() && q.Frame == 0 && q.Part == 0:
		return DebugAnswer{Values: d.view.globals} // as they were when they were last looked at
	case !d.readable():
		return DebugAnswer{Error: noLooking}
	case q.Part != 0:
		return d.view.parts(q)
	case q.Frame != 0:
		f := d.frameWith(q.Frame)
		if f == nil || d.stop == nil {
			return DebugAnswer{Error: "this call is no longer stopped"}
		}
		return DebugAnswer{Values: d.locals(f)}
	}
	if d.stop == nil {
		d.view.forget()
	}
	all := d.globals()
	values := []Value{}
	for _, v := range q.Globals {
		if held := all[v.Run]; held.IsValid() {
			values = append(values, d.view.value(v.Name, v.Type, held))
		}
	}
	d.view.globals = values
	return DebugAnswer{Values: values}
}

func (d *debugger) locals(f *callFrame) []Value {
	values := []Value{}
	for i, v := range d.sites[f.site].Vars {
		if i < len(f.vars) {
			values = append(values, d.view.value(v.Name, v.Type, reflect.ValueOf(f.vars[i]).Elem()))
		}
	}
	return values
}

// lookUp finds a variable by its name: of a frame first, then of the session.
func (d *debugger) lookUp(q View, name string) (reflect.Value, string, bool) {
	if f := d.frameWith(q.Frame); f != nil && d.stop != nil {
		for i, v := range d.sites[f.site].Vars {
			if v.Name == name && i < len(f.vars) {
				return reflect.ValueOf(f.vars[i]).Elem(), v.Type, true
			}
		}
	}
	for _, v := range q.Globals {
		if v.Name == name {
			held := d.globals()[v.Run]
			return held, v.Type, held.IsValid()
		}
	}
	return reflect.Value{}, "", false
}
