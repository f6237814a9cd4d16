package install

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Spec is a kernelspec on disk.
type Spec struct {
	Name        string // of its folder
	Dir         string
	DisplayName string
	Argv        []string
	Ours        bool   // Install wrote it, or its kernel is a program called regan
	Version     string // of the program that installed it, where Install wrote it
}

// program returns the kernel's path for a message.
func (s Spec) program() string {
	if len(s.Argv) == 0 {
		return "not named"
	}
	return s.Argv[0]
}

// Find returns the kernelspecs of ours in the folders that Jupyter searches, in the order in which it searches them. A
// kernel.json that cannot be read is not ours.
func Find(ctx context.Context, env Env) ([]Spec, error) {
	env = env.orSystem()
	dirs, err := env.dataDirs(ctx)
	if err != nil {
		return nil, err
	}
	var specs []Spec
	for _, dir := range dirs {
		found, err := filepath.Glob(filepath.Join(escapeGlob(dir), "kernels", "*", "kernel.json"))
		if err != nil {
			return nil, err
		}
		for _, file := range found {
			if spec, err := readSpec(filepath.Dir(file)); err == nil && spec.Ours {
				specs = append(specs, spec)
			}
		}
	}
	return specs, nil
}

// escapeGlob makes a path stand for itself in a pattern. Windows has no escapes, and no such characters in most paths.
func escapeGlob(path string) string {
	if filepath.Separator == '\\' {
		return path
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}

func readSpec(dir string) (Spec, error) {
	file := filepath.Join(dir, "kernel.json")
	data, err := os.ReadFile(file)
	if err != nil {
		return Spec{}, err
	}
	var k kernelspec
	if err := json.Unmarshal(data, &k); err != nil {
		return Spec{}, fmt.Errorf("%s: %w", file, err)
	}
	spec := Spec{Name: filepath.Base(dir), Dir: dir, DisplayName: k.DisplayName, Argv: k.Argv}
	if k.Metadata.Regan != nil {
		spec.Ours, spec.Version = true, k.Metadata.Regan.Version
	} else if len(k.Argv) > 1 {
		base := filepath.Base(strings.ReplaceAll(k.Argv[0], `\`, "/"))
		spec.Ours = strings.TrimSuffix(base, ".exe") == "regan" && k.Argv[1] == "kernel"
	}
	return spec, nil
}

// elsewhere tells where else a kernelspec of this name is, for a message.
func (e Env) elsewhere(ctx context.Context, name, dir string) string {
	specs, err := Find(ctx, e)
	if err != nil {
		return ""
	}
	specs = slices.DeleteFunc(specs, func(s Spec) bool { return s.Name != name || s.Dir == dir })
	if len(specs) == 0 {
		return ""
	}
	return fmt.Sprintf("; there is one in %s: regan uninstall%s", specs[0].Dir, specs[0].flags(e))
}

// flags returns the options by which install and uninstall mean this kernelspec.
func (s Spec) flags(env Env) string {
	flags := ""
	if s.Name != DefaultName {
		flags = " --name " + s.Name
	}
	data := filepath.Dir(filepath.Dir(s.Dir))
	if user, err := env.userData(); err == nil && user == data {
		return flags
	}
	if prefix, ok := strings.CutSuffix(data, filepath.Join("share", "jupyter")); ok {
		return flags + " --prefix " + filepath.Clean(prefix)
	}
	return flags
}
