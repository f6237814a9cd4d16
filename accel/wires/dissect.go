package wires

import (
	"context"
	"math/bits"
	"runtime"
	"sync"
)

// block is a rectangle of an array's cells. Its ports are the nodes that it shares with what lies around it, in this order:
//
//	left    for each row, the word line's node at the cell before the block, or the driver
//	right   for each row, the word line's node at the block's last cell, unless the word line ends there
//	top     for each column, the bit line's node at the cell above the block, unless the bit line begins with the block
//	bottom  for each column, the bit line's node at the block's last cell, or the sense amplifier
type block struct{ row, col, rows, cols int }

// dissection reduces an array to a network among its ports.
type dissection struct {
	ctx   context.Context
	array Array
	ideal bool // some lines have no resistance
	crew  *crew

	progress func(done float64)
	total    float64 // multiplications, roughly
	mu       sync.Mutex
	done     float64 // of total
	reported float64 // share of total
}

func newDissection(ctx context.Context, a Array, options *Options) *dissection {
	d := &dissection{ctx: ctx, array: a}
	l := a.Lines
	d.ideal = l.WordSegment == 0 || l.BitSegment == 0
	workers := runtime.GOMAXPROCS(0)
	if options != nil {
		d.progress = options.Progress
		if options.Workers > 0 {
			workers = options.Workers
		}
	}
	d.crew = newCrew(min(workers, maxWorkers))
	return d
}

// leafSide is the side of the largest block that is not halved. Larger ones have more nodes to eliminate, smaller ones more
// joins.
const leafSide = 2

// ownStack is the number of cells from which on a block is worth a goroutine.
const ownStack = 32 * 32

func (d *dissection) hasRight(b block) bool  { return b.col+b.cols < d.array.Cols }
func (d *dissection) hasTop(b block) bool    { return b.row > 0 }
func (d *dissection) hasBottom(b block) bool { return b.row+b.rows < d.array.Rows }

// ports counts the ports of a block.
func (d *dissection) ports(b block) (left, right, top, bottom int) {
	left, bottom = b.rows, b.cols
	if d.hasRight(b) {
		right = b.rows
	}
	if d.hasTop(b) {
		top = b.cols
	}
	return left, right, top, bottom
}

// halves cuts a block across its longer side. The nodes between the halves are as many as the shorter side has.
func halves(b block) (first, second block, between int) {
	first, second = b, b
	if b.cols >= b.rows {
		first.cols = b.cols / 2
		second.col, second.cols = b.col+first.cols, b.cols-first.cols
		return first, second, b.rows
	}
	first.rows = b.rows / 2
	second.row, second.rows = b.row+first.rows, b.rows-first.rows
	return first, second, b.cols
}

func isLeaf(b block) bool { return b.rows <= leafSide && b.cols <= leafSide }

// work returns how many multiplications the joins of a block take, roughly, leaving out what is too small to matter.
func (d *dissection) work(b block) float64 {
	if b.rows*b.cols < ownStack {
		return 0
	}
	first, second, between := halves(b)
	return d.work(first) + d.work(second) + d.joinWork(b, between)
}

func (d *dissection) joinWork(b block, between int) float64 {
	left, right, top, bottom := d.ports(b)
	k, n := float64(between), float64(between+left+right+top+bottom)
	return k * n * n
}

