package debug

import (
	"cmp"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/google/go-dap"

	"regan/kernel/internal/engine"
)

// A source has a path, by which front ends know it: they compute the same from a cell's text. Nothing is written there.
const (
	hashSeed = 0xc70f6907 // as ipykernel's; any would do
	suffix   = ".go"
)

func folder() string {
	return filepath.Join(os.TempDir(), "regan_"+strconv.Itoa(os.Getpid())) + string(filepath.Separator)
}

func (a *Adapter) pathOf(source string) string {
	return a.prefix + strconv.FormatUint(uint64(murmur2([]byte(source), hashSeed)), 10) + suffix
}

// murmur2 is Austin Appleby's MurmurHash2 of 32 bits.
func murmur2(data []byte, seed uint32) uint32 {
	const m, r = 0x5bd1e995, 24
	h := seed ^ uint32(len(data))
	for ; len(data) >= 4; data = data[4:] {
		k := binary.LittleEndian.Uint32(data) * m
		k = (k ^ k>>r) * m
		h = h*m ^ k
	}
	switch len(data) {
	case 3:
		h ^= uint32(data[2]) << 16
		fallthrough
	case 2:
		h ^= uint32(data[1]) << 8
		fallthrough
	case 1:
		h = (h ^ uint32(data[0])) * m
	}
	h = (h ^ h>>13) * m
	return h ^ h>>15
}

// A loaded cell is one that the process has got to run.
type loaded struct {
	marks int // the number that the marks of its lines are counted from
	name  string
	path  string
}

// Load takes note of a unit that is about to run, made of the cell with a source, and puts the breakpoints into it.
func (a *Adapter) Load(u *engine.Unit, source string, marks int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	path := a.pathOf(source)
	a.sources[path] = source
	a.cells = append(a.cells, loaded{marks: marks, name: u.Name, path: path})
	if u.Debug == nil {
		return
	}
	for _, site := range u.Debug.Sites {
		a.armed[site.Mark] = true
	}
	a.tellChanged()
	u.Debug.Breakpoints = a.toProcess()
}

// Lost forgets what ran in a process that is gone.
func (a *Adapter) Lost() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.cells = nil
	clear(a.armed)
	a.goesOn()
}

// at finds the cell and the line of a mark; the mutex is held.
func (a *Adapter) at(mark int) (loaded, int) {
	i, found := slices.BinarySearchFunc(a.cells, mark, func(c loaded, mark int) int { return cmp.Compare(c.marks, mark) })
	if !found {
		i--
	}
	if i < 0 {
		return loaded{}, 0
	}
	return a.cells[i], mark - a.cells[i].marks
}

func (a *Adapter) dumpCell(_ context.Context, q struct {
	Code string `json:"code"`
}) (any, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	path := a.pathOf(q.Code)
	a.sources[path] = q.Code
	return struct {
		SourcePath string `json:"sourcePath"`
	}{path}, nil
}

func (a *Adapter) source(_ context.Context, q dap.SourceArguments) (any, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	path := ""
	if q.Source != nil {
		path = q.Source.Path
	}
	text, ok := a.sources[path]
	if !ok {
		return nil, fmt.Errorf("there is no source %q", path)
	}
	return dap.SourceResponseBody{Content: text, MimeType: "text/x-go"}, nil
}

// modules lists the cells that have run: JupyterLab calls them kernel sources.
func (a *Adapter) modules(_ context.Context, q dap.ModulesArguments) (any, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	list := []dap.Module{}
	for i, c := range a.cells {
		if !strings.HasPrefix(c.name, "In[") { // an expression of the front end's own
			continue
		}
		list = append(list, dap.Module{Id: i, Name: c.name, Path: c.path})
	}
	total := len(list)
	start := min(max(q.StartModule, 0), total)
	list = list[start:]
	if q.ModuleCount > 0 {
		list = list[:min(q.ModuleCount, len(list))]
	}
	return dap.ModulesResponseBody{Modules: list, TotalModules: total}, nil
}
