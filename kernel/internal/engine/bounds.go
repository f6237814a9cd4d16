package engine

import "reflect"

// The functions here panic as compiled code does, with the runtime's own errors: they do what a statement of a cell was about to.

// outOfRange is the helper Index: an index that is none of a length.
func outOfRange(i any, length int) {
	list := make([]struct{}, length)
	if v := reflect.ValueOf(i); v.CanInt() {
		_ = list[v.Int()]
	} else {
		_ = list[v.Uint()]
	}
}

// sliceOutOfRange is the helper Slice: bounds that are none of a slice. The capacity of a string or an array is -1.
func sliceOutOfRange(length, capacity, low, high int) {
	if capacity < 0 {
		_ = string(make([]byte, length))[low:high]
		return
	}
	_ = make([]struct{}, length, capacity)[low:high]
}

// slice3OutOfRange is the helper Slice3, for the expression with three bounds.
func slice3OutOfRange(length, capacity, low, high, limit int) {
	_ = make([]struct{}, length, max(length, capacity))[low:high:limit]
}

// negativeShift is the helper Shift.
func negativeShift() {
	count := -1
	_ = 1 << count
}
