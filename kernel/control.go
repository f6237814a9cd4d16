package kernel

import (
	"context"

	"regan/kernel/internal/wire"
)

// interrupt answers at once; the interrupted cell's own reply tells when it has ended.
func (k *Kernel) interrupt(context.Context, *request, *wire.InterruptRequest) wire.Content {
	k.Interrupt()
	return &wire.InterruptReply{Status: wire.OK}
}

func (k *Kernel) shutdown(_ context.Context, r *request, q *wire.ShutdownRequest) wire.Content {
	r.last = true
	reply := &wire.ShutdownReply{Status: wire.OK, Restart: q.Restart}
	k.publish(r, reply) // so that the other clients know, as from ipykernel
	return reply
}
