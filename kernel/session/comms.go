package session

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"regan/kernel/comms"
	"regan/kernel/display"
	"regan/kernel/internal/engine"
)

// Comms returns the targets of the comms that are open, by the comms' ids.
func (s *Session) Comms() map[string]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.comms)
}

// Deliver hands the cells what the front end sends on a comm, and sends what they show then to sink. It takes its turn with
// the cells. The error is an *Error where a cell's function failed, and an *UnknownCommError for a packet of a comm that is
// not open, other than one that opens it.
func (s *Session) Deliver(ctx context.Context, p comms.Packet, sink display.Sink) error {
	s.running.Lock()
	defer s.running.Unlock()
	clear(s.texts)
	s.mu.Lock()
	_, open := s.comms[p.Comm]
	switch {
	case p.Kind == comms.Opened:
		s.comms[p.Comm] = p.Target
	case p.Kind == comms.Closed:
		delete(s.comms, p.Comm)
	}
	s.mu.Unlock()
	if !open && p.Kind != comms.Opened {
		return &UnknownCommError{p.Comm}
	}
	if f := s.runUnit(ctx, engine.Unit{Name: "comm", Packet: &p}, sink); f != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.runError(f)
	}
	return nil
}

// An UnknownCommError names a comm that is not open.
type UnknownCommError struct{ Comm string }

func (e *UnknownCommError) Error() string { return fmt.Sprintf("no comm %q is open", e.Comm) }

// watchComms returns a sink that keeps the list of open comms.
func (s *Session) watchComms(sink display.Sink) display.Sink {
	return func(e display.Event) {
		if p := e.Packet; p != nil {
			s.mu.Lock()
			switch p.Kind {
			case comms.Opened:
				s.comms[p.Comm] = p.Target
			case comms.Closed:
				delete(s.comms, p.Comm)
			}
			s.mu.Unlock()
		}
		sink(e)
	}
}

// closeComms tells the front end that the comms have ended with their process.
func (s *Session) closeComms(sink display.Sink) {
	for _, id := range slices.Sorted(maps.Keys(s.Comms())) {
		sink(display.Event{Kind: display.Comm, Packet: &comms.Packet{Kind: comms.Closed, Comm: id}})
	}
}

// onlyComms is a sink for a cell whose output nobody is to see: what it tells the front end's widgets still arrives.
func onlyComms(sink display.Sink) display.Sink {
	return func(e display.Event) {
		if e.Kind == display.Comm {
			sink(e)
		}
	}
}
