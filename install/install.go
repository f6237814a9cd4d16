// Package install writes, finds and removes kernelspecs: the folders by which Jupyter knows a kernel.
//
//	Env       the machine as Jupyter sees it: operating system, variables, folders
//	Options   under which name a kernelspec is, and in which of Jupyter's folders
//	Spec      a kernelspec found on disk
//	Check     one thing that Doctor looked at, with how to mend it
//
// Start with Install(ctx, Options{}), which makes the program that calls it known to Jupyter for the present user.
package install

import (
	"bytes"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
)

// What a kernelspec is called where options do not say.
const (
	DefaultName        = "regan"
	DefaultDisplayName = "Go (regan)"
)

// Options say which kernelspec is meant. At most one of User, Prefix and SysPrefix is set; none of them means User.
type Options struct {
	Env Env // the zero value is this machine

	User      bool   // the user's own Jupyter folder
	Prefix    string // PREFIX/share/jupyter
	SysPrefix bool   // the folder of the active Python environment

	Name        string // of the folder, by which notebooks refer to it; "" is DefaultName
	DisplayName string // what a reader picks from a list; "" is DefaultDisplayName
	Program     string // absolute path of the kernel; "" is the running program
	Version     string // written to the kernelspec for Doctor and readers
}

// Result is what Install found and did.
type Result struct {
	Dir     string
	Program string
	Changed bool // false when the kernelspec was there already, byte for byte
}

// kernelspec is kernel.json. Keys that Jupyter does not know go under metadata.
type kernelspec struct {
	Argv          []string `json:"argv"`
	DisplayName   string   `json:"display_name"`
	Language      string   `json:"language"`
	InterruptMode string   `json:"interrupt_mode"`
	Metadata      metadata `json:"metadata"`
}

type metadata struct {
	Debugger bool    `json:"debugger"`        // the kernel can debug: JupyterLab looks here before it asks the kernel
	Regan    *marker `json:"regan,omitempty"` // present in kernelspecs that this package wrote
}

type marker struct {
	Version string `json:"version"`
}

//go:embed files
var files embed.FS

var validName = regexp.MustCompile(`^[A-Za-z0-9_-][A-Za-z0-9._-]*$`)

// Install writes a kernelspec whose kernel is options.Program, or replaces one that this package wrote before. No
// reader sees a part of a kernelspec, and nothing of the old one stays.
func Install(ctx context.Context, options Options) (Result, error) {
	o, dir, err := options.resolve(ctx)
	if err != nil {
		return Result{}, err
	}
	if o.Program == "" {
		if o.Program, err = o.Env.program(); err != nil {
			return Result{}, err
		}
	}
	content, err := o.content()
	if err != nil {
		return Result{}, err
	}
	result := Result{Dir: dir, Program: o.Program}
	switch old, err := readSpec(dir); {
	case errors.Is(err, fs.ErrNotExist):
		if entries, _ := os.ReadDir(dir); len(entries) > 0 {
			return Result{}, fmt.Errorf("%s holds files and no kernelspec; choose another --name or remove it", dir)
		}
	case err != nil:
		return Result{}, fmt.Errorf("%w; choose another --name or remove it", err)
	case !old.Ours:
		return Result{}, fmt.Errorf("%s holds a kernelspec that regan did not write; choose another --name or remove it", dir)
	case holds(dir, content):
		return result, nil
	}
	if err := replace(dir, content); err != nil {
		return Result{}, fmt.Errorf("cannot write the kernelspec %s: %w", dir, err)
	}
	result.Changed = true
	return result, nil
}

// Uninstall removes a kernelspec that Install wrote, and returns the folder that is gone.
func Uninstall(ctx context.Context, options Options) (string, error) {
	o, dir, err := options.resolve(ctx)
	if err != nil {
		return "", err
	}
	spec, err := readSpec(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", fmt.Errorf("no kernelspec %s in %s%s", o.Name, filepath.Dir(dir), o.Env.elsewhere(ctx, o.Name, dir))
	case err != nil:
		return "", fmt.Errorf("%s is left alone: %w", dir, err)
	case !spec.Ours:
		return "", fmt.Errorf("%s is left alone: regan did not write it (its kernel is %s)", dir, spec.program())
	}
	// Renamed first, so that no reader sees a part of it.
	gone, err := os.MkdirTemp(filepath.Dir(dir), scratch)
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(gone)
	return dir, os.Rename(dir, filepath.Join(gone, o.Name))
}

