package session

import (
	"context"
	"crypto/rand"
	"fmt"
	"html"
	"slices"
	"strings"
	"sync"
	"time"

	"regan/kernel/display"
	"regan/kernel/internal/cell"
	"regan/kernel/internal/engine"
)

// A pastCell is a cell that ran to its end: restore runs it again when its process is gone, and the variables with it.
type pastCell struct {
	name, source string

	mu      sync.Mutex // a goroutine of the cell may ask while the cell ends
	answers []string   // what the reader typed when it asked
}

// recorder passes questions on and keeps what the reader answers, but for what nobody shall see.
func (p *pastCell) recorder(input engine.Input) engine.Input {
	if input == nil {
		return nil
	}
	return func(ctx context.Context, q engine.Question) (string, error) {
		text, err := input(ctx, q)
		if err == nil && !q.Secret {
			p.mu.Lock()
			p.answers = append(p.answers, text)
			p.mu.Unlock()
		}
		return text, err
	}
}

// replay answers with what the reader typed then. A password is asked for again, and so is what was not asked then.
func (p *pastCell) replay(input engine.Input) engine.Input {
	p.mu.Lock()
	left := p.answers
	p.mu.Unlock()
	return func(ctx context.Context, q engine.Question) (string, error) {
		if !q.Secret && len(left) > 0 {
			text := left[0]
			left = left[1:]
			return text, nil
		}
		q.Prompt = p.name + " asks again: " + q.Prompt
		return input.Ask(ctx, q)
	}
}

// staysAway tells of a magic that a restored cell does not run again: what it did to the machine was not lost, and what a reset
// has had forgotten is not restored.
func staysAway(name string) bool {
	return slices.Contains([]string{"!", "bash", "sh", "writefile", "load", "timeit", "restore", "reset"}, name)
}

// RestoreSource is the source of a cell that only runs others again.
const RestoreSource = "%restore"

// Follow says that this session follows another, by a restart of the kernel: %restore runs again the cells that had run to their
// ends in that one, which earlier returns. Call it before the first cell.
func (s *Session) Follow(earlier func() []Entry) { s.earlier = earlier }

// takeEarlier puts the cells of the session that this one follows before those that have run in this one, if that one had any.
func (s *Session) takeEarlier() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.earlier == nil || s.lost && len(s.past) > 0 {
		return
	}
	var past []*pastCell
	for _, e := range s.earlier() {
		past = append(past, &pastCell{name: fmt.Sprintf("In[%d] of session %d", e.Line, e.Session), source: e.Source})
		s.restored = e.Session
	}
	if len(past) > 0 {
		s.past, s.lost, s.earlier = append(past, s.past...), true, nil
	}
}

// restore runs the cells again that had run to their ends before the process was lost or the kernel restarted, in their order,
// those that ran since included: the variables are in the end what they were. What the cells show is dropped.
func restore(c *magicCall) error {
	s := c.session
	s.takeEarlier()
	s.mu.Lock()
	past, lost := slices.Clone(s.past), s.lost
	s.mu.Unlock()
	if !lost {
		c.print("nothing is lost: there is nothing to restore\n")
		return nil
	}
	if len(past) == 0 {
		c.print("no cell had run to its end: there is nothing to restore\n")
		return nil
	}
	bar := &progressBar{sink: c.sink, id: "restore-" + rand.Text(), total: len(past)}
	var failed []string
	for i, p := range past {
		bar.show(i, "restoring "+p.name)
		err := s.runCell(c.ctx, job{name: p.name, source: p.source, input: p.replay(c.input), sink: onlyComms(c.sink), again: true})
		if err == nil {
			continue
		}
		if f := err.Failure; f != nil && (f.Lost || f.Cause == engine.Interrupted) {
			bar.set(i, "stopped at "+p.name)
			if f.Lost {
				s.forget(p)
				err.Value = fmt.Sprintf("%s, run again, ended the process: %s; the next %%restore passes over this cell", p.name, f.Message)
			} else {
				err.Value = fmt.Sprintf("interrupted in %s, after %d of %d cells; %%restore begins again", p.name, i, len(past))
			}
			err.Traceback = []string{red + err.Name + plain + ": " + err.Value}
			return err
		}
		failed = append(failed, fmt.Sprintf("not restored: %s, which fails now: %v\n", p.name, err))
	}
	s.mu.Lock()
	s.lost = false
	s.mu.Unlock()
	names := s.names()
	done := fmt.Sprintf("restored %d of %d cells", len(past)-len(failed), len(past))
	bar.set(len(past), done)
	if len(names) > 0 {
		done += "; declared again: " + strings.Join(names, ", ")
	}
	c.print(done + "\n" + strings.Join(failed, "") + s.leftOut(past))
	return nil
}

// keep adds a cell that ran to its end. One that only restored others has nothing to be restored.
func (s *Session) keep(p *pastCell) {
	if strings.TrimSpace(p.source) != RestoreSource {
		s.past = append(s.past, p)
	}
}

// leftOut tells which lines of cells have not run again.
func (s *Session) leftOut(past []*pastCell) string {
	var b strings.Builder
	for _, p := range past {
		s.mu.Lock()
		found, _ := cell.Magics(p.source, s.checker.IsName)
		s.mu.Unlock()
		for _, m := range found {
			if staysAway(m.Name) && m.Name != "restore" && m.Name != "reset" {
				fmt.Fprintf(&b, "not run again: %s in %s\n", strings.TrimSpace(p.source[m.Start:m.End]), p.name)
			}
		}
	}
	return b.String()
}

// forget drops a cell that is not to be restored.
func (s *Session) forget(p *pastCell) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.past = slices.DeleteFunc(s.past, func(q *pastCell) bool { return q == p })
}

// progressEvery is how much time lies between two pictures of a progress bar: fast enough for the eye.
const progressEvery = 100 * time.Millisecond

// A progressBar is one display that tells how far something is.
type progressBar struct {
	sink  display.Sink
	id    string
	total int
	shown time.Time
}

// show shows how far it is, if the last time was long enough ago.
func (p *progressBar) show(done int, text string) {
	if time.Since(p.shown) >= progressEvery {
		p.set(done, text)
	}
}

// set shows how far it is.
func (p *progressBar) set(done int, text string) {
	kind := display.Update
	if p.shown.IsZero() {
		kind = display.Display
	}
	p.shown = time.Now()
	text = fmt.Sprintf("%s (%d/%d)", text, done, p.total)
	p.sink(display.Event{Kind: kind, ID: p.id, Data: display.Bundle{
		display.TextPlain: text,
		display.TextHTML:  fmt.Sprintf(`<progress value="%d" max="%d"></progress> %s`, done, p.total, html.EscapeString(text)),
	}})
}
