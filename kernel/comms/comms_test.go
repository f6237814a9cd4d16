package comms_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"regan/kernel/comms"
)

// A front end opens a comm to a target of a cell's, which answers each number with its double. In a cell the function is
// comms.Register; here the front end is played by the functions of a Hub.
func ExampleRegister() {
	hub := comms.NewHub(func(p comms.Packet) { fmt.Println("to the front end:", p.Kind, p.Data) })
	hub.Register("double", func(c *comms.Comm, first comms.Message) {
		fmt.Println("opened with", first.Data)
		c.OnMessage(func(m comms.Message) {
			c.Send(comms.Message{Data: map[string]any{"n": 2 * m.Data["n"].(float64)}})
		})
	})
	hub.Receive(comms.Packet{Kind: comms.Opened, Comm: "c1", Target: "double", Data: map[string]any{"unit": "J"}})
	hub.Receive(comms.Packet{Kind: comms.Sent, Comm: "c1", Data: map[string]any{"n": 21.0}})
	// Output:
	// opened with map[unit:J]
	// to the front end: msg map[n:42]
}

// Under the Go tool there is nobody to talk to.
func ExampleOpen() {
	_, err := comms.Open("chart", comms.Message{Data: map[string]any{"points": []float64{1, 2}}})
	fmt.Println(err)
	// Output: comms: there is no front end to talk to
}

// What a hub sends for what it receives and what cells do.
func TestHub(t *testing.T) {
	var sent []comms.Packet
	take := func() []comms.Packet { // what was sent since the last time
		now := sent
		sent = nil
		return now
	}
	hub := comms.NewHub(func(p comms.Packet) { sent = append(sent, p) })
	want := func(what string, packets ...comms.Packet) {
		t.Helper()
		if diff := cmp.Diff(packets, take()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
	}

	c, err := hub.Open("chart", comms.Message{Metadata: map[string]any{"version": "2"}, Buffers: [][]byte{{1, 0}}})
	if err != nil {
		t.Fatal(err)
	}
	id := c.ID()
	want("a comm that a cell opens",
		comms.Packet{Kind: comms.Opened, Comm: id, Target: "chart", Metadata: map[string]any{"version": "2"}, Buffers: [][]byte{{1, 0}}})
	var got []comms.Message
	c.OnMessage(func(m comms.Message) { got = append(got, m) })
	c.OnClose(func(m comms.Message) { got = append(got, m) })
	hub.Receive(comms.Packet{Kind: comms.Sent, Comm: id, Buffers: [][]byte{{2}}})
	hub.Receive(comms.Packet{Kind: comms.Sent, Comm: "another"})
	hub.Receive(comms.Packet{Kind: comms.Closed, Comm: id, Data: map[string]any{"why": "gone"}})
	hub.Receive(comms.Packet{Kind: comms.Sent, Comm: id})
	if diff := cmp.Diff([]comms.Message{
		{Data: map[string]any{}, Buffers: [][]byte{{2}}}, {Data: map[string]any{"why": "gone"}},
	}, got); diff != "" {
		t.Errorf("what the cell was told (-want +got):\n%s", diff)
	}
	want("what the front end closes is not closed again")
	if err := c.Send(comms.Message{}); err == nil {
		t.Error("a closed comm sends")
	}
	c.Close(comms.Message{})
	want("a closed comm is not closed again")

	hub.Receive(comms.Packet{Kind: comms.Opened, Comm: "c1", Target: "nobody's"})
	want("an unknown target", comms.Packet{Kind: comms.Closed, Comm: "c1"})

	hub.Register("bad", func(*comms.Comm, comms.Message) { panic("no") })
	func() {
		defer func() {
			if r := recover(); r != "no" {
				t.Errorf("the panic of a cell's function became %v", r)
			}
		}()
		hub.Receive(comms.Packet{Kind: comms.Opened, Comm: "c2", Target: "bad"})
	}()
	want("a function that panics where it should open", comms.Packet{Kind: comms.Closed, Comm: "c2"})

	c, _ = hub.Open("a", comms.Message{})
	take()
	if open, targets := hub.End(); open != 1 || targets != 1 {
		t.Errorf("the end closed %d comms and %d targets, want one of each", open, targets)
	}
	want("the end", comms.Packet{Kind: comms.Closed, Comm: c.ID()})
	hub.Register("bad", nil)
	hub.Receive(comms.Packet{Kind: comms.Opened, Comm: "c3", Target: "bad"})
	want("a target that is gone", comms.Packet{Kind: comms.Closed, Comm: "c3"})
}
