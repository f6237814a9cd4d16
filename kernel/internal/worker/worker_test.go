package worker_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"regan/kernel/display"
	"regan/kernel/internal/engine"
	"regan/kernel/internal/engine/enginetest"
	"regan/kernel/internal/worker"
	"regan/kernel/internal/worker/workertest"
)

func TestMain(m *testing.M) { workertest.Main(m) }

func open(t testing.TB, o worker.Options) *worker.Engine {
	e, err := worker.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return e
}

func TestEngine(t *testing.T) {
	enginetest.Run(t, true, func(t *testing.T) engine.Engine { return open(t, workertest.Options()) })
}

func TestDeaths(t *testing.T) {
	tests := []struct {
		name, source string
		cause        engine.Cause
		message      string
		code         int
	}{
		{"os.Exit", "import \"os\"\nfunc init() { os.Exit(3) }", engine.Exited, "the cell ended its process with exit code 3", 3},
		{"log.Fatal", "import \"log\"\nfunc init() { log.Fatal(\"bye\") }", engine.Exited, "the cell ended its process with exit code 1", 1},
		{"endless recursion", "func f(n int) int { return f(n+1) + 1 }\nfunc init() { f(0) }", engine.Died,
			"stack overflow: a function calls itself without end", 2},
		{"os.Exit while a child holds the output",
			"import (\"os\"; \"os/exec\")\nfunc init() { c := exec.Command(\"sleep\", \"1000\"); c.Stdout = os.Stdout; c.Start(); os.Exit(3) }",
			engine.Exited, "the cell ended its process with exit code 3", 3},
		{"a signal from outside", "import (\"os/exec\"; \"os\"; \"fmt\")\nfunc init() { exec.Command(\"kill\", \"-SEGV\", fmt.Sprint(os.Getpid())).Run(); for {} }",
			engine.Died, "SIGSEGV: segmentation violation", 2},
		{"out of memory", "func init() { n := 1 << 45; b := make([]byte, n); _ = b }", engine.Died, "out of memory", 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := open(t, workertest.Options())
			u := engine.Unit{Name: "In[1]", File: "unit1", Source: "package main\n" + tt.source + "\n"}
			f := fail(t, e.Run(context.Background(), u, ignore))
			if f.Cause != tt.cause || !strings.Contains(f.Message, tt.message) || f.ExitCode != tt.code || !f.Lost {
				t.Errorf("got %+v, want %s %q, exit code %d, lost", f, tt.cause, tt.message, tt.code)
			}
			shown := ""
			next := engine.Unit{Name: "In[2]", File: "unit2", Source: "package main\nimport h \"regan/cell\"\nfunc init() { h.Show(false, 7) }\n"}
			if err := e.Run(context.Background(), next, func(e display.Event) { shown += e.Data.Text() }); err != nil || shown != "7" {
				t.Errorf("the next unit: %v, showed %q", err, shown)
			}
		})
	}
}

// A unit that comes between the end of its process and the end of that process's output, which a daemon holds, does not run.
func TestEndedBeforeItsOutput(t *testing.T) {
	e := open(t, workertest.Options())
	u, daemon := startsDaemon(t, "os.Stdout.WriteString(strconv.Itoa(os.Getpid()))")
	var printed strings.Builder
	if err := e.Run(context.Background(), u, func(e display.Event) { printed.WriteString(e.Text) }); err != nil {
		t.Fatal(err)
	}
	defer daemon().Kill()
	worker := processOf(t, printed.String())
	if err := worker.Kill(); err != nil {
		t.Fatal(err)
	}
	for worker.Signal(syscall.Signal(0)) == nil { // until the front has seen it end
		time.Sleep(time.Millisecond)
	}
	f := fail(t, e.Run(context.Background(), engine.Unit{Name: "In[2]", File: "unit2", Source: "package main\nvar next = 1\n"}, ignore))
	if !f.Lost || !strings.Contains(f.Message, "this cell has not run") {
		t.Errorf("got %+v", f)
	}
}

// A daemon that a cell has started lives on, and its hold on the cell's output keeps nobody waiting.
func TestADaemonHoldsTheOutput(t *testing.T) {
	e := open(t, workertest.Options())
	u, daemon := startsDaemon(t, "os.Exit(3)")
	if f := fail(t, e.Run(context.Background(), u, ignore)); f.Cause != engine.Exited || f.ExitCode != 3 {
		t.Errorf("got %+v", f)
	}
	if err := daemon().Kill(); err != nil {
		t.Errorf("the daemon does not live: %v", err)
	}
	if err := e.Run(context.Background(), engine.Unit{Name: "In[2]", File: "unit2", Source: "package main\nvar next = 1\n"}, ignore); err != nil {
		t.Errorf("the next unit: %v", err)
	}
}

