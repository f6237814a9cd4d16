package main

import (
	"encoding/json"
	"errors"
	"fmt"
)

type Person struct {
	Name string `json:"name"`
	Age  int    `json:"age"`
}

// What encoding/json says of types that do not fit names them.
func main() {
	for _, bad := range []string{`{"age": "x"}`, `[1]`, `{"name": {}}`} {
		err := json.Unmarshal([]byte(bad), &Person{})
		var typeErr *json.UnmarshalTypeError
		fmt.Println(err, errors.As(err, &typeErr))
	}
	_, err := json.Marshal(make(chan int))
	fmt.Println(err)
}
