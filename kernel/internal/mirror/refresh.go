package mirror

import (
	"reflect"
	"slices"
	"sync"
)

// Aged are the types that have got methods after values of them were put into interfaces: Refresh makes that good.
func (t *Types) Aged() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Clone(t.aged)
}

// Refresh looks through variables for interfaces that hold values as earlier mirrors, and has them hold the present ones. No
// type can get methods in place: the Go runtime remembers which interfaces it does not implement. What only functions
// and compiled packages hold is not found. Nobody uses the variables meanwhile.
func (t *Types) Refresh(variables []reflect.Value) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.aged = nil
	r := &refreshing{types: t, seen: map[place]bool{}, leads: map[reflect.Type]bool{}}
	for _, v := range variables {
		if v.IsValid() {
			r.value(v, false)
		}
	}
	for len(r.queue) > 0 {
		last := len(r.queue) - 1
		next := r.queue[last]
		r.queue = r.queue[:last]
		next()
	}
}

// A refreshing is one search.
type refreshing struct {
	types *Types
	seen  map[place]bool
	leads map[reflect.Type]bool // whether values of a type can lead to an interface
	queue []func()              // what is still to be searched: lists can be long
}

// A place is one in memory that has been searched as a type.
type place struct {
	address uintptr
	length  int
	typ     reflect.Type
}

// passive are the packages that keep values for others in fields that are not exported, and do nothing with them meanwhile.
var passive = map[string]bool{
	"container/list": true, "container/ring": true, "context": true, "errors": true, "fmt": true, "reflect": true, "sync/atomic": true,
}

// value searches a value, which can be changed if it has an address. It reports whether the value itself, and not what it
// points to, has changed. Maps are passed over in what is another's own: it may be using them.
func (r *refreshing) value(v reflect.Value, anothers bool) (changed bool) {
	if !r.leadsOn(v.Type()) {
		return false
	}
	if v.CanAddr() { // fields that are not exported can be changed as well
		v = reflect.NewAt(v.Type(), v.Addr().UnsafePointer()).Elem()
	}
	if !v.CanInterface() {
		return false
	}
	if inner, ok := v.Interface().(reflect.Value); ok { // in which the interpreter keeps values
		if inner.IsValid() {
			r.later(func() { r.value(inner, anothers) })
		}
		return false
	}
	switch v.Kind() {
	case reflect.Interface:
		return r.held(v, anothers)
	case reflect.Pointer:
		if m, ok := v.Interface().(*sync.Map); ok && m != nil {
			r.syncMap(m)
		} else if !v.IsNil() && r.first(v.Pointer(), 1, v.Type()) {
			r.later(func() { r.value(v.Elem(), anothers) })
		}
	case reflect.Struct:
		if v.CanAddr() {
			if m, ok := v.Addr().Interface().(*sync.Map); ok {
				r.syncMap(m)
				return false
			}
		}
		path := v.Type().PkgPath()
		for i := range v.NumField() {
			own := v.Type().Field(i).IsExported() || path == "" || path == packagePath || path == interpreterPath
			if own || passive[path] {
				changed = r.value(v.Field(i), anothers || !own) || changed
			}
		}
	case reflect.Array:
		for i := range v.Len() {
			changed = r.value(v.Index(i), anothers) || changed
		}
	case reflect.Slice:
		if v.Len() > 0 && r.first(v.Pointer(), v.Len(), v.Type()) {
			r.later(func() {
				for i := range v.Len() {
					r.value(v.Index(i), anothers)
				}
			})
		}
	case reflect.Map:
		if v.Len() > 0 && !anothers && r.first(v.Pointer(), 1, v.Type()) {
			r.later(func() { r.mapping(v) })
		}
	case reflect.Chan:
		if v.Len() > 0 && !anothers && r.first(v.Pointer(), 1, v.Type()) {
			r.later(func() {
				for _, elem := range waiting(v) {
					r.value(elem, false)
				}
			})
		}
	}
	return changed
}

func (r *refreshing) later(search func()) { r.queue = append(r.queue, search) }

const interpreterPath = "github.com/traefik/yaegi/interp"

