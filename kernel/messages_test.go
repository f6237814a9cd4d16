package kernel_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"regan/kernel"
	"regan/kernel/internal/transport"
	"regan/kernel/kerneltest"
)

var update = flag.Bool("update", false, "write what the kernel sends into testdata/messages")

// Each archive in testdata/messages is a session with one front end, named after the message type that it is about. Its files
// are steps, what the front end sends and, after it, everything that the kernel sends for it, in order:
//
//	send CHANNEL TYPE     the front end sends this content; the file "got" has all up to idle
//	begin CHANNEL TYPE    the same, without waiting for more than the cell's execute_input; "got" comes after "end"
//	end                   waits for the end of what was begun first
//	answer                the user answers the input_request of what was begun first with this text
//
// A line "metadata {...}" or "buffer TEXT" before the content goes with it, and so does "subshell ID". Cells are lists of the
// commands of script (see fake_test.go). What differs from run to run stands as a word: the id of
// the first subshell as S1, the release of Go as GO.
func TestMessages(t *testing.T) {
	files, err := filepath.Glob("testdata/messages/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { playArchive(t, file) })
		})
	}
}

func playArchive(t *testing.T, file string) {
	archive, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p := &play{t: t, client: kerneltest.Start(t, newScript(), &kernel.Options{Version: "1.0"})}
	seen := &txtar.Archive{Comment: archive.Comment}
	for _, f := range archive.Files {
		if f.Name == "got" {
			continue
		}
		seen.Files = append(seen.Files, f)
		if got, ok := p.step(f); ok {
			seen.Files = append(seen.Files, txtar.File{Name: "got", Data: []byte(got)})
		}
	}
	got, want := string(txtar.Format(seen)), string(txtar.Format(archive))
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A play is a session of an archive.
type play struct {
	t        *testing.T
	client   *kerneltest.Client
	begun    []string // ids of requests
	subshell string   // the id that S1 stands for
}

// step does what a file says. It returns what the kernel sent, if the step waits for it.
func (p *play) step(f txtar.File) (got string, ok bool) {
	p.t.Helper()
	words := strings.Fields(f.Name)
	switch words[0] {
	case "send":
		return p.shown(p.client.AwaitIdle(p.send(words[1], words[2], string(f.Data)))), true
	case "begin":
		id := p.send(words[1], words[2], string(f.Data))
		p.begun = append(p.begun, id)
		if len(p.begun) == 1 { // those behind it wait
			p.client.Await(id, "execute_input")
		}
		return "", false
	case "end":
		id := p.begun[0]
		p.begun = p.begun[1:]
		return p.shown(p.client.AwaitIdle(id)), true
	case "answer":
		asked := p.client.Await(p.begun[0], "input_request")
		p.client.Answer(kerneltest.Last(asked), strings.TrimSuffix(string(f.Data), "\n"))
		return "", false
	}
	p.t.Fatalf("no step is named %q", f.Name)
	return "", false
}

// send sends a content, and what stands before it.
func (p *play) send(channel, messageType, text string) string {
	p.t.Helper()
	r := kerneltest.Request{Type: messageType}
	for {
		line, rest, _ := strings.Cut(text, "\n")
		name, value, _ := strings.Cut(line, " ")
		switch name {
		case "metadata":
			r.Metadata = value
		case "buffer":
			r.Buffers = append(r.Buffers, []byte(value))
		case "subshell":
			r.Subshell = strings.ReplaceAll(value, "S1", p.subshell)
		default:
			r.Content = strings.ReplaceAll(strings.TrimSuffix(text, "\n"), `"S1"`, `"`+p.subshell+`"`)
			return p.client.SendRequest(p.channel(channel), r)
		}
		text = rest
	}
}

func (p *play) channel(name string) transport.Channel {
	for _, c := range []transport.Channel{kerneltest.Shell, kerneltest.Control, kerneltest.Stdin} {
		if c.String() == name {
			return c
		}
	}
	p.t.Fatalf("no channel is named %q", name)
	return 0
}

var (
	subshellID = regexp.MustCompile(`"subshell_id":"([A-Z2-7]{26})"`)
	goRelease  = strings.TrimPrefix(runtime.Version(), "go")
)

// shown is a transcript without what differs from run to run.
func (p *play) shown(t kerneltest.Transcript) string {
	text := t.String()
	if m := subshellID.FindStringSubmatch(text); m != nil && p.subshell == "" {
		p.subshell = m[1]
	}
	if p.subshell != "" {
		text = strings.ReplaceAll(text, p.subshell, "S1")
	}
	var b strings.Builder
	for line := range strings.Lines(text) {
		if strings.Contains(line, " kernel_info_reply ") {
			line = strings.ReplaceAll(line, goRelease, "GO")
		}
		b.WriteString(line)
	}
	return b.String()
}
