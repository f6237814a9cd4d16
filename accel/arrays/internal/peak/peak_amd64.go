package peak

import "golang.org/x/sys/cpu"

func shuffleLoop() func(int) {
	if !cpu.X86.HasAVX2 {
		return nil
	}
	return shuffle
}

func additionLoop() func(int) {
	if !cpu.X86.HasAVX2 {
		return nil
	}
	return addFloats
}

func pairLoop() func(int) {
	if !cpu.X86.HasAVX2 {
		return nil
	}
	return multiplyPairs
}

func productLoop() func(int) {
	if !cpu.X86.HasAVX2 {
		return nil
	}
	return addProducts
}
