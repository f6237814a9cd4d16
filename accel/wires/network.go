package wires

import (
	"math"
	"sync"
	"sync/atomic"
)

// network is a set of nodes with a conductance, in siemens, between each two of them. There is no ground: what is at 0 V is
// a node like any other.
type network struct {
	nodes int
	g     []float64 // nodes x nodes; only the part right of the diagonal is used
}

func (n network) at(a, b int) float64 {
	if a > b {
		a, b = b, a
	}
	return n.g[a*n.nodes+b]
}

func (n network) join(a, b int, conductance float64) {
	if a > b {
		a, b = b, a
	}
	n.g[a*n.nodes+b] += conductance
}

const (
	panel    = 32  // nodes that are eliminated from each other before the rest is updated with all of them at once
	tile     = 256 // columns of a panel that stay in the cache meanwhile
	strip    = 16  // rows of one piece of work for a goroutine
	parallel = 1e6 // multiplications that are worth sharing among goroutines
)

// eliminate removes the first nodes of the network one after the other, so that the conductances among the others make up
// for them. It is the star-mesh transformation: a node k with conductances g_ik, whose sum is s, is worth g_ik g_kj / s
// between each two others. It is Gaussian elimination that never subtracts and stores no diagonal, so that no digits cancel,
// even where wires conduct 10^15 times better than cells. Each number is summed in the same order for any number of helpers.
//
// Ideal conductors are infinite conductances; they are taken out first.
func (n network) eliminate(first int, ideal bool, crew *crew) {
	if ideal {
		n.contract(first)
	}
	var scaled []float64
	for begin := 0; begin < first; begin += panel {
		end := min(begin+panel, first)
		if scaled == nil {
			scaled = make([]float64, min(panel, first)*n.nodes)
		}
		n.eliminatePanel(begin, end, scaled)
		n.update(begin, end, scaled, crew)
	}
}

// eliminatePanel brings the rows of the panel's nodes up to date with each other, and fills in scaled: row k of it has g_kj
// / s.
func (n network) eliminatePanel(begin, end int, scaled []float64) {
	for k := begin; k < end; k++ {
		row := n.g[k*n.nodes+k+1 : (k+1)*n.nodes]
		for q := begin; q < k; q++ {
			if c := scaled[(q-begin)*n.nodes+k]; c != 0 {
				addScaled(row, n.g[q*n.nodes+k+1:(q+1)*n.nodes], c)
			}
		}
		sum := 0.0
		for _, g := range row {
			sum += g
		}
		share := scaled[(k-begin)*n.nodes+k+1 : (k-begin+1)*n.nodes]
		for j, g := range row {
			if sum > 0 {
				share[j] = g / sum
			} else {
				share[j] = 0 // a node without connections
			}
		}
	}
}

// update adds to the conductances among the nodes from end on what the panel's nodes were worth.
func (n network) update(begin, end int, scaled []float64, crew *crew) {
	rest := n.nodes - end
	if rest < 2 {
		return
	}
	pieces := (rest + strip - 1) / strip
	work := func(piece int) {
		from := end + piece*strip
		n.updateRows(begin, end, from, min(from+strip, n.nodes), scaled)
	}
	if float64(end-begin)*float64(rest)*float64(rest)/2 < parallel {
		for piece := range pieces {
			work(piece)
		}
		return
	}
	crew.share(pieces, work)
}

// updateRows does the rows from first to beyond, two at a time: see addFour. Only a network's last row can be left without a
// second, and has nothing right of the diagonal.
func (n network) updateRows(begin, end, first, beyond int, scaled []float64) {
	for i := first; i+1 < beyond; i += 2 {
		for k := begin; k < end; k++ { // the place that only the upper row of the two has
			n.g[i*n.nodes+i+1] += scaled[(k-begin)*n.nodes+i] * n.g[k*n.nodes+i+1]
		}
	}
	for left := first; left < n.nodes; left += tile {
		right := min(left+tile, n.nodes)
		for i := first; i+1 < beyond; i += 2 {
			from := max(left, i+2)
			if from >= right {
				continue
			}
			n.updatePair(begin, end, i, from, right, scaled)
		}
	}
}

