package install

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// linux returns a machine whose home is a new folder, with variables and without any program on PATH.
func linux(t *testing.T, variables ...string) Env {
	t.Helper()
	return Env{
		OS: "linux", Home: t.TempDir(), Getenv: getenv(variables...), Self: "/opt/regan",
		Run: func(ctx context.Context, name string, args ...string) ([]byte, error) {
			return nil, &exec.Error{Name: name, Err: exec.ErrNotFound}
		},
	}
}

func getenv(variables ...string) func(string) string {
	return func(name string) string {
		for _, v := range variables {
			if value, ok := strings.CutPrefix(v, name+"="); ok {
				return value
			}
		}
		return ""
	}
}

func mustInstall(t *testing.T, o Options) Result {
	t.Helper()
	r, err := Install(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tree returns all files below a folder, with their contents.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			var data []byte
			data, err = os.ReadFile(path)
			rel, _ := filepath.Rel(dir, path)
			files[filepath.ToSlash(rel)] = string(data)
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return files
}

func TestInstallWritesAKernelspec(t *testing.T) {
	env := linux(t)
	r := mustInstall(t, Options{Env: env, Program: "/opt/with space/regan", Version: "v1.2.3", DisplayName: "Go <&> ä"})
	want := filepath.Join(env.Home, ".local", "share", "jupyter", "kernels", "regan")
	if r.Dir != want || !r.Changed || r.Program != "/opt/with space/regan" {
		t.Errorf("result %+v, want folder %s", r, want)
	}
	files := tree(t, r.Dir)
	wantJSON := `{
 "argv": [
  "/opt/with space/regan",
  "kernel",
  "{connection_file}"
 ],
 "display_name": "Go <&> ä",
 "language": "go",
 "interrupt_mode": "message",
 "metadata": {
  "debugger": true,
  "regan": {
   "version": "v1.2.3"
  }
 }
}
`
	if diff := cmp.Diff(wantJSON, files["kernel.json"]); diff != "" {
		t.Errorf("kernel.json (-want +got):\n%s", diff)
	}
	for name, size := range map[string]int{"logo-32x32.png": 32, "logo-64x64.png": 64} {
		picture, err := png.Decode(strings.NewReader(files[name]))
		if err != nil || picture.Bounds().Dx() != size || picture.Bounds().Dy() != size {
			t.Errorf("%s: %v, want %d x %d points", name, err, size, size)
		}
	}
	for d := xml.NewDecoder(strings.NewReader(files["logo-svg.svg"])); ; {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("logo-svg.svg: %v", err)
		}
	}
	if len(files) != 4 {
		t.Errorf("files: %v", files)
	}
	if left := tree(t, env.Home); len(left) != 4 {
		t.Errorf("left behind: %v", left)
	}
}

func TestInstallTwiceChangesNothing(t *testing.T) {
	o := Options{Env: linux(t), Program: "/opt/regan", Version: "v1"}
	r := mustInstall(t, o)
	before, err := os.Stat(r.Dir)
	if err != nil {
		t.Fatal(err)
	}
	if r = mustInstall(t, o); r.Changed {
		t.Error("the second install reports a change")
	}
	if after, err := os.Stat(r.Dir); err != nil || !os.SameFile(before, after) {
		t.Errorf("the folder was exchanged: %v", err)
	}
}

