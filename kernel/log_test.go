package kernel

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// A log that nobody reads neither stops the kernel nor delays its end for long.
func TestLogNeverWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		reader, writer := io.Pipe()
		w := newLineWriter(writer)
		start := time.Now()
		for range 100 * linesWaiting {
			fmt.Fprintln(w, "a line")
			time.Sleep(time.Second / linesPerSecond)
		}
		if got, want := time.Since(start), 100*linesWaiting*time.Second/linesPerSecond; got != want {
			t.Errorf("writing took %s, want %s", got, want)
		}
		start = time.Now()
		w.close()
		if got := time.Since(start); got != lastLines {
			t.Errorf("close took %s, want %s", got, lastLines)
		}
		reader.Close() // lets the writing goroutine end
	})
}

// Lines that come too fast are counted, not written.
func TestLogIsNotFlooded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var b strings.Builder
		w := newLineWriter(&b)
		for i := range 1000 {
			fmt.Fprintln(w, "line", i)
		}
		time.Sleep(time.Second)
		fmt.Fprintln(w, "later")
		w.close()
		fmt.Fprintln(w, "after the end")
		got := strings.Split(strings.TrimSpace(b.String()), "\n")
		if len(got) != linesPerSecond+2 {
			t.Fatalf("%d lines were written:\n%s", len(got), b.String())
		}
		for i, want := range map[int]string{
			0: "line 0", linesPerSecond - 1: fmt.Sprint("line ", linesPerSecond-1),
			linesPerSecond: fmt.Sprintf("(%d lines left out)", 1000-linesPerSecond), linesPerSecond + 1: "later",
		} {
			if got[i] != want {
				t.Errorf("line %d is %q, want %q", i, got[i], want)
			}
		}
	})
}
