//go:build !amd64 && !arm64

// Package goroutine tells goroutines apart. Start with ID.
package goroutine

import (
	"bytes"
	"runtime"
	"strconv"
)

// ID returns a number that no other goroutine has.
func ID() uintptr {
	var text [32]byte // "goroutine 123 [running]:"
	_, number, _ := bytes.Cut(text[:runtime.Stack(text[:], false)], []byte(" "))
	number, _, _ = bytes.Cut(number, []byte(" "))
	n, _ := strconv.ParseUint(string(number), 10, 64)
	return uintptr(n)
}
