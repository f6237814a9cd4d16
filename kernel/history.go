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

func (k *Kernel) history(_ context.Context, r *request, q *wire.HistoryRequest) wire.Content {
	var found []session.Entry
	switch entries := k.session.History(); q.Access {
	case "range":
		for _, e := range entries {
			if e.Session == q.Session && e.Line >= q.Start && (q.Stop == nil || e.Line < *q.Stop) {
				found = append(found, e)
			}
		}
	case "tail":
		found = lastOf(entries, q.N)
	case "search":
		found = lastOf(search(entries, q.Pattern, q.Unique), q.N)
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
