package engine

import "reflect"

// A commClause is a clause of a select statement of a cell.
type commClause struct {
	reflect.SelectCase
	value, open reflect.Value // where to put what was received, and whether it was sent; not valid: nowhere
}

// sends is the helper Sends: a clause that sends what a pointer points at.
func sends(channel, value any) commClause {
	return commClause{SelectCase: reflect.SelectCase{Dir: reflect.SelectSend, Chan: reflect.ValueOf(channel), Send: reflect.ValueOf(value).Elem()}}
}

// receives is the helper Receives: a clause that puts what it receives where a pointer points at, and whether that was sent where
// another does; nil for nowhere.
func receives(channel, value, open any) commClause {
	c := commClause{SelectCase: reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(channel)}}
	if value != nil {
		c.value = reflect.ValueOf(value).Elem()
	}
	if open != nil {
		c.open = reflect.ValueOf(open).Elem()
	}
	return c
}

// choose is the helper Select: it returns the number of the clause that was chosen. Where it must not block and none is ready,
// or after an interrupt, that is -1.
func (i *Interpreter) choose(block bool, clauses ...commClause) int {
	i.mu.Lock()
	released := i.released
	i.mu.Unlock()
	last := reflect.SelectCase{Dir: reflect.SelectDefault}
	if block {
		last = reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(released)}
	}
	cases := make([]reflect.SelectCase, 0, len(clauses)+1)
	for _, c := range clauses {
		cases = append(cases, c.SelectCase)
	}
	chosen, value, open := reflect.Select(append(cases, last))
	if chosen == len(clauses) {
		return -1
	}
	c := clauses[chosen]
	if c.value.IsValid() {
		c.value.Set(value)
	}
	if c.open.IsValid() {
		c.open.SetBool(open)
	}
	return chosen
}

// release ends the select statements that wait: an interrupt has ended the functions that they stand in.
func (i *Interpreter) release() {
	i.mu.Lock()
	defer i.mu.Unlock()
	close(i.released)
	i.released = make(chan struct{})
}
