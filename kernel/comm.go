package kernel

import (
	"context"
	"encoding/json"
	"errors"

	"regan/kernel/comms"
	"regan/kernel/internal/wire"
	"regan/kernel/session"
)

func (k *Kernel) commInfo(_ context.Context, _ *request, q *wire.CommInfoRequest) wire.Content {
	reply := &wire.CommInfoReply{Status: wire.OK, Comms: map[string]wire.CommInfo{}}
	for id, target := range k.session.Comms() {
		if q.TargetName == "" || q.TargetName == target {
			reply.Comms[id] = wire.CommInfo{TargetName: target}
		}
	}
	return reply
}

// commOpen passes the new comm to the cells. Those close it again if they do not know its target.
func (k *Kernel) commOpen(ctx context.Context, r *request, q *wire.CommOpen) wire.Content {
	k.deliver(ctx, r, comms.Packet{Kind: comms.Opened, Comm: q.CommID, Target: q.TargetName, Data: q.Data})
	return nil
}

func (k *Kernel) commMessage(ctx context.Context, r *request, q *wire.CommMessage) wire.Content {
	k.deliver(ctx, r, comms.Packet{Kind: comms.Sent, Comm: q.CommID, Data: q.Data})
	return nil
}

func (k *Kernel) commClose(ctx context.Context, r *request, q *wire.CommClose) wire.Content {
	k.deliver(ctx, r, comms.Packet{Kind: comms.Closed, Comm: q.CommID, Data: q.Data})
	return nil
}

// deliver hands a packet to the cells when its turn comes. What they show then belongs to the message that brought it. A
// function of a cell that fails is told of as a cell is; there is no reply that could say it.
func (k *Kernel) deliver(ctx context.Context, r *request, p comms.Packet) {
	if err := json.Unmarshal(r.Meta, &p.Metadata); err != nil {
		k.log.Warn("the metadata of a comm's message", "comm", p.Comm, "error", err)
	}
	p.Buffers = r.Buffers
	running, done, ok := k.takeTurn(ctx)
	if !ok {
		return
	}
	defer done()
	out := k.newOutputs(r, k.session.Count(), false, running)
	err := k.session.Deliver(running, p, out.event)
	out.end()
	var unknown *session.UnknownCommError
	var failed *session.Error
	switch {
	case errors.As(err, &unknown):
		k.log.Warn("dropped a message of a comm", "type", r.Header.Type, "error", err)
	case errors.As(err, &failed):
		k.publish(r, failureOf(failed))
	}
}

// commMessageOf returns a packet of a cell's as a message.
func commMessageOf(p *comms.Packet) (*wire.Message, error) {
	m := &wire.Message{Buffers: p.Buffers}
	data := p.Data
	if data == nil {
		data = map[string]any{}
	}
	switch p.Kind {
	case comms.Opened:
		m.Content = &wire.CommOpen{CommID: p.Comm, TargetName: p.Target, Data: data}
	case comms.Sent:
		m.Content = &wire.CommMessage{CommID: p.Comm, Data: data}
	case comms.Closed:
		m.Content = &wire.CommClose{CommID: p.Comm, Data: data}
	}
	if p.Metadata == nil {
		return m, nil
	}
	var err error
	m.Meta, err = json.Marshal(p.Metadata)
	return m, err
}
