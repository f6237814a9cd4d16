//go:build !amd64

package peak

func shuffleLoop() func(int) { return nil }

func additionLoop() func(int) { return nil }

func pairLoop() func(int) { return nil }

func productLoop() func(int) { return nil }
