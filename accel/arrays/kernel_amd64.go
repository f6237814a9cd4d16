//go:build amd64

package arrays

func fastest() kernel { return portable }

func addGroups([]int16, *plane, *prepared) { panic("arrays: no vector unit") }

func (a *Array) narrow([]int32, int) []int16 { return nil }

func (w *worker) multiplyNarrow(*tile, int, *prepared) { panic("arrays: no vector unit") }

func (w *worker) addClamped(*tile, int, *prepared) bool { return false }
