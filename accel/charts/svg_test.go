package charts

import (
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"
)

// A label is one text of a picture with the box that it fills, in pixels from the top left corner.
type label struct {
	text                     string
	size                     float64
	left, right, top, bottom float64
}

// labels reads the texts of a picture. It fails the test where the picture is no XML, or where a text stands outside.
func labels(t rapid.TB, svg string) []label {
	t.Helper()
	var found []label
	var current *label
	height, depth := 0.0, 0
	d := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			depth++
			a := attributes(e)
			switch {
			case depth == 1:
				height = number(t, a["height"])
				if e.Name.Local != "svg" || a["width"] != "760" || a["viewBox"] != "0 0 760 "+a["height"] {
					t.Fatalf("the root is %v", e)
				}
			case e.Name.Local == "text":
				// The group around all texts puts the origin at the bottom; each text is turned back upright.
				x, y := number(t, a["x"]), height+number(t, a["y"])
				size := number(t, strings.TrimSuffix(between(a["style"], "font-size:", ";"), "px"))
				current = &label{left: x, size: size, top: y - 0.7*size, bottom: y + 0.2*size}
				if a["textLength"] != "" {
					current.right = x + number(t, a["textLength"])
				}
			}
		case xml.CharData:
			if current != nil {
				current.text += string(e)
			}
		case xml.EndElement:
			depth--
			if e.Name.Local == "text" {
				if current.right == 0 {
					current.right = current.left + textStyle(vg.Length(current.size), nil).Width(current.text).Points()
				}
				found = append(found, *current)
				current = nil
			}
		}
	}
	for _, l := range found {
		if l.left < margin/2 || l.right > width-margin/2 || l.top < 0 || l.bottom > height {
			t.Errorf("%q stands outside of the card: %+v", l.text, l)
		}
	}
	return found
}

// checkNoOverlap fails the test where two texts touch.
func checkNoOverlap(t rapid.TB, all []label) {
	t.Helper()
	for i, a := range all {
		for _, b := range all[:i] {
			if a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom {
				t.Errorf("%q and %q overlap: %+v, %+v", a.text, b.text, a, b)
			}
		}
	}
}

func attributes(e xml.StartElement) map[string]string {
	m := map[string]string{}
	for _, a := range e.Attr {
		m[a.Name.Local] = a.Value
	}
	return m
}

func between(s, start, end string) string {
	_, s, _ = strings.Cut(s, start)
	s, _, _ = strings.Cut(s, end)
	return s
}

func number(t rapid.TB, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func hasText(all []label, text string) bool {
	for _, l := range all {
		if l.text == text {
			return true
		}
	}
	return false
}
