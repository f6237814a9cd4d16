package engine

import (
	"cmp"
	"fmt"
	"go/token"
	"image"
	"reflect"
	"regexp"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/plot"

	"regan/kernel/display"
)

// Limits of what is shown of one variable. A panel has room for some tens of characters; the rest is seen in its parts.
const (
	textLimit = 120 // bytes of a value's text
	textDepth = 3   // levels of it
	partLimit = 200 // parts of one value, where the reader does not say how many
)

// A viewer shows values to the reader of a debugger. It runs no code of cells, which could wait for something that is stopped:
// methods are called of compiled types of numbers and texts alone.
type viewer struct {
	parents map[int]reflect.Value // by Value.Parts
	last    int                   // of the numbers of parents, none of which means two things
	globals []Value               // as last listed
}

// forget makes the parts of all values unknown: they are about to change.
func (w *viewer) forget() { w.parents = nil }

// value shows what a variable holds. typ is its type where that is known from the source, else empty.
func (w *viewer) value(name, typ string, v reflect.Value) (shown Value) {
	shown = Value{Name: name, Type: typ}
	defer guard(func(text string) { shown.Text = text })()
	v = inside(v)
	if typ == "" {
		shown.Type = typeText(v)
	}
	v = itself(v)
	t := text{}
	t.value(v, 0)
	shown.Text = t.String()
	p := container(v)
	switch p.Kind() {
	case reflect.Struct:
		shown.Named = p.NumField()
	case reflect.Slice, reflect.Array, reflect.Map:
		shown.Indexed = p.Len()
	case reflect.Pointer: // to something without parts
		shown.Named = 1
	}
	if shown.Named+shown.Indexed > 0 {
		w.last++
		if w.parents == nil {
			w.parents = map[int]reflect.Value{}
		}
		w.parents[w.last] = p
		shown.Parts = w.last
	}
	return shown
}

// guard makes a mistake in reading memory, which a goroutine that is not stopped may be writing, one that can be told.
func guard(tell func(text string)) func() {
	before := debug.SetPanicOnFault(true)
	return func() {
		debug.SetPanicOnFault(before)
		if r := recover(); r != nil {
			tell(fmt.Sprintf("<it cannot be read: %v>", r))
		}
	}
}

// parts lists the parts of a value.
func (w *viewer) parts(q View) (answer DebugAnswer) {
	v, ok := w.parents[q.Part]
	if !ok {
		return DebugAnswer{Error: "this variable may have changed since it was listed: list it anew"}
	}
	defer guard(func(text string) { answer = DebugAnswer{Error: text} })()
	answer.Values = []Value{}
	add := func(name string, part reflect.Value) { answer.Values = append(answer.Values, w.value(name, "", part)) }
	switch v.Kind() {
	case reflect.Pointer:
		add("*", v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.Name != "_" {
				add(fieldName(v.Type(), i), v.Field(i))
			}
		}
	case reflect.Slice, reflect.Array:
		start, end := window(q, v.Len())
		for i := start; i < end; i++ {
			add("["+strconv.Itoa(i)+"]", v.Index(i))
		}
		answer.Values = w.rest(answer.Values, q, v.Len()-end)
	case reflect.Map:
		keys := sortedKeys(v)
		start, end := window(q, len(keys))
		for _, k := range keys[start:end] {
			t := text{}
			t.value(inside(k), 0)
			add("["+t.String()+"]", v.MapIndex(k))
		}
		answer.Values = w.rest(answer.Values, q, len(keys)-end)
	}
	return answer
}

// window is which of n parts a view asks for.
func window(q View, n int) (start, end int) {
	count := q.Count
	if count <= 0 {
		count = partLimit
	}
	start = min(max(q.Start, 0), n)
	return start, start + min(count, n-start)
}

// rest tells how many parts are left out of a list whose length the reader has not chosen.
func (w *viewer) rest(list []Value, q View, left int) []Value {
	if q.Count > 0 || left <= 0 {
		return list
	}
	return append(list, Value{Name: "...", Text: fmt.Sprintf("%d more", left)})
}

// itself is what a value of a type that refers to itself with no struct type between has in its field: see SelfField.
func itself(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Struct && v.NumField() == 1 && v.Type().Field(0).Name == SelfField {
		return v.Field(0)
	}
	return v
}

// container is the value whose parts are those of v: what a pointer points to, where that has parts.
func container(v reflect.Value) reflect.Value {
	if v.Kind() != reflect.Pointer || v.IsNil() {
		return v
	}
	switch e := itself(inside(v.Elem())); e.Kind() {
	case reflect.Struct, reflect.Slice, reflect.Array, reflect.Map:
		return e
	case reflect.Pointer:
		if e.IsNil() {
			return v
		}
	}
	return v.Elem().Addr()
}

