package cell

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMagics(t *testing.T) {
	known := func(name string) bool { return name == "done" || name == "x" }
	tests := []struct {
		name, source string
		magics       []string // name|args
		rest         string   // spaces as dots, where it differs from the source
	}{
		{"no magic", "x := 5 % 3\ny := !done\n", nil, ""},
		{"a line", "%time\nx := 1", []string{"time|"}, ".....\nx := 1"},
		{"with arguments, between statements", "x := 1\n%cd /tmp\ny := 2", []string{"cd|/tmp"}, "x := 1\n........\ny := 2"},
		{"indented", "  %who", []string{"who|"}, "......"},
		{"a command line", "!ls -l 'it s' | wc\nx", []string{"!|ls -l 'it s' | wc"}, "..................\nx"},
		{"a quote that Go would not close", "!echo it's\nx", []string{"!|echo it's"}, "..........\nx"},
		{"a negation of a known name", "!done", nil, ""},
		{"a negation in Go of a known call", "!x.Empty()", nil, ""},
		{"a negation of a name of this cell", "ready := true\n!ready", nil, ""},
		{"a command that looks like one", "!ls", []string{"!|ls"}, "..."},
		{"not in a raw string", "s := `\n%time\n!ls\n`\n", nil, ""},
		{"not inside brackets", "f(\n\t!done,\n)\n", nil, ""},
		{"not in a comment", "// %time\n/*\n%time\n*/\nx", nil, ""},
		{"not behind a semicolon", "if v, ok := m[k]; !ok {\n\tprintln(v)\n}\nfor i := 0; !end(i); i++ { !x }\n", nil, ""},
		{"not after an operator", "y := x %\n3", nil, ""},
		{"a question", "?fmt.Println", []string{"?|fmt.Println"}, "............"},
		{"a question behind, in detail", "x := 1\nx??", []string{"?|x ??"}, "x := 1\n..."},
		{"two", "%time\n%who", []string{"time|", "who|"}, ".....\n...."},
		{"after a block", "if x {\n}\n!ls\n", []string{"!|ls"}, "if x {\n}\n...\n"},
		{"the whole cell", "\n%%bash -x\necho $HOME\n%time\n", []string{"bash|-x|echo $HOME\n%time\n"}, "-"},
		{"carriage returns", "%who\r\nx\r\n", []string{"who|"}, ".....\nx\r\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			magics, rest := Magics(tt.source, known)
			var got []string
			for _, m := range magics {
				text := m.Name + "|" + m.Args
				if m.Whole {
					text += "|" + m.Body
				}
				got = append(got, text)
			}
			if diff := cmp.Diff(tt.magics, got); diff != "" {
				t.Errorf("magics (-want +got):\n%s", diff)
			}
			want := tt.rest
			switch want {
			case "":
				want = tt.source
			case "-":
				want = ""
			default:
				want = strings.ReplaceAll(want, ".", " ")
			}
			if rest != want {
				t.Errorf("rest %q, want %q", rest, want)
			}
		})
	}
}

// FuzzMagics holds that what is left of a source has its lines and nothing new.
func FuzzMagics(f *testing.F) {
	for _, s := range []string{"%time\nx", "!ls 'a\nx", "x?\n??y", "`\n%a\n`", "%%bash\n!", "f(\n%a\n)", "\"\n!x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		magics, rest := Magics(source, func(string) bool { return false })
		if len(magics) == 1 && magics[0].Whole {
			return
		}
		if len(rest) != len(source) {
			t.Fatalf("%d bytes of %d are left", len(rest), len(source))
		}
		for i := range len(source) {
			if rest[i] != source[i] && rest[i] != ' ' || source[i] == '\n' && rest[i] != '\n' {
				t.Fatalf("byte %d changed from %q to %q", i, source[i], rest[i])
			}
		}
	})
}
