package main

import (
	"fmt"
	"sync"
	"time"
)

// Goroutines that a loop starts while earlier ones end: each has its own turn's values.
func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	wrong := map[string]int{}
	check := func(name string, counts map[int]int, turns int) {
		for i := range turns {
			if counts[i] != 1 {
				wrong[name]++
			}
		}
	}
	for range 40 {
		started, captured, group, stored, timers := map[int]int{}, map[int]int{}, map[int]int{}, map[int]int{}, map[int]int{}
		add := func(counts map[int]int, i int) {
			mu.Lock()
			counts[i]++
			mu.Unlock()
		}
		for i := range 20 {
			wg.Add(3)
			go func(n int) {
				defer wg.Done()
				add(started, n)
			}(i)
			go func() {
				add(captured, i)
				wg.Done()
			}()
			wg.Go(func() { add(group, i) })
			f := func() { add(stored, i) }
			go func() {
				defer wg.Done()
				f()
			}()
			wg.Add(1)
			time.AfterFunc(0, func() {
				add(timers, i)
				wg.Done()
			})
		}
		wg.Wait()
		check("started", started, 20)
		check("captured", captured, 20)
		check("group", group, 20)
		check("stored", stored, 20)
		check("timers", timers, 20)
	}
	fmt.Println(wrong)
}
