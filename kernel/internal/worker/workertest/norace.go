//go:build !race

package workertest

// RaceDetector tells whether this is a build with the race detector.
const RaceDetector = false
