package engine_test

import (
	"testing"

	"regan/kernel/internal/engine"
	"regan/kernel/internal/engine/enginetest"
	"regan/kernel/internal/worker/workertest"
)

func TestYaegi(t *testing.T) {
	enginetest.Run(t, !workertest.RaceDetector, func(t *testing.T) engine.Engine {
		e, err := engine.NewYaegi()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { e.Close() })
		return e
	})
}
