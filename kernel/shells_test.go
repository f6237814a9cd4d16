package kernel_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"regan/kernel/internal/wire"
	"regan/kernel/kerneltest"
)

func createSubshell(t *testing.T, client *kerneltest.Client) string {
	t.Helper()
	replies := kerneltest.Find[*wire.CreateSubshellReply](client.Request(kerneltest.Control, &wire.CreateSubshellRequest{}))
	if len(replies) != 1 || replies[0].Status != "ok" || replies[0].Subshell == "" {
		t.Fatalf("create_subshell_reply: %+v", replies)
	}
	return replies[0].Subshell
}

func subshells(t *testing.T, client *kerneltest.Client) []string {
	t.Helper()
	replies := kerneltest.Find[*wire.ListSubshellReply](client.Request(kerneltest.Control, &wire.ListSubshellRequest{}))
	if len(replies) != 1 || replies[0].Status != "ok" {
		t.Fatalf("list_subshell_reply: %+v", replies)
	}
	return replies[0].Subshells
}

// A subshell answers while the main shell runs a cell, and while another subshell waits to run one.
func TestSubshellsAnswerWhileACellRuns(t *testing.T) {
	client := kerneltest.Start(t, newScript(), nil)
	first, second := createSubshell(t, client), createSubshell(t, client)
	running := client.Send(kerneltest.Shell, cell("hang"))
	client.Await(running, "execute_input")
	waiting := client.SendTo(first, cell("print later"))
	wantTranscript(t, client.AwaitIdle(client.SendTo(second, &wire.CompleteRequest{Code: "x", CursorPos: 1})), `
iopub status {"execution_state":"busy"}
shell complete_reply {"status":"ok","matches":[],"cursor_start":1,"cursor_end":1,"metadata":{"_jupyter_types_experimental":[]}}
iopub status {"execution_state":"idle"}
`)
	for _, content := range []wire.Content{
		&wire.KernelInfoRequest{}, &wire.InspectRequest{Code: "x"}, &wire.HistoryRequest{Access: "tail"}, &wire.IsCompleteRequest{},
		&wire.CommInfoRequest{},
	} {
		if got := client.AwaitIdle(client.SendTo(second, content)); len(got) != 3 {
			t.Errorf("%s: got %s", content.Type(), got)
		}
	}
	client.Kernel.Interrupt()
	client.AwaitIdle(running)
	replies := kerneltest.Find[*wire.ExecuteReply](client.AwaitIdle(waiting))
	if len(replies) != 1 || replies[0].Status != "ok" || replies[0].ExecutionCount != 2 {
		t.Errorf("the cell that waited: %+v", replies)
	}
}

func TestSubshellsComeAndGo(t *testing.T) {
	client := kerneltest.Start(t, newScript(), nil)
	if got := subshells(t, client); got == nil || len(got) != 0 {
		t.Errorf("in the beginning: %#v", got)
	}
	first, second := createSubshell(t, client), createSubshell(t, client)
	if first == second || len(subshells(t, client)) != 2 {
		t.Errorf("two subshells: %q and %q, listed %q", first, second, subshells(t, client))
	}
	wantTranscript(t, client.Request(kerneltest.Control, &wire.DeleteSubshellRequest{Subshell: first}), `
iopub status {"execution_state":"busy"}
control delete_subshell_reply {"status":"ok"}
iopub status {"execution_state":"idle"}
`)
	if diff := cmp.Diff([]string{second}, subshells(t, client)); diff != "" {
		t.Error(diff)
	}
	for _, got := range []kerneltest.Transcript{
		client.AwaitIdle(client.SendTo(first, &wire.KernelInfoRequest{})),
		client.Request(kerneltest.Control, &wire.DeleteSubshellRequest{Subshell: first}),
	} {
		if replies := kerneltest.Find[*wire.KernelInfoReply](got); len(replies) == 1 && replies[0].Status == "ok" {
			t.Errorf("a subshell that is gone answers: %s", got)
		}
		if len(got) != 3 {
			t.Errorf("got %s", got)
		}
	}
}

// An error aborts what waits in its own shell, not in others.
func TestStopOnErrorInASubshell(t *testing.T) {
	client := kerneltest.Start(t, newScript(), nil)
	s := createSubshell(t, client)
	running := client.SendTo(s, cell("hang"))
	client.Await(running, "execute_input")
	behind := client.SendTo(s, cell("print"))
	client.AwaitIdle(client.SendTo(createSubshell(t, client), &wire.KernelInfoRequest{})) // so the kernel has it
	beside := client.Send(kerneltest.Shell, cell("print"))
	client.Kernel.Interrupt()
	for id, want := range map[string]string{behind: "aborted", beside: "ok"} {
		if r := kerneltest.Find[*wire.ExecuteReply](client.AwaitIdle(id)); len(r) != 1 || r[0].Status != want {
			t.Errorf("got %+v, want %s", r, want)
		}
	}
}
