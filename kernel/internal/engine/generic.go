package engine

import (
	"cmp"
	"fmt"
	"iter"
	"reflect"
	"slices"
	"unsafe"
)

// pull is iter.Pull for a sequence whose values the caller keeps: the interpreter cannot instantiate it.
func pull(sequence func(yield func() bool)) (next func() bool, stop func()) {
	step, stop := iter.Pull(func(yield func(struct{}) bool) {
		sequence(func() bool { return yield(struct{}{}) })
	})
	return func() bool {
		_, ok := step()
		return ok
	}, stop
}

// sortOrdered sorts a slice of any ordered type as slices.Sort does.
func sortOrdered(slice any) {
	v := reflect.ValueOf(slice)
	switch v.Type().Elem().Kind() {
	case reflect.Int:
		sortAs[int](v)
	case reflect.Int8:
		sortAs[int8](v)
	case reflect.Int16:
		sortAs[int16](v)
	case reflect.Int32:
		sortAs[int32](v)
	case reflect.Int64:
		sortAs[int64](v)
	case reflect.Uint:
		sortAs[uint](v)
	case reflect.Uint8:
		sortAs[uint8](v)
	case reflect.Uint16:
		sortAs[uint16](v)
	case reflect.Uint32:
		sortAs[uint32](v)
	case reflect.Uint64:
		sortAs[uint64](v)
	case reflect.Uintptr:
		sortAs[uintptr](v)
	case reflect.Float32:
		sortAs[float32](v)
	case reflect.Float64:
		sortAs[float64](v)
	case reflect.String:
		sortAs[string](v)
	default:
		panic(fmt.Sprintf("engine: a slice of %v is not ordered", v.Type().Elem()))
	}
}

// sortAs sorts a slice whose elements are of kind E, under whatever name: they lie in memory as those of E do.
func sortAs[E cmp.Ordered](v reflect.Value) {
	slices.Sort(unsafe.Slice((*E)(v.UnsafePointer()), v.Len()))
}
