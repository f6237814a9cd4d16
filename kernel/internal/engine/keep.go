package engine

import (
	"fmt"
	"sync/atomic"
)

// A keptPanic is one of a deferred function, kept while the function that deferred it makes the deferred calls that are left.
type keptPanic struct {
	value any // nil: there is none, or it is recovered
	line  uintptr
}

// keepPanic keeps what a deferred function has recovered from its own body, and the line that it had reached.
func (i *Interpreter) keepPanic(p *keptPanic, value any) {
	if value != nil {
		p.value, p.line = value, atomic.LoadUintptr(i.line)
	}
}

// recoverPanic is what recover returns in a deferred function: the newest panic, which has taken the place of any before.
func recoverPanic(p *keptPanic, value any) any {
	if p.value != nil {
		value, p.value = p.value, nil
	}
	return value
}

// raisePanic comes after all other deferred calls: what nobody has recovered goes on from the line on which it began, in a literal of
// a function.
func (i *Interpreter) raisePanic(p *keptPanic, function string) {
	if p.value != nil {
		atomic.StoreUintptr(i.line, p.line)
		fmt.Fprintf(i.trace, "kept:%d: panic: %s(...)\n", p.line, function) // as yaegi says it
		panic(p.value)
	}
}
