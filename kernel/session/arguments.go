package session

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"regan/kernel/internal/cell"
)

// completeArgument completes what stands behind the name of a magic.
func (s *Session) completeArgument(source string, m cell.Magic, cursor int) Completion {
	line := source[m.Start:min(cursor, m.End)]
	word := line[strings.LastIndexAny(line, " \t!=")+1:]
	c := Completion{Start: cursor - len(word), End: cursor}
	if cursor > m.End {
		return c
	}
	switch m.Name {
	case "env":
		for _, v := range os.Environ() {
			if name, value, _ := strings.Cut(v, "="); name != "" && strings.HasPrefix(name, word) {
				c.Matches = append(c.Matches, Match{Text: name, Kind: "variable", Signature: value})
			}
		}
	case "cd":
		return s.completeFile(word, cursor, func(name string, folder bool) bool { return folder })
	case "run":
		return s.completeFile(word, cursor, func(name string, folder bool) bool {
			return folder || slices.Contains([]string{".go", ".ipynb"}, filepath.Ext(name))
		})
	case "load", "writefile", "!":
		return s.completeFile(word, cursor, func(string, bool) bool { return true })
	}
	slices.SortFunc(c.Matches, func(a, b Match) int { return cmp.Compare(a.Text, b.Text) })
	return c
}

// completeFile completes the last element of a path, relative to the folder that cells work in.
func (s *Session) completeFile(typed string, cursor int, wanted func(name string, folder bool) bool) Completion {
	at := strings.LastIndexByte(typed, '/') + 1
	dir, prefix := typed[:at], typed[at:]
	c := Completion{Start: cursor - len(prefix), End: cursor}
	entries, err := os.ReadDir(s.inFolder(dir))
	if err != nil {
		return c
	}
	for _, e := range entries { // sorted
		name := e.Name()
		info, err := os.Stat(filepath.Join(s.inFolder(dir), name)) // a link may lead to a folder
		folder := err == nil && info.IsDir()
		if !strings.HasPrefix(name, prefix) || prefix == "" && strings.HasPrefix(name, ".") || !wanted(name, folder) {
			continue
		}
		m := Match{Text: name, Kind: "file"}
		if folder {
			m = Match{Text: name + "/", Kind: "folder"}
		}
		c.Matches = append(c.Matches, m)
	}
	return c
}

// inFolder returns the path of a file as this process finds it: cells, which run in another, may have changed their folder.
func (s *Session) inFolder(name string) string {
	if rest, ok := strings.CutPrefix(name, "~"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			name = home + rest
		}
	}
	if filepath.IsAbs(name) {
		return name
	}
	if s.running.TryLock() {
		defer s.running.Unlock()
		s.findFolder()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return filepath.Join(s.folder, name)
}

// findFolder asks for the folder that cells work in. The caller holds s.running.
func (s *Session) findFolder() {
	if folder := s.text("folder", shellName+".Folder()"); folder != "" {
		s.mu.Lock()
		s.folder = folder
		s.mu.Unlock()
	}
}
