package history_test

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	_ "modernc.org/sqlite"

	"regan/kernel/internal/history"
	"regan/kernel/session"
)

// open opens a store and returns what it logs, to be read when it is closed.
func open(t *testing.T, file string) (*history.Store, *bytes.Buffer) {
	t.Helper()
	var log bytes.Buffer
	s := history.Open(file, "", slog.New(slog.NewTextHandler(&log, nil)))
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

// places writes entries as "session:line source".
func places(entries []session.Entry) string {
	var all []string
	for _, e := range entries {
		all = append(all, fmt.Sprintf("%d:%d %s", e.Session, e.Line, e.Source))
	}
	return strings.Join(all, ", ")
}

func TestSessionsAreNumbered(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new folder, 100%?", "history.sqlite")
	s, _ := open(t, file)
	if got := s.Tail(0); len(got) != 0 {
		t.Errorf("before there is a file: %v", got)
	}
	if _, err := os.Stat(file); err == nil {
		t.Error("a question has made the file")
	}
	run(t, file, "a", "b\n\"c\"\x00d")
	run(t, file, "é√漢字🙂")
	s.Add(session.Entry{Line: 1, Source: "mine"})
	run(t, file, "later")
	want := []session.Entry{
		{Session: 1, Line: 1, Source: "a", Output: "out of a"},
		{Session: 1, Line: 2, Source: "b\n\"c\"\x00d", Output: "out of b\n\"c\"\x00d"},
		{Session: 2, Line: 1, Source: "é√漢字🙂", Output: "out of é√漢字🙂"},
	}
	if diff := cmp.Diff(want, s.Tail(0)[:3]); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := places(s.Tail(1)); !strings.HasSuffix(got, ":1 later") { // mine is the third session or the fourth
		t.Errorf("the last cell of others: %s", got)
	}
}

func TestQuestions(t *testing.T) {
	file := filepath.Join(t.TempDir(), "history.sqlite")
	run(t, file, "a", "ab", "a")
	run(t, file, "b\nc")
	run(t, file, "ab", "[x]", "é1")
	s, _ := open(t, file)
	two := 2
	for _, c := range []struct {
		name string
		got  []session.Entry
		want string
	}{
		{"all", s.Tail(0), "1:1 a, 1:2 ab, 1:3 a, 2:1 b\nc, 3:1 ab, 3:2 [x], 3:3 é1"},
		{"the last two", s.Tail(2), "3:2 [x], 3:3 é1"},
		{"more than there are", s.Tail(100), "1:1 a, 1:2 ab, 1:3 a, 2:1 b\nc, 3:1 ab, 3:2 [x], 3:3 é1"},
		{"a session", s.Range(1, 0, nil), "1:1 a, 1:2 ab, 1:3 a"},
		{"from a line", s.Range(1, 2, nil), "1:2 ab, 1:3 a"},
		{"up to a line", s.Range(1, 0, &two), "1:1 a"},
		{"the last session", s.Range(-1, 2, nil), "3:2 [x], 3:3 é1"},
		{"two before", s.Range(-3, 3, nil), "1:3 a"},
		{"further back than there is", s.Range(-4, 0, nil), ""},
		{"a session that is not", s.Range(9, 0, nil), ""},
		{"a pattern", s.Search("a*", false, 0), "1:1 a, 1:2 ab, 1:3 a, 3:1 ab"},
		{"one character", s.Search("?1", false, 0), "3:3 é1"},
		{"a pattern over lines", s.Search("b*c", false, 0), "2:1 b\nc"},
		{"the whole source", s.Search("b", false, 0), ""},
		{"what has a meaning to SQLite", s.Search("[x]", false, 0), "3:2 [x]"},
		{"capitals count", s.Search("A", false, 0), ""},
		{"each source once, where it stands last", s.Search("a*", true, 0), "1:3 a, 3:1 ab"},
		{"the last of each", s.Search("*", true, 2), "3:2 [x], 3:3 é1"},
		{"the last", s.Search("a*", false, 2), "1:3 a, 3:1 ab"},
	} {
		if diff := cmp.Diff(c.want, places(c.got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// Kernels that run at the same time, and begin the database at the same time, lose nothing of each other.
func TestManyAtOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "history.sqlite")
	long := strings.Repeat("x", 100_000)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { run(t, file, "1", long, "3", "4") })
	}
	all.Wait()
	s, _ := open(t, file)
	got := s.Tail(0)
	for i, e := range got {
		if e.Session != i/4+1 || e.Line != i%4+1 || e.Line == 2 && e.Source != long {
			t.Errorf("entry %d: session %d, line %d, %d bytes", i, e.Session, e.Line, len(e.Source))
		}
	}
	if len(got) != 32 {
		t.Errorf("%d entries, want 32", len(got))
	}
}

// The lines that earlier versions wrote are the first cells of a new database, and are taken over once. What is no cell is
// passed over, and the file stays.
func TestTakingOver(t *testing.T) {
	folder := t.TempDir()
	file, old := filepath.Join(folder, "history.sqlite"), filepath.Join(folder, "history.jsonl")
	lines := `
{"session":"x","line":1,"time":"2026-01-02T03:04:05Z","source":"a"}
garbage

{"session":"y","line":1,"time":"2026-01-02T03:04:05Z","source":"b","output":"out of b"}
{"session":"x","line":2,"time":"2026-01-02T03:04:05Z","source":"c"}
{"session":"z","line":1,"time":"2026-01-02T03:04:05Z","source":"cut sho`
	if err := os.WriteFile(old, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	s, _ := open(t, file)
	if got, want := places(s.Tail(0)), "1:1 a, 1:2 c, 2:1 b"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	run(t, file, "new")
	s, _ = open(t, file)
	if got, want := places(s.Tail(0)), "1:1 a, 1:2 c, 2:1 b, 3:1 new"; got != want {
		t.Errorf("later: got %s, want %s", got, want)
	}
	if left, err := os.ReadFile(old); string(left) != lines {
		t.Errorf("the old file: %q, %v", left, err)
	}
}

// What is wrong with the database is told of once, and costs nothing but the history.
func TestADatabaseThatCannotBeUsed(t *testing.T) {
	folder := t.TempDir()
	file := func(name string, content []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	plain := file("plain", nil)
	damaged := filepath.Join(folder, "damaged.sqlite")
	run(t, damaged, "a", strings.Repeat("b", 50_000))
	content, err := os.ReadFile(damaged)
	if err != nil {
		t.Fatal(err)
	}
	copy(content[100:], bytes.Repeat([]byte("x"), 4000))
	file("damaged.sqlite", content)
	newer := filepath.Join(folder, "newer.sqlite")
	run(t, newer, "a")
	execute(t, newer, "PRAGMA user_version = 99")
	for name, path := range map[string]string{
		"a folder": folder, "a folder that is a file": filepath.Join(plain, "history.sqlite"),
		"what is no database": file("text", []byte(strings.Repeat("not a database\n", 100))), "a damaged database": damaged,
		"a newer version's": newer,
	} {
		t.Run(name, func(t *testing.T) {
			s, log := open(t, path)
			s.Add(session.Entry{Line: 1, Source: "a"})
			s.Add(session.Entry{Line: 2, Source: "b"})
			if got := s.Tail(0); len(got) != 0 {
				t.Errorf("got %v", got)
			}
			if got := s.Search("*", true, 3); len(got) != 0 {
				t.Errorf("got %v", got)
			}
			s.Close(t.Context())
			s.Add(session.Entry{Line: 3, Source: "c"})
			if n := strings.Count(log.String(), "level=WARN"); n != 1 || !strings.Contains(log.String(), "file=") {
				t.Errorf("%d lines in the log:\n%s", n, log)
			}
		})
	}
}

// A database that nobody may write can still be read.
func TestReadOnly(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root may write everything")
	}
	folder := t.TempDir()
	file := filepath.Join(folder, "history.sqlite")
	run(t, file, "a")
	for path, mode := range map[string]os.FileMode{file: 0o400, folder: 0o500} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	defer os.Chmod(folder, 0o700)
	s, log := open(t, file)
	s.Add(session.Entry{Line: 1, Source: "b"})
	if got := places(s.Tail(0)); got != "1:1 a" {
		t.Errorf("got %s", got)
	}
	s.Close(t.Context())
	if n := strings.Count(log.String(), "are not kept for later ones"); n != 1 {
		t.Errorf("%d lines in the log:\n%s", n, log)
	}
}

// While another program holds the database, the history cannot be read, which is told of once; cells wait and are written
// when it is free.
func TestALockedDatabase(t *testing.T) {
	file := filepath.Join(t.TempDir(), "history.sqlite")
	run(t, file, "a")
	db := database(t, file)
	holder, err := db.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := holder.ExecContext(t.Context(), "BEGIN EXCLUSIVE"); err != nil {
		t.Fatal(err)
	}
	s, log := open(t, file)
	s.Add(session.Entry{Line: 1, Source: "b"})
	if got := s.Tail(0); len(got) != 0 {
		t.Errorf("got %v", got)
	}
	if _, err := holder.ExecContext(t.Context(), "COMMIT"); err != nil {
		t.Fatal(err)
	}
	holder.Close()
	s.Close(t.Context())
	if n := strings.Count(log.String(), "level=WARN"); n != 1 {
		t.Errorf("%d lines in the log:\n%s", n, log)
	}
	after, _ := open(t, file)
	if got := places(after.Tail(0)); got != "1:1 a, 2:1 b" {
		t.Errorf("later: %s", got)
	}
}

// What a cell returned is kept up to a length, and the database does not grow without end: the oldest cells go.
func TestBounds(t *testing.T) {
	file := filepath.Join(t.TempDir(), "history.sqlite")
	s, _ := open(t, file)
	s.Add(session.Entry{Line: 1, Source: "a", Output: "x" + strings.Repeat("é", 50_000)})
	s.Close(t.Context())
	s, _ = open(t, file)
	if got := s.Tail(1)[0].Output; len(got) != 1<<16-1+len("…") || !strings.HasSuffix(got, "éé…") {
		t.Errorf("%d bytes are kept, ending in %q", len(got), got[len(got)-9:])
	}
	// Cells are counted by their ids, so that a gap in them stands for many.
	execute(t, file, `INSERT INTO cells (id, session, line, ran, source, output)
		VALUES (2, 1, 2, '', 'old', ''), (50, 1, 50, '', 'kept', ''), (100049, 1, 100049, '', 'new', '')`)
	run(t, file, "last")
	s, _ = open(t, file)
	if got, want := places(s.Tail(0)), "1:50 kept, 1:100049 new, 2:1 last"; got != want {
		t.Errorf("left are %s, want %s", got, want)
	}
}

func database(t *testing.T, file string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func execute(t *testing.T, file, statement string) {
	t.Helper()
	if _, err := database(t, file).Exec(statement); err != nil {
		t.Fatal(err)
	}
}

// The cells that a restarted kernel can run again are those of its own last session that ended well, and of those that this one
// had restored.
func TestRestarted(t *testing.T) {
	type entries = []session.Entry
	well := func(line int, source string) session.Entry { return session.Entry{Line: line, Source: source} }
	for _, tt := range []struct {
		name     string
		sessions []entries // of one kernel, one after another
		want     string
	}{
		{"none", nil, ""},
		{"the last session", []entries{{well(1, "a")}, {well(1, "b"), well(2, "c")}}, "2:1 b, 2:2 c"},
		{"failed cells are left out", []entries{{well(1, "a"), {Line: 2, Source: "b", Failed: true}, well(3, "c")}}, "1:1 a, 1:3 c"},
		{"a session in which no cell ended well does not count",
			[]entries{{well(1, "a")}, {{Line: 1, Source: "b", Failed: true}, well(2, " %restore\n")}}, "1:1 a"},
		{"what a session had restored comes first",
			[]entries{{well(1, "a")}, {well(1, "b"), {Line: 2, Source: "%restore", Restored: 1}, well(3, "c")}}, "1:1 a, 2:1 b, 2:3 c"},
		{"through several restarts",
			[]entries{{well(1, "a")}, {{Line: 1, Source: "%restore", Restored: 1}}, {{Line: 1, Source: "%restore", Restored: 2}, well(2, "b")}},
			"1:1 a, 3:2 b"},
		{"nothing from before a reset",
			[]entries{{well(1, "a")}, {{Line: 1, Source: "%restore", Restored: 1}, well(2, "b"), {Line: 3, Source: "%reset", Reset: true}, well(4, "c")}},
			"2:4 c"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "history.sqlite")
			of := func(kernel string) *history.Store {
				s := history.Open(file, kernel, slog.New(slog.NewTextHandler(t.Output(), nil)))
				t.Cleanup(func() { s.Close(context.Background()) })
				return s
			}
			for _, cells := range tt.sessions {
				s := of("mine")
				for _, e := range cells {
					s.Add(e)
				}
				s.Close(t.Context())
			}
			others := of("another")
			others.Add(well(1, "of another kernel"))
			others.Close(t.Context())
			s := of("mine")
			s.Add(well(1, "of the present session"))
			if got := places(s.Restarted("%restore")); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if got := of("").Restarted("%restore"); got != nil {
				t.Errorf("a kernel without a name: %v", got)
			}
		})
	}
}

// A database that the version before wrote keeps its cells.
func TestTablesAreMadeNew(t *testing.T) {
	file := filepath.Join(t.TempDir(), "history.sqlite")
	execute(t, file, `
CREATE TABLE sessions (number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, began TEXT NOT NULL);
CREATE TABLE cells (id INTEGER PRIMARY KEY, session INTEGER NOT NULL REFERENCES sessions, line INTEGER NOT NULL,
	ran TEXT NOT NULL, source TEXT NOT NULL, output TEXT NOT NULL);
CREATE INDEX place ON cells (session, line);
INSERT INTO sessions VALUES (7, 'k', '2026-01-01T00:00:00Z');
INSERT INTO cells VALUES (1, 7, 1, '2026-01-01T00:00:00Z', 'old', '');
PRAGMA user_version = 1`)
	run(t, file, "new")
	s, _ := open(t, file)
	if got := places(s.Tail(0)); got != "7:1 old, 8:1 new" {
		t.Errorf("got %s", got)
	}
}

// One cell added, and the 1000 last ones that jupyter console asks for at its start.
func BenchmarkTail(b *testing.B) {
	file := filepath.Join(b.TempDir(), "history.sqlite")
	s := history.Open(file, "", slog.New(slog.DiscardHandler))
	for i := range 1000 {
		s.Add(session.Entry{Line: i, Source: "fmt.Println(1 + 1)", Output: "2"})
	}
	s.Close(b.Context())
	s = history.Open(file, "", slog.New(slog.DiscardHandler))
	defer s.Close(b.Context())
	for b.Loop() {
		if n := len(s.Tail(1000)); n != 1000 {
			b.Fatalf("%d cells", n)
		}
	}
}
