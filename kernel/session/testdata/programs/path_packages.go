package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strings"
	"testing/fstest"
)

// Paths, files in a temporary folder, and file systems in memory.
func main() {
	fmt.Println(path.Join("a", "../b", "/c"), path.Base("/x/y.go"), path.Dir("/x/y.go"), path.Ext("a.tar.gz"), path.Clean("a//b/./../c"))
	fmt.Println(path.Split("a/b/c.txt"))
	ok, err := path.Match("*.go", "main.go")
	fmt.Println(ok, err)
	dir, err := os.MkdirTemp("", "corpus")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "sub", "f.txt")
	fmt.Println(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte("line 1\nline 2\n"), 0o644))
	data, err := os.ReadFile(file)
	fmt.Printf("%q %v\n", data, err)
	f, _ := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
	fmt.Fprintln(f, "line 3")
	f.Close()
	info, _ := os.Stat(file)
	fmt.Println(info.Name(), info.Size(), info.IsDir(), info.Mode())
	filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, p)
		fmt.Println(filepath.ToSlash(rel), d.IsDir())
		return nil
	})
	fmt.Println(os.Rename(file, file+".bak"))
	matches, _ := filepath.Glob(filepath.Join(dir, "sub", "*"))
	fmt.Println(len(matches), strings.HasSuffix(matches[0], "f.txt.bak"))
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		fmt.Println(e.Name(), e.IsDir())
	}
	fsys := fstest.MapFS{"a.txt": {Data: []byte("A")}, "d/b.txt": {Data: []byte("BB")}}
	b, err := fs.ReadFile(fsys, "d/b.txt")
	fmt.Println(string(b), err)
	names, _ := fs.Glob(fsys, "*/*.txt")
	fmt.Println(names)
	_, err = fs.Stat(fsys, "none")
	fmt.Println(err)
	var all []string
	fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		all = append(all, p)
		return nil
	})
	sort.Strings(all)
	fmt.Println(all)
}
