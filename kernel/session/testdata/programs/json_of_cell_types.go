package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

type Color int

const (
	Red Color = iota
	Green
)

var names = []string{"red", "green"}

func (c Color) MarshalText() ([]byte, error) { return []byte(names[c]), nil }
func (c *Color) UnmarshalText(text []byte) error {
	for i, n := range names {
		if n == string(text) {
			*c = Color(i)
			return nil
		}
	}
	return errors.New("no color " + string(text))
}

type Temp float64

func (t Temp) MarshalJSON() ([]byte, error) { return []byte(fmt.Sprintf(`"%.1f°"`, float64(t))), nil }

type Base struct {
	ID int `json:"id"`
}

func (b Base) Describe() string { return fmt.Sprint("base ", b.ID) }

type Inner struct {
	Base
	*Extra
	Name    string        `json:"name"`
	Color   Color         `json:"color"`
	Colors  []Color       `json:"colors"`
	ByColor map[Color]int `json:"by_color"`
	Temp    *Temp         `json:"temp,omitempty"`
	Any     any           `json:"any"`
	secret  string
	Nested  struct {
		A Color
		b int
	} `json:"nested"`
}

type Extra struct{ More string }

func main() {
	t := Temp(21.55)
	in := Inner{Base: Base{7}, Extra: &Extra{"m"}, Name: "x", Color: Green, Colors: []Color{Red, Green}, ByColor: map[Color]int{Green: 2, Red: 1},
		Temp: &t, Any: Color(1), secret: "s"}
	in.Nested.A = Green
	b, err := json.Marshal(in)
	fmt.Println(string(b), err)
	b, err = json.MarshalIndent(&in, "", " ")
	fmt.Println(string(b), err)
	var back Inner
	err = json.Unmarshal([]byte(`{"id": 3, "More": "z", "name":"n","color":"green","colors":["green","red"],"by_color":{"green":5},"any":{"k":1}}`), &back)
	fmt.Println(back.ID, back.More, back.Name, back.Color, back.Colors, back.ByColor, back.Any, err)
	err = json.Unmarshal([]byte(`{"color":"blue"}`), &back)
	fmt.Println(err)
	var te *json.UnmarshalTypeError
	err = json.Unmarshal([]byte(`{"name":1}`), &back)
	fmt.Println(errors.As(err, &te), err)
	fmt.Printf("%v\n%+v\n", in.Base, in.Nested)
	fmt.Println(in.Describe())
	dec := json.NewDecoder(strings.NewReader(`{"id":1}{"id":2}`))
	for dec.More() {
		var base Base
		if err := dec.Decode(&base); err != nil {
			fmt.Println(err)
			break
		}
		fmt.Println(base)
	}
}
