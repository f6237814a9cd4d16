// Package kernel serves one session of Go cells to Jupyter.
//
//	Session  what runs cells, completes and explains; package session has the real one
//	Kernel   answers the messages of Jupyter's shell and control channels with a Session
//	Options  where to log, and how to hear of Ctrl-C
//
// Start with Serve. It listens where a connection file says and returns when the kernel is asked to shut down, when its
// context ends, or when the process that started it is gone.
package kernel