// inside is the value that a cell holds in v, without what the interpreter and interfaces wrap it in.
func inside(v reflect.Value) reflect.Value {
	for v.IsValid() {
		switch {
		case v.Kind() == reflect.Interface:
			v = v.Elem()
		case v.Type() == reflect.TypeFor[reflect.Value]():
			v = open(v).Interface().(reflect.Value)
		case v.Kind() == reflect.Struct && v.NumField() == 2 && v.Type().PkgPath() == yaegiPath && v.Type().Name() == "valueInterface":
			v = open(v).Field(1)
		case v.Kind() == reflect.Struct && v.NumField() > 0 && v.Type().Field(0).Name == "IValue" && strings.HasPrefix(v.Type().Name(), "_"),
			v.Kind() == reflect.Struct && v.NumField() > 0 && v.Type().Field(0).Name == "IValue" && v.Type().PkgPath() == symbolsPath:
			v = v.Field(0)
		default:
			return v
		}
	}
	return v
}

const (
	yaegiPath   = "github.com/traefik/yaegi/interp"
	symbolsPath = "regan/kernel/internal/symbols"
)

// ofCells is what Go puts before the name of a cell's type, and its reader does not.
var ofCells = regexp.MustCompile(`\bmain\.`)

// open is the value in v, of which reflect allows everything: fields that are not exported are read-only to it.
func open(v reflect.Value) reflect.Value {
	if v.CanAddr() {
		return reflect.NewAt(v.Type(), v.Addr().UnsafePointer()).Elem()
	}
	if v.CanInterface() {
		c := reflect.New(v.Type()).Elem()
		c.Set(v)
		return c
	}
	return v
}

// fieldName is a field's name as the reader wrote it. To the interpreter, a field b of a struct type without a name is Xb.
func fieldName(t reflect.Type, i int) string {
	f := t.Field(i)
	if name, ok := f.Tag.Lookup(display.NameTag); ok {
		return name
	}
	if _, named := t.Field(0).Tag.Lookup(typeTag); !named && t.Name() == "" && len(f.Name) > 1 && f.Name[0] == 'X' && !token.IsExported(f.Name[1:]) {
		return f.Name[1:]
	}
	return f.Name
}

// typeTag is the key of the tag that lower gives to the first field of a cell's struct types: the name, a dot, a number.
const typeTag = "cell"

// typeText is the name of a value's type. What the interpreter keeps of a cell's type is the form; a struct has its name in a tag.
func typeText(v reflect.Value) string {
	if !v.IsValid() {
		return ""
	}
	return formText(v.Type())
}

func formText(t reflect.Type) string {
	switch {
	case t.Name() != "" && t.PkgPath() == yaegiPath, t == reflect.TypeFor[reflect.Value]():
		return "any" // an interface type of a cell
	case t.Name() != "":
		return ofCells.ReplaceAllString(t.String(), "")
	}
	switch t.Kind() {
	case reflect.Pointer:
		return "*" + formText(t.Elem())
	case reflect.Slice:
		return "[]" + formText(t.Elem())
	case reflect.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), formText(t.Elem()))
	case reflect.Map:
		return "map[" + formText(t.Key()) + "]" + formText(t.Elem())
	case reflect.Struct:
		if t.NumField() == 0 {
			return "struct{}"
		}
		if tag, ok := t.Field(0).Tag.Lookup(typeTag); ok {
			name, _, _ := strings.Cut(tag, ".")
			name, _, _ = strings.Cut(name, "ˑ")
			return name
		}
		return "struct"
	}
	return strings.ReplaceAll(ofCells.ReplaceAllString(t.String(), ""), "interface {}", "any")
}

// sortedKeys are a map's keys: numbers by value, all else by text.
func sortedKeys(m reflect.Value) []reflect.Value {
	keys := m.MapKeys()
	texts := map[reflect.Value]string{}
	for _, k := range keys {
		t := text{}
		t.value(inside(k), 0)
		texts[k] = t.String()
	}
	slices.SortFunc(keys, func(a, b reflect.Value) int {
		a, b, textA, textB := inside(a), inside(b), texts[a], texts[b]
		switch {
		case a.CanInt() && b.CanInt():
			return cmp.Compare(a.Int(), b.Int())
		case a.CanUint() && b.CanUint():
			return cmp.Compare(a.Uint(), b.Uint())
		case a.CanFloat() && b.CanFloat():
			return cmp.Compare(a.Float(), b.Float())
		}
		return strings.Compare(textA, textB)
	})
	return keys
}

// A text is a value in one line.
type text struct{ strings.Builder }

