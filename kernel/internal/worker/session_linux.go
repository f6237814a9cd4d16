package worker

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
)

// endSession ends the processes of the session that a process leads or led, but for the calling one. Commands of a cell have process
// groups of their own, so that an interrupt ends each with all that it has started; a daemon that has left the session lives on.
func endSession(leader int) {
	ended := map[int]bool{os.Getpid(): true}
	for before := 0; len(ended) > before; { // until none of them has started another
		before = len(ended)
		files, _ := filepath.Glob("/proc/[0-9]*/stat")
		for _, file := range files {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(file)))
			if !ended[pid] && sessionOf(file) == leader {
				_ = syscall.Kill(pid, syscall.SIGKILL)
				ended[pid] = true
			}
		}
	}
}

// sessionOf reads the session of a process that runs from its stat file, whose format is that of proc(5); 0 if there is none.
func sessionOf(file string) int {
	text, err := os.ReadFile(file)
	if err != nil {
		return 0
	}
	// The second field is a name in parentheses, which may hold anything.
	fields := bytes.Fields(text[bytes.LastIndexByte(text, ')')+1:])
	if len(fields) < 4 || string(fields[0]) == "Z" { // state, parent, group, session
		return 0
	}
	session, _ := strconv.Atoi(string(fields[3]))
	return session
}