func (r *refreshing) first(address uintptr, length int, typ reflect.Type) bool {
	at := place{address, length, typ}
	if r.seen[at] {
		return false
	}
	r.seen[at] = true
	return true
}

// held refreshes what an interface holds.
func (r *refreshing) held(v reflect.Value, anothers bool) (changed bool) {
	if v.IsNil() {
		return false
	}
	elem := v.Elem()
	if fresh, ok := r.fresh(elem.Interface()); ok && v.CanAddr() && reflect.TypeOf(fresh).AssignableTo(v.Type()) {
		elem = reflect.ValueOf(fresh)
		v.Set(elem)
		changed = true
	}
	if !r.leadsOn(elem.Type()) {
		return changed
	}
	switch elem.Kind() {
	case reflect.Struct, reflect.Array: // a value in an interface cannot be changed, but replaced
		copied := reflect.New(elem.Type()).Elem()
		copied.Set(elem)
		if r.value(copied, anothers) && v.CanAddr() {
			v.Set(copied)
			changed = true
		}
	default:
		r.value(elem, anothers)
	}
	return changed
}

// fresh is a value as the present mirror of its type; false if that is what it is. A reflect.Type becomes that mirror itself.
func (r *refreshing) fresh(v any) (any, bool) {
	if typ, ok := v.(reflect.Type); ok {
		present := r.present(typ)
		return present, present != typ
	}
	typ := reflect.TypeOf(v)
	present := r.present(typ)
	if present == typ {
		return v, false
	}
	return as(v, present), true
}

// present is the mirror that values of a type have now.
func (r *refreshing) present(typ reflect.Type) reflect.Type {
	f := r.types.shown[typ]
	if f == nil {
		return typ
	}
	now := r.types.forms[f.key]
	switch {
	case now == nil:
		now = r.types.form(f.key, f.raw)
	case now.mirror == nil:
		r.types.complete(now)
	}
	return now.mirror
}

func (r *refreshing) mapping(m reflect.Value) {
	type entry struct{ before, key, value reflect.Value }
	var entries []entry
	settable := func(v reflect.Value) reflect.Value {
		copied := reflect.New(v.Type()).Elem()
		copied.Set(v)
		return copied
	}
	for it := m.MapRange(); it.Next(); {
		e := entry{it.Key(), settable(it.Key()), settable(it.Value())}
		key, value := r.value(e.key, false), r.value(e.value, false)
		if key || value {
			entries = append(entries, e)
		}
	}
	for _, e := range entries {
		m.SetMapIndex(e.before, reflect.Value{})
		m.SetMapIndex(e.key, e.value)
	}
}

func (r *refreshing) syncMap(m *sync.Map) {
	m.Range(func(key, value any) bool {
		k, v := key, value
		changed := r.value(reflect.ValueOf(&k).Elem(), false)
		if r.value(reflect.ValueOf(&v).Elem(), false) || changed {
			m.Delete(key)
			m.Store(k, v)
		}
		return true
	})
}

// leadsOn tells whether values of a type can lead to an interface.
func (r *refreshing) leadsOn(t reflect.Type) bool {
	if known, ok := r.leads[t]; ok {
		return known
	}
	on := map[reflect.Type]bool{} // the types below it that do not lead on, if it does not
	if found := r.find(t, on); found {
		r.leads[t] = true
		return true
	}
	for below := range on {
		r.leads[below] = false
	}
	return false
}

func (r *refreshing) find(t reflect.Type, on map[reflect.Type]bool) bool {
	if known, ok := r.leads[t]; ok {
		return known
	}
	if on[t] {
		return false
	}
	on[t] = true
	switch t.Kind() {
	case reflect.Interface:
		return true
	case reflect.Pointer, reflect.Slice, reflect.Array, reflect.Chan:
		return r.find(t.Elem(), on)
	case reflect.Map:
		return r.find(t.Key(), on) || r.find(t.Elem(), on)
	case reflect.Struct:
		if t == reflect.TypeFor[reflect.Value]() || t == reflect.TypeFor[sync.Map]() {
			return true
		}
		for i := range t.NumField() {
			if r.find(t.Field(i).Type, on) {
				return true
			}
		}
	}
	return false
}
