package kernel

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"regan/kernel/internal/wire"
	"regan/kernel/session"
)

// history answers from the cells of this session, whose number is 0, and from those of the sessions before it, if the kernel
// keeps them.
func (k *Kernel) history(_ context.Context, r *request, q *wire.HistoryRequest) wire.Content {
	var found []session.Entry
	switch q.Access {
	case "range":
		for _, e := range k.sessionEntries(q.Session) {
			if e.Line >= q.Start && (q.Stop == nil || e.Line < *q.Stop) {
				found = append(found, e)
			}
		}
	case "tail":
		found = lastOf(k.allEntries(), q.N)
	case "search":
		found = lastOf(search(k.allEntries(), q.Pattern, q.Unique), q.N)
	default:
		return k.fail(r, "HistoryError",
			fmt.Sprintf(`hist_access_type is %q, want "range", "tail" or "search"`, q.Access))
	}
	reply := &wire.HistoryReply{Status: wire.OK, History: make([]wire.HistoryItem, 0, len(found))}
	for _, e := range found {
		item := wire.HistoryItem{Session: e.Session, Line: e.Line, Source: e.Source}
		if q.Output {
			item.Output = &e.Output
		}
		reply.History = append(reply.History, item)
	}
	return reply
}

// remember keeps the cell that has just run for later sessions.
func (k *Kernel) remember() {
	if k.past == nil {
		return
	}
	if entries := k.session.History(); len(entries) > 0 {
		k.past.Add(entries[len(entries)-1])
	}
}

// earlier returns the cells of the sessions before this one.
func (k *Kernel) earlier() []session.Entry {
	if k.past == nil {
		return nil
	}
	return k.past.Earlier()
}

func (k *Kernel) allEntries() []session.Entry { return append(k.earlier(), k.session.History()...) }

// sessionEntries returns the cells of one session: 0 is the present one, -1 the one before it, and so on; a positive number
// is a session's own, as entries have it.
func (k *Kernel) sessionEntries(number int) []session.Entry {
	if number == 0 {
		return k.session.History()
	}
	entries := k.earlier()
	if number < 0 && len(entries) > 0 {
		number += entries[len(entries)-1].Session + 1
	}
	return slices.DeleteFunc(entries, func(e session.Entry) bool { return e.Session != number })
}

// lastOf returns the last n entries; all of them when n is not given.
func lastOf(entries []session.Entry, n int) []session.Entry {
	if n <= 0 {
		return entries
	}
	return entries[max(0, len(entries)-n):]
}

// search returns the entries whose whole source fits a pattern of * and ?; of equal sources only the last, if unique.
func search(entries []session.Entry, pattern string, unique bool) []session.Entry {
	quoted := regexp.QuoteMeta(pattern)
	quoted = strings.NewReplacer(`\*`, `.*`, `\?`, `.`).Replace(quoted)
	fits := regexp.MustCompile(`(?s)\A` + quoted + `\z`)
	var found []session.Entry
	seen := map[string]bool{}
	for _, e := range slices.Backward(entries) {
		if fits.MatchString(e.Source) && !(unique && seen[e.Source]) {
			seen[e.Source] = true
			found = append(found, e)
		}
	}
	slices.Reverse(found)
	return found
}
