package session_test

import (
	"context"
	"testing"
	"time"

	"regan/kernel/display"
	"regan/kernel/internal/worker"
	"regan/kernel/internal/worker/workertest"
	"regan/kernel/session"
)

// An interrupt ends what the interpreter has running, the functions that compiled code holds included: errors must keep
// their texts all the same.
func TestErrorsOutliveAnInterrupt(t *testing.T) {
	e, err := worker.New(workertest.Options())
	if err != nil {
		t.Fatal(err)
	}
	s := session.New(e)
	defer s.Close()
	run(s, "type lost struct{ name string }\nfunc (l *lost) Error() string { return \"lost \" + l.name }\nvar err error = &lost{\"a key\"}")
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	o := s.Run(ctx, session.Cell{Source: "for {\n}", History: true}, func(display.Event) {})
	if o.Err == nil || o.Err.Name != "KeyboardInterrupt" {
		t.Fatalf("the interrupt: %v", o.Err)
	}
	if out := run(s, "err"); out != "=> lost a key\n" {
		t.Errorf("the error after the interrupt: %q", out)
	}
}