// updatePair does the columns from left to right of the rows i and i+1.
func (n network) updatePair(begin, end, i, left, right int, scaled []float64) {
	row := func(k int) []float64 { return n.g[k*n.nodes+left : k*n.nodes+right] }
	upper, lower := row(i), row(i+1)
	k := begin
	for ; k+4 <= end; k += 4 {
		c := scaled[(k-begin)*n.nodes+i:]
		c0, c1, c2, c3 := c[:2], c[n.nodes:n.nodes+2], c[2*n.nodes:2*n.nodes+2], c[3*n.nodes:3*n.nodes+2]
		addFour(upper, lower, row(k), row(k+1), row(k+2), row(k+3),
			c0[0], c1[0], c2[0], c3[0], c0[1], c1[1], c2[1], c3[1])
	}
	for ; k < end; k++ {
		c := scaled[(k-begin)*n.nodes+i:]
		addScaled(upper, row(k), c[0])
		addScaled(lower, row(k), c[1])
	}
}

// addScaled adds c times src to dst, which is as long.
func addScaled(dst, src []float64, c float64) {
	src = src[:len(dst)]
	for j := range dst {
		dst[j] += c * src[j]
	}
}

// addFour adds to two rows four others, each times its factor: two rows and four keep the processor's registers full, so
// that a number that is loaded is used twice, and one that is stored has been added to four times.
func addFour(x, y, r0, r1, r2, r3 []float64, a0, a1, a2, a3, b0, b1, b2, b3 float64) {
	y, r0, r1, r2, r3 = y[:len(x)], r0[:len(x)], r1[:len(x)], r2[:len(x)], r3[:len(x)]
	for j := range x {
		v0, v1, v2, v3 := r0[j], r1[j], r2[j], r3[j]
		x[j] = x[j] + a0*v0 + a1*v1 + a2*v2 + a3*v3
		y[j] = y[j] + b0*v0 + b1*v1 + b2*v2 + b3*v3
	}
}

// contract takes those of the first nodes out that an ideal conductor joins with another: what leads to the one leads to the
// other instead. Nothing leads to them any more.
func (n network) contract(first int) {
	for k := range first {
		other := -1
		for j := 0; j < n.nodes && other < 0; j++ {
			if j != k && math.IsInf(n.at(k, j), 1) {
				other = j
			}
		}
		if other < 0 {
			continue
		}
		for j := range n.nodes {
			if j == k {
				continue
			}
			if j != other {
				n.join(other, j, n.at(k, j))
			}
			a, b := min(j, k), max(j, k)
			n.g[a*n.nodes+b] = 0
		}
	}
}

// crew is a number of goroutines that may run at a time.
type crew struct {
	free chan struct{} // holds one for each helper that could start now
}

func newCrew(workers int) *crew {
	c := &crew{free: make(chan struct{}, workers-1)}
	for range workers - 1 {
		c.free <- struct{}{}
	}
	return c
}

// try takes a helper if one is free; release gives it back.
func (c *crew) try() bool {
	select {
	case <-c.free:
		return true
	default:
		return false
	}
}

func (c *crew) release() { c.free <- struct{}{} }

// share calls work once for each piece, by the caller and all helpers that are free.
func (c *crew) share(pieces int, work func(piece int)) {
	var next atomic.Int64
	run := func() {
		for {
			piece := int(next.Add(1)) - 1
			if piece >= pieces {
				return
			}
			work(piece)
		}
	}
	var helpers sync.WaitGroup
	for range pieces - 1 {
		if !c.try() {
			break
		}
		helpers.Add(1)
		go func() {
			defer helpers.Done()
			defer c.release()
			run()
		}()
	}
	run()
	helpers.Wait()
}
