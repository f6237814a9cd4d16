// Package spell finds the word that a reader most likely meant. Start with Nearest.
package spell

// maxEdits is how many letters a word may differ in from the one that was meant.
const maxEdits = 2

// Nearest returns the candidate that is the fewest letters away from a word, the first of several; "" if none is at most two
// away, or nothing of the word would be left.
func Nearest(word string, candidates []string) string {
	best, distance := "", maxEdits+1
	for _, c := range candidates {
		if d := edits(word, c); d < distance && d < len(word) {
			best, distance = c, d
		}
	}
	return best
}

// edits returns how many letters must be inserted, removed, replaced or swapped with their neighbours to make b of a.
func edits(a, b string) int {
	before, above := make([]int, len(b)+1), make([]int, len(b)+1) // the rows of the table, the last two of them
	for j := range above {
		above[j] = j
	}
	for i := range len(a) {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range len(b) {
			row[j+1] = 1 + min(above[j], above[j+1], row[j])
			if a[i] == b[j] {
				row[j+1] = above[j]
			}
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], 1+before[j-1])
			}
		}
		before, above = above, row
	}
	return above[len(b)]
}
