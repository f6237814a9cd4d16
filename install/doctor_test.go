package install

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// report prints checks as a reader would see them.
func report(checks []Check) string {
	var b strings.Builder
	for _, c := range checks {
		fmt.Fprintf(&b, "%s %s: %s | %s\n", c.Status, c.What, c.Found, c.Mend)
	}
	return b.String()
}

func two(context.Context, string) (string, error) { return "2", nil }

func TestDoctor(t *testing.T) {
	type programs map[string]string // what programs print; "" fails
	for _, c := range []struct {
		about    string
		install  []Options
		programs programs
		evaluate func(context.Context, string) (string, error)
		healthy  bool
		want     []string
	}{
		{
			about: "all is well", install: []Options{{Version: "v1"}}, healthy: true,
			programs: programs{"regan": "regan v1\n", "jupyter": `{"kernelspecs": {"regan": {"resource_dir": "HOME/.local/share/jupyter/kernels/regan"}}}`},
			want: []string{
				"ok this program: /opt/regan, version v1 | \n",
				"ok running a cell: 1 + 1 gave 2, in a worker process | \n",
				"ok loopback ports: 5 ports can be opened on 127.0.0.1 | \n",
				"ok kernelspecs: HOME/.local/share/jupyter/kernels/regan | \n",
				"ok kernelspec regan: HOME/regan answers | \n",
				"ok jupyter: jupyter on PATH sees regan | \n",
			},
		},
		{
			about: "never installed, no Jupyter",
			want: []string{
				"fail kernelspecs: Jupyter knows no kernel of regan | run regan install\n",
				"warn jupyter: there is no jupyter on PATH | regan run needs none; for notebooks in a browser: pip install jupyterlab\n",
			},
		},
		{
			about: "no worker", install: []Options{{}}, programs: programs{"regan": "regan v1"},
			evaluate: func(context.Context, string) (string, error) { return "", errors.New("fork: no memory") },
			want:     []string{"fail running a cell: 1 + 1 did not run: fork: no memory | the program must be able to start itself"},
		},
		{
			about: "wrong sum", install: []Options{{}}, programs: programs{"regan": "regan v1"},
			evaluate: func(context.Context, string) (string, error) { return "3", nil },
			want:     []string{`fail running a cell: 1 + 1 gave "3" | this is a fault of regan`},
		},
		{
			about: "the program was moved", install: []Options{{Program: "/nowhere/regan", Name: "mine"}},
			want: []string{"fail kernelspec mine: its kernel is gone: /nowhere/regan | run regan install --name mine\n"},
		},
		{
			about: "the program is a folder", install: []Options{{Program: os.TempDir()}},
			want: []string{"fail kernelspec regan: its kernel is a folder: "},
		},
		{
			about: "a relative program", install: []Options{{Program: "regan"}},
			want: []string{`fail kernelspec regan: its kernel is "regan", not an absolute path: what runs depends on PATH`},
		},
		{
			about: "the program does not start", install: []Options{{}}, programs: programs{"regan": ""},
			want: []string{"fail kernelspec regan: its kernel does not start: failed | run regan install\n"},
		},
		{
			about: "another version", install: []Options{{}}, programs: programs{"regan": "regan v0.9"}, healthy: true,
			want: []string{`warn kernelspec regan: its kernel HOME/regan is "regan v0.9", this program is version v1 | run regan install, if`},
		},
		{
			about: "one name twice", install: []Options{{}, {Prefix: "PREFIX"}}, programs: programs{"regan": "regan v1"}, healthy: true,
			want: []string{"warn kernelspecs: HOME/.local/share/jupyter/kernels/regan, HOME/venv/share/jupyter/kernels/regan | Jupyter uses the first"},
		},
		{
			about: "Jupyter looks elsewhere", install: []Options{{}}, programs: programs{"regan": "regan v1", "jupyter": `{"kernelspecs": {}}`},
			want: []string{"fail jupyter: jupyter on PATH sees no kernelspec of regan | it searches other folders: run regan install --sys-prefix"},
		},
		{
			about: "Jupyter fails", install: []Options{{}}, programs: programs{"regan": "regan v1", "jupyter": ""}, healthy: true,
			want: []string{"warn jupyter: failed | run jupyter kernelspec list --json"},
		},
		{
			about: "Jupyter prints something else", install: []Options{{}}, programs: programs{"regan": "regan v1", "jupyter": "Usage"}, healthy: true,
			want: []string{"warn jupyter: jupyter kernelspec list --json printed no JSON"},
		},
	} {
		env := linux(t)
		program, prefix := filepath.Join(env.Home, "regan"), filepath.Join(env.Home, "venv")
		if err := os.WriteFile(program, nil, 0o755); err != nil {
			t.Fatal(err)
		}
		env.Getenv = getenv("CONDA_PREFIX=" + prefix)
		env.Run = func(ctx context.Context, name string, args ...string) ([]byte, error) {
			out, ok := c.programs[filepath.Base(name)]
			switch {
			case !ok:
				return nil, &exec.Error{Name: name, Err: exec.ErrNotFound}
			case out == "":
				return nil, errors.New("failed")
			}
			return []byte(strings.ReplaceAll(out, "HOME", filepath.ToSlash(env.Home))), nil
		}
		for _, o := range c.install {
			o.Env = env
			if o.Program == "" {
				o.Program = program
			}
			if o.Prefix != "" {
				o.Prefix = prefix
			}
			mustInstall(t, o)
		}
		evaluate := c.evaluate
		if evaluate == nil {
			evaluate = two
		}
		checks := Doctor(t.Context(), Diagnosis{Env: env, Version: "v1", Evaluate: evaluate})
		got := filepath.ToSlash(strings.ReplaceAll(report(checks), env.Home, "HOME"))
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: lacks\n  %s\nin\n%s", c.about, want, got)
			}
		}
		if Healthy(checks) != c.healthy {
			t.Errorf("%s: healthy = %v, want %v:\n%s", c.about, Healthy(checks), c.healthy, got)
		}
	}
}

func TestRunSaysWhatAProgramComplainedOf(t *testing.T) {
	program, err := exec.LookPath("go")
	if err != nil {
		t.Skip("no go command:", err)
	}
	if out, err := run(t.Context(), program, "env", "GOOS"); err != nil || len(out) < 3 {
		t.Errorf("printed %q, %v", out, err)
	}
	if _, err := run(t.Context(), program, "nonsense"); err == nil || !strings.Contains(err.Error(), "go help") {
		t.Errorf("error %v, want what the program printed last", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := run(ctx, program, "env"); err == nil {
		t.Error("ran although its context had ended")
	}
}
