package display

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Text returns the text/plain form of a value that brings none of its own. It is what fmt prints for %+v, with two
// differences that a notebook needs: a string stands as it is, and nothing prints as an address, which would differ from run
// to run. A pointer prints as what it points to, a function or channel as its type.
func Text(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case fmt.Stringer, error, fmt.Formatter:
		return fmt.Sprintf("%v", v)
	}
	w := textWriter{}
	w.value(reflect.ValueOf(value), 0)
	return w.String()
}

// Limits that keep a value readable: what lies deeper, and elements beyond, print as dots.
const (
	mostDepth    = 8
	mostElements = 1000
)

type textWriter struct {
	strings.Builder
	above []uintptr // the pointers that lead here: a value can contain itself
}

func (w *textWriter) value(v reflect.Value, depth int) {
	if !v.IsValid() {
		w.WriteString("<nil>")
		return
	}
	if depth > mostDepth {
		w.WriteString("...")
		return
	}
	if depth > 0 && v.CanInterface() && !isNilPointer(v) {
		switch x := v.Interface().(type) {
		case fmt.Stringer, error, fmt.Formatter:
			fmt.Fprintf(w, "%v", x)
			return
		}
	}
	switch v.Kind() {
	case reflect.Pointer:
		w.pointer(v, depth)
	case reflect.Interface:
		w.value(v.Elem(), depth)
	case reflect.Struct:
		w.WriteByte('{')
		for i := range v.NumField() {
			w.separate(i)
			w.WriteString(fieldName(v.Type().Field(i)) + ":")
			w.value(v.Field(i), depth+1)
		}
		w.WriteByte('}')
	case reflect.Slice, reflect.Array:
		w.WriteByte('[')
		for i := range v.Len() {
			w.separate(i)
			if i == mostElements {
				fmt.Fprintf(w, "... %d more", v.Len()-i)
				break
			}
			w.value(v.Index(i), depth+1)
		}
		w.WriteByte(']')
	case reflect.Map:
		w.mapping(v, depth)
	case reflect.Func, reflect.Chan, reflect.UnsafePointer:
		if v.IsNil() {
			w.WriteString("<nil>")
		} else {
			w.WriteString(v.Type().String())
		}
	case reflect.String:
		w.WriteString(v.String())
	case reflect.Bool:
		w.WriteString(strconv.FormatBool(v.Bool()))
	default:
		fmt.Fprintf(w, "%v", v) // numbers, also of fields that are not exported
	}
}

// NameTag is the key of a field's tag by which the field is shown under another name than its own: the interpreter of cells
// exports every field.
const NameTag = "shown"

func fieldName(f reflect.StructField) string {
	if name, ok := f.Tag.Lookup(NameTag); ok {
		return name
	}
	return f.Name
}

func isNilPointer(v reflect.Value) bool {
	return (v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface) && v.IsNil()
}

func (w *textWriter) separate(i int) {
	if i > 0 {
		w.WriteByte(' ')
	}
}

func (w *textWriter) pointer(v reflect.Value, depth int) {
	switch {
	case v.IsNil():
		w.WriteString("<nil>")
	case slices.Contains(w.above, v.Pointer()):
		w.WriteString("&...")
	default:
		w.above = append(w.above, v.Pointer())
		w.WriteByte('&')
		w.value(v.Elem(), depth+1)
		w.above = w.above[:len(w.above)-1]
	}
}

// mapping prints a map sorted by its keys: numbers by value, structs and arrays by their parts, all else by text. Keys that read
// the same, as pointers can, go by what the map has for them.
func (w *textWriter) mapping(v reflect.Value, depth int) {
	keys := v.MapKeys()
	texts := map[reflect.Value]string{}
	for _, k := range keys {
		inner := textWriter{above: w.above}
		inner.value(k, depth+1)
		texts[k] = inner.String()
	}
	valueText := func(k reflect.Value) string {
		inner := textWriter{above: w.above}
		inner.value(v.MapIndex(k), depth+1)
		return inner.String()
	}
	slices.SortFunc(keys, func(a, b reflect.Value) int {
		if c := cmp.Or(order(a, b), strings.Compare(texts[a], texts[b])); c != 0 || a.Kind() == reflect.String {
			return c
		}
		return strings.Compare(valueText(a), valueText(b))
	})
	w.WriteString("map[")
	for i, k := range keys {
		w.separate(i)
		if i == mostElements {
			fmt.Fprintf(w, "... %d more", len(keys)-i)
			break
		}
		w.WriteString(texts[k] + ":")
		w.value(v.MapIndex(k), depth+1)
	}
	w.WriteByte(']')
}

// order compares numbers, and structs and arrays of them; it is zero for all else.
func order(a, b reflect.Value) int {
	switch {
	case a.CanInt() && b.CanInt():
		return cmp.Compare(a.Int(), b.Int())
	case a.CanUint() && b.CanUint():
		return cmp.Compare(a.Uint(), b.Uint())
	case a.CanFloat() && b.CanFloat():
		return cmp.Compare(a.Float(), b.Float())
	case a.Type() != b.Type():
	case a.Kind() == reflect.Struct:
		for i := range a.NumField() {
			if c := order(a.Field(i), b.Field(i)); c != 0 {
				return c
			}
		}
	case a.Kind() == reflect.Array:
		for i := range a.Len() {
			if c := order(a.Index(i), b.Index(i)); c != 0 {
				return c
			}
		}
	}
	return 0
}
