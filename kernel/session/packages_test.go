package session_test

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// serveModules makes the modules of an archive known to the go command, as a proxy would, with a cache of their own. A file's
// name is module@version/path.
func serveModules(t *testing.T, archive string) {
	t.Helper()
	proxy := t.TempDir()
	modules := map[string]map[string][]byte{}
	parsed, err := txtar.ParseFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range parsed.Files {
		at := strings.Index(f.Name, "@")
		slash := at + strings.IndexByte(f.Name[at:], '/')
		key := f.Name[:slash]
		if modules[key] == nil {
			modules[key] = map[string][]byte{}
		}
		modules[key][f.Name[slash+1:]] = f.Data
	}
	for key, files := range modules {
		path, version, _ := strings.Cut(key, "@")
		dir := filepath.Join(proxy, filepath.FromSlash(path), "@v")
		if err := os.MkdirAll(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		var zipped bytes.Buffer
		w := zip.NewWriter(&zipped)
		for name, data := range files {
			entry, err := w.Create(key + "/" + name)
			if err != nil {
				t.Fatal(err)
			}
			entry.Write(data)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		for name, data := range map[string][]byte{
			"list": []byte(version + "\n"), version + ".info": []byte(`{"Version": "` + version + `"}`),
			version + ".mod": files["go.mod"], version + ".zip": zipped.Bytes(),
		} {
			if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Setenv("GOPROXY", "file://"+filepath.ToSlash(proxy))
	t.Setenv("GONOSUMDB", "*")
	t.Setenv("GOSUMDB", "off")
	cache := t.TempDir()
	t.Setenv("GOMODCACHE", cache)
	t.Cleanup(func() { // the go command makes its cache read-only
		filepath.WalkDir(cache, func(path string, entry os.DirEntry, err error) error {
			if err == nil && entry.IsDir() {
				os.Chmod(path, 0o777)
			}
			return nil
		})
	})
}

// Packages that come as source: the go command gets them, cells use them as any package.
func TestPackages(t *testing.T) {
	serveModules(t, "testdata/modules/garden.txtar")
	t.Chdir(t.TempDir())
	s := workerSession(t)
	if out := run(s, "%pkg add example.org/garden@v1.2.0"); !strings.Contains(out, "example.org/garden v1.2.0") {
		t.Fatalf("adding it: %s", out)
	}
	for _, c := range []struct{ source, want string }{
		{"import \"example.org/garden\"\ngarden.Default.Height", "=> 2.5\n"},
		{"oak := garden.New(\"oak\", 3)\noak.Grow(2)\noak", "=> oak, 5 m\n"},
		{"garden.Sorted([]*garden.Tree{oak, garden.New(\"ash\", 1)})[0].Name", "=> ash\n"},
		{"type Shady struct{ *garden.Tree; Hours int }\nvar g garden.Grower = Shady{oak, 3}\ng.Grow(1)\noak.Height", "=> 6\n"},
		{"_, err := garden.Find(\"elm\")\nerr", "=> garden: no elm\n"},
		{"var missing *garden.MissingError", ""},
		{"errors.As(err, &missing)", "stderr: note: imported \"errors\"\n=> true\n"},
		{"garden := garden.Default\ngarden.Height", "=> 2.5\n"},
		{"import plants \"example.org/garden\"\nplants.Default.Heigth", "! In[10]:2:16: garden.Default.Heigth undefined (type *garden.Tree has no field or method Heigth)\n!     2 | plants.Default.Heigth\n!                        ^\n"},
		{"plants.count", "! In[11]:1:8: name count not exported by package garden\n"},
		{"import \"example.org/garden/raw\"", "package example.org/garden/raw cannot be interpreted: its file raw.go imports \"unsafe\""},
		{"import \"example.org/garden/fast\"", "package example.org/garden/fast cannot be interpreted: its file add_amd64.s is assembly"},
		{"import \"example.org/garden/alike\"", "package example.org/garden/alike cannot be interpreted: its file alike.go has the dot import of \"math\""},
		{"import \"example.org/nowhere\"", "package example.org/nowhere: no module is known that has it"},
		{"%pkg list", "example.org/garden v1.2.0\nexample.org/soil v0.1.0\n"},
		{"%pkg", "! In[17]:1: %pkg add PATH@VERSION, %pkg list or %pkg remove PATH is right\n"},
	} {
		if out := run(s, c.source); !strings.Contains(out, c.want) {
			t.Errorf("%s\n got %s\nwant %s", c.source, out, c.want)
		}
	}
	for source, want := range map[string]string{
		"plants.Fin": "Find", "oak.Gro": "Grow", "import \"example.org/garden\"\ngarden.Sort": "Sorted",
	} {
		var got []string
		for _, m := range s.Complete(source, len(source)).Matches {
			got = append(got, m.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", source, got, want)
		}
	}
	if text := s.Inspect("plants.New", 9, 0).Data.Text(); !strings.Contains(text, "New plants a tree.") {
		t.Errorf("explained as %q", text)
	}
	if text := s.Inspect("oak", 1, 0).Data.Text(); !strings.Contains(text, "var oak *garden.Tree") {
		t.Errorf("explained as %q", text)
	}
	run(s, "import \"os\"\nos.Exit(3)")
	if out := run(s, "import \"example.org/garden\"\ngarden.Default.Height"); out != "=> 2.5\n" {
		t.Errorf("in a new process: %s", out)
	}
}

// What a package of an added module needs is got with it, and of its files those without unsafe are taken.
func TestNeedsOfPackages(t *testing.T) {
	serveModules(t, "testdata/modules/garden.txtar")
	t.Chdir(t.TempDir())
	s := workerSession(t)
	if out := run(s, "%pkg add example.org/kit@v1.0.0"); !strings.Contains(out, "example.org/kit v1.0.0") {
		t.Fatalf("adding it: %s", out)
	}
	for _, c := range []struct{ source, want string }{
		{"import \"example.org/kit/deep\"\ndeep.Depth()", "=> 5\n"},
		{"t := deep.New(\"oak\")\nfound, ok := t.Find(\"oak's\")\nfmt.Println(found.Name, ok)", "stderr: note: imported \"fmt\"\noak's true\n"},
		{"found, ok := t.Find(\"elm\")\nfmt.Println(found, ok)", "<nil> false\n"},
		{"t.Run = func(t *deep.Tree, args ...string) error { return fmt.Errorf(\"%s %v\", t.Print(), args) }\nt.Run(t, \"a\")", "=> oak! [a]\n"},
		{"deep.Most()", "=> 18446744073709551615\n"},
	} {
		if out := run(s, c.source); out != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.source, out, c.want)
		}
	}
}

// A module beside the cells, and a vendor folder in it, need no go command.
func TestPackagesBeside(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	for name, text := range map[string]string{
		"go.mod":                             "module example.org/here\n\ngo 1.26\n",
		"tools/tools.go":                     "// Package tools helps.\npackage tools\n\nimport \"example.org/far\"\n\nfunc Twice(x int) int { return 2 * far.One * x }\n",
		"vendor/example.org/far/far.go":      "package far\n\nconst One = 1\n",
		"vendor/example.org/far/far_test.go": "package far\n\nbroken",
	} {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", "")
	s := workerSession(t)
	if out := run(s, "import \"example.org/here/tools\"\ntools.Twice(21)"); out != "=> 42\n" {
		t.Errorf("got %s", out)
	}
	if out := run(s, "%pkg add example.org/far@v1.0.0"); !strings.Contains(out, "%pkg needs the go command") {
		t.Errorf("without the go command: %s", out)
	}
}
