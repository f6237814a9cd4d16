package kernel

import (
	"context"

	"regan/kernel/internal/wire"
)

// The kernel has no comms yet: no target can be opened, and so no comm is known.

func (k *Kernel) commInfo(context.Context, *request, *wire.CommInfoRequest) wire.Content {
	return &wire.CommInfoReply{Status: wire.OK, Comms: map[string]wire.CommInfo{}}
}

// commOpen closes the comm again, on iopub, as the protocol asks of a kernel that does not know the target.
func (k *Kernel) commOpen(_ context.Context, r *request, q *wire.CommOpen) wire.Content {
	k.publish(r, &wire.CommClose{CommID: q.CommID})
	return nil
}

func (k *Kernel) commMessage(_ context.Context, _ *request, q *wire.CommMessage) wire.Content {
	k.log.Warn("a message to an unknown comm", "comm", q.CommID)
	return nil
}

func (k *Kernel) commClose(_ context.Context, _ *request, q *wire.CommClose) wire.Content {
	k.log.Warn("an unknown comm is closed", "comm", q.CommID)
	return nil
}
