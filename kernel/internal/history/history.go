// Package history keeps the cells of all sessions in one SQLite database, for users who look for what they ran last week.
//
//	Store  the database, as one session sees it
//
// Start with Open. Several kernels may use the database at once. It is opened when it is first needed and written by a
// goroutine of its own, so that neither the start of a kernel nor a cell waits for a disk. Whatever is wrong with it, a
// kernel goes on without it, and says so in one line of the log.
package history

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"regan/kernel/session"
)

const (
	// maxWaiting is how many cells may wait to be written: more than a user runs while a network disk stands still.
	maxWaiting = 1000

	// maxCells is how many cells are kept: years of work, and some tens of megabytes.
	maxCells = 100_000

	// maxOutput is how many bytes are kept of what a cell returned. Its source is kept whole.
	maxOutput = 64 << 10

	// settle is how long a cell waits for others to be written with it: a transaction takes a core for a millisecond, which cells
	// that run one after another would feel.
	settle = 250 * time.Millisecond

	// patience is how long a front end may wait, once, for an answer that lies on a disk that stands still.
	patience = 10 * time.Second
)

// A Store is the history as one session sees it. Its methods are safe for concurrent use.
type Store struct {
	file   string
	key    string // of the present session in the database
	kernel string // whose session it is; empty: that of none that is restarted
	log    *slog.Logger

	adds    chan session.Entry
	written chan struct{} // closed when all that was added is written

	mu     sync.Mutex
	told   bool // one line of the log says what is wrong
	broken bool // nothing more is written
	stuck  bool // nothing more is read
	closed bool

	opening sync.Mutex // guards the two below
	opened  *sql.DB
	useless error // why it cannot be opened
}

// Open returns the store that a database file holds. The file and its folder are made when the first cell is added. If
// there is a file of the same name that ends in .jsonl, as earlier versions wrote, a new database begins with its cells.
// Kernel names the kernel through all its restarts, for Restarted; it may be empty.
func Open(file, kernel string, log *slog.Logger) *Store {
	s := &Store{file: file, key: rand.Text(), kernel: kernel, log: log, adds: make(chan session.Entry, maxWaiting), written: make(chan struct{})}
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
		s.broken = true
		s.tell("the cells of this session are not kept for later ones", fmt.Errorf("the disk does not take %d cells", maxWaiting))
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
	number := int64(0) // of the present session, once it has a cell in the database
	for e := range s.adds {
		batch := s.gather(e)
		if err := s.writeAll(&number, batch); err != nil {
			s.mu.Lock()
			s.broken = true
			s.tell("the cells of this session are not kept for later ones", err)
			s.mu.Unlock()
		}
	}
	s.opening.Lock()
	if s.opened != nil {
		s.opened.Close()
	}
	s.opening.Unlock()
	close(s.written)
}

// gather returns a cell and those that are added within the time of settle, or until the end.
func (s *Store) gather(first session.Entry) []session.Entry {
	batch := []session.Entry{first}
	settled := time.After(settle)
	for {
		select {
		case e, more := <-s.adds:
			if !more {
				return batch
			}
			batch = append(batch, e)
		case <-settled:
			return batch
		}
	}
}

// open opens the database when it is first needed.
func (s *Store) open() (*sql.DB, error) {
	s.opening.Lock()
	defer s.opening.Unlock()
	if s.opened != nil || s.useless != nil {
		return s.opened, s.useless
	}
	db, err := openDatabase(s.file)
	if err != nil && !isBusy(err) {
		s.useless = err
	}
	s.opened = db
	return db, err
}

// writeAll writes cells in one transaction, and patiently while others hold the database.
func (s *Store) writeAll(number *int64, cells []session.Entry) error {
	for {
		n, err := s.writeOnce(*number, cells)
		if !isBusy(err) {
			*number = n
			return err
		}
	}
}

// writeOnce returns the number of the present session, a new one for 0.
func (s *Store) writeOnce(number int64, cells []session.Entry) (int64, error) {
	db, err := s.open()
	if err != nil {
		return number, err
	}
	tx, err := db.Begin()
	if err != nil {
		return number, err
	}
	defer tx.Rollback()
	begun := number
	if begun == 0 {
		if begun, err = beginSession(tx, s.key, s.kernel); err != nil {
			return number, err
		}
	}
	for _, e := range cells {
		if err := insert(tx, begun, e, time.Now()); err != nil {
			return number, err
		}
	}
	if err := tx.Commit(); err != nil {
		return number, err
	}
	return begun, nil
}

// others is the condition for cells of other sessions than the present one, whose key is the first argument.
const others = "session IS NOT (SELECT number FROM sessions WHERE key = ?1)"

// Tail returns the last n cells of the other sessions, oldest first; all of them if n is not positive. Sessions are numbered
// in the order in which they ran their first cells, and each one's cells stand together.
func (s *Store) Tail(n int) []session.Entry {
	return s.ask(others, "ORDER BY session DESC, line DESC LIMIT ?2", limit(n))
}

