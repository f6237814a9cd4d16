package main

import (
	"errors"
	"fmt"
	"sync"
)

type pool struct{ fs []func() error }

func safely(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	f()
	return
}

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	defer wg.Wait()
	defer func() {
		fmt.Println("last", safely(func() { panic("in deferred") }))
		g := func() (s string) {
			defer func() { s = fmt.Sprint("g", recover()) }()
			panic("g")
		}
		fmt.Println(g())
	}()
	var p pool
	for i, bad := range []bool{true, false, true} {
		p.fs = append(p.fs, func() (err error) {
			defer func() {
				if r := recover(); r != nil {
					err = fmt.Errorf("%d: %v", i, r)
				}
			}()
			if bad {
				panic(errors.New("bad"))
			}
			return nil
		})
	}
	var errs [3]error
	for i, f := range p.fs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			defer func() {
				mu.Lock()
				defer mu.Unlock()
				errs[i] = errors.Join(errs[i], f())
			}()
			defer func() {
				if r := recover(); r != nil {
					errs[i] = errors.Join(errs[i], fmt.Errorf("recovered %v", r))
				}
			}()
			if i == 2 {
				panic("goroutine")
			}
		}()
	}
	wg.Wait()
	fmt.Printf("%q\n", fmt.Sprint(errs))
	for i := range 2 {
		defer func() {
			f := func() { defer func() { fmt.Println("nested", i, recover()) }(); panic(i) }
			f()
		}()
	}
}
