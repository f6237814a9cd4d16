package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"
)

type Address struct {
	Street string `json:"street"`
	Zip    string `json:"zip,omitempty"`
}

type Person struct {
	Name    string            `json:"name"`
	Age     int               `json:"age"`
	Emails  []string          `json:"emails"`
	Address *Address          `json:"address,omitempty"`
	Meta    map[string]any    `json:"meta,omitempty"`
	Labels  map[string]string `json:"labels,omitempty"`
	secret  string
	Skip    string  `json:"-"`
	Score   float64 `json:",omitempty"`
	Big     int64   `json:"big,string"`
}

// Package encoding/json: structs, maps, any, errors, streams and raw messages.
func main() {
	p := Person{Name: "Ann", Age: 30, Emails: []string{"a@x"}, Address: &Address{"Main", ""}, secret: "s", Skip: "t", Big: 7}
	b, err := json.Marshal(p)
	fmt.Println(string(b), err)
	b, _ = json.MarshalIndent(map[string]any{"b": []int{1, 2}, "a": nil, "c": "<&>"}, "", "  ")
	fmt.Println(string(b))
	var q Person
	err = json.Unmarshal([]byte(`{"name":"Bob","age":5,"emails":["x","y"],"address":{"street":"S"},"meta":{"k":[1,"two",null,true]},"big":"12","extra":1}`), &q)
	fmt.Println(q.Name, q.Age, q.Emails, q.Address.Street, q.Meta["k"], q.Big, err)
	var v any
	json.Unmarshal([]byte(`{"n": 1.5, "l": [1, {"x": "y"}], "t": true}`), &v)
	m := v.(map[string]any)
	fmt.Println(m["n"].(float64), m["l"].([]any)[1].(map[string]any)["x"], m["t"])
	for _, bad := range []string{`{`, `{"a" 1}`} {
		err := json.Unmarshal([]byte(bad), &Person{})
		var syntax *json.SyntaxError
		fmt.Println(err, errors.As(err, &syntax))
	}
	dec := json.NewDecoder(strings.NewReader(`{"street":"a"} {"street":"b","zip":"1"}`))
	for dec.More() {
		var a Address
		if err := dec.Decode(&a); err != nil {
			fmt.Println(err)
			break
		}
		fmt.Println(a.Street, a.Zip)
	}
	strict := json.NewDecoder(strings.NewReader(`{"street":"a","unknown":1}`))
	strict.DisallowUnknownFields()
	fmt.Println(strict.Decode(&Address{}))
	enc := json.NewEncoder(os.Stdout)
	enc.SetIndent("> ", " ")
	enc.Encode([]Address{{"x", "1"}})
	var raw struct {
		Kind string
		Data json.RawMessage
	}
	json.Unmarshal([]byte(`{"kind":"k","data":{"a":[1, 2]}}`), &raw)
	fmt.Println(raw.Kind, string(raw.Data))
	num := json.NewDecoder(strings.NewReader(`12345678901234567890`))
	num.UseNumber()
	var n json.Number
	fmt.Println(num.Decode(&n), n)
	fmt.Println(json.Valid([]byte(`{"a":1}`)), json.Valid([]byte(`{a:1}`)))
	var ints []int
	var pair [2]int
	var ptr *int
	json.Unmarshal([]byte(`[1,2,3]`), &ints)
	json.Unmarshal([]byte(`[1,2,3]`), &pair)
	json.Unmarshal([]byte(`5`), &ptr)
	fmt.Println(ints, pair, *ptr)
}
