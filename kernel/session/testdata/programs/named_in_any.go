package main

import "fmt"

type level int

func k(v any) string {
	switch v.(type) {
	case int:
		return "int"
	}
	return "other"
}
func main() { fmt.Println(k(level(1)), k(1)) }
