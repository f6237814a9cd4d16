package wire

import (
	"encoding/json"
	"math"
)

// Data is one value in several MIME types.
type Data map[string]any

// MarshalJSON writes each MIME type that JSON can express. A number that is not finite has no JSON form and is written as
// null; a content that cannot be written at all is left out, so that the others, text/plain among them, still reach the
// reader.
func (d Data) MarshalJSON() ([]byte, error) {
	written := make(map[string]json.RawMessage, len(d))
	for mime, content := range d {
		text, err := marshal(content)
		if err != nil {
			text, err = marshal(finite(content))
		}
		if err == nil {
			written[mime] = text
		}
	}
	return marshal(written)
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
