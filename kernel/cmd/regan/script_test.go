package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"regan": main})
}

// The scripts in testdata are what users do at a prompt. Each runs in a folder of its own, with Jupyter's folders inside it.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Vars = append(e.Vars,
				"HOME="+e.WorkDir,
				"JUPYTER_DATA_DIR="+e.WorkDir+string(os.PathSeparator)+"jupyter",
				"JUPYTER_PATH=", "VIRTUAL_ENV=", "CONDA_PREFIX=",
			)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": exits},
	})
}

// A script of this repository prints the same bytes compiled and interpreted.
func TestScriptsPrintTheSameUnderGoAndRegan(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command:", err)
	}
	const script = "scripts/regan/main.go"
	output := func(name string, args ...string) string {
		cmd := exec.CommandContext(t.Context(), name, args...)
		cmd.Dir = filepath.FromSlash("../../..")
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("%s %v: %v", name, args, err)
		}
		return string(out)
	}
	compiled := output("go", "run", script)
	if interpreted := output("regan", "run", script); compiled == "" || compiled != interpreted {
		t.Errorf("%s (-go run +regan run):\n%s", script, cmp.Diff(compiled, interpreted))
	}
}

// exits CODE PROGRAM [ARGUMENT...] runs a program and checks its exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE PROGRAM [ARGUMENT...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("%s ended with code %d, want %d", args[1], got, want)
	}
}
