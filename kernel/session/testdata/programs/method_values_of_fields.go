package main

import (
	"bytes"
	"fmt"
	"strings"
	"sync"
)

type Temps struct {
	*strings.Builder
	n int
}
type Locked struct {
	sync.Mutex
	bytes.Buffer
}

func main() {
	tt := Temps{new(strings.Builder), 1}
	g := tt.Builder.WriteString
	g("a")
	fmt.Println(tt.String())
	f := tt.WriteString
	f("!")
	l := &Locked{}
	lk := l.Lock
	lk()
	u := l.Unlock
	u()
	w := l.WriteString
	w("abc")
	fmt.Println(tt.String(), l.String(), l.TryLock())
	func(f func(string) (int, error)) { f("passed") }(tt.WriteString)
	fs := []func() string{tt.String, l.String}
	fmt.Println(fs[0](), fs[1]())
}
