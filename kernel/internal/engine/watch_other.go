//go:build !linux

package engine

import "errors"

// A watch is something that only Linux has.
type watch struct{}

// Watch fails.
func (c *Capture) Watch() error { return errors.ErrUnsupported }

func (c *Capture) readWatched()     {}
func (c *Capture) arm(int)          {}
func (c *Capture) take(*stream) int { return 0 }
