// Package enginetest is what every engine.Engine must do, as a test that each implementation calls.
package enginetest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"regan/kernel/display"
	"regan/kernel/internal/engine"
)

// Run tests the engines that open makes. Interrupts are left out where the race detector watches the interpreter: an
// interrupted run of yaegi still stores its result, which nobody reads, when it comes to its end.
func Run(t *testing.T, interrupts bool, open func(t *testing.T) engine.Engine) {
	t.Run("keeps state between units", func(t *testing.T) {
		e := open(t)
		run(t, e, "var x int\nfunc init() { x = 41 }")
		got := run(t, e, "import h \"regan/cell\"\nfunc init() { x++; h.Show(false, x) }")
		if got != "result 42\n" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("sends all output before it returns, in order", func(t *testing.T) {
		e := open(t)
		got := run(t, e, `import ("fmt"; d "regan/kernel/display")
func init() {
	fmt.Println("first")
	d.Show("between")
	fmt.Println("last")
}`)
		if got != "stdout first\ndisplay between\nstdout last\n" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("separates stdout from stderr", func(t *testing.T) {
		e := open(t)
		got := run(t, e, "import (\"fmt\"; \"os\")\nfunc init() { fmt.Fprint(os.Stdout, \"out\") }")
		got += run(t, e, "import (\"fmt\"; \"os\")\nfunc init() { fmt.Fprint(os.Stderr, \"err\") }")
		if got != "stdout out\nstderr err\n" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("never cuts a character", func(t *testing.T) {
		e := open(t)
		const text = "é√漢字🙂"
		var all strings.Builder
		err := e.Run(context.Background(), unit("import (\"os\")\nfunc init() { for i := 0; i < 20000; i++ { os.Stdout.WriteString(\""+text+"\") } }"),
			func(ev display.Event) {
				if strings.ToValidUTF8(ev.Text, "?") != ev.Text {
					t.Errorf("an event that cuts a character: ...%q", ev.Text[max(len(ev.Text)-8, 0):])
				}
				all.WriteString(ev.Text)
			})
		if err != nil || all.String() != strings.Repeat(text, 20000) {
			t.Errorf("error %v, %d bytes of %d", err, all.Len(), 20000*len(text))
		}
	})
	t.Run("sends to the last byte what a unit has written", func(t *testing.T) {
		e := open(t)
		for _, text := range []string{`a\x00`, `b\xc3`, `c`} { // what could be the beginning of more, and nothing after it
			got := run(t, e, "import \"os\"\nfunc init() { os.Stdout.WriteString(\""+text+"\") }")
			want, _ := strconv.Unquote(`"` + text + `"`)
			if got = strings.NewReplacer("stdout ", "", "\n", "").Replace(got); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		}
	})
	t.Run("reports a panic with its functions and lines, and goes on", func(t *testing.T) {
		e := open(t)
		f := failure(t, e, engine.Unit{Name: "In[7]", File: "unit7", Files: map[int]string{300: "In[7]", 400: "In[8]"}, Source: "package main\n" +
			"//line unit7:301\nfunc f(i int) int {\nlineˑ = 302\nreturn []int{}[i]\n}\n" +
			"func init() { f(3) }\n"})
		if f.Cause != engine.Panicked || f.TypeName != "runtime error" || !strings.Contains(f.Message, "index out of range") {
			t.Errorf("got %+v", f)
		}
		want := engine.Frame{Func: "f", File: "In[7]", Line: 2}
		if len(f.Frames) == 0 || f.Frames[0] != want {
			t.Errorf("frames %+v, want %+v first", f.Frames, want)
		}
		if got := run(t, e, "import h \"regan/cell\"\nfunc init() { h.Show(false, 1) }"); got != "result 1\n" {
			t.Errorf("after the panic: %q", got)
		}
	})
	t.Run("reports what a result's error says", func(t *testing.T) {
		e := open(t)
		f := failure(t, e, unit("import (\"errors\"; h \"regan/cell\")\nfunc init() { h.Show(true, 1, errors.New(\"no luck\")) }"))
		if f.Cause != engine.Returned || f.Message != "no luck" {
			t.Errorf("got %+v", f)
		}
		if got := run(t, e, "import h \"regan/cell\"\nfunc init() { var err error; h.Show(true, 1, err) }"); got != "result 1\n" {
			t.Errorf("without an error: %q", got)
		}
	})
	for name, body := range map[string]string{
		"an endless loop":           "for { n++ }",
		"a channel that nobody has": "<-make(chan int)",
		"a long sleep":              "time.Sleep(time.Hour)",
		"a context":                 "<-display.Context().Done(); select {}",
	} {
		t.Run("interrupts "+name+" and keeps state", func(t *testing.T) {
			if !interrupts {
				t.Skip("the race detector watches the interpreter")
			}
			e := open(t)
			run(t, e, "var n, kept int\nfunc init() { kept = 5 }")
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			source := "import (\"fmt\"; \"time\"; \"regan/kernel/display\")\nvar _ = time.Second\nvar _ = display.Show\nfunc init() { fmt.Println(\"on my way\")\n" + body + "}"
			err := e.Run(ctx, unit(source), func(ev display.Event) {
				if strings.Contains(ev.Text, "on my way") {
					cancel()
				}
			})
			var f *engine.Failure
			if !errors.As(err, &f) || f.Cause != engine.Interrupted || f.Lost {
				t.Fatalf("got %v, want an interrupt", err)
			}
			if got := run(t, e, "import h \"regan/cell\"\nfunc init() { h.Show(false, kept) }"); got != "result 5\n" {
				t.Errorf("after the interrupt: %q", got)
			}
		})
	}
	t.Run("interrupts a unit whenever that comes, and nothing of it runs on", func(t *testing.T) {
		if !interrupts {
			t.Skip("the race detector watches the interpreter")
		}
		const show = "import h \"regan/cell\"\nfunc init() { h.Show(false, n) }"
		e := open(t)
		run(t, e, "var n int")
		long := strings.Repeat("n++; ", 500) // for the engine to prepare
		for i := range 60 {
			ctx, cancel := context.WithCancel(context.Background())
			time.AfterFunc(time.Duration(i)*100*time.Microsecond, cancel)
			u := unit("func init() { loop() }\nfunc loop() {\n" + engine.TopVariable + " = 1\nfor { " + long + " }\n}")
			err := e.Run(ctx, u, func(display.Event) {})
			var f *engine.Failure
			if !errors.As(err, &f) || f.Cause != engine.Interrupted || f.Lost {
				t.Fatalf("after %d times 100 µs: got %v, want an interrupt", i, err)
			}
			first, second := "", run(t, e, show)
			for tries := 0; first != second; tries++ { // it may end with one turn more
				if tries == 100 {
					t.Fatalf("after %d times 100 µs: n is still counted", i)
				}
				first, second = second, run(t, e, show)
			}
		}
	})
	t.Run("a panic whose value cannot be told is told, and the engine goes on", func(t *testing.T) {
		e := open(t)
		f := failure(t, e, unit("type T struct{}\nfunc (T) Error() string { panic(\"in Error\") }\nfunc init() { var err error = T{}; panic(err) }"))
		if f.Cause != engine.Panicked || f.Lost {
			t.Errorf("got %+v", f)
		}
		if got := run(t, e, "import h \"regan/cell\"\nfunc init() { h.Show(false, 1) }"); got != "result 1\n" {
			t.Errorf("after the panic: %q", got)
		}
	})
	t.Run("a panic in a goroutine is told, and the engine goes on", func(t *testing.T) {
		e := open(t)
		// It is told when the goroutine's own deferred calls have run: in this unit, between units or in a later one.
		var told transcript
		source := `import h "regan/cell"
func init() {
	done := make(chan int)
	h.Go(func() { defer close(done); panic("lost goroutine") })
	<-done
}`
		for deadline := time.Now().Add(time.Minute); told.String() == "" && time.Now().Before(deadline); {
			if err := e.Run(context.Background(), unit(source), told.event); err != nil {
				t.Fatal(err)
			}
			source = "import \"runtime\"\nfunc init() { runtime.Gosched() }"
		}
		if got := told.String(); got != "stderr panic in a goroutine: lost goroutine\n" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("asks for what is read from standard input", func(t *testing.T) {
		for _, tt := range []struct {
			name, source string
			answers      []string
			want         string
		}{
			{"fmt.Scan", `import "fmt"
func init() {
	var name string
	var age int
	fmt.Print("name and age? ")
	n, err := fmt.Scan(&name, &age)
	fmt.Println(name, age, n, err)
}`, []string{"Ada 36"}, "stdout name and age? \nask \"\"\nstdout Ada 36 2 <nil>\n"},
			{"fmt.Scanln twice, each with its line", `import "fmt"
func init() {
	var a, b int
	fmt.Scanln(&a)
	fmt.Scanln(&b)
	fmt.Println(a + b)
}`, []string{"1", "2"}, "ask \"\"\nask \"\"\nstdout 3\n"},
			{"bufio.Scanner to the end", `import ("bufio"; "fmt"; "os")
func init() {
	for s := bufio.NewScanner(os.Stdin); s.Scan(); {
		fmt.Println("got " + s.Text())
	}
}`, []string{"é√漢字", ""}, "ask \"\"\nstdout got é√漢字\nask \"\"\nstdout got \nask \"\"\n"},
			{"bufio.Reader, in a function of the user's", `import ("bufio"; "fmt"; "io"; "os")
func read(r io.Reader) string { s, _ := bufio.NewReader(r).ReadString('\n'); return s }
func init() { fmt.Printf("%q\n", read(os.Stdin)) }`, []string{"x"}, "ask \"\"\nstdout \"x\\n\"\n"},
			{"fmt.Fscan", `import ("fmt"; "os")
func init() { var x float64; fmt.Fscan(os.Stdin, &x); fmt.Println(x) }`, []string{"2.5"}, "ask \"\"\nstdout 2.5\n"},
			{"io.ReadAll", `import ("fmt"; "io"; "os")
func init() { b, err := io.ReadAll(os.Stdin); fmt.Printf("%q %v\n", b, err) }`, []string{"1", "2"},
				"ask \"\"\nask \"\"\nask \"\"\nstdout \"1\\n2\\n\" <nil>\n"},
			{"display.Input", `import ("fmt"; "regan/kernel/display")
func init() {
	a, err := display.Input("who? ")
	fmt.Println(a, err)
	b, err := display.Password("secret? ")
	fmt.Println(b, err)
	_, err = display.Input("more? ")
	fmt.Println(err)
}`, []string{"Ada", "x"}, "ask \"who? \"\nstdout Ada <nil>\nask secret \"secret? \"\nstdout x <nil>\nask \"more? \"\nstdout EOF\n"},
		} {
			t.Run(tt.name, func(t *testing.T) {
				var b transcript
				u := unit(tt.source)
				answers := tt.answers
				u.Input = func(_ context.Context, q engine.Question) (string, error) {
					b.question(q)
					if len(answers) == 0 {
						return "", io.EOF
					}
					answer := answers[0]
					answers = answers[1:]
					return answer, nil
				}
				if err := open(t).Run(context.Background(), u, b.event); err != nil {
					t.Fatal(err)
				}
				if got := b.String(); got != tt.want {
					t.Errorf("got\n%s\nwant\n%s", got, tt.want)
				}
			})
		}
	})
	t.Run("tells code that nobody can be asked", func(t *testing.T) {
		got := run(t, open(t), "import \"fmt\"\nfunc init() { var x int; _, err := fmt.Scan(&x); fmt.Println(err) }")
		if got != "stdout "+engine.ErrNoInput.Error()+"\n" {
			t.Errorf("got %q", got)
		}
	})
	t.Run("forgets what a unit has not read", func(t *testing.T) {
		e := open(t)
		for range 2 {
			var b transcript
			u := unit("import \"fmt\"\nfunc init() { var x int; fmt.Scan(&x); fmt.Println(x) }")
			u.Input = func(context.Context, engine.Question) (string, error) { return "1 2", nil }
			if err := e.Run(context.Background(), u, b.event); err != nil || b.String() != "stdout 1\n" {
				t.Errorf("got %q, %v", b.String(), err)
			}
		}
	})
	t.Run("interrupts a question", func(t *testing.T) {
		if !interrupts {
			t.Skip("the race detector watches the interpreter")
		}
		e := open(t)
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		u := unit("import \"fmt\"\nfunc init() { var x int; fmt.Scan(&x) }")
		u.Input = func(ctx context.Context, _ engine.Question) (string, error) {
			cancel()
			<-ctx.Done()
			return "", ctx.Err()
		}
		var f *engine.Failure
		if err := e.Run(ctx, u, func(display.Event) {}); !errors.As(err, &f) || f.Cause != engine.Interrupted {
			t.Fatalf("got %v, want an interrupt", err)
		}
		var b transcript
		u = unit("import \"fmt\"\nfunc init() { var x int; fmt.Scan(&x); fmt.Println(x) }")
		u.Input = func(context.Context, engine.Question) (string, error) { return "5", nil }
		if err := e.Run(context.Background(), u, b.event); err != nil || b.String() != "stdout 5\n" {
			t.Errorf("after the interrupt: %q, %v", b.String(), err)
		}
	})
	t.Run("rejects what the interpreter cannot compile, and goes on", func(t *testing.T) {
		e := open(t)
		if f := failure(t, e, unit("func init() { undefinedThing() }")); f.Cause != engine.Rejected {
			t.Errorf("got %+v", f)
		}
		if got := run(t, e, "import h \"regan/cell\"\nfunc init() { h.Show(false, 1) }"); got != "result 1\n" {
			t.Errorf("after the rejection: %q", got)
		}
	})
	t.Run("a type's own String is used where it is shown", func(t *testing.T) {
		e := open(t)
		got := run(t, e, "import h \"regan/cell\"\ntype T struct{ N int }\nfunc (t T) String() string { return \"my T\" }\nfunc init() { h.Show(false, T{1}) }")
		if got != "result my T\n" {
			t.Errorf("got %q", got)
		}
	})
}

var serial = make(chan int, 1)

func init() { serial <- 0 }

// unit makes a unit of the declarations of a file.
func unit(source string) engine.Unit {
	n := <-serial + 1
	serial <- n
	file := fmt.Sprintf("test%d", n)
	return engine.Unit{Name: file, File: file, Source: "package main\n" + source + "\n"}
}

// run runs a unit that must succeed and returns what it shows, one line an event.
func run(t *testing.T, e engine.Engine, source string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var b transcript
	if err := e.Run(ctx, unit(source), b.event); err != nil {
		t.Fatalf("%v in:\n%s", err, source)
	}
	return b.String()
}

// A transcript is what a unit shows and asks, one line each.
type transcript struct {
	mu sync.Mutex
	b  strings.Builder
}

func (s *transcript) event(ev display.Event) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text := ev.Text
	if ev.Data != nil {
		text = ev.Data.Text()
	}
	fmt.Fprintf(&s.b, "%s %s\n", ev.Kind, strings.TrimSuffix(text, "\n"))
}

func (s *transcript) question(q engine.Question) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.b.WriteString("ask ")
	if q.Secret {
		s.b.WriteString("secret ")
	}
	fmt.Fprintf(&s.b, "%q\n", q.Prompt)
}

func (s *transcript) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// failure runs a unit that must fail.
func failure(t *testing.T, e engine.Engine, u engine.Unit) *engine.Failure {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	err := e.Run(ctx, u, func(display.Event) {})
	var f *engine.Failure
	if !errors.As(err, &f) {
		t.Fatalf("got %v, want a failure", err)
	}
	return f
}
