package arrays

// kernel says which code adds up the cells. All give the same sums.
type kernel int

const (
	portable kernel = iota // bit planes and population counts, in Go
	vector                 // tables of sums of four rows, looked up 32 at a time with AVX2
)

func (k kernel) String() string { return [...]string{"portable", "avx2"}[k] }
