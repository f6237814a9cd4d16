package session

import (
	"os"
	"path/filepath"
	"testing"

	"regan/kernel/internal/modules"
	"regan/kernel/internal/symbols"
)

// What is wrong with a package's program is said of its file.
func TestPlaced(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod": "module example.org/two\n\ngo 1.26\n",
		"a.go":   "package two\n\nimport (\n\t\"fmt\"\n)\n\nfunc A() { fmt.Println(b) }\n",
		"b.go":   "// B is here.\npackage two\n\nvar b = 3\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	l := modules.NewLoader(symbols.NewImporter())
	l.Folder = func() string { return dir }
	order, err := l.Load("example.org/two")
	if err != nil {
		t.Fatal(err)
	}
	for message, want := range map[string]string{
		"example.org/two:7:12: it is wrong":  "package example.org/two cannot be interpreted yet: its file a.go, line 7: it is wrong",
		"example.org/two:12:1: it is wrong":  "package example.org/two cannot be interpreted yet: its file b.go, line 4: it is wrong",
		"the interpreter cannot run it: why": "package example.org/two cannot be interpreted yet: the interpreter cannot run it: why",
	} {
		if have := placed(order[0], message); have != want {
			t.Errorf("%s: %s, want %s\n%s", message, have, want, order[0].Program)
		}
	}
}