// Range returns the cells of one session from a line on, up to but not including the line stop, if that is given. Number is
// positive for a session's own, -1 for the last of the other sessions, -2 for the one before that, and so on.
func (s *Store) Range(number, start int, stop *int) []session.Entry {
	end := int64(1) << 62
	if stop != nil {
		end = int64(*stop)
	}
	which, argument := "?2", number
	if number < 0 {
		which = "(SELECT DISTINCT session FROM cells WHERE " + others + " ORDER BY session DESC LIMIT 1 OFFSET ?2)"
		argument = -number - 1
	}
	return s.ask(others+" AND session = "+which+" AND line >= ?3 AND line < ?4", "ORDER BY line DESC", argument, start, end)
}

// Search returns the last n cells of the other sessions whose source fits a pattern of * and ?, oldest first; all of them if
// n is not positive. With unique, the last cell stands for all with the same source.
func (s *Store) Search(pattern string, unique bool, n int) []session.Entry {
	pattern = strings.ReplaceAll(pattern, "[", "[[]") // SQLite knows sets of characters as well
	group := ""
	if unique {
		group = "GROUP BY source HAVING max(id)"
	}
	return s.ask(others+" AND source GLOB ?2", group+" ORDER BY session DESC, line DESC LIMIT ?3", pattern, limit(n))
}

// restarted finds the session that the kernel had before its restart: the last one in which a cell ran to its end. What that one
// had restored in its turn comes before it.
const restarted = `
WITH RECURSIVE chain (number, back) AS (
	SELECT max(number), 0 FROM sessions WHERE kernel = ?2 AND key <> ?1 AND (restores IS NOT NULL OR
		EXISTS (SELECT * FROM cells WHERE session = number AND again AND trim(source, ' ' || char(9, 10, 13)) <> ?3))
	UNION ALL
	SELECT restores, back + 1 FROM sessions JOIN chain USING (number) WHERE restores IS NOT NULL
)
SELECT session, line, source, output FROM cells JOIN chain ON session = number
WHERE again AND trim(source, ' ' || char(9, 10, 13)) <> ?3 ORDER BY back, line DESC`

// Restarted returns the cells that ran to their ends in the kernel's session before its last restart, and in those that this
// one had restored, oldest first. Restore is the source of cells that only do so.
func (s *Store) Restarted(restore string) []session.Entry {
	if s.kernel == "" {
		return nil
	}
	return s.query(restarted, s.kernel, restore)
}

// limit is a number of rows as SQLite has it.
func limit(n int) int {
	if n <= 0 {
		return -1
	}
	return n
}

// ask returns the cells for which a condition holds, in the reverse of an order. The arguments are counted from 2.
func (s *Store) ask(condition, order string, arguments ...any) []session.Entry {
	return s.query("SELECT session, line, source, output FROM cells WHERE "+condition+" "+order, arguments...)
}

// query returns the cells that a query finds, in the reverse of its order: none where the database cannot be read. The first
// argument is the key of the present session.
func (s *Store) query(text string, arguments ...any) []session.Entry {
	s.mu.Lock()
	useless := s.closed || s.stuck
	s.mu.Unlock()
	if useless || !s.exists() {
		return nil
	}
	type answer struct {
		cells []session.Entry
		err   error
	}
	answers := make(chan answer, 1)
	go func() {
		cells, err := s.read(text, append([]any{s.key}, arguments...))
		answers <- answer{cells, err}
	}()
	var a answer
	select {
	case a = <-answers:
	case <-time.After(patience):
		a.err = fmt.Errorf("it was not read within %v", patience)
	}
	if a.err != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.stuck = !isBusy(a.err)
		s.tell("the cells of earlier sessions cannot be read", a.err)
		return nil
	}
	slices.Reverse(a.cells)
	return a.cells
}

// exists tells whether there is anything to read: a question makes no database.
func (s *Store) exists() bool {
	for _, file := range []string{s.file, takenOver(s.file)} {
		if _, err := os.Stat(file); !errors.Is(err, fs.ErrNotExist) {
			return true
		}
	}
	return false
}

func (s *Store) read(query string, arguments []any) ([]session.Entry, error) {
	db, err := s.open()
	if err != nil {
		return nil, err
	}
	rows, err := db.Query(query, arguments...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var cells []session.Entry
	for rows.Next() {
		var e session.Entry
		if err := rows.Scan(&e.Session, &e.Line, &e.Source, &e.Output); err != nil {
			return nil, err
		}
		cells = append(cells, e)
	}
	return cells, rows.Err()
}

// tell says once what is wrong with the database. s.mu is held.
func (s *Store) tell(what string, err error) {
	if !s.told {
		s.told = true
		s.log.Warn(what, "file", s.file, "error", err)
	}
}
