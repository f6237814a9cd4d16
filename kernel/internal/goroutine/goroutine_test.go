package goroutine_test

import (
	"runtime"
	"sync"
	"testing"

	"regan/kernel/internal/goroutine"
)

// Goroutines that live at the same time have different numbers, and each keeps its own when the runtime moves it to another
// thread or gives it a larger stack.
func TestID(t *testing.T) {
	const n = 100
	ids := make(chan uintptr, n)
	var all, done sync.WaitGroup
	all.Add(n)
	for range n {
		done.Go(func() {
			id := goroutine.ID()
			ids <- id
			all.Done()
			all.Wait() // none ends before all have begun
			runtime.Gosched()
			if again := deep(1000); again != id {
				t.Errorf("was %d, is %d", id, again)
			}
		})
	}
	done.Wait()
	close(ids)
	seen := map[uintptr]bool{goroutine.ID(): true}
	for id := range ids {
		if id == 0 || seen[id] {
			t.Errorf("two have the number %d", id)
		}
		seen[id] = true
	}
}

func deep(n int) uintptr {
	var room [64]int
	room[n%64] = n
	if n == 0 {
		return goroutine.ID()
	}
	return deep(n-1) + uintptr(room[n%64]-n)
}

func BenchmarkID(b *testing.B) {
	for b.Loop() {
		goroutine.ID()
	}
}
