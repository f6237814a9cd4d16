//go:build !linux

package worker

import "os"

func textPipe() (r, w *os.File, err error) { return os.Pipe() }
