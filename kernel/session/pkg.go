package session

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/mod/modfile"

	"regan/kernel/display"
)

var errPkgUsage = errors.New("%pkg add PATH@VERSION, %pkg list or %pkg remove PATH is right")

// pkg adds modules for cells to import, by the go command, which keeps them in its cache; lists them; or removes one.
func pkg(c *magicCall) error {
	command, path, _ := strings.Cut(c.Args, " ")
	path = strings.TrimSpace(path)
	s := c.session
	switch {
	case command == "list" && path == "":
		c.print(s.addedModules())
		return nil
	case command == "add" && path != "":
		return s.goGet(c, path)
	case command == "remove" && path != "" && !strings.Contains(path, "@"):
		return s.goGet(c, path+"@none")
	}
	return errPkgUsage
}

// goGet has the go command change what a go.mod of the session's own requires.
func (s *Session) goGet(c *magicCall, what string) error {
	program, err := exec.LookPath("go")
	if err != nil {
		return fmt.Errorf("%%pkg needs the go command, which is not on this machine's PATH: a vendor folder beside the notebook works without")
	}
	s.findFolder()
	s.mu.Lock()
	loader := s.modular.loader
	s.mu.Unlock()
	if loader.Added == "" {
		dir, err := os.MkdirTemp("", "regan-modules-")
		if err != nil {
			return err
		}
		version := strings.TrimPrefix(runtime.Version(), "go")
		if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module cells\n\ngo "+version+"\n"), 0o666); err != nil {
			return err
		}
		s.mu.Lock()
		loader.Added = dir
		s.mu.Unlock()
	}
	said, err := getModules(c.ctx, program, loader.Added, what)
	if err != nil {
		return errors.New(strings.TrimSpace("go get " + what + ": " + err.Error() + "\n" + said))
	}
	if text := strings.TrimSpace(said); text != "" {
		c.sink(display.Event{Kind: display.Stdout, Text: text + "\n"})
	}
	return nil
}

// getModules has the go command get modules and change what the go.mod in a folder requires. It returns what it said.
func getModules(ctx context.Context, program, dir, what string) (string, error) {
	var said bytes.Buffer
	cmd := exec.CommandContext(ctx, program, "get", what)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "GO111MODULE=on")
	cmd.Stdout, cmd.Stderr = &said, &said
	err := cmd.Run()
	return said.String(), err
}

// getNeeded gets the modules that a package of an added module needs: what is added is only required as a whole, and not each
// package's needs. It reports whether it could.
func (s *Session) getNeeded(ctx context.Context, path string) bool {
	s.mu.Lock()
	dir := s.modular.loader.Added
	s.mu.Unlock()
	program, err := exec.LookPath("go")
	if dir == "" || err != nil {
		return false
	}
	_, err = getModules(ctx, program, dir, path)
	return err == nil
}

// addedModules lists what %pkg has added, one a line.
func (s *Session) addedModules() string {
	s.mu.Lock()
	dir := s.modular.loader.Added
	s.mu.Unlock()
	text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if dir == "" || err != nil {
		return "nothing is added\n"
	}
	file, err := modfile.Parse("go.mod", text, nil)
	if err != nil || len(file.Require) == 0 {
		return "nothing is added\n"
	}
	var b strings.Builder
	for _, r := range file.Require {
		fmt.Fprintf(&b, "%s %s\n", r.Mod.Path, r.Mod.Version)
	}
	return b.String()
}
