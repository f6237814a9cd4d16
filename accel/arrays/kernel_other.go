//go:build !amd64

package arrays

// No other processor has a vector kernel yet, so what follows is never called for one.

func fastest() kernel { return portable }

func addGroups([]int16, *plane, *prepared) { panic("arrays: no vector unit") }

func (w *worker) addClamped(*tile, int, *prepared, int, uint64) bool { return false }

func (a *Array) fillWords([]uint16, uint64, uint64) bool { panic("arrays: no vector unit") }

func (w *worker) fillNormals(int, int, int, int, *prepared, uint64) bool { return false }

func scaleRoots(*float64, float64, int) { panic("arrays: no vector unit") }

func (w *worker) disturb(*tile, int, *prepared, int, uint64) { panic("arrays: no vector unit") }

func (a *Array) fitCodes(*tile) bool { return false }

func (a *Array) narrow([]int32, int) []int16 { return nil }

func (w *worker) multiplyNarrow(*tile, int, *prepared) { panic("arrays: no vector unit") }

func fillVector(*[256]quad, []quad) { panic("arrays: no vector unit") }

func (q *quads) lookVector([]quad, *prepared, int) { panic("arrays: no vector unit") }

func (w *worker) dotNarrow([]int16, int, *prepared) { panic("arrays: no vector unit") }

func (w *worker) convertFloats([]float64, *tile, int, *prepared) { panic("arrays: no vector unit") }