// A cell that closes its standard files, or others that it has not opened, loses what it prints itself, and nothing else.
func TestClosedFiles(t *testing.T) {
	const imports = "package main\nimport (\"fmt\"; \"os\"; \"regan/kernel/display\")\nvar _ = fmt.Sprint\nvar _ = display.Show\n"
	for _, c := range []struct{ name, source, note string }{
		{"standard output by its name", `os.Stdout.Close()`, "note: standard output had been closed, and is open again\n"},
		{"standard output by its number", `os.NewFile(1, "").Close()`, "note: standard output had been closed, and is open again\n"},
		{"standard error by its name", `os.Stderr.Close()`, "note: standard error had been closed, and is open again\n"},
		{"standard error by its number", `os.NewFile(2, "").Close()`, "note: standard error had been closed, and is open again\n"},
		{"other files", `os.NewFile(3, "").Close(); os.NewFile(4, "").Close()`, ""},
		{"nothing, but it reads what is not its own", `os.NewFile(3, "").Read(make([]byte, 100)); os.NewFile(4, "").WriteString("garbage")`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := open(t, workertest.Options())
			run := func(name, body string) map[display.EventKind]string { // the streams have no common order
				got := map[display.EventKind]string{}
				err := e.Run(context.Background(), engine.Unit{Name: name, File: name, Source: imports + "func init() {\n" + body + "\n}\n"}, func(e display.Event) {
					got[e.Kind] += e.Text + e.Data.Text()
				})
				if err != nil {
					t.Fatalf("%s: %v", body, err)
				}
				return got
			}
			run("unit1", c.source)
			got := run("unit2", `fmt.Println("out"); fmt.Fprintln(os.Stderr, "err"); display.Show(1)`)
			want := map[display.EventKind]string{display.Stdout: "out\n", display.Stderr: c.note + "err\n", display.Display: "1"}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("the next unit shows (-want +got):\n%s", diff)
			}
		})
	}
}

// A file that has got the number of a closed standard output gets what is printed, as in any program, and nothing of ours.
func TestAFileInThePlaceOfStandardOutput(t *testing.T) {
	e := open(t, workertest.Options())
	file := filepath.Join(t.TempDir(), "mine")
	u := engine.Unit{Name: "In[1]", File: "unit1", Source: fmt.Sprintf(`package main
import ("fmt"; "os"; "regan/kernel/display")
func init() {
	os.NewFile(1, "").Close()
	os.Create(%q)
	fmt.Println("hello")
	display.Show("shown")
}
`, file)}
	var shown []string
	if err := e.Run(context.Background(), u, func(e display.Event) { shown = append(shown, e.Data.Text()) }); err != nil {
		t.Fatal(err)
	}
	if text, err := os.ReadFile(file); string(text) != "hello\n" || err != nil {
		t.Errorf("the file has %q, %v", text, err)
	}
	if diff := cmp.Diff([]string{"shown"}, shown); diff != "" {
		t.Errorf("displays (-want +got):\n%s", diff)
	}
}

// What cells have started ends with the engine, and with a process that ends itself: commands in process groups of their own, and what
// they have left in the background, too.
func TestCommandsEndWithTheProcess(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only Linux tells which processes belong to a session")
	}
	for _, c := range []struct{ name, command, then string }{
		{"a command", "echo ready; sleep 1000", ""},
		{"one in the background", "(echo ready; sleep 1000) &", ""},
		{"a command of a process that exits", "echo ready; sleep 1000", "os.Exit(3)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := open(t, workertest.Options())
			pipe := filepath.Join(t.TempDir(), "pipe")
			if err := exec.Command("mkfifo", pipe).Run(); err != nil {
				t.Skip(err)
			}
			u := engine.Unit{Name: "In[1]", File: "unit1", Source: fmt.Sprintf(
				"package main\nimport (\"context\"; \"regan/kernel/shell\"; h \"regan/cell\")\nfunc init() { h.Go(func() { shell.Run(context.Background(), %q) }) }\n",
				"exec >"+pipe+" 2>&1; "+c.command)}
			if err := e.Run(context.Background(), u, ignore); err != nil {
				t.Fatal(err)
			}
			output, err := os.Open(pipe) // once the command writes
			if err != nil {
				t.Fatal(err)
			}
			defer output.Close()
			if _, err := io.ReadFull(output, make([]byte, len("ready\n"))); err != nil {
				t.Fatal(err)
			}
			if c.then == "" {
				e.Close()
			} else {
				e.Run(context.Background(), engine.Unit{Name: "In[2]", File: "unit2", Source: "package main\nimport \"os\"\nfunc init() { " + c.then + " }\n"}, ignore)
			}
			ended := make(chan error)
			go func() {
				_, err := io.Copy(io.Discard, output) // until nobody writes any more
				ended <- err
			}()
			select {
			case err := <-ended:
				if err != nil {
					t.Error(err)
				}
			case <-time.After(time.Minute):
				t.Error("the command lives on")
			}
		})
	}
}

