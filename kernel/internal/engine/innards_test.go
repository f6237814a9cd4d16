package engine

import (
	"context"
	"fmt"
	"os"
	"reflect"
	"testing"

	"regan/kernel/display"
)

// Yaegi has what forget and makeRoom look for: with another version of it they would do nothing, and nobody would notice but by the
// memory and the time of long sessions.
func TestNothingIsLeftBehind(t *testing.T) {
	i, err := NewInterpreter(nil, os.Stdout, os.Stderr, nil, func(display.Event) {})
	if err != nil {
		t.Fatal(err)
	}
	yaegi := reflect.ValueOf(i.yaegi).Elem()
	places, ok := private[[]reflect.Value](yaegi.FieldByName("frame").Elem().FieldByName("data"))
	if !ok {
		t.Fatal("yaegi keeps variables elsewhere")
	}
	at, moved := &(*places)[0], 0
	for n := range 100 {
		u := Unit{File: fmt.Sprintf("unit%d", n), Vars: fmt.Sprintf("package main\nvar x%d int\n", n),
			Source: fmt.Sprintf("package main\nfunc cell() { x%d = 1 }\nfunc init() { cell() }\n", n)}
		if _, failure := i.Run(context.Background(), u); failure != nil {
			t.Fatal(failure)
		}
		if now := &(*places)[0]; now != at {
			at, moved = now, moved+1
		}
	}
	if n := yaegi.FieldByName("roots").Len(); n != 0 {
		t.Errorf("%d syntax trees are kept", n)
	}
	if n := yaegi.FieldByName("scopes").MapIndex(reflect.ValueOf("main")).Elem().FieldByName("child").Len(); n != 0 {
		t.Errorf("%d scopes are kept", n)
	}
	if moved > 10 {
		t.Errorf("%d of 100 units have all variables copied", moved)
	}
}
