package main

import (
	"errors"
	"fmt"
	"sync"
)

// A deferred function that panics leaves the others to be called.
func rethrown(mu *sync.Mutex) {
	mu.Lock()
	defer mu.Unlock()
	defer fmt.Println("rethrown: a deferred call between")
	defer func() {
		if r := recover(); r != nil {
			panic(fmt.Errorf("wrapped: %v", r))
		}
	}()
	panic("first")
}

// The newest panic is the one that is recovered.
func replaced() (text string) {
	defer func() { text += fmt.Sprint(" then ", recover()) }()
	defer func() { text = fmt.Sprint(recover()) }()
	defer func() { panic("second") }()
	panic("first")
}

// One that nobody had before.
func late() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("late: %v", r)
		}
	}()
	defer func() {
		var m map[string]int
		m["a"] = 1
	}()
	return nil
}

func inLoop() {
	defer func() { fmt.Println("inLoop recovers", recover()) }()
	for i := range 4 {
		defer func() {
			fmt.Println("turn", i)
			if i%2 == 1 {
				panic(i)
			}
		}()
	}
}

func recoversAndPanics() {
	defer func() { fmt.Println("outer", recover(), recover()) }()
	defer func() {
		fmt.Println("inner", recover())
		panic("again")
	}()
	defer func() { fmt.Println("runs") }()
	panic("once")
}

func nested() {
	defer func() { fmt.Println("nested", recover()) }()
	defer func() {
		defer func() { fmt.Println("nested inside", recover()) }()
		defer func() { panic("b") }()
		panic("a")
	}()
	panic("c")
}

type failure struct{ code int }

func (f *failure) Error() string { return fmt.Sprint("code ", f.code) }

func typed() (err error) {
	defer func() {
		var f *failure
		if e, ok := recover().(error); ok && errors.As(e, &f) {
			err = f
		}
	}()
	defer func() { panic(&failure{7}) }()
	return
}

func once(list *[]string) func() {
	return func() {
		defer func() { *list = append(*list, fmt.Sprint(recover())) }()
		defer func(text string) { *list = append(*list, text); panic(text + "!") }("argument")
		*list = append(*list, "body")
	}
}

func main() {
	var mu sync.Mutex
	func() {
		defer func() { fmt.Println("main recovers", recover()) }()
		rethrown(&mu)
	}()
	fmt.Println("unlocked:", mu.TryLock())
	fmt.Println(replaced())
	fmt.Println(late())
	inLoop()
	recoversAndPanics()
	nested()
	fmt.Println(typed())
	var list []string
	f := once(&list)
	f()
	f()
	fmt.Println(list)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() { _ = recover() }()
			defer func() { panic(i) }()
		}()
	}
	wg.Wait()
	fmt.Println("all done")
}