func TestInstallKeepsNothingStale(t *testing.T) {
	env := linux(t)
	r := mustInstall(t, Options{Env: env, Program: "/opt/old", Version: "v1"})
	if err := os.WriteFile(filepath.Join(r.Dir, "kernel.js"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if r = mustInstall(t, Options{Env: env, Program: "/opt/new", Version: "v1"}); !r.Changed {
		t.Error("no change reported")
	}
	files := tree(t, env.Home)
	if len(files) != 4 || !strings.Contains(tree(t, r.Dir)["kernel.json"], "/opt/new") {
		t.Errorf("files are %v", files)
	}
}

func TestInstallLeavesOthersAlone(t *testing.T) {
	for about, c := range map[string]struct{ file, content, want string }{
		"another's kernelspec": {"kernel.json", `{"argv": ["gonb", "--kernel"]}`, "holds a kernelspec that regan did not write"},
		"no JSON":              {"kernel.json", `{"argv": `, "unexpected end of JSON input; choose another --name or remove it"},
		"no kernelspec":        {"thesis.txt", "", "holds files and no kernelspec"},
	} {
		env := linux(t)
		dir := filepath.Join(env.Home, ".local", "share", "jupyter", "kernels", "regan")
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, c.file), []byte(c.content), 0o644); err != nil {
			t.Fatal(err)
		}
		before := tree(t, env.Home)
		for what, err := range map[string]error{
			"install":   second(Install(t.Context(), Options{Env: env, Program: "/opt/regan"})),
			"uninstall": second(Uninstall(t.Context(), Options{Env: env})),
		} {
			if err == nil || what == "install" && !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s, %s: error %v, want %s", about, what, err, c.want)
			}
		}
		if diff := cmp.Diff(before, tree(t, env.Home)); diff != "" {
			t.Errorf("%s: files changed (-before +after):\n%s", about, diff)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestWhereKernelspecsGo(t *testing.T) {
	prefix := t.TempDir()
	const home = "/home/ada"
	for _, c := range []struct {
		about, os string
		variables []string
		options   Options
		want      string // the folder above kernels/, or a part of the error
	}{
		{about: "Linux", os: "linux", want: "/home/ada/.local/share/jupyter"},
		{about: "FreeBSD is like Linux", os: "freebsd", want: "/home/ada/.local/share/jupyter"},
		{about: "macOS", os: "darwin", want: "/home/ada/Library/Jupyter"},
		{about: "macOS knows no XDG", os: "darwin", variables: []string{"XDG_DATA_HOME=/x"}, want: "/home/ada/Library/Jupyter"},
		{about: "Windows", os: "windows", variables: []string{"APPDATA=/AppData"}, want: "/AppData/jupyter"},
		{about: "Windows, old", os: "windows", want: "/home/ada/.jupyter/data"},
		{about: "macOS, platform folders", os: "darwin", variables: []string{"JUPYTER_PLATFORM_DIRS=1"},
			want: "/home/ada/Library/Application Support/Jupyter"},
		{about: "macOS, platform folders refused", os: "darwin", variables: []string{"JUPYTER_PLATFORM_DIRS=No"},
			want: "/home/ada/Library/Jupyter"},
		{about: "Windows, platform folders", os: "windows", variables: []string{"JUPYTER_PLATFORM_DIRS=1", "LOCALAPPDATA=/L", "APPDATA=/A"},
			want: "/L/Jupyter"},
		{about: "XDG", os: "linux", variables: []string{"XDG_DATA_HOME=/x"}, want: "/x/jupyter"},
		{about: "Jupyter's own variable", os: "darwin", variables: []string{"JUPYTER_DATA_DIR=/j", "XDG_DATA_HOME=/x"}, want: "/j"},
		{about: "--user", os: "linux", options: Options{User: true}, want: "/home/ada/.local/share/jupyter"},
		{about: "--prefix", os: "linux", options: Options{Prefix: prefix}, want: prefix + "/share/jupyter"},
		{about: "a virtual environment", os: "linux", variables: []string{"VIRTUAL_ENV=/venv", "CONDA_PREFIX=/conda"},
			options: Options{SysPrefix: true}, want: "/venv/share/jupyter"},
		{about: "conda", os: "linux", variables: []string{"CONDA_PREFIX=/conda"},
			options: Options{SysPrefix: true}, want: "/conda/share/jupyter"},
		{about: "Python itself", os: "linux", variables: []string{"python=/usr"},
			options: Options{SysPrefix: true}, want: "/usr/share/jupyter"},
		{about: "no Python", os: "linux", options: Options{SysPrefix: true}, want: "no Python environment found for --sys-prefix"},
		{about: "two places", os: "linux", options: Options{User: true, SysPrefix: true}, want: "exclude each other"},
		{about: "up and out", os: "linux", options: Options{Name: ".."}, want: `kernelspec name "..": letters, digits`},
		{about: "a path", os: "linux", options: Options{Name: "a/b"}, want: `kernelspec name "a/b"`},
		{about: "a blank", os: "linux", options: Options{Name: "a b"}, want: `kernelspec name "a b"`},
		{about: "a good name", os: "linux", options: Options{Name: "Go-1.26_x"}, want: "/home/ada/.local/share/jupyter"},
	} {
		get := getenv(c.variables...)
		c.options.Env = Env{OS: c.os, Home: home, Getenv: get, Run: func(ctx context.Context, name string, _ ...string) ([]byte, error) {
			if name == "python3" || get("python") == "" {
				return nil, &exec.Error{Name: name, Err: exec.ErrNotFound}
			}
			return []byte(get("python") + "\n"), nil
		}}
		_, dir, err := c.options.resolve(t.Context())
		got := filepath.ToSlash(filepath.Dir(filepath.Dir(dir)))
		if err != nil {
			got = err.Error()
		}
		if got != filepath.ToSlash(c.want) && (err == nil || !strings.Contains(got, c.want)) {
			t.Errorf("%s:\n  got  %s\n  want %s", c.about, got, c.want)
		}
	}
	if _, err := (Env{OS: "linux", Getenv: getenv()}).userData(); err == nil || !strings.Contains(err.Error(), "set HOME") {
		t.Errorf("without a home: %v", err)
	}
}

func TestOrderInWhichJupyterSearches(t *testing.T) {
	for _, c := range []struct {
		os        string
		variables []string
		want      string
	}{
		{"linux", nil, "/h/.local/share/jupyter /usr/local/share/jupyter /usr/share/jupyter"},
		{"linux", []string{"JUPYTER_PATH=/p/:/q", "CONDA_PREFIX=/c"},
			"/p /q /h/.local/share/jupyter /c/share/jupyter /usr/local/share/jupyter /usr/share/jupyter"},
		{"linux", []string{"VIRTUAL_ENV=/v", "XDG_DATA_HOME=/x"},
			"/v/share/jupyter /x/jupyter /h/.local/share/jupyter /usr/local/share/jupyter /usr/share/jupyter"},
		{"darwin", nil, "/h/Library/Jupyter /usr/local/share/jupyter /usr/share/jupyter"},
		{"windows", []string{"APPDATA=/A", "PROGRAMDATA=/P", "JUPYTER_PATH=/p;/q"}, "/p /q /A/jupyter /P/jupyter"},
	} {
		env := linux(t)
		env.OS, env.Home, env.Getenv = c.os, "/h", getenv(c.variables...)
		dirs, err := env.dataDirs(t.Context())
		if got := filepath.ToSlash(strings.Join(dirs, " ")); err != nil || got != c.want {
			t.Errorf("%s %v:\n  got  %s, %v\n  want %s", c.os, c.variables, got, err, c.want)
		}
	}
}

func TestFindAndUninstall(t *testing.T) {
	env := linux(t)
	prefix := filepath.Join(t.TempDir(), "a [b] c")
	env.Getenv = getenv("VIRTUAL_ENV=" + prefix)
	inUser := mustInstall(t, Options{Env: env, Program: "/opt/regan", Version: "v1"})
	inEnv := mustInstall(t, Options{Env: env, SysPrefix: true, Name: "other", Program: "/opt/regan", Version: "v2"})
	byHand := filepath.Join(filepath.Dir(inUser.Dir), "by-hand")
	foreign := filepath.Join(filepath.Dir(inUser.Dir), "gonb")
	for dir, content := range map[string]string{
		byHand:  `{"argv": ["C:\\bin\\regan.exe", "kernel", "{connection_file}"]}`,
		foreign: `{"argv": ["/bin/gonb", "--kernel", "{connection_file}"]}`,
	} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, "kernel.json"), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	specs, err := Find(t.Context(), env)
	var found []string
	for _, s := range specs {
		found = append(found, s.Dir+" "+s.Version)
	}
	if want := []string{inEnv.Dir + " v2", byHand + " ", inUser.Dir + " v1"}; err != nil || !cmp.Equal(found, want) {
		t.Errorf("found %q, %v\nwant %q", found, err, want)
	}

	_, err = Uninstall(t.Context(), Options{Env: env, Name: "other"})
	if err == nil || !strings.Contains(err.Error(), "regan uninstall --name other --prefix "+prefix) {
		t.Errorf("uninstall from the wrong place: %v", err)
	}
	if _, err = Uninstall(t.Context(), Options{Env: env, Name: "gonb"}); err == nil ||
		!strings.Contains(err.Error(), "regan did not write it (its kernel is /bin/gonb)") {
		t.Errorf("uninstall of another's kernelspec: %v", err)
	}
	for _, o := range []Options{{Env: env}, {Env: env, SysPrefix: true, Name: "other"}, {Env: env, Name: "by-hand"}} {
		if _, err := Uninstall(t.Context(), o); err != nil {
			t.Error(err)
		}
		if _, err := Uninstall(t.Context(), o); err == nil || !strings.Contains(err.Error(), "no kernelspec") {
			t.Errorf("uninstall of what is gone: %v", err)
		}
	}
	if left := tree(t, env.Home); len(left) != 1 {
		t.Errorf("left: %v, want only gonb's kernel.json", left)
	}
	if left := tree(t, prefix); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}

func TestProgramThatJupyterStarts(t *testing.T) {
	dir := t.TempDir()
	real, link := filepath.Join(dir, "regan-1.2"), filepath.Join(dir, "regan")
	if err := os.WriteFile(real, []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, link); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	hash := strings.Repeat("0123456789abcdef", 4)
	for _, c := range []struct{ about, self, called, want string }{
		{"called by a link, which may later point at another version", real, link, link},
		{"called by its path", real, real, real},
		{"called by a name that is something else", real, "/bin/sh", real},
		{"called by no name", real, "", real},
		{"go run", "/tmp/go-build123/b001/exe/regan", "", "a temporary one made by go run"},
		{"go run, from the build cache", "/cache/35/" + hash + "-d/regan", "", "a temporary one made by go run"},
		{"go run, Windows", `C:\Temp\go-build123\b001\exe\regan.exe`, "", "go build -o bin/regan"},
		{"nothing known", "", "", "not known"},
	} {
		got, err := Env{Self: c.self, Called: c.called}.program()
		if err != nil {
			got = err.Error()
		}
		if got != c.want && (err == nil || !strings.Contains(got, c.want)) {
			t.Errorf("%s: got %s, want %s", c.about, got, c.want)
		}
	}
}

func TestKernelJSONKnowsOnlyJupytersKeys(t *testing.T) {
	content, err := Options{Program: "/opt/regan"}.content()
	if err != nil {
		t.Fatal(err)
	}
	var object map[string]any
	if err := json.NewDecoder(bytes.NewReader(content["kernel.json"])).Decode(&object); err != nil {
		t.Fatal(err)
	}
	known := []string{"argv", "display_name", "language", "interrupt_mode", "env", "metadata", "kernel_protocol_version"}
	for key := range object {
		if !slices.Contains(known, key) {
			t.Errorf("kernel.json holds %q, of which Jupyter warns", key)
		}
	}
}