// startsDaemon returns a unit that starts a daemon, which holds the unit's output, and does something once that runs; and what
// then returns the daemon.
func startsDaemon(t *testing.T, then string) (engine.Unit, func() *os.Process) {
	t.Helper()
	if _, err := exec.LookPath("setsid"); err != nil {
		t.Skip(err)
	}
	sign := filepath.Join(t.TempDir(), "pid")
	u := engine.Unit{Name: "In[1]", File: "unit1", Source: fmt.Sprintf(`package main
import ("os"; "os/exec"; "strconv"; "time")
var _ = strconv.Itoa
func init() {
	c := exec.Command("setsid", "sh", "-c", "echo $$ > %[1]s.new; mv %[1]s.new %[1]s; exec sleep 1000")
	c.Stdout, c.Stderr = os.Stdout, os.Stderr
	c.Start()
	for {
		if _, err := os.Stat(%[1]q); err == nil { break }
		time.Sleep(time.Millisecond)
	}
	%[2]s
}
`, sign, then)}
	return u, func() *os.Process {
		text, err := os.ReadFile(sign)
		if err != nil {
			t.Fatal(err)
		}
		return processOf(t, string(text))
	}
}

func processOf(t *testing.T, pid string) *os.Process {
	t.Helper()
	n, err := strconv.Atoi(strings.TrimSpace(pid))
	if err != nil {
		t.Fatal(err)
	}
	process, err := os.FindProcess(n)
	if err != nil {
		t.Fatal(err)
	}
	return process
}

// Long texts arrive as they are, beside short ones and what is no text.
func TestLongTexts(t *testing.T) {
	e := open(t, workertest.Options())
	var got []display.Bundle
	u := engine.Unit{Name: "In[1]", File: "unit1", Source: `package main
import ("strings"; "regan/kernel/display"; h "regan/cell")
func init() {
	long := strings.Repeat("<é>", 100_000)
	display.Show(display.Markdown(long + "\xff"), display.PNG(long), "short", long)
	h.Show(false, long)
}
`}
	if err := e.Run(context.Background(), u, func(e display.Event) { got = append(got, e.Data) }); err != nil {
		t.Fatal(err)
	}
	text := strings.Repeat("<é>", 100_000)
	want := []display.Bundle{
		{display.TextMarkdown: text + "\uFFFD", display.TextPlain: display.Of(display.Markdown(text + "\xff")).Text()}, display.Of(display.PNG(text)), display.Of("short"), display.Of(text), display.Of(text),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got) %.2000s", diff)
	}
}

