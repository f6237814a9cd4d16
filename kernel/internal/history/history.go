// Package history keeps the cells of all sessions in one file, for users who look for what they ran last week.
//
//	Store  the file: one line of JSON a cell, only ever appended to
//
// Start with Open. Several kernels may use the file at once: each cell is appended by one write. Whatever is wrong with the
// file, a kernel goes on without it: lines that are no cells are passed over, and a file that cannot be read or written is
// told of in one line of the log.
package history

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"regan/kernel/session"
)

const (
	// maxFile is the length, in bytes, at which the older half of a file is thrown away: some 100,000 cells.
	maxFile = 32 << 20

	// maxWaiting is how many cells may wait to be written: more than a user runs while a network disk stands still.
	maxWaiting = 1000
)

// A Store is a history file. Its methods are safe for concurrent use.
type Store struct {
	file string
	id   string // of the present session
	log  *slog.Logger

	adds    chan session.Entry
	written chan struct{} // closed when all that was added is written

	mu       sync.Mutex
	broken   bool // the file is of no use; this has been logged
	closed   bool
	read     int64 // bytes of the file that are in entries
	sessions []string
	entries  []session.Entry // of earlier sessions, by place in sessions, counted from 1
}

// A line is a cell as it stands in the file.
type line struct {
	Session string    `json:"session"`
	Line    int       `json:"line"`
	Time    time.Time `json:"time"`
	Source  string    `json:"source"`
	Output  string    `json:"output,omitempty"`
}

// Open returns the store that a file holds. The file and its folder are made when the first cell is added, and read when
// Earlier is called first.
func Open(file string, log *slog.Logger) *Store {
	s := &Store{file: file, id: rand.Text(), log: log, adds: make(chan session.Entry, maxWaiting), written: make(chan struct{})}
	go s.write()
	return s
}

// Add adds a cell of the present session. It does not wait for the disk.
func (s *Store) Add(e session.Entry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || s.broken {
		return
	}
	select {
	case s.adds <- e:
	default:
		s.fail(fmt.Errorf("the disk does not take %d cells", maxWaiting))
	}
}

// Close waits until all cells are written, or ctx ends.
func (s *Store) Close(ctx context.Context) {
	s.mu.Lock()
	if !s.closed {
		s.closed = true
		close(s.adds)
	}
	s.mu.Unlock()
	select {
	case <-s.written:
	case <-ctx.Done():
		s.log.Warn("the last cells are not in the history: the disk does not take them", "file", s.file)
	}
}

func (s *Store) write() {
	defer close(s.written)
	for e := range s.adds {
		if err := s.append(e); err != nil {
			s.mu.Lock()
			s.fail(err)
			s.mu.Unlock()
		}
	}
}

// append writes one cell. The file is opened each time: another kernel may have exchanged it for a shorter one.
func (s *Store) append(e session.Entry) error {
	text, err := json.Marshal(line{s.id, e.Line, time.Now().UTC().Truncate(time.Second), e.Source, e.Output})
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(s.file), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(s.file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Size() > maxFile {
		if err := s.shorten(); err != nil {
			return err
		}
		return s.append(e)
	}
	// The line break comes first as well: a line that was cut short by a crash spoils only itself.
	_, err = f.Write(append(append([]byte("\n"), text...), '\n'))
	return err
}

// shorten exchanges the file for its younger half.
func (s *Store) shorten() error {
	text, err := os.ReadFile(s.file)
	if err != nil {
		return err
	}
	text = text[len(text)/2:]
	if next := bytes.IndexByte(text, '\n'); next >= 0 {
		text = text[next:]
	}
	short, err := os.CreateTemp(filepath.Dir(s.file), ".history-*")
	if err != nil {
		return err
	}
	defer os.Remove(short.Name())
	_, err = short.Write(text)
	if closing := short.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return err
	}
	return os.Rename(short.Name(), s.file)
}

// Earlier returns the cells of the other sessions in the file, each session's together and in order. Sessions are numbered
// from 1 in the order in which they began.
func (s *Store) Earlier() []session.Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.broken {
		return nil
	}
	if err := s.readOn(); err != nil {
		s.fail(err)
		return nil
	}
	sorted := make([]session.Entry, 0, len(s.entries))
	by := make([][]session.Entry, len(s.sessions)+1)
	for _, e := range s.entries {
		by[e.Session] = append(by[e.Session], e)
	}
	for _, entries := range by {
		sorted = append(sorted, entries...)
	}
	return sorted
}

// readOn reads what has been added to the file since it was read last.
func (s *Store) readOn() error {
	f, err := os.Open(s.file)
	if os.IsNotExist(err) {
		return nil
	} else if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return &fs.PathError{Op: "read", Path: s.file, Err: fmt.Errorf("this is no file but %s", info.Mode().Type())}
	}
	if info.Size() < s.read { // it was exchanged for a shorter one
		s.read, s.sessions, s.entries = 0, nil, nil
	}
	text, err := io.ReadAll(io.NewSectionReader(f, s.read, info.Size()-s.read))
	if err != nil {
		return err
	}
	text = text[:bytes.LastIndexByte(text, '\n')+1]
	s.read += int64(len(text))
	for one := range bytes.Lines(text) {
		var l line
		if json.Unmarshal(one, &l) != nil || l.Session == "" || l.Session == s.id {
			continue
		}
		s.entries = append(s.entries, session.Entry{Session: s.number(l.Session), Line: l.Line, Source: l.Source, Output: l.Output})
	}
	return nil
}

// number returns a session's place among those in the file, counted from 1.
func (s *Store) number(id string) int {
	for i := len(s.sessions) - 1; i >= 0; i-- {
		if s.sessions[i] == id {
			return i + 1
		}
	}
	s.sessions = append(s.sessions, id)
	return len(s.sessions)
}

// fail gives the file up.
func (s *Store) fail(err error) {
	if !s.broken {
		s.broken = true
		s.log.Warn("the history of this session is kept in memory alone", "file", s.file, "error", err)
	}
}
