package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
)

type Level int

var levelNames = map[Level]string{1: "info", 2: "warn"}

func (l Level) MarshalText() ([]byte, error) {
	if s, ok := levelNames[l]; ok {
		return []byte(s), nil
	}
	return nil, fmt.Errorf("no level %d", int(l))
}
func (l *Level) UnmarshalText(b []byte) error {
	for k, v := range levelNames {
		if v == string(b) {
			*l = k
			return nil
		}
	}
	return errors.New("unknown level " + strconv.Quote(string(b)))
}

type Duration struct{ time.Duration }

func (d Duration) MarshalJSON() ([]byte, error) { return json.Marshal(d.String()) }
func (d *Duration) UnmarshalJSON(b []byte) (err error) {
	var s string
	if err = json.Unmarshal(b, &s); err != nil {
		return
	}
	d.Duration, err = time.ParseDuration(s)
	return
}

type Base struct {
	ID      int       `json:"id"`
	Created time.Time `json:"created"`
	hidden  string
}
type Meta struct {
	Tags  []string          `json:"tags,omitempty"`
	Extra map[Level]float64 `json:"extra,omitempty"`
}
type Event struct {
	Base
	*Meta    `json:",omitempty"`
	Level    Level           `json:"level"`
	Wait     Duration        `json:"wait"`
	Payload  json.RawMessage `json:"payload"`
	Any      any             `json:"any"`
	Count    int64           `json:"count,string"`
	Skip     string          `json:"-"`
	Dash     string          `json:"-,"`
	Ptr      *int            `json:"ptr"`
	OptPtr   *int            `json:"optptr,omitempty"`
	Zero     time.Time       `json:"zero,omitzero"`
	Data     []byte          `json:"data"`
	Arr      [2]bool         `json:"arr"`
	Embedded struct {
		A, B int
	} `json:"embedded"`
}

type Shape interface{ Area() float64 }
type Circle struct{ R float64 }
type Rect struct{ W, H float64 }

func (c Circle) Area() float64 { return math.Round(math.Pi * c.R * c.R) }
func (r Rect) Area() float64   { return r.W * r.H }

type Box struct{ Shape }

func (b Box) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Kind  string
		Shape Shape
	}{fmt.Sprintf("%T", b.Shape)[5:], b.Shape})
}

func (b *Box) UnmarshalJSON(data []byte) error {
	var head struct {
		Kind  string
		Shape json.RawMessage
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return err
	}
	switch head.Kind {
	case "Circle":
		var c Circle
		if err := json.Unmarshal(head.Shape, &c); err != nil {
			return err
		}
		b.Shape = c
	case "Rect":
		b.Shape = new(Rect)
		return json.Unmarshal(head.Shape, b.Shape)
	default:
		return &json.UnsupportedValueError{Str: head.Kind}
	}
	return nil
}

func main() {
	e := Event{
		Base:    Base{7, time.Date(2024, 2, 29, 12, 0, 0, 5e8, time.UTC), "h"},
		Meta:    &Meta{Tags: []string{"<b>", "é"}, Extra: map[Level]float64{2: 1e21, 1: 0.1}},
		Level:   1,
		Wait:    Duration{90 * time.Second},
		Payload: json.RawMessage(`{"z": [1, 2]}`),
		Any:     map[string]any{"b": Level(2), "a": []Duration{{1}}, "c": nil},
		Count:   1 << 60, Dash: "d", Data: []byte("hi\x00"),
	}
	b, err := json.Marshal(e)
	fmt.Println(string(b), err)
	var back Event
	err = json.Unmarshal(b, &back)
	fmt.Println(err, back.ID, back.Tags, back.Extra, back.Level, back.Wait, string(back.Payload), back.Any, back.Count, back.Dash, string(back.Data))
	b, _ = json.MarshalIndent(struct {
		Event *Event `json:",omitempty"`
		M     map[int]Level
		Inf   any `json:"inf"`
	}{nil, map[int]Level{3: 1, -1: 2}, int8(4)}, ">", "\t")
	fmt.Println(string(b))
	for _, v := range []any{Level(9), map[Level]int{5: 1}, math.NaN(), func() {}, []any{make(chan int)}, Box{}} {
		_, err := json.Marshal(v)
		var ute *json.UnsupportedTypeError
		var me *json.MarshalerError
		fmt.Println(err, errors.As(err, &ute), errors.As(err, &me))
	}
	boxes := []Box{{Circle{2}}, {Rect{2, 3}}, {&Rect{1, 1}}}
	b, err = json.Marshal(boxes[:2])
	fmt.Println(string(b), err)
	var got []*Box
	fmt.Println(json.Unmarshal(b, &got), len(got), got[0].Area(), got[1].Area())
	fmt.Printf("%T %T\n", got[0].Shape, got[1].Shape)
	fmt.Println(json.Unmarshal([]byte(`[{"Kind":"Tri"}]`), &got))
	for _, src := range []string{`{"level":"loud"}`, `{"level":3}`, `{"wait":"5x"}`, `{"id":"x"}`, `{"arr":[true,false,true]}`, `{"count":5}`, `{"id":1,}`, `{"embedded":{"a":1,"B":2.5}}`} {
		var e Event
		err := json.Unmarshal([]byte(src), &e)
		var te *json.UnmarshalTypeError
		var se *json.SyntaxError
		switch {
		case errors.As(err, &te):
			fmt.Println("type", te.Field, te.Value, te.Offset, te.Type)
		case errors.As(err, &se):
			fmt.Println("syntax", se.Offset, se)
		default:
			fmt.Println(err, e.Arr)
		}
	}
	dec := json.NewDecoder(strings.NewReader(`{"a":1} [2,"x"] 3.5 null "s"`))
	dec.UseNumber()
	for {
		var v any
		if err := dec.Decode(&v); err == io.EOF {
			break
		} else if err != nil {
			fmt.Println(err)
			break
		}
		fmt.Printf("%T %v\n", v, v)
	}
	dec = json.NewDecoder(strings.NewReader(`{"id":1,"bogus":2}`))
	dec.DisallowUnknownFields()
	fmt.Println(dec.Decode(&e))
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	enc.Encode(map[string]Shape{"c": Circle{1}, "r": &Rect{1, 2}, "n": nil})
	fmt.Print(buf.String())
}