func (t *text) value(v reflect.Value, depth int) {
	v = itself(inside(v))
	switch {
	case !v.IsValid():
		t.WriteString("nil")
		return
	case t.Len() > textLimit, depth > textDepth:
		t.WriteString("...")
		return
	}
	if s, ok := ownText(v); ok {
		t.WriteString(s)
		return
	}
	switch v.Kind() {
	case reflect.String:
		t.quote(v.String())
	case reflect.Bool:
		t.WriteString(strconv.FormatBool(v.Bool()))
	case reflect.Float64:
		t.WriteString(strconv.FormatFloat(v.Float(), 'g', -1, 64))
	case reflect.Float32:
		t.WriteString(strconv.FormatFloat(v.Float(), 'g', -1, 32))
	case reflect.Pointer:
		if v.IsNil() {
			t.WriteString("nil")
			return
		}
		t.WriteByte('&')
		t.value(v.Elem(), depth+1)
	case reflect.Struct:
		t.WriteByte('{')
		for i := range v.NumField() {
			if !t.more(i, v.NumField()) {
				break
			}
			t.WriteString(fieldName(v.Type(), i) + ": ")
			t.value(v.Field(i), depth+1)
		}
		t.WriteByte('}')
	case reflect.Slice, reflect.Array:
		t.WriteByte('[')
		for i := range v.Len() {
			if !t.more(i, v.Len()) {
				break
			}
			t.value(v.Index(i), depth+1)
		}
		t.WriteByte(']')
	case reflect.Map:
		t.WriteString("map[")
		if v.Len() > partLimit || depth == textDepth {
			fmt.Fprintf(t, "%d keys", v.Len())
		} else {
			for i, k := range sortedKeys(v) {
				if !t.more(i, v.Len()) {
					break
				}
				t.value(k, depth+1)
				t.WriteString(": ")
				t.value(v.MapIndex(k), depth+1)
			}
		}
		t.WriteByte(']')
	case reflect.Func, reflect.UnsafePointer:
		if v.IsNil() {
			t.WriteString("nil")
			return
		}
		t.WriteString(typeText(v))
	case reflect.Chan:
		if v.IsNil() {
			t.WriteString("nil")
			return
		}
		fmt.Fprintf(t, "%s, %d of %d waiting", typeText(v), v.Len(), v.Cap())
	default:
		fmt.Fprint(t, v) // whole and complex numbers
	}
}

// more writes what stands before part i of n. It reports false when there is no room left for it.
func (t *text) more(i, n int) bool {
	if i > 0 {
		t.WriteByte(' ')
	}
	if t.Len() > textLimit {
		fmt.Fprintf(t, "... %d more", n-i)
		return false
	}
	return true
}

func (t *text) quote(s string) {
	if len(s) > textLimit {
		t.WriteString(strconv.Quote(strings.ToValidUTF8(s[:textLimit], "")) + "...")
		return
	}
	t.WriteString(strconv.Quote(s))
}

// ownText is what the String method of a compiled type of numbers or texts says, such as a time.Duration's. Such a value
// holds no lock.
func ownText(v reflect.Value) (string, bool) {
	t := v.Type()
	if t.PkgPath() == "" || !v.CanInterface() {
		return "", false
	}
	switch v.Kind() {
	case reflect.Bool, reflect.String, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint,
		reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Float32, reflect.Float64:
	default:
		return "", false
	}
	s, ok := v.Interface().(fmt.Stringer)
	if !ok {
		return "", false
	}
	return s.String(), true
}

// render shows a variable as a bundle: charts, tables and pictures of compiled types as such, all else as text.
func (d *debugger) render(q View) (answer DebugAnswer) {
	if !d.readable() {
		return DebugAnswer{Error: noLooking}
	}
	v, typ, ok := d.lookUp(q, q.Expression)
	if !ok {
		return DebugAnswer{Error: fmt.Sprintf("there is no variable %q here", q.Expression)}
	}
	defer guard(func(text string) { answer = DebugAnswer{Error: text} })()
	v = inside(v)
	if rendered := compiledRenderer(v); rendered != nil {
		return DebugAnswer{Bundle: bundle(rendered)}
	}
	return DebugAnswer{Bundle: display.Bundle{display.TextPlain: d.view.value(q.Expression, typ, v).Text}}
}

// compiledRenderer is a value of a compiled type that says how it is shown; nil for all others, cells' types among them.
func compiledRenderer(v reflect.Value) any {
	if !v.IsValid() || !v.CanInterface() || v.Kind() == reflect.Pointer && v.IsNil() {
		return nil
	}
	switch r := v.Interface().(type) {
	case display.Renderer:
		return r
	case *plot.Plot, image.Image:
		return r
	}
	return nil
}
