package session_test

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"regan/kernel/display"
	"regan/kernel/internal/engine"
	"regan/kernel/internal/worker"
	"regan/kernel/internal/worker/workertest"
	"regan/kernel/session"
)

const die = "import \"os\"\nos.Exit(3)"

func workerSession(t *testing.T) *session.Session {
	t.Helper()
	e, err := worker.New(workertest.Options())
	if err != nil {
		t.Fatal(err)
	}
	s := session.New(e)
	t.Cleanup(func() { s.Close() })
	return s
}

// restored is what a reader sees of %restore: its text, and what the one display of its progress says in the end.
func restored(t *testing.T, s *session.Session, input engine.Input) (text, progress string, err *session.Error) {
	t.Helper()
	id := ""
	o := s.Run(context.Background(), session.Cell{Source: "%restore", History: true, Input: input}, func(e display.Event) {
		switch e.Kind {
		case display.Display:
			if id != "" {
				t.Errorf("a second display: %v", e.Data)
			}
			id, progress = e.ID, e.Data.Text()
		case display.Update:
			if e.ID != id {
				t.Errorf("an update of the display %q, want %q", e.ID, id)
			}
			progress = e.Data.Text()
		default:
			text += e.Text
		}
	})
	return text, progress, o.Err
}

// Each case runs its cells, loses the process, restores, and then looks.
func TestRestore(t *testing.T) {
	for _, c := range []struct {
		name     string
		cells    []string // the process is lost after them
		since    []string // run before %restore
		want     string   // of %restore
		progress string
		look     string // a cell, and
		see      string // what it shows
	}{
		{
			"definitions and their changes, in order",
			[]string{"x := 1", "func twice(n int) int { return 2 * n }\ntype point struct{ A, B int }", "x = twice(x) + 10", "p := point{x, 2}"}, nil,
			"restored 4 of 4 cells; declared again: p, point, twice, x\n", "restored 4 of 4 cells (4/4)", "p", "=> {A:12 B:2}\n",
		},
		{
			"a cell that is redefined later",
			[]string{"func f() string { return \"old\" }", "kept := f()", "func f() string { return \"new\" }"}, nil,
			"restored 3 of 3 cells; declared again: f, kept\n", "restored 3 of 3 cells (3/3)", "kept + f()", "=> oldnew\n",
		},
		{
			"what cells show is dropped",
			[]string{"fmt.Println(\"seen once\")\nn := 3\nn"}, nil,
			"restored 1 of 1 cells; declared again: n\n", "restored 1 of 1 cells (1/1)", "n", "=> 3\n",
		},
		{
			"cells that failed are not run again",
			[]string{"n := 1", "n = 2\npanic(\"no\")"}, nil,
			"restored 1 of 1 cells; declared again: n\n", "restored 1 of 1 cells (1/1)", "n", "=> 1\n",
		},
		{
			"what ran since keeps its place behind",
			[]string{"a := 1"}, []string{"a := \"newer\""},
			"restored 2 of 2 cells; declared again: a\n", "restored 2 of 2 cells (2/2)", "a", "=> newer\n",
		},
		{
			"no cell had succeeded",
			nil, nil, "no cell had run to its end: there is nothing to restore\n", "", "1", "=> 1\n",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := workerSession(t)
			for _, cell := range append(append(c.cells, die), c.since...) {
				run(s, cell)
			}
			text, progress, err := restored(t, s, nil)
			if text != c.want || progress != c.progress || err != nil {
				t.Errorf("got %q, %q, %v; want %q, %q", text, progress, err, c.want, c.progress)
			}
			if got := run(s, c.look); got != c.see {
				t.Errorf("%s shows %q, want %q", c.look, got, c.see)
			}
			if again, _, _ := restored(t, s, nil); len(c.cells) > 0 && again != "nothing is lost: there is nothing to restore\n" {
				t.Errorf("a second time: %q", again)
			}
		})
	}
}