// resolve fills in defaults and returns the kernelspec's folder.
func (o Options) resolve(ctx context.Context) (Options, string, error) {
	if o.Name == "" {
		o.Name = DefaultName
	}
	if o.DisplayName == "" {
		o.DisplayName = DefaultDisplayName
	}
	o.Env = o.Env.orSystem()
	if !validName.MatchString(o.Name) {
		return o, "", fmt.Errorf("kernelspec name %q: letters, digits, '_', '-' and '.' are right, '.' not first", o.Name)
	}
	data, err := o.dataDir(ctx)
	if err != nil {
		return o, "", err
	}
	return o, filepath.Join(data, "kernels", o.Name), nil
}

func (o Options) dataDir(ctx context.Context) (string, error) {
	chosen := 0
	for _, set := range []bool{o.User, o.Prefix != "", o.SysPrefix} {
		if set {
			chosen++
		}
	}
	switch {
	case chosen > 1:
		return "", errors.New("user, prefix and sys-prefix exclude each other: choose one")
	case o.Prefix != "":
		prefix, err := filepath.Abs(o.Prefix)
		return filepath.Join(prefix, "share", "jupyter"), err
	case o.SysPrefix:
		prefix, err := o.Env.sysPrefix(ctx)
		return filepath.Join(prefix, "share", "jupyter"), err
	default:
		return o.Env.userData()
	}
}

// content returns the kernelspec's files by name.
func (o Options) content() (map[string][]byte, error) {
	spec := kernelspec{
		Argv:          []string{o.Program, "kernel", "{connection_file}"},
		DisplayName:   o.DisplayName,
		Language:      "go",
		InterruptMode: "message",
		Metadata:      metadata{Debugger: true, Regan: &marker{Version: o.Version}},
	}
	var text bytes.Buffer
	e := json.NewEncoder(&text)
	e.SetEscapeHTML(false) // paths and names may hold & or <
	e.SetIndent("", " ")
	if err := e.Encode(spec); err != nil {
		return nil, err
	}
	content := map[string][]byte{"kernel.json": text.Bytes()}
	logos, err := files.ReadDir("files")
	if err != nil {
		return nil, err
	}
	for _, logo := range logos {
		if content[logo.Name()], err = files.ReadFile("files/" + logo.Name()); err != nil {
			return nil, err
		}
	}
	return content, nil
}

// holds reports whether a folder holds these files and nothing else.
func holds(dir string, content map[string][]byte) bool {
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != len(content) {
		return false
	}
	return !slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
		want, known := content[e.Name()]
		got, err := os.ReadFile(filepath.Join(dir, e.Name()))
		return !known || err != nil || !bytes.Equal(got, want)
	})
}

// scratch names folders that exist while a kernelspec is exchanged. Jupyter passes over a folder without a kernel.json,
// and what these hold is one level further down.
const scratch = ".regan-*"

// replace makes dir hold these files and nothing else, by renaming a folder that is complete.
func replace(dir string, content map[string][]byte) (err error) {
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	temp, err := os.MkdirTemp(filepath.Dir(dir), scratch)
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp)
	fresh, old := filepath.Join(temp, "new"), filepath.Join(temp, "old")
	if err := os.Mkdir(fresh, 0o755); err != nil { // readable by all, unlike what MkdirTemp makes
		return err
	}
	for name, data := range content {
		if err := os.WriteFile(filepath.Join(fresh, name), data, 0o644); err != nil {
			return err
		}
	}
	if err := os.Rename(dir, old); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Rename(fresh, dir); err != nil {
		return errors.Join(err, ignoreMissing(os.Rename(old, dir)))
	}
	return nil
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