// report counts work and tells how far it is, once for each percent.
func (d *dissection) report(work float64, last bool) {
	if d.progress == nil {
		return
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.done += work
	share := 1.0
	if !last {
		share = min(d.done/d.total, 0.99) // the last one is reported once, when all is done
	}
	if last || share >= d.reported+0.01 {
		d.reported = share
		d.progress(share)
	}
}

// reduce returns the network among the ports of a block.
func (d *dissection) reduce(b block, memory *stack) (network, error) {
	if isLeaf(b) {
		return d.leaf(b, memory), nil
	}
	if err := d.ctx.Err(); err != nil {
		return network{}, err
	}
	first, second, between := halves(b)
	var x, y network
	var err, otherErr error
	if b.rows*b.cols >= ownStack && d.crew.try() {
		var other sync.WaitGroup
		other.Add(1)
		go func() {
			defer other.Done()
			defer d.crew.release()
			var own stack
			x, otherErr = d.reduce(first, &own)
		}()
		y, err = d.reduce(second, memory)
		other.Wait()
	} else if x, err = d.reduce(first, memory); err == nil {
		y, err = d.reduce(second, memory)
	}
	if err == nil {
		err = otherErr
	}
	if err != nil {
		return network{}, err
	}
	left, right, top, bottom := d.ports(b)
	whole := memory.network(between + left + right + top + bottom)
	firstPorts, secondPorts := d.places(first, second, between, memory)
	paste(whole, x, firstPorts)
	paste(whole, y, secondPorts)
	memory.free(x)
	memory.free(y)
	memory.ints = memory.ints[:0]
	whole.eliminate(between, d.ideal, d.crew)
	if b.rows*b.cols >= ownStack {
		d.report(d.joinWork(b, between), false)
	}
	return memory.rest(whole, between), nil
}

// places says which node of the joined network each port of either half becomes. The nodes between the halves come first,
// then the ports of the whole.
func (d *dissection) places(first, second block, between int, memory *stack) (x, y []int) {
	l1, r1, t1, b1 := d.ports(first)
	l2, r2, t2, b2 := d.ports(second)
	n1, n2 := l1+r1+t1+b1, l2+r2+t2+b2
	if cap(memory.ints) < n1+n2 {
		memory.ints = make([]int, 0, 2*(n1+n2))
	}
	places := memory.ints[:n1+n2]
	x, y = places[:n1:n1], places[n1:]
	// fill writes the numbers from first on into the next ports of a half.
	fill := func(half []int, at, count, first int) int {
		for k := range count {
			half[at+k] = first + k
		}
		return at + count
	}
	if first.row == second.row { // side by side: the first's right is the second's left
		left, right := between, between+l1
		top := right + r2
		bottom := top + t1 + t2
		at := fill(x, 0, l1, left)
		at = fill(x, at, r1, 0)
		at = fill(x, at, t1, top)
		fill(x, at, b1, bottom)
		at = fill(y, 0, l2, 0)
		at = fill(y, at, r2, right)
		at = fill(y, at, t2, top+t1)
		fill(y, at, b2, bottom+b1)
		return x, y
	}
	// One above the other: the first's bottom is the second's top.
	left, right := between, between+l1+l2
	top := right + r1 + r2
	bottom := top + t1
	at := fill(x, 0, l1, left)
	at = fill(x, at, r1, right)
	at = fill(x, at, t1, top)
	fill(x, at, b1, 0)
	at = fill(y, 0, l2, left+l1)
	at = fill(y, at, r2, right+r1)
	at = fill(y, at, t2, 0)
	fill(y, at, b2, bottom)
	return x, y
}

// paste adds a part to a network, its nodes at the given places.
func paste(whole, part network, places []int) {
	for a := range part.nodes {
		row := part.g[a*part.nodes : (a+1)*part.nodes]
		for b := a + 1; b < part.nodes; b++ {
			whole.join(places[a], places[b], row[b])
		}
	}
}

// leaf builds the network of a few cells, node by node, and eliminates what is inside.
func (d *dissection) leaf(b block, memory *stack) network {
	left, right, top, bottom := d.ports(b)
	cells := b.rows * b.cols
	inner := 2 * cells
	if right > 0 {
		inner -= b.rows
	}
	if d.hasBottom(b) {
		inner -= b.cols
	}
	n := memory.network(inner + left + right + top + bottom)
	leftPort, rightPort := inner, inner+left
	topPort, bottomPort := inner+left+right, inner+left+right+top
	var words, bitNodes [leafSide * leafSide]int
	next := 0
	for i := range b.rows {
		for j := range b.cols {
			k := i*b.cols + j
			if j == b.cols-1 && right > 0 {
				words[k] = rightPort + i
			} else {
				words[k] = next
				next++
			}
			if i == b.rows-1 && d.hasBottom(b) {
				bitNodes[k] = bottomPort + j
			} else {
				bitNodes[k] = next
				next++
			}
		}
	}
	a, l := d.array, d.array.Lines
	for i := range b.rows {
		for j := range b.cols {
			k := i*b.cols + j
			n.join(words[k], bitNodes[k], float64(a.Cells[(b.row+i)*a.Cols+b.col+j]))
			before, resistance := leftPort+i, l.WordSegment
			if j > 0 {
				before = words[k-1]
			}
			if b.col+j == 0 {
				resistance += l.Driver
			}
			n.join(before, words[k], float64(resistance.Conductance()))
			if b.row+i > 0 {
				above := topPort + j
				if i > 0 {
					above = bitNodes[k-b.cols]
				}
				n.join(above, bitNodes[k], float64(l.BitSegment.Conductance()))
			}
			if b.row+i == a.Rows-1 {
				n.join(bitNodes[k], bottomPort+j, float64((l.BitSegment + l.Sense).Conductance()))
			}
		}
	}
	n.eliminate(inner, d.ideal, d.crew)
	return memory.rest(n, inner)
}

// stack lends the memory of networks to one goroutine and takes it back, as nearly all of them are small and short-lived.
type stack struct {
	unused [pooled + 1][][]float64 // by the binary logarithm of their capacity
	ints   []int
}

// pooled is the binary logarithm of the largest capacity that is kept.
const pooled = 16

// network returns one with the given number of nodes and no conductances.
func (s *stack) network(nodes int) network {
	n := s.uncleared(nodes)
	clear(n.g)
	return n
}

func (s *stack) uncleared(nodes int) network {
	size := nodes * nodes
	class := bits.Len(uint(max(size, 1) - 1))
	if class > pooled {
		return network{nodes, make([]float64, size)}
	}
	if unused := s.unused[class]; len(unused) > 0 {
		g := unused[len(unused)-1]
		s.unused[class] = unused[:len(unused)-1]
		return network{nodes, g[:size]}
	}
	return network{nodes, make([]float64, size, 1<<class)}
}

func (s *stack) free(n network) {
	class := bits.Len(uint(max(cap(n.g), 1) - 1))
	if class <= pooled && cap(n.g) == 1<<class {
		s.unused[class] = append(s.unused[class], n.g)
	}
}

// rest returns the network without its first nodes, which have been eliminated, and frees the whole.
func (s *stack) rest(whole network, first int) network {
	n := s.uncleared(whole.nodes - first)
	for i := range n.nodes {
		copy(n.g[i*n.nodes:(i+1)*n.nodes], whole.g[(first+i)*whole.nodes+first:(first+i+1)*whole.nodes])
	}
	s.free(whole)
	return n
}
