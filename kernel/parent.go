//go:build !windows

package kernel

import (
	"context"
	"os"
	"strconv"
	"time"
)

// awaitParent waits until the process that started this one is gone, and returns true; or until ctx ends, and returns false.
// declared is the value of JPY_PARENT_PID, by which Jupyter asks for that.
func awaitParent(ctx context.Context, declared string) bool {
	pid, err := strconv.Atoi(declared)
	if err != nil {
		<-ctx.Done()
		return false
	}
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for gone := parentWatch(pid, os.Getppid()); ; {
		select {
		case <-ctx.Done():
			return false
		case <-tick.C:
			if gone(os.Getppid()) {
				return true
			}
		}
	}
}

// parentWatch returns what tells from the present parent's id whether the one at the start is gone. When the declared parent
// is the real one, any other means so. When it is not, because something like "conda run" stands between, only the
// adoption by process 1 does; and not even that where process 1 started us, as in a container.
func parentWatch(declared, atStart int) (gone func(now int) bool) {
	return func(now int) bool {
		if declared == atStart {
			return now != atStart
		}
		return now == 1 && atStart != 1
	}
}
