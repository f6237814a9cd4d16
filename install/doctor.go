package install

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Status tells how a check went.
type Status string

const (
	OK   Status = "ok"
	Warn Status = "warn" // something will not work everywhere
	Fail Status = "fail" // a notebook cannot run
)

// A Check is one thing that Doctor looked at.
type Check struct {
	What   string // what was looked at
	Status Status
	Found  string // what was found, in one line
	Mend   string // what to do about it; empty when all is well
}

// Diagnosis says what Doctor needs to know of the program that calls it.
type Diagnosis struct {
	Env     Env    // the zero value is this machine
	Version string // of this program

	// Evaluate runs an expression in a session of its own and returns its text: the proof that cells can run.
	Evaluate func(ctx context.Context, expression string) (string, error)
}

// Doctor looks at all that must be right for a notebook to run, and says how to mend what is not.
func Doctor(ctx context.Context, d Diagnosis) []Check {
	d.Env = d.Env.orSystem()
	checks := []Check{{What: "this program", Status: OK, Found: fmt.Sprintf("%s, version %s", d.Env.Self, d.Version)}}
	checks = append(checks, d.checkEvaluate(ctx), d.checkPorts(ctx))
	specs, err := Find(ctx, d.Env)
	if err != nil {
		return append(checks, Check{"kernelspecs", Fail, err.Error(), "set HOME, or JUPYTER_DATA_DIR"})
	}
	checks = append(checks, checkSpecs(specs))
	for _, s := range specs {
		checks = append(checks, d.checkSpec(ctx, s))
	}
	return append(checks, d.checkJupyter(ctx, specs))
}

// Healthy reports whether no check failed.
func Healthy(checks []Check) bool {
	return !slices.ContainsFunc(checks, func(c Check) bool { return c.Status == Fail })
}

func (d Diagnosis) checkEvaluate(ctx context.Context) Check {
	c := Check{What: "running a cell", Status: OK}
	ctx, cancel := context.WithTimeout(ctx, commandTime)
	defer cancel()
	switch text, err := d.Evaluate(ctx, "1 + 1"); {
	case err != nil:
		c.Status, c.Found = Fail, "1 + 1 did not run: "+err.Error()
		c.Mend = "the program must be able to start itself as a second process; check limits on processes and memory"
	case strings.TrimSpace(text) != "2":
		c.Status, c.Found = Fail, fmt.Sprintf("1 + 1 gave %q", text)
		c.Mend = "this is a fault of regan: please report it with the version above"
	default:
		c.Found = "1 + 1 gave 2, in a worker process"
	}
	return c
}

// checkPorts opens what a kernel opens: five ports on the loopback address.
func (d Diagnosis) checkPorts(ctx context.Context) Check {
	const needed = 5
	for range needed {
		listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
		if err != nil {
			return Check{"loopback ports", Fail, err.Error(), "a kernel listens on 127.0.0.1; allow it in the firewall or sandbox"}
		}
		defer listener.Close()
	}
	return Check{What: "loopback ports", Status: OK, Found: fmt.Sprintf("%d ports can be opened on 127.0.0.1", needed)}
}

func checkSpecs(specs []Spec) Check {
	c := Check{What: "kernelspecs", Status: OK}
	var dirs []string
	names := map[string]bool{}
	for _, s := range specs {
		dirs = append(dirs, s.Dir)
		if names[strings.ToLower(s.Name)] {
			c.Status = Warn
			c.Mend = "Jupyter uses the first of equal name; remove the other with regan uninstall --prefix or --user"
		}
		names[strings.ToLower(s.Name)] = true
	}
	c.Found = strings.Join(dirs, ", ")
	if len(specs) == 0 {
		c = Check{c.What, Fail, "Jupyter knows no kernel of regan", "run regan install"}
	}
	return c
}

// checkSpec looks at a kernelspec's program, and asks it for its version.
func (d Diagnosis) checkSpec(ctx context.Context, s Spec) Check {
	c := Check{What: "kernelspec " + s.Name, Status: Fail, Mend: "run regan install" + s.flags(d.Env)}
	program := s.program()
	if !filepath.IsAbs(program) {
		c.Found = fmt.Sprintf("its kernel is %q, not an absolute path: what runs depends on PATH", program)
		return c
	}
	switch info, err := os.Stat(program); {
	case errors.Is(err, fs.ErrNotExist):
		c.Found = "its kernel is gone: " + program
		return c
	case err != nil:
		c.Found = err.Error()
		return c
	case info.IsDir():
		c.Found = "its kernel is a folder: " + program
		return c
	}
	out, err := d.Env.Run(ctx, program, "version")
	version := strings.TrimSpace(strings.SplitN(string(out), "\n", 2)[0])
	switch {
	case err != nil:
		c.Found = "its kernel does not start: " + err.Error()
	case version != "regan "+d.Version:
		c.Status, c.Found = Warn, fmt.Sprintf("its kernel %s is %q, this program is version %s", program, version, d.Version)
		c.Mend += ", if this program is the one that is wanted"
	default:
		c.Status, c.Found, c.Mend = OK, program+" answers", ""
	}
	return c
}

// checkJupyter asks Jupyter itself which kernels it sees.
func (d Diagnosis) checkJupyter(ctx context.Context, specs []Spec) Check {
	c := Check{What: "jupyter", Status: Warn}
	out, err := d.Env.Run(ctx, "jupyter", "kernelspec", "list", "--json")
	switch {
	case errors.Is(err, exec.ErrNotFound):
		c.Found = "there is no jupyter on PATH"
		c.Mend = "regan run needs none; for notebooks in a browser: pip install jupyterlab"
		return c
	case err != nil:
		c.Found = err.Error()
		c.Mend = "run jupyter kernelspec list --json and mend what it complains of"
		return c
	}
	var list struct {
		Kernelspecs map[string]struct {
			Dir string `json:"resource_dir"`
		} `json:"kernelspecs"`
	}
	if err := json.Unmarshal(out, &list); err != nil {
		c.Found = "jupyter kernelspec list --json printed no JSON: " + err.Error()
		c.Mend = "update Jupyter: pip install --upgrade jupyter_client"
		return c
	}
	var seen []string
	for name, k := range list.Kernelspecs {
		if slices.ContainsFunc(specs, func(s Spec) bool { return sameFile(s.Dir, k.Dir) }) {
			seen = append(seen, name)
		}
	}
	slices.Sort(seen)
	if len(seen) == 0 {
		c.Status, c.Found = Fail, "jupyter on PATH sees no kernelspec of regan"
		c.Mend = "it searches other folders: run regan install --sys-prefix in the environment of that Jupyter"
		return c
	}
	c.Status, c.Found = OK, "jupyter on PATH sees "+strings.Join(seen, ", ")
	return c
}
