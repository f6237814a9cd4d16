package symbols

import (
	"reflect"
	"strings"

	"regan/kernel/display"
)

// The wrapper that an interpreted value gets as a display.Renderer shows its MIME method only. The first of these whose
// methods the value has is taken instead, so that the value's own text is its text/plain form; where it has none, the
// source of its markup is, as it is for display.HTML. Fields are named as yaegi's wrappers name them.
var rendererWrappers = [...]reflect.Type{
	reflect.TypeFor[stringRenderer](), reflect.TypeFor[failedRenderer](), reflect.TypeFor[markupRenderer](),
}

type stringRenderer struct {
	IValue  any
	WMIME   func() map[string]any
	WString func() string
}

func (r stringRenderer) MIME() map[string]any { return r.WMIME() }
func (r stringRenderer) String() string       { return r.WString() }

type failedRenderer struct {
	IValue any
	WMIME  func() map[string]any
	WError func() string
}

func (r failedRenderer) MIME() map[string]any { return r.WMIME() }
func (r failedRenderer) Error() string        { return r.WError() }

type markupRenderer struct {
	IValue any
	WMIME  func() map[string]any
}

func (r markupRenderer) MIME() map[string]any { return r.WMIME() }

// String is asked for only where MIME brings no text/plain. The value itself is out of reach here: for a struct, yaegi
// puts its last field into IValue.
func (r markupRenderer) String() string {
	contents := r.WMIME()
	for _, mime := range []string{display.TextMarkdown, display.TextLatex, display.TextHTML} {
		if text, ok := contents[mime].(string); ok {
			return text
		}
	}
	var kinds []string
	for _, mime := range []string{display.ImageSVG, display.ImagePNG, display.VegaLite, display.JSONData} {
		if contents[mime] != nil {
			kinds = append(kinds, mime)
		}
	}
	return strings.Join(kinds, ", ")
}
