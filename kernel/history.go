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
	present := k.session.History()
	var found []session.Entry
	switch q.Access {
	case "range":
		found = k.historyRange(present, q)
	case "tail":
		found = lastOf(present, q.N)
		if missing := q.N - len(found); k.past != nil && (q.N <= 0 || missing > 0) {
			found = append(k.past.Tail(missing), found...)
		}
	case "search":
		found = search(present, q.Pattern, q.Unique)
		if k.past != nil {
			found = append(k.past.Search(q.Pattern, q.Unique, q.N), found...)
		}
		found = lastOf(once(found, q.Unique), q.N)
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

// historyRange returns cells of one session: 0 is the present one, -1 the one before it, and so on; a positive number is a
// session's own, as entries have it.
func (k *Kernel) historyRange(present []session.Entry, q *wire.HistoryRequest) []session.Entry {
	if q.Session == 0 {
		return slices.DeleteFunc(present, func(e session.Entry) bool {
			return e.Line < q.Start || q.Stop != nil && e.Line >= *q.Stop
		})
	}
	if k.past == nil {
		return nil
	}
	return k.past.Range(q.Session, q.Start, q.Stop)
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
	return once(slices.DeleteFunc(entries, func(e session.Entry) bool { return !fits.MatchString(e.Source) }), unique)
}

// once keeps, of entries with the same source, the last, if unique.
func once(entries []session.Entry, unique bool) []session.Entry {
	if !unique {
		return entries
	}
	last := map[string]int{}
	for i, e := range entries {
		last[e.Source] = i
	}
	var found []session.Entry
	for i, e := range entries {
		if last[e.Source] == i {
			found = append(found, e)
		}
	}
	return found
}
