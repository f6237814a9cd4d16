package kernel

import (
	"context"
	"maps"
	"slices"

	"regan/kernel/display"
	"regan/kernel/internal/wire"
	"regan/kernel/session"
)

func (k *Kernel) execute(ctx context.Context, r *request, q *wire.ExecuteRequest) wire.Content {
	if r.abort {
		return &wire.ExecuteReply{Status: wire.Aborted, ExecutionCount: k.session.Count()}
	}
	running, done, ok := k.takeTurn(ctx)
	if !ok {
		return &wire.ExecuteReply{Status: wire.Aborted, ExecutionCount: k.session.Count()}
	}
	defer done()

	tell := func(c wire.Content) {
		if !q.Silent {
			k.publish(r, c)
		}
	}
	count := k.session.Count()
	if q.History() {
		count++ // the number that the cell is about to get
	}
	tell(&wire.ExecuteInput{Code: q.Code, ExecutionCount: count})
	out := k.newOutputs(r, count, q.Silent, running)
	o := k.session.Run(running, session.Cell{
		Source: q.Code, Silent: q.Silent, History: q.History(), Input: k.inputOf(r, q, out),
	}, out.event)
	if o.Err != nil {
		out.showPage()
	}
	out.end()
	if k.past != nil && o.Entry != nil {
		k.past.Add(*o.Entry)
	}

	if o.Err != nil {
		failure := failureOf(o.Err)
		tell(failure)
		if q.StopOnError {
			k.collect(ctx, r.shell, running.Err() != nil)
		}
		return &wire.ExecuteReply{Status: wire.Error, ExecutionCount: o.Count, Failure: failure}
	}
	results := make(map[string]wire.UserResult, len(q.UserExpressions))
	for _, name := range slices.Sorted(maps.Keys(q.UserExpressions)) {
		results[name] = k.evaluate(running, q.UserExpressions[name])
	}
	return &wire.ExecuteReply{Status: wire.OK, ExecutionCount: o.Count, Payload: out.payload(), UserExpressions: results}
}

func (k *Kernel) evaluate(ctx context.Context, expression string) wire.UserResult {
	data, err := k.session.Evaluate(ctx, expression)
	if err != nil {
		return wire.UserResult{Status: wire.Error, Failure: failureOf(err)}
	}
	return wire.UserResult{Status: wire.OK, Data: orEmpty(data), Metadata: map[string]any{}}
}

func failureOf(e *session.Error) *wire.Failure {
	f := &wire.Failure{Name: e.Name, Value: e.Value, Traceback: e.Traceback}
	if f.Traceback == nil {
		f.Traceback = []string{}
	}
	return f
}

// orEmpty turns a bundle into what goes over the wire, {} when there is none.
func orEmpty(b display.Bundle) wire.Data {
	if b == nil {
		return wire.Data{}
	}
	return wire.Data(b)
}

// takeTurn waits until nothing runs, and returns a context for what is about to run, which Interrupt cancels until done is
// called. It reports false when ctx ends before.
func (k *Kernel) takeTurn(ctx context.Context) (_ context.Context, done func(), ok bool) {
	select {
	case k.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, nil, false
	}
	ctx, cancel := context.WithCancel(ctx)
	k.mu.Lock()
	k.cancel = cancel
	k.mu.Unlock()
	return ctx, func() {
		k.mu.Lock()
		k.cancel = nil
		k.mu.Unlock()
		cancel()
		<-k.turn
	}, true
}
