package modules

import (
	"errors"
	"fmt"
	"go/build"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
)

// find returns the folder that has a package's source: in the vendor folder or the module beside the cells, in a module that
// the latter requires, or in one that %pkg has added.
func (l *Loader) find(path string) (string, error) {
	var tried []string
	folder, err := filepath.Abs(l.Folder())
	if err != nil {
		return "", err
	}
	if root := moduleAbove(folder); root != "" {
		if dir := filepath.Join(root, "vendor", filepath.FromSlash(path)); isFolder(dir) {
			return dir, nil
		}
		tried = append(tried, root)
	}
	if l.Added != "" {
		tried = append(tried, l.Added)
	}
	var missing error
	for _, root := range tried {
		dir, err := within(root, path)
		if dir != "" {
			return dir, nil
		}
		missing = errors.Join(missing, err)
	}
	return "", &MissingError{Path: path, why: missing}
}

// A MissingError tells of a package that no known module has on this machine.
type MissingError struct {
	Path string
	why  error
}

func (e *MissingError) Error() string {
	if e.why != nil {
		return e.why.Error()
	}
	return fmt.Sprintf("no module is known that has it: %%pkg add %s gets one, and so does a go.mod or a vendor folder beside the notebook", e.Path)
}

// moduleAbove returns the nearest folder upwards that has a go.mod; "" if there is none.
func moduleAbove(dir string) string {
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		above := filepath.Dir(dir)
		if above == dir {
			return ""
		}
		dir = above
	}
}

// within returns the folder of a package that the module in a folder, or one that it requires, has; "" if none has it. The
// error is for one that is required and not on this machine.
func within(root, path string) (string, error) {
	text, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", nil
	}
	file, err := modfile.Parse("go.mod", text, nil)
	if err != nil {
		return "", err
	}
	if file.Module != nil {
		if rest, ok := below(path, file.Module.Mod.Path); ok {
			if dir := filepath.Join(root, rest); isFolder(dir) {
				return dir, nil
			}
		}
	}
	var missing error
	for _, r := range file.Require {
		rest, ok := below(path, r.Mod.Path)
		if !ok {
			continue
		}
		mod := r.Mod
		local := ""
		for _, replaced := range file.Replace {
			if replaced.Old.Path == mod.Path && (replaced.Old.Version == "" || replaced.Old.Version == mod.Version) {
				mod = replaced.New
				if mod.Version == "" {
					local = mod.Path
				}
			}
		}
		dir := local
		switch {
		case local == "":
			if dir, err = cached(mod); err != nil {
				return "", err
			}
		case !filepath.IsAbs(local):
			dir = filepath.Join(root, local)
		}
		if !isFolder(dir) {
			missing = fmt.Errorf("%s %s is required and not on this machine: %%pkg add %[1]s@%[2]s gets it", mod.Path, mod.Version)
			continue
		}
		if dir = filepath.Join(dir, rest); isFolder(dir) {
			return dir, nil
		}
	}
	return "", missing
}

// below tells whether a package path lies in a module, and where.
func below(path, module string) (rest string, ok bool) {
	if path == module {
		return "", true
	}
	rest, ok = strings.CutPrefix(path, module+"/")
	return filepath.FromSlash(rest), ok
}

// cached returns where the go command keeps a module.
func cached(mod module.Version) (string, error) {
	path, err := module.EscapePath(mod.Path)
	if err != nil {
		return "", err
	}
	version, err := module.EscapeVersion(mod.Version)
	if err != nil {
		return "", err
	}
	cache := os.Getenv("GOMODCACHE")
	if cache == "" {
		first, _, _ := strings.Cut(build.Default.GOPATH, string(filepath.ListSeparator))
		cache = filepath.Join(first, "pkg", "mod")
	}
	return filepath.Join(cache, filepath.FromSlash(path)+"@"+version), nil
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}
