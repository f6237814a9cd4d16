package history

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"regan/kernel/session"
)

// busyTime is how long SQLite waits for another kernel that writes, before the store tries again.
const busyTime = time.Second

// version is that of the tables, kept as the database's user_version; 0 is a database without tables.
const version = len(steps)

// The steps make each version of the tables from the one before.
var steps = [...]string{
	// The sessions are numbered by SQLite: a number is never given again, even when all of its cells are gone.
	`
CREATE TABLE sessions (number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, began TEXT NOT NULL);
CREATE TABLE cells (
	id      INTEGER PRIMARY KEY,
	session INTEGER NOT NULL REFERENCES sessions,
	line    INTEGER NOT NULL,
	ran     TEXT NOT NULL,
	source  TEXT NOT NULL,
	output  TEXT NOT NULL
);
CREATE INDEX place ON cells (session, line);
`,
	// A kernel has a session from one restart to the next. One session restores another when it runs its cells again: those that
	// have not failed, and that no reset has followed.
	`
ALTER TABLE sessions ADD COLUMN kernel TEXT;
ALTER TABLE sessions ADD COLUMN restores INTEGER;
ALTER TABLE cells ADD COLUMN again INTEGER NOT NULL DEFAULT TRUE;
CREATE INDEX restarts ON sessions (kernel);
`,
}

// openDatabase opens a database, with its tables made and nobody but the user to read it.
func openDatabase(file string) (*sql.DB, error) {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_RDONLY, 0o600) // SQLite would let the group read it
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	f.Close()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("this is no file but %s", info.Mode().Type())
	}
	db, err := sql.Open("sqlite", address(file))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(2) // one writes, one reads
	if err := prepare(db, file); err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}

// address names a file to SQLite. Transactions take the right to write at once: else two that have read could both wait for
// the other. No write-ahead log is kept, which does not work on network disks, where home folders often are.
func address(file string) string {
	path := filepath.ToSlash(file)
	if !strings.HasPrefix(path, "/") { // a drive's letter
		path = "/" + path
	}
	u := url.URL{Scheme: "file", Path: path, RawQuery: fmt.Sprintf(
		"_txlock=immediate&_pragma=busy_timeout(%d)&_pragma=synchronous(normal)", busyTime.Milliseconds())}
	return u.String()
}

// prepare makes the tables of a new database, with the cells of the file that it takes the place of, or those of an older one
// new. Of several kernels that do so at once, the first does it.
func prepare(db *sql.DB, file string) error {
	if have, err := versionOf(db); have == version || err != nil {
		return err
	}
	tx, err := begin(db)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	have, err := versionOf(tx)
	if have == version || err != nil {
		return err
	}
	for _, step := range steps[have:] {
		if _, err := tx.Exec(step); err != nil {
			return err
		}
	}
	if have == 0 {
		if err := takeOver(tx, takenOver(file)); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(fmt.Sprintf("PRAGMA user_version = %d", version)); err != nil {
		return err
	}
	return tx.Commit()
}

// begin waits longer than SQLite's own patience for kernels that start at the same time.
func begin(db *sql.DB) (*sql.Tx, error) {
	for last := time.Now().Add(10 * busyTime); ; {
		tx, err := db.BeginTx(context.Background(), nil)
		if !isBusy(err) || time.Now().After(last) {
			return tx, err
		}
	}
}

func versionOf(db interface {
	QueryRow(query string, args ...any) *sql.Row
}) (have int, err error) {
	if err := db.QueryRow("PRAGMA user_version").Scan(&have); err != nil {
		return 0, err
	}
	if have > version {
		return 0, fmt.Errorf("a newer regan has written it: its tables have version %d, this one knows %d", have, version)
	}
	return have, nil
}

// beginSession gives the present session its number, and makes room for its cells.
func beginSession(tx *sql.Tx, key, kernel string) (int64, error) {
	if _, err := tx.Exec("DELETE FROM cells WHERE id <= (SELECT max(id) FROM cells) - ?", maxCells); err != nil {
		return 0, err
	}
	return newSession(tx, key, kernel, time.Now())
}

func newSession(tx *sql.Tx, key, kernel string, began time.Time) (int64, error) {
	r, err := tx.Exec("INSERT INTO sessions (key, kernel, began) VALUES (?, nullif(?, ''), ?)", key, kernel, began.UTC().Format(time.RFC3339))
	if err != nil {
		return 0, err
	}
	return r.LastInsertId()
}

func insert(tx *sql.Tx, number int64, e session.Entry, ran time.Time) error {
	output := e.Output
	if len(output) > maxOutput {
		n := maxOutput
		for !utf8.RuneStart(output[n]) {
			n--
		}
		output = output[:n] + "…"
	}
	_, err := tx.Exec("INSERT INTO cells (session, line, ran, source, output, again) VALUES (?, ?, ?, ?, ?, ?)",
		number, e.Line, ran.UTC().Format(time.RFC3339), e.Source, output, !e.Failed)
	if err == nil && e.Reset {
		_, err = tx.Exec("UPDATE cells SET again = FALSE WHERE session = ?", number)
	}
	if err == nil && (e.Restored != 0 || e.Reset) {
		_, err = tx.Exec("UPDATE sessions SET restores = nullif(?, 0) WHERE number = ?", e.Restored, number)
	}
	return err
}

// isBusy tells of an error that is over when another process has done its work.
func isBusy(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && (e.Code()&0xff == sqlite3.SQLITE_BUSY || e.Code()&0xff == sqlite3.SQLITE_LOCKED)
}

// takenOver is the file in which earlier versions kept the history: one line of JSON a cell.
func takenOver(file string) string { return strings.TrimSuffix(file, filepath.Ext(file)) + ".jsonl" }

// takeOver adds the cells of such a file. Lines that are no cells are passed over, and the file is left as it is.
func takeOver(tx *sql.Tx, file string) error {
	f, err := os.Open(file)
	if err != nil {
		return nil // most likely there is none
	}
	defer f.Close()
	numbers := map[string]int64{}
	lines := bufio.NewReader(f)
	for {
		text, err := lines.ReadBytes('\n')
		if err != nil {
			return nil
		}
		var l struct {
			Session string    `json:"session"`
			Line    int       `json:"line"`
			Time    time.Time `json:"time"`
			Source  string    `json:"source"`
			Output  string    `json:"output"`
		}
		if json.Unmarshal(text, &l) != nil || l.Session == "" {
			continue
		}
		if numbers[l.Session] == 0 {
			if numbers[l.Session], err = newSession(tx, l.Session, "", l.Time); err != nil {
				return err
			}
		}
		e := session.Entry{Line: l.Line, Source: l.Source, Output: l.Output}
		if err := insert(tx, numbers[l.Session], e, l.Time); err != nil {
			return err
		}
	}
}
