package history_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"regan/kernel/internal/history"
	"regan/kernel/session"
)

// open opens a store and returns what it logs, to be read when it is closed.
func open(t *testing.T, file string) (*history.Store, *bytes.Buffer) {
	t.Helper()
	var log bytes.Buffer
	s := history.Open(file, slog.New(slog.NewTextHandler(&log, nil)))
	t.Cleanup(func() { s.Close(context.Background()) })
	return s, &log
}

// run is a session that adds cells and ends.
func run(t *testing.T, file string, sources ...string) {
	t.Helper()
	s, log := open(t, file)
	for i, source := range sources {
		s.Add(session.Entry{Line: i + 1, Source: source, Output: "out of " + source})
	}
	s.Close(t.Context())
	if log.Len() > 0 {
		t.Errorf("the log: %s", log)
	}
}

func TestSessionsAreNumbered(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new folder", "history.jsonl")
	s, _ := open(t, file)
	if got := s.Earlier(); len(got) != 0 {
		t.Errorf("before there is a file: %v", got)
	}
	run(t, file, "a", "b\n\"c\"")
	run(t, file, "é√漢字🙂")
	s.Add(session.Entry{Line: 1, Source: "mine"})
	run(t, file, "later")
	want := []session.Entry{
		{Session: 1, Line: 1, Source: "a", Output: "out of a"},
		{Session: 1, Line: 2, Source: "b\n\"c\"", Output: "out of b\n\"c\""},
		{Session: 2, Line: 1, Source: "é√漢字🙂", Output: "out of é√漢字🙂"},
		{Session: 3, Line: 1, Source: "later", Output: "out of later"},
	}
	for range 2 { // the second time, there is nothing new to read
		if diff := cmp.Diff(want, s.Earlier()); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

// Kernels that run at the same time lose nothing of each other.
func TestManyAtOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "history.jsonl")
	long := strings.Repeat("x", 100_000)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { run(t, file, "1", long, "3", "4") })
	}
	all.Wait()
	s, _ := open(t, file)
	got := s.Earlier()
	for i, e := range got {
		if e.Session != i/4+1 || e.Line != i%4+1 || e.Line == 2 && e.Source != long {
			t.Errorf("entry %d: session %d, line %d, %d bytes", i, e.Session, e.Line, len(e.Source))
		}
	}
	if len(got) != 32 {
		t.Errorf("%d entries, want 32", len(got))
	}
}

// What is no cell spoils neither what is before it nor what follows.
func TestDamage(t *testing.T) {
	for _, damage := range []string{"garbage", "\x00\xff\n", `{"session":"x","line`, "[]\n7\nnull\n{}\n", strings.Repeat("x", 1<<20)} {
		file := filepath.Join(t.TempDir(), "history.jsonl")
		run(t, file, "before")
		f, err := os.OpenFile(file, os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		f.WriteString(damage)
		f.Close()
		run(t, file, "after")
		s, log := open(t, file)
		var got []string
		for _, e := range s.Earlier() {
			got = append(got, fmt.Sprintf("%d %s", e.Session, e.Source))
		}
		if diff := cmp.Diff([]string{"1 before", "2 after"}, got); diff != "" {
			t.Errorf("after %.20q (-want +got):\n%s", damage, diff)
		}
		s.Close(t.Context())
		if log.Len() > 0 {
			t.Errorf("the log: %s", log)
		}
	}
}

// A file that cannot be used is told of once.
func TestAFileThatCannotBeUsed(t *testing.T) {
	folder := t.TempDir()
	plain := filepath.Join(folder, "plain")
	if err := os.WriteFile(plain, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string]string{"a folder": folder, "a folder that is a file": filepath.Join(plain, "history.jsonl")} {
		s, log := open(t, file)
		s.Add(session.Entry{Line: 1, Source: "a"})
		s.Add(session.Entry{Line: 2, Source: "b"})
		if got := s.Earlier(); len(got) != 0 {
			t.Errorf("%s: got %v", name, got)
		}
		s.Close(t.Context())
		s.Add(session.Entry{Line: 3, Source: "c"})
		if n := strings.Count(log.String(), "kept in memory alone"); n != 1 {
			t.Errorf("%s: %d lines in the log:\n%s", name, n, log)
		}
	}
}

// A file does not grow without end: the older half goes.
func TestOldCellsGo(t *testing.T) {
	file := filepath.Join(t.TempDir(), "history.jsonl")
	long := strings.Repeat("x", 1<<20)
	for i := range 5 {
		var sources []string
		for j := range 7 {
			sources = append(sources, fmt.Sprint(i, j, long))
		}
		run(t, file, sources...)
	}
	run(t, file, "last")
	info, err := os.Stat(file)
	if err != nil || info.Size() > 40<<20 {
		t.Errorf("%v, %v", info, err)
	}
	s, _ := open(t, file)
	got := s.Earlier()
	if len(got) < 5 || len(got) > 25 || got[len(got)-1].Source != "last" {
		t.Errorf("%d cells are left", len(got))
	}
}