// A cell that depends on what has gone from the machine is named with its error, and the others are restored.
func TestRestoreOfACellThatFailsNow(t *testing.T) {
	t.Chdir(t.TempDir())
	s := workerSession(t)
	for _, cell := range []string{
		"%%writefile notes.txt\nabc", "import \"os\"\nif _, err := os.Stat(\"notes.txt\"); err != nil { panic(err) }\nknown := 1",
		"size := known", "!rm notes.txt\nafter := true", die,
	} {
		run(s, cell)
	}
	text, _, err := restored(t, s, nil)
	want := `restored 3 of 4 cells; declared again: after, known, size
not restored: In[2], which fails now: panic: stat notes.txt: no such file or directory
not run again: %%writefile notes.txt in In[1]
not run again: !rm notes.txt in In[4]
`
	if diff := cmp.Diff(want, text); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

// After a restart of the kernel the cells of the session before are run again, before those that have run since, and belong to
// this session from then on.
func TestRestoreAfterARestart(t *testing.T) {
	earlier := []session.Entry{
		{Session: 4, Line: 2, Source: "n := 1"},
		{Session: 5, Line: 1, Source: "func twice() int { return 2 * n }\nfunc fail() { panic(\"old\") }"},
		{Session: 5, Line: 7, Source: "n += nowhere"},
	}
	s := workerSession(t)
	asked := 0
	s.Follow(func() []session.Entry { asked++; return earlier })
	run(s, "n := 20")
	text, progress, err := restored(t, s, nil)
	want := "restored 3 of 4 cells; declared again: fail, n, twice\n" +
		"not restored: In[7] of session 5, which fails now: CompileError: In[7] of session 5:1:6: undefined: nowhere\n"
	if text != want || progress != "restored 3 of 4 cells (4/4)" || err != nil {
		t.Errorf("got %q, %q, %v; want %q", text, progress, err, want)
	}
	if got := run(s, "twice()"); got != "=> 40\n" {
		t.Errorf("twice() shows %q", got)
	}
	if got := run(s, "fail()"); !strings.Contains(got, "In[1] of session 5:2") {
		t.Errorf("a function of the session before fails at %s", got)
	}
	var kept []int
	for _, e := range s.History() {
		kept = append(kept, e.Restored)
	}
	if diff := cmp.Diff([]int{0, 5, 0, 0}, kept); diff != "" {
		t.Errorf("which cell restored which session (-want +got):\n%s", diff)
	}
	run(s, die)
	if text, _, err := restored(t, s, nil); err != nil || !strings.HasPrefix(text, "restored 4 of 5 cells; declared again: fail, n, twice\n") || asked != 1 {
		t.Errorf("after a death: %q, %v", text, err)
	}
}

// A reset forgets for good.
func TestNothingIsRestoredFromBeforeAReset(t *testing.T) {
	s := workerSession(t)
	s.Follow(func() []session.Entry { return []session.Entry{{Session: 1, Line: 1, Source: "a := 1"}} })
	for _, cell := range []string{"b := 2", "%reset -f", "c := 3", die} {
		run(s, cell)
	}
	for range 2 {
		if text, _, err := restored(t, s, nil); err != nil || text != "restored 2 of 2 cells; declared again: c\n" {
			t.Errorf("got %q, %v", text, err)
		}
		run(s, die)
	}
	if !s.History()[1].Reset || s.History()[2].Reset {
		t.Errorf("the history has %+v", s.History())
	}
}

// What a reader typed is typed again for him, but for passwords.
func TestRestoreAnswersQuestions(t *testing.T) {
	s := workerSession(t)
	var prompts []string
	ask := func(_ context.Context, q engine.Question) (string, error) {
		prompts = append(prompts, q.Prompt)
		if q.Secret {
			return "hush", nil
		}
		return "Ada", nil
	}
	asking := `import "regan/kernel/display"
name, _ := display.Input("Your name: ")
word, _ := display.Password("Your word: ")`
	if o := s.Run(context.Background(), session.Cell{Source: asking, History: true, Input: ask}, func(display.Event) {}); o.Err != nil {
		t.Fatal(o.Err)
	}
	run(s, die)
	if _, _, err := restored(t, s, ask); err != nil {
		t.Fatal(err)
	}
	want := []string{"Your name: ", "Your word: ", "In[1] asks again: Your word: "}
	if diff := cmp.Diff(want, prompts); diff != "" {
		t.Errorf("the reader was asked (-want +got):\n%s", diff)
	}
	if got := run(s, "name + word"); got != "=> Adahush\n" {
		t.Errorf("the answers are %q", got)
	}
	run(s, die)
	if _, _, err := restored(t, s, func(context.Context, engine.Question) (string, error) { return "", io.EOF }); err != nil {
		t.Fatal(err)
	}
	if got := run(s, "name + word"); got != "=> Ada\n" {
		t.Errorf("without the password: %q", got)
	}
}

// An interrupt ends it, it says how far it came, and it can be begun again.
func TestRestoreIsInterrupted(t *testing.T) {
	t.Chdir(t.TempDir())
	s := workerSession(t)
	waits := "import (\"os\"; \"regan/kernel/display\")\nif _, err := os.Stat(\"armed\"); err == nil { display.Input(\"waiting\") }\nb := 2"
	for _, cell := range []string{"a := 1", waits, "c := 3", "!touch armed", die} {
		run(s, cell)
	}
	ctx, interrupt := context.WithCancel(context.Background())
	o := s.Run(ctx, session.Cell{Source: "%restore", History: true, Input: func(ctx context.Context, _ engine.Question) (string, error) {
		interrupt()
		<-ctx.Done()
		return "", ctx.Err()
	}}, func(display.Event) {})
	if want := "interrupted in In[2], after 1 of 4 cells; %restore begins again"; o.Err == nil || o.Err.Name != "KeyboardInterrupt" || o.Err.Value != want {
		t.Fatalf("got %v, want %s", o.Err, want)
	}
	run(s, "!rm armed")
	if text, _, err := restored(t, s, nil); err != nil || !strings.HasPrefix(text, "restored 5 of 5 cells; declared again: a, b, c\n") {
		t.Errorf("begun again: %q, %v", text, err)
	}
}

// A cell that ends the process when it runs again is passed over the next time.
func TestRestoreOfACellThatKills(t *testing.T) {
	t.Chdir(t.TempDir())
	s := workerSession(t)
	for _, cell := range []string{"a := 1", "import \"os\"\nif _, err := os.Stat(\"armed\"); err == nil { os.Exit(9) }\nb := 2", "!touch armed", die} {
		run(s, cell)
	}
	if _, progress, err := restored(t, s, nil); err == nil || progress != "stopped at In[2] (1/3)" ||
		!strings.Contains(err.Value, "In[2], run again, ended the process: the cell ended its process with exit code 9") {
		t.Errorf("got %v, progress %q", err, progress)
	}
	if text, _, err := restored(t, s, nil); err != nil || !strings.HasPrefix(text, "restored 2 of 2 cells; declared again: a\n") {
		t.Errorf("the next time: %q, %v", text, err)
	}
}

// The error of a cell that loses the variables says how to have them back, if there are any.
func TestLossOffersToRestore(t *testing.T) {
	s := workerSession(t)
	if out := run(s, die); strings.Contains(out, "%restore") {
		t.Errorf("nothing was lost: %s", out)
	}
	run(s, "x := 1")
	if out := run(s, die); !strings.Contains(out, "variables are lost, %restore runs the cells that define them again") {
		t.Errorf("got %s", out)
	}
}
