package lower_test

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"regan/kernel/internal/check"
	"regan/kernel/internal/lower"
	"regan/kernel/internal/symbols"
)

var update = flag.Bool("update", false, "write what the cells are lowered to into testdata")

// Each archive in testdata is a session: the file In is a cell, the file Out after it is the unit that it becomes, without the
// marks of lines, or the message that refuses it.
func TestUnits(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sessions: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			checker := check.New(symbols.NewImporter())
			lowerer := lower.New(checker.Fset)
			shown := &txtar.Archive{Comment: archive.Comment}
			for _, f := range archive.Files {
				if f.Name != "In" {
					continue
				}
				shown.Files = append(shown.Files, f, txtar.File{Name: "Out", Data: []byte(lowered(checker, lowerer, string(f.Data)))})
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(shown), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(txtar.Format(archive)), string(txtar.Format(shown))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func lowered(checker *check.Session, lowerer *lower.Lowerer, source string) string {
	c, err := checker.Check("In", source)
	if err != nil {
		return "! " + err.Error() + "\n"
	}
	unit, err := lowerer.Lower(c)
	if err != nil {
		checker.Rollback()
		return "! " + err.Error() + "\n"
	}
	checker.Commit()
	return marks.ReplaceAllString(unit.Source, "")
}

// marks are what tells of lines: they would hide the rest.
var marks = regexp.MustCompile(`(?m)^(//line .*|\s*(lineˑ|topˑ) = \d+)?\n`)
