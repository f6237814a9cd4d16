//go:build !amd64

package peak

func shuffleLoop() func(int) { return nil }

func additionLoop() func(int) { return nil }

func pairLoop() func(int) {
	if !cpu.X86.HasAVX2 {
		return nil
	}
	return multiplyPairs
}