// A process that ends between units takes the variables along: the next unit is told so and does not run.
func TestDeathBetweenUnits(t *testing.T) {
	e := open(t, workertest.Options())
	sign := filepath.Join(t.TempDir(), "end") // the process ends once this file is there: not before the first unit's end was told
	u := engine.Unit{Name: "In[1]", File: "unit1", Source: fmt.Sprintf(`package main
import ("fmt"; "os"; "time"; h "regan/cell")
func init() {
	h.Go(func() {
		for {
			if _, err := os.Stat(%q); err == nil { os.Exit(3) }
			time.Sleep(time.Millisecond)
		}
	})
	fmt.Println("started")
}
`, sign)}
	if err := e.Run(context.Background(), u, ignore); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(sign, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	next := engine.Unit{Name: "In[2]", File: "unit2", Source: "package main\nvar ran = 1\n"}
	var f *engine.Failure
	for deadline := time.Now().Add(time.Minute); f == nil && time.Now().Before(deadline); next.File += "x" { // until it is seen to be gone
		errors.As(e.Run(context.Background(), next, ignore), &f)
		next.Source = strings.Replace(next.Source, "ran", "ranx", 1)
	}
	if f == nil || !f.Lost || !strings.Contains(f.Message, "exit code 3") {
		t.Errorf("got %+v", f)
	}
	if err := e.Run(context.Background(), next, ignore); err != nil {
		t.Errorf("the unit after: %v", err)
	}
}

// A cell that eats memory ends its process, not the machine, and is told why; what a cell has freed does not count.
func TestMemoryLimit(t *testing.T) {
	o := workertest.Options()
	o.Memory = 256 << 20
	e := open(t, o)
	source := "package main\nvar keep [][]byte\nfunc init() { for i := 0; i < 100; i++ { b := make([]byte, 16<<20); for j := 0; j < len(b); j += 4096 { b[j] = 1 }; %s } }\n"
	u := engine.Unit{Name: "In[1]", File: "unit1", Source: strings.Replace(source, "%s", "_ = b", 1)}
	if err := e.Run(context.Background(), u, ignore); err != nil {
		t.Errorf("100 times 16 MiB, one after another: %v", err)
	}
	u = engine.Unit{Name: "In[2]", File: "unit2", Source: strings.Replace(source, "%s", "keep = append(keep, b)", 1)}
	u.Source = strings.ReplaceAll(u.Source, "keep", "kept") // a name of its own
	f := fail(t, e.Run(context.Background(), u, ignore))
	if f.Cause != engine.Died || !f.Lost || !strings.HasPrefix(f.Message, "out of memory: the cells use ") ||
		!strings.HasSuffix(f.Message, "and the limit is 256 MiB") {
		t.Errorf("got %+v", f)
	}
	u = engine.Unit{Name: "In[3]", File: "unit3", Source: "package main\nvar next = 1\n"}
	if err := e.Run(context.Background(), u, ignore); err != nil {
		t.Errorf("the next unit: %v", err)
	}
}

func TestWhatDoesNotStopIsEnded(t *testing.T) {
	o := workertest.Options()
	o.Grace = 50 * time.Millisecond
	e := open(t, o)
	ctx, cancel := context.WithCancel(context.Background())
	// A deferred call that blocks keeps the unit from ending.
	u := engine.Unit{Name: "In[1]", File: "unit1", Source: `package main
import ("fmt"; "os/exec")
func init() { fmt.Println("started"); exec.Command("sleep", "1000").Run() }
`}
	err := e.Run(ctx, u, func(e display.Event) { cancel() })
	f := fail(t, err)
	if f.Cause != engine.Interrupted && f.Cause != engine.Died {
		t.Errorf("got %+v", f)
	}
}

func TestCloseEndsTheProcess(t *testing.T) {
	e := open(t, workertest.Options())
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	started := make(chan struct{})
	ended := make(chan error)
	u := engine.Unit{Name: "In[1]", File: "unit1", Source: "package main\nimport \"fmt\"\nfunc init() { fmt.Println(1); for {} }\n"}
	go func() { ended <- e.Run(ctx, u, func(display.Event) { close(started) }) }()
	<-started
	e.Close()
	if f := fail(t, <-ended); !f.Lost {
		t.Errorf("got %+v", f)
	}
	if f := fail(t, e.Run(ctx, u, ignore)); !strings.Contains(f.Message, "closed") {
		t.Errorf("a unit after Close: %+v", f)
	}
}

func TestAProgramThatIsNoWorker(t *testing.T) {
	if _, err := worker.New(worker.Options{Command: []string{"/no/such/program"}}); err == nil ||
		!strings.Contains(err.Error(), "/no/such/program") {
		t.Errorf("got %v", err)
	}
	e := open(t, worker.Options{Command: []string{"true"}})
	f := fail(t, e.Run(context.Background(), engine.Unit{Name: "In[1]", Source: "package main\n"}, ignore))
	if !f.Lost {
		t.Errorf("got %+v", f)
	}
}

func ignore(display.Event) {}

func fail(t *testing.T, err error) *engine.Failure {
	t.Helper()
	var f *engine.Failure
	if !errors.As(err, &f) {
		t.Fatalf("got %v, want a failure", err)
	}
	return f
}

func BenchmarkRoundTrip(b *testing.B) {
	e := open(b, workertest.Options())
	ctx := context.Background()
	n := 0
	for b.Loop() {
		n++
		u := engine.Unit{Name: "In[1]", File: "unit1", Source: "package main\n"}
		if err := e.Run(ctx, u, ignore); err != nil {
			b.Fatal(err)
		}
	}
}
