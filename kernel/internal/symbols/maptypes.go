package symbols

import (
	"encoding"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log"
	"reflect"

	"regan/kernel/display"
)

// MapTypes returns, for the compiled functions that take an any and look for methods in it, the interfaces that they look
// for, in the order in which they do. Without it yaegi would hand them an interpreted value without its methods.
func MapTypes() map[reflect.Value][]reflect.Type {
	m := map[reflect.Value][]reflect.Type{}
	add := func(types []reflect.Type, functions ...any) {
		for _, f := range functions {
			m[reflect.ValueOf(f)] = types
		}
	}
	var (
		failure   = reflect.TypeFor[error]()
		formatter = reflect.TypeFor[fmt.Formatter]()
		stringer  = reflect.TypeFor[fmt.Stringer]()
	)
	add([]reflect.Type{formatter, failure, stringer},
		fmt.Append, fmt.Appendf, fmt.Appendln, fmt.Errorf, fmt.Fprint, fmt.Fprintf, fmt.Fprintln, fmt.Print, fmt.Printf, fmt.Println,
		fmt.Sprint, fmt.Sprintf, fmt.Sprintln,
		log.Fatal, log.Fatalf, log.Fatalln, log.Panic, log.Panicf, log.Panicln, log.Print, log.Printf, log.Println)
	add([]reflect.Type{reflect.TypeFor[fmt.Scanner]()},
		fmt.Fscan, fmt.Fscanf, fmt.Fscanln, fmt.Scan, fmt.Scanf, fmt.Scanln, fmt.Sscan, fmt.Sscanf, fmt.Sscanln)
	add([]reflect.Type{reflect.TypeFor[display.Renderer](), failure, stringer},
		display.Of, display.Replace, display.Show, display.ShowAs, display.Text)
	m[reflect.ValueOf((*_regan_kernel_display_Renderer)(nil))] = rendererWrappers[:]

	textMarshaler, textUnmarshaler := reflect.TypeFor[encoding.TextMarshaler](), reflect.TypeFor[encoding.TextUnmarshaler]()
	add([]reflect.Type{reflect.TypeFor[json.Marshaler](), textMarshaler}, json.Marshal, json.MarshalIndent)
	add([]reflect.Type{reflect.TypeFor[json.Unmarshaler](), textUnmarshaler}, json.Unmarshal)
	add([]reflect.Type{reflect.TypeFor[xml.Marshaler](), textMarshaler}, xml.Marshal, xml.MarshalIndent)
	add([]reflect.Type{reflect.TypeFor[xml.Unmarshaler](), textUnmarshaler}, xml.Unmarshal)
	return m
}
