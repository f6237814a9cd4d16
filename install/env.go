package install

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"
)

// An Env is the machine as Jupyter sees it. System returns the present one; tests make others.
type Env struct {
	OS     string                   // as runtime.GOOS
	Home   string                   // the user's home folder
	Getenv func(name string) string // environment variables
	Self   string                   // the running program: what os.Executable returned
	Called string                   // how the running program was called: os.Args[0]

	// Run runs a program and returns what it prints to standard output. Its error says what the program complained of.
	Run func(ctx context.Context, name string, args ...string) ([]byte, error)
}

// System returns the machine that this process runs on.
func System() Env {
	home, _ := os.UserHomeDir() // where it is needed and missing, userData says so
	self, _ := os.Executable()
	return Env{OS: runtime.GOOS, Home: home, Getenv: os.Getenv, Self: self, Called: os.Args[0], Run: run}
}

func (e Env) orSystem() Env {
	if e.Getenv == nil {
		return System()
	}
	return e
}

// commandTime is how long a helper program may take: a cold `jupyter` takes seconds on a slow disk.
const commandTime = 20 * time.Second

func run(ctx context.Context, name string, args ...string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, commandTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.WaitDelay = time.Second // a grandchild may hold the pipe open
	out, err := cmd.Output()
	var exit *exec.ExitError
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		err = fmt.Errorf("%s did not end within %v", name, commandTime)
	case errors.As(err, &exit) && len(exit.Stderr) > 0:
		lines := strings.Split(strings.TrimSpace(string(exit.Stderr)), "\n")
		err = fmt.Errorf("%s: %w: %s", name, err, lines[len(lines)-1])
	}
	return out, err
}

// userData returns the user's Jupyter folder, by the rules of jupyter_core.paths.jupyter_data_dir.
func (e Env) userData() (string, error) {
	if dir := e.Getenv("JUPYTER_DATA_DIR"); dir != "" {
		return dir, nil
	}
	if e.OS == "windows" {
		if dir := e.Getenv("LOCALAPPDATA"); dir != "" && e.platformDirs() {
			return filepath.Join(dir, "Jupyter"), nil
		}
		if dir := e.Getenv("APPDATA"); dir != "" {
			return filepath.Join(dir, "jupyter"), nil
		}
	}
	if dir := e.Getenv("XDG_DATA_HOME"); dir != "" && e.OS != "windows" && e.OS != "darwin" {
		return filepath.Join(dir, "jupyter"), nil
	}
	switch {
	case e.Home == "":
		return "", errors.New("no home folder is known: set HOME or JUPYTER_DATA_DIR, or use --prefix")
	case e.OS == "darwin" && e.platformDirs():
		return filepath.Join(e.Home, "Library", "Application Support", "Jupyter"), nil
	case e.OS == "darwin":
		return filepath.Join(e.Home, "Library", "Jupyter"), nil
	case e.OS == "windows":
		if dir := e.Getenv("JUPYTER_CONFIG_DIR"); dir != "" {
			return filepath.Join(dir, "data"), nil
		}
		return filepath.Join(e.Home, ".jupyter", "data"), nil
	default:
		return filepath.Join(e.Home, ".local", "share", "jupyter"), nil
	}
}

// platformDirs reports whether Jupyter is told to use each system's own folders. On Linux they are those it uses anyway.
func (e Env) platformDirs() bool {
	off := []string{"", "no", "n", "false", "off", "0", "0.0"}
	return !slices.Contains(off, strings.ToLower(e.Getenv("JUPYTER_PLATFORM_DIRS")))
}

// sysPrefix returns the root of the active Python environment: what Python calls sys.prefix.
func (e Env) sysPrefix(ctx context.Context) (string, error) {
	for _, name := range []string{"VIRTUAL_ENV", "CONDA_PREFIX"} {
		if dir := e.Getenv(name); dir != "" {
			return dir, nil
		}
	}
	var failed error
	for _, python := range []string{"python3", "python"} {
		out, err := e.Run(ctx, python, "-c", "import sys; print(sys.prefix)")
		if dir := strings.TrimSpace(string(out)); err == nil && filepath.IsAbs(dir) {
			return dir, nil
		}
		failed = errors.Join(failed, err)
	}
	return "", fmt.Errorf("no Python environment found for --sys-prefix: activate one, or use --prefix (%w)", failed)
}

// dataDirs returns the folders that Jupyter searches, by the rules of jupyter_core.paths.jupyter_path: JUPYTER_PATH, the
// user's, the Python environment's, the system's. An active virtual environment comes before the user's.
func (e Env) dataDirs(ctx context.Context) ([]string, error) {
	var dirs []string
	add := func(dir string) {
		if dir != "" && !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
	}
	listSeparator := ":"
	if e.OS == "windows" {
		listSeparator = ";"
	}
	for _, dir := range strings.Split(e.Getenv("JUPYTER_PATH"), listSeparator) {
		add(strings.TrimRight(dir, `/\`))
	}
	environment := ""
	if prefix, err := e.sysPrefix(ctx); err == nil { // no Python: nothing to search there
		environment = filepath.Join(prefix, "share", "jupyter")
	}
	if e.Getenv("VIRTUAL_ENV") != "" {
		add(environment)
	}
	user, err := e.userData()
	if err != nil {
		return nil, err
	}
	add(user)
	if e.OS != "windows" && e.OS != "darwin" && e.Home != "" {
		add(filepath.Join(e.Home, ".local", "share", "jupyter")) // Python's user site, whatever XDG_DATA_HOME says
	}
	add(environment)
	if e.OS == "windows" {
		if dir := e.Getenv("PROGRAMDATA"); dir != "" {
			add(filepath.Join(dir, "jupyter"))
		}
	} else {
		add("/usr/local/share/jupyter")
		add("/usr/share/jupyter")
	}
	return dirs, nil
}

// buildCache matches an element of a path under which the go command keeps programs that `go run` made: in the temporary
// folder, or in the build cache under the name of its contents.
var buildCache = regexp.MustCompile(`^(go-build.*|[0-9a-f]{64}-d)$`)

// program returns the path by which Jupyter is to start this program. It is the path by which it was called where that is a
// link to the program, so that a package manager can exchange what the link points at.
func (e Env) program() (string, error) {
	if e.Self == "" {
		return "", errors.New("the path of the running program is not known")
	}
	for _, element := range strings.FieldsFunc(e.Self, func(r rune) bool { return r == '/' || r == '\\' }) {
		if buildCache.MatchString(element) {
			return "", fmt.Errorf("this program is a temporary one made by go run (%s); build it first: "+
				"go build -o bin/regan ./kernel/cmd/regan && bin/regan install", e.Self)
		}
	}
	if called, err := exec.LookPath(e.Called); err == nil {
		if called, err = filepath.Abs(called); err == nil && sameFile(called, e.Self) {
			return called, nil
		}
	}
	return e.Self, nil
}

func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// UserData returns the user's Jupyter folder, where Jupyter's own tools keep what belongs to a user.
func UserData() (string, error) { return System().userData() }
