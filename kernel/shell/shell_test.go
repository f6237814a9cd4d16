package shell_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"regan/kernel/shell"
)

func ExampleRun() {
	shell.Run(context.Background(), "echo hello")
	// Output: hello
}

func TestRunEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	ended := make(chan bool)
	go func() {
		shell.Run(ctx, "sleep 1000 & wait")
		close(ended)
	}()
	select {
	case <-ended:
	case <-time.After(time.Minute):
		t.Fatal("the command outlives its context")
	}
}

func TestWriteFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "a.txt")
	for _, step := range []struct {
		text, want string
		more       bool
	}{{"one\n", "one\n", false}, {"two\n", "one\ntwo\n", true}, {"new", "new", false}} {
		if err := shell.WriteFile(name, step.text, step.more); err != nil {
			t.Fatal(err)
		}
		if got, _ := os.ReadFile(name); string(got) != step.want {
			t.Errorf("after %q: %q, want %q", step.text, got, step.want)
		}
	}
	if err := shell.WriteFile(filepath.Join(name, "below a file"), "", false); err == nil {
		t.Error("wrote below a file")
	}
}

func TestEnvironment(t *testing.T) {
	t.Setenv("REGAN_SHELL_TEST", "")
	if err := shell.Setenv("REGAN_SHELL_TEST", "x"); err != nil || os.Getenv("REGAN_SHELL_TEST") != "x" {
		t.Errorf("Setenv: %v, %q", err, os.Getenv("REGAN_SHELL_TEST"))
	}
	if err := shell.PrintEnv("REGAN_NO_SUCH_VARIABLE"); err == nil {
		t.Error("printed a variable that is not there")
	}
}

func TestTimeitEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	if err := shell.Timeit(ctx, cancel); err != context.Canceled {
		t.Errorf("got %v", err)
	}
	runs := 0
	if err := shell.Timeit(context.Background(), func() { runs++; time.Sleep(time.Millisecond) }); err != nil || runs < 6 {
		t.Errorf("got %v after %d runs", err, runs)
	}
}
