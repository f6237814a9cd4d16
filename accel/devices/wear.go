package devices

import (
	"fmt"
	"math"

	"regan/accel/units"
)

// Wear counts how often each cell of an array was written. Its zero value is no array: see NewWear.
type Wear struct {
	rows, cols int
	writes     []uint64 // row by row
}

// NewWear returns the counts of an array that was never written.
func NewWear(rows, cols int) (*Wear, error) {
	const most = 1 << 16
	if rows < 1 || cols < 1 || rows > most || cols > most {
		return nil, fmt.Errorf("devices: wear of an array of %dx%d cells; each side has 1 to %d", rows, cols, most)
	}
	return &Wear{rows: rows, cols: cols, writes: make([]uint64, rows*cols)}, nil
}

// Write counts a number of writes of a cell.
func (w *Wear) Write(row, col int, count uint64) error {
	if row < 0 || row >= w.rows || col < 0 || col >= w.cols {
		return fmt.Errorf("devices: a write of row %d, column %d; the array has %dx%d cells", row, col, w.rows, w.cols)
	}
	w.add(row*w.cols+col, count)
	return nil
}

// WriteRow counts a number of writes of each cell of a row.
func (w *Wear) WriteRow(row int, count uint64) error {
	if row < 0 || row >= w.rows {
		return fmt.Errorf("devices: a write of row %d; the array has %d", row, w.rows)
	}
	for k := row * w.cols; k < (row+1)*w.cols; k++ {
		w.add(k, count)
	}
	return nil
}

// WriteAll counts a number of writes of each cell.
func (w *Wear) WriteAll(count uint64) {
	for k := range w.writes {
		w.add(k, count)
	}
}

// add stops at the largest number instead of starting anew.
func (w *Wear) add(k int, count uint64) {
	if count > math.MaxUint64-w.writes[k] {
		w.writes[k] = math.MaxUint64
		return
	}
	w.writes[k] += count
}

// Writes returns a copy of all counts, row by row: the wear map.
func (w *Wear) Writes() []uint64 { return append([]uint64(nil), w.writes...) }

// Most returns the largest count, and the first cell that has it.
func (w *Wear) Most() (row, col int, writes uint64) {
	most := 0
	for k, n := range w.writes {
		if n > w.writes[most] {
			most = k
		}
	}
	return most / w.cols, most % w.cols, w.writes[most]
}

// Mean returns the writes of a cell on average.
func (w *Wear) Mean() float64 {
	sum := 0.0
	for _, n := range w.writes {
		sum += float64(n)
	}
	return sum / float64(len(w.writes))
}

// Lifetime returns after what time the most written cell has been written as often as it endures, when the counts so far are
// those of the time during. Cells endure 10^6 to 10^12 writes, by kind. What is never written lasts forever: +Inf.
func (w *Wear) Lifetime(endurance float64, during units.Time) (units.Time, error) {
	_, _, most := w.Most()
	return lifetime(endurance, during, float64(most))
}

// LevelledLifetime is Lifetime if the same writes were spread evenly over all cells: what wear levelling can reach.
func (w *Wear) LevelledLifetime(endurance float64, during units.Time) (units.Time, error) {
	return lifetime(endurance, during, w.Mean())
}

func lifetime(endurance float64, during units.Time, writes float64) (units.Time, error) {
	if !(endurance > 0) || math.IsInf(endurance, 1) {
		return 0, fmt.Errorf("devices: an endurance of %g writes; it is finite and above 0", endurance)
	}
	if !(during > 0) || math.IsInf(float64(during), 1) {
		return 0, fmt.Errorf("devices: the writes of %v; the time is finite and above 0", during)
	}
	if writes == 0 {
		return units.Time(math.Inf(1)), nil
	}
	return during * units.Time(endurance/writes), nil
}
