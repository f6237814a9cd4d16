//go:build amd64 || arm64

// Package goroutine tells goroutines apart. Start with ID.
package goroutine

// ID returns a number that no other goroutine has while this one lives: the address of what the runtime keeps of it. Another
// may get the number afterwards.
//
// The language hides which goroutine runs, and what a debugger does depends on it at every statement. The text of
// runtime.Stack has a number as well, but takes tens of microseconds in the deep stacks of an interpreter.
func ID() uintptr
