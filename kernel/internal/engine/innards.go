package engine

import (
	"reflect"
	"sync"
)

// What stands here reaches into yaegi where it has no door, so that a session costs no more the longer it is.

// forget drops what yaegi would keep of each file for ever: the list of all syntax trees, which only its own debugger reads, and the
// scopes of the functions of package main, which nothing reads once they are compiled. yaegi has no door to either. Where another
// version has them no more, nothing is lost.
func (i *Interpreter) forget() {
	yaegi := reflect.ValueOf(i.yaegi).Elem()
	clearSlice(yaegi.FieldByName("roots"))
	if scopes := yaegi.FieldByName("scopes"); scopes.Kind() == reflect.Map {
		if main := scopes.MapIndex(reflect.ValueOf("main")); main.Kind() == reflect.Pointer {
			clearSlice(main.Elem().FieldByName("child"))
		}
	}
}

// makeRoom gives the variables of the session their places, as yaegi does in its turn, where any has none yet: but it copies all
// places for each cell that brings a variable, which a session of thousands would notice.
func (i *Interpreter) makeRoom() {
	yaegi := reflect.ValueOf(i.yaegi).Elem()
	frame, universe := yaegi.FieldByName("frame"), yaegi.FieldByName("universe")
	if frame.Kind() != reflect.Pointer || frame.IsNil() || universe.Kind() != reflect.Pointer || universe.IsNil() {
		return
	}
	places, known := private[[]reflect.Value](frame.Elem().FieldByName("data"))
	types, typed := private[[]reflect.Type](universe.Elem().FieldByName("types"))
	lock, locked := private[sync.RWMutex](frame.Elem().FieldByName("mutex"))
	if !known || !typed || !locked {
		return
	}
	lock.Lock() // goroutines of earlier cells may copy the places
	defer lock.Unlock()
	for _, t := range (*types)[min(len(*places), len(*types)):] {
		*places = append(*places, reflect.New(t).Elem())
	}
}

// private is a field that is not exported; false if it is not of type T.
func private[T any](field reflect.Value) (*T, bool) {
	if !field.IsValid() || !field.CanAddr() || field.Type() != reflect.TypeFor[T]() {
		return nil, false
	}
	return (*T)(field.Addr().UnsafePointer()), true
}

func clearSlice(field reflect.Value) {
	if field.Kind() == reflect.Slice && field.CanAddr() {
		reflect.NewAt(field.Type(), field.Addr().UnsafePointer()).Elem().SetZero()
	}
}
