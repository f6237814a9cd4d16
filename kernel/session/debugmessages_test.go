package session_test

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"regan/kernel/display"
	"regan/kernel/internal/worker"
	"regan/kernel/internal/worker/workertest"
	"regan/kernel/session"
)

// What differs from run to run in messages: the folder of sources and the process's id.
var (
	sourceFolder = regexp.MustCompile(`"[^"]*regan_\d+[/\\]+`)
	processID    = regexp.MustCompile(`"systemProcessId":\d+`)
	sequence     = regexp.MustCompile(`"seq":\d+,`) // responses and events share it, and come in either order
)

// The file has each request's command and arguments after "->", the response after "<-", and events after "!". Of a cell, which
// runs with the line "run", it has the source at its head. PATH stands for the path of its source; the line "await NAME" waits for
// an event, the line "end" for the end of the cell.
func TestDebugMessages(t *testing.T) {
	const file = "testdata/debug/messages.txt"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	source, script, _ := strings.Cut(string(text), "\n---\n")
	e, err := worker.New(workertest.Options())
	if err != nil {
		t.Fatal(err)
	}
	s := session.New(e)
	defer s.Close()
	events := make(chan string, 1000)
	s.OnDebugEvent(func(text json.RawMessage) { events <- string(text) })
	ended := make(chan session.Outcome, 1)

	var out strings.Builder
	write := func(sign, text string) {
		text = sourceFolder.ReplaceAllString(text, `"FOLDER/`)
		text = sequence.ReplaceAllString(text, "")
		fmt.Fprintf(&out, "%s %s\n", sign, processID.ReplaceAllString(text, `"systemProcessId":1`))
	}
	next := func() string {
		select {
		case event := <-events:
			return event
		case <-time.After(30 * time.Second):
			t.Fatalf("no event comes; so far:\n%s", out.String())
			return ""
		}
	}
	var path string
	seq := 0
	for line := range strings.Lines(script) {
		line = strings.TrimSuffix(line, "\n")
		sign, rest, _ := strings.Cut(line, " ")
		switch sign {
		case "->":
			out.WriteString(line + "\n")
			command, arguments, _ := strings.Cut(rest, " ")
			seq++
			quoted, _ := json.Marshal(source)
			arguments = strings.NewReplacer("PATH", path, "SOURCE", string(quoted)).Replace(arguments)
			answer := s.Debug(t.Context(), fmt.Appendf(nil, `{"type":"request","seq":%d,"command":%q,"arguments":%s}`, seq, command, arguments))
			write("<-", string(answer))
			var dumped struct{ Body struct{ SourcePath string } }
			if json.Unmarshal(answer, &dumped) == nil && dumped.Body.SourcePath != "" {
				path = dumped.Body.SourcePath
			}
		case "run":
			out.WriteString(line + "\n")
			go func() {
				ended <- s.Run(t.Context(), session.Cell{Source: source, History: true}, func(display.Event) {})
			}()
		case "await":
			out.WriteString(line + "\n")
			for event := ""; !strings.Contains(event, fmt.Sprintf(`"event":%q`, rest)); {
				event = next()
				write("!", event)
			}
		case "end":
			out.WriteString(line + "\n")
			if o := <-ended; o.Err != nil {
				t.Error(o.Err)
			}
		case "":
			out.WriteString(line + "\n")
		}
	}
	got := source + "\n---\n" + out.String()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(text), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
