package kernel

import (
	"context"
	"strconv"
	"time"

	"golang.org/x/sys/windows"
)

// awaitParent waits until the process that started this one is gone, and returns true; or until ctx ends, and returns false.
// declared is the value of JPY_PARENT_PID: on Windows, a handle of that process that we inherited.
func awaitParent(ctx context.Context, declared string) bool {
	handle, err := strconv.ParseUint(declared, 10, 64)
	if err != nil {
		<-ctx.Done()
		return false
	}
	for ctx.Err() == nil {
		event, err := windows.WaitForSingleObject(windows.Handle(handle), uint32(time.Second/time.Millisecond))
		if err != nil {
			<-ctx.Done() // not a handle that can be waited for
			return false
		}
		if event == windows.WAIT_OBJECT_0 {
			return true
		}
	}
	return false
}
