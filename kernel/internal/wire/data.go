package wire

import (
	"math"
	"reflect"
)

// Data is one value in several MIME types.
type Data map[string]any

// expressible returns what JSON can express of a value. A number that is not finite has no JSON form and becomes null; a content
// that cannot be written at all is left out, so that the others, text/plain among them, still reach the reader.
func (d Data) expressible() Data {
	kept := make(Data, len(d))
	for mime, content := range d {
		if _, err := marshal(content); err == nil {
			kept[mime] = content
		} else if _, err := marshal(finite(content)); err == nil {
			kept[mime] = finite(content)
		}
	}
	return kept
}

// marshalContent writes a message's content, or what JSON can express of the data in it. Data has no MarshalJSON for that,
// because what such a method returns is read again from end to end: pictures have megabytes.
func marshalContent(content Content) ([]byte, error) {
	text, err := marshal(content)
	if err != nil {
		makeExpressible(reflect.ValueOf(content))
		text, err = marshal(content)
	}
	return text, err
}

// makeExpressible replaces the Data in a content.
func makeExpressible(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		makeExpressible(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			makeExpressible(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			makeExpressible(v.Index(i))
		}
	case reflect.Map:
		if d, ok := v.Interface().(Data); ok {
			v.Set(reflect.ValueOf(d.expressible()))
			return
		}
		for _, key := range v.MapKeys() {
			element := reflect.New(v.Type().Elem()).Elem()
			element.Set(v.MapIndex(key))
			makeExpressible(element)
			v.SetMapIndex(key, element)
		}
	}
}

// finite returns a JSON value with null in the place of numbers that are not finite.
func finite(v any) any {
	switch v := v.(type) {
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil
		}
	case float32:
		return finite(float64(v))
	case []float64:
		list := make([]any, len(v))
		for i, x := range v {
			list[i] = finite(x)
		}
		return list
	case []any:
		list := make([]any, len(v))
		for i, x := range v {
			list[i] = finite(x)
		}
		return list
	case map[string]any:
		object := make(map[string]any, len(v))
		for key, x := range v {
			object[key] = finite(x)
		}
		return object
	}
	return v
}
