package arrays

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"regan/accel/devices"
)

// One draw for each line has the mean and the variance of one draw for each cell. The bounds are five standard errors of
// the statistics with the given numbers of samples, and seeds are fixed.
func TestNoiseEqualsNoiseOfEachCell(t *testing.T) {
	for _, c := range []struct {
		law       Law
		encoding  Encoding
		sliceBits int
		floats    bool
	}{
		{Uniform, OneSided, 1, false}, {Uniform, TwoSided, 1, true}, {Uniform, Offset, 1, false}, {Uniform, OneSided, 3, false},
		{Proportional, OneSided, 1, false}, {Proportional, TwoSided, 1, true}, {Proportional, Offset, 1, false},
		{Proportional, OneSided, 3, false}, {Proportional, TwoSided, 3, true}, {Proportional, Offset, 8, false},
	} {
		for _, k := range kernels() {
			t.Run(fmt.Sprintf("%+v/%v", c, k), func(t *testing.T) {
				s := DefaultSpec()
				s.Readout, s.Encoding, s.OnOff, s.Inputs.SliceBits = ReadIdeal, c.encoding, 20, c.sliceBits
				if c.floats {
					s.Analog.Writing = Writing{UniformError, 0}
				}
				s.Noise, s.Seed = Noise{Law: c.law, Sigma: 0.1}, 11
				w, one := benchmarkCase(s, 1, 40, 1)
				const samples = 4000
				var x []int32
				for range samples {
					x = append(x, one...)
				}
				a, err := program(s, w, k)
				if err != nil {
					t.Fatal(err)
				}
				y := make([]float64, samples)
				if err := a.Mul(context.Background(), y, x, samples); err != nil {
					t.Fatal(err)
				}
				mean, variance := moments(y)
				exact := product(w, one)[0]
				brute := bruteForceNoise(s, w, one, samples)
				_, want := moments(brute)
				if math.Abs(mean-exact) > 5*math.Sqrt(variance/samples) {
					t.Errorf("mean %v, want %v", mean, exact)
				}
				// Both variances are sampled; that of a normal sample has a relative error of sqrt(2/n).
				if ratio := variance / want; math.Abs(ratio-1) > 5*math.Sqrt(4.0/samples) {
					t.Errorf("variance %v, of noise in each cell %v", variance, want)
				}
			})
		}
	}
}

// bruteForceNoise returns products with every read of every cell disturbed.
func bruteForceNoise(s Spec, w Weights, x []int32, samples int) []float64 {
	random := rand.New(rand.NewPCG(1, 2))
	top := float64(s.topLevel())
	gmin := top / (s.OnOff - 1)
	exact := product(w, x)[0]
	var y []float64
	for range samples {
		sum := exact
		for slice := range s.Slices() {
			positive, negative, _ := referenceCells(s, w, 0, 0, w.Inputs, slice)
			for _, slot := range referenceSlots(s.Inputs) {
				for i, value := range x {
					drive := float64(int(value) >> slot.low & (1<<slot.bits - 1))
					if drive == 0 {
						continue
					}
					weight := math.Exp2(float64(slice*s.CellBits)) * slot.weight * drive
					for side, level := range []float64{positive[i], negative[i]} {
						if side == 1 && s.Encoding == Offset {
							continue
						}
						sigma := s.Noise.Sigma * (top + gmin)
						if s.Noise.Law == Proportional {
							sigma = s.Noise.Sigma * (level + gmin)
						}
						sum += weight * sigma * random.NormFloat64()
					}
				}
			}
		}
		y = append(y, sum)
	}
	return y
}

func moments(y []float64) (mean, variance float64) {
	for _, v := range y {
		mean += v / float64(len(y))
	}
	for _, v := range y {
		variance += (v - mean) * (v - mean) / float64(len(y)-1)
	}
	return mean, variance
}

// Noise of different lines, vectors and seeds is not related.
func TestNoiseIsIndependent(t *testing.T) {
	s := DefaultSpec()
	s.Readout = ReadIdeal
	s.Noise, s.Seed = Noise{Law: Uniform, Sigma: 0.1}, 5
	const samples = 4000
	w := Weights{2, 20, make([]int32, 40)}
	x := make([]int32, samples*20)
	for i := range x {
		x[i] = 1
	}
	read := func(s Spec) []float64 {
		y := make([]float64, 2*samples)
		if err := mustProgram(t, s, w).Mul(context.Background(), y, x, samples); err != nil {
			t.Fatal(err)
		}
		return y
	}
	y := read(s)
	s.Seed = 6
	other := read(s)
	correlation := func(at func(i int) (float64, float64)) float64 {
		var ab, aa, bb float64
		for i := range samples - 1 {
			a, b := at(i)
			ab, aa, bb = ab+a*b, aa+a*a, bb+b*b
		}
		return ab / math.Sqrt(aa*bb)
	}
	for name, r := range map[string]float64{
		"outputs": correlation(func(i int) (float64, float64) { return y[2*i], y[2*i+1] }),
		"vectors": correlation(func(i int) (float64, float64) { return y[2*i], y[2*i+2] }),
		"seeds":   correlation(func(i int) (float64, float64) { return y[2*i], other[2*i] }),
	} {
		if math.Abs(r) > 5/math.Sqrt(samples) { // the standard error of no correlation is 1/sqrt(n)
			t.Errorf("%s are correlated by %v", name, r)
		}
	}
}

// Jumps have the probabilities of a rounded normal number: all words together, and what is left of the probabilities for
// those that do not decide, give each number its share of 2^64 exactly; and each frequency of draws lies within five
// standard errors.
func TestJumpsAreRoundedNormal(t *testing.T) {
	for _, c := range []struct{ mean, deviation float64 }{{0, 0.05}, {0, 0.68}, {12.3, 2}, {-0.5, 40}, {7, 0}, {0.5, 0.3}} {
		const samples = 200_000
		j, random, count := newJumps(c.mean, c.deviation), rand.NewPCG(9, 9), map[int64]float64{}
		for range samples {
			bits := random.Uint64()
			jump, decides := j.of(int16(bits))
			if !decides {
				jump = j.left(random.Uint64())
			}
			count[jump]++
		}
		words, undecided := map[int64]float64{}, 0
		for word := range 1 << 16 {
			if jump, decides := j.of(int16(word)); decides {
				words[jump]++
			} else {
				undecided++
			}
		}
		if undecided != 2*int(j.over) || undecided > len(j.from)+2 {
			t.Errorf("%+v: %d words of %d numbers do not decide, want %d", c, undecided, len(j.from), 2*j.over)
		}
		below := func(x float64) float64 { return math.Erfc((c.mean-x)/(c.deviation*math.Sqrt2)) / 2 }
		total, before := 0.0, uint64(0)
		for i, rest := range j.rests {
			k := j.lowest + int64(i)
			p := below(float64(k)+0.5) - below(float64(k)-0.5)
			if c.deviation == 0 {
				p = 1
			}
			share := words[k]/(1<<16) + float64(rest-before)/(1<<48)/(1<<16)
			before = rest
			if math.Abs(share-p) > 4e-16 { // the rounding of the two values of the distribution function
				t.Errorf("%+v: %d has probability %v, want %v", c, k, share, p)
			}
			if math.Abs(count[k]/samples-p) > 5*math.Sqrt(p*(1-p)/samples)+1e-9 && p*samples > 5 {
				t.Errorf("%+v: %d has frequency %v, want %v", c, k, count[k]/samples, p)
			}
			total += count[k]
		}
		if total != samples {
			t.Errorf("%+v: %v of %d draws are among the limits", c, total, samples)
		}
	}
	// The farthest numbers are drawn too: those of eight deviations have a probability of 6e-16.
	j := newJumps(0, 1)
	if low, high := j.left(0), j.left(math.MaxUint64); low > -8 || high < 8 {
		t.Errorf("the tails end at %d and %d", low, high)
	}
}

// Both kernels draw the same normal numbers, those of the definition, across the 32 bits of a counter too.
func TestNormalsAreThoseOfTheZiggurat(t *testing.T) {
	for _, first := range []uint64{0, 1<<32 - 7, math.MaxUint64 - 300} {
		for _, bits := range []int{1, 2, 7, 16} {
			s := DefaultSpec()
			s.Seed, s.Inputs.Bits, s.Noise = 77, bits, Noise{Proportional, 0.1}
			w, _ := benchmarkCase(s, 1, 4, 1)
			in := &prepared{vectors: 301, pad: 320}
			for _, k := range kernels() {
				a, err := program(s, w, k)
				if err != nil {
					t.Fatal(err)
				}
				worker := &worker{run: &run{array: a}}
				worker.drawNormals(3, 5, 3, in, first)
				stride := len(worker.normals) / in.vectors
				for v := range in.vectors {
					for slot := range bits {
						for lane := range 3 {
							noise := referenceNoise{s: s, part: 3, line: 5 + lane, vector: int(first + uint64(v))}
							if got, want := worker.normals[v*stride+slot][lane], noise.normal(slot); got != want {
								t.Fatalf("%v: vector %d of %d, slot %d of %d, line %d: %v, want %v", k, v, first, slot, bits, lane, got, want)
							}
						}
					}
				}
			}
		}
	}
}

// All layers of the ziggurat have the same area, and numbers that are drawn from it fall into each range as often as normal
// ones, tails included: within five standard errors of their frequency.
func TestNormalsAreNormal(t *testing.T) {
	z := newZiggurat()
	area := func(i int) float64 { return z.edges[i] * (z.heights[i+1] - z.heights[i]) }
	for i := 1; i < layers; i++ {
		if math.Abs(area(i)/area(1)-1) > 1e-12 || z.edges[i] <= z.edges[i+1] {
			t.Errorf("layer %d is from %v to %v, with area %v; the first has %v", i, z.edges[i+1], z.edges[i], area(i), area(1))
		}
	}
	// The lowest is a rectangle and the tail: together the area of the others, 2 of them 256 parts of the whole density.
	if whole := math.Sqrt(math.Pi/2) / layers; math.Abs(area(1)-z.edges[0]*z.heights[1]) > 1e-15 || area(1) < whole || area(1) > 1.01*whole {
		t.Errorf("the areas are %v and %v; the density's is %v for each", area(1), z.edges[0]*z.heights[1], whole)
	}
	const samples = 4_000_000
	bounds := []float64{math.Inf(-1), -4.5, -4, -tailStart, -3, -2, -1.5, -1, -0.5, -0.2, -0.1, 0}
	for i := range bounds[:11] {
		bounds = append(bounds, -bounds[10-i])
	}
	counts, random, decided := make([]float64, len(bounds)-1), rand.NewPCG(4, 4), 0.0
	a := mustProgram(t, DefaultSpec(), Weights{1, 1, []int32{1}})
	for i := range samples {
		word := random.Uint64()
		x, decides := z.of(word)
		if decides {
			decided++
		} else {
			x = z.left(word, &stream{array: a, vector: uint64(i)})
		}
		at := 0
		for x >= bounds[at+1] {
			at++
		}
		counts[at]++
	}
	for i, n := range counts {
		p := (math.Erfc(bounds[i]/math.Sqrt2) - math.Erfc(bounds[i+1]/math.Sqrt2)) / 2
		if math.Abs(n-p*samples) > 5*math.Sqrt(p*(1-p)*samples) {
			t.Errorf("%v numbers of %d are from %v to %v, want %v", n, samples, bounds[i], bounds[i+1], p*samples)
		}
	}
	if share := decided / samples; share < 0.985 || share == 1 {
		t.Errorf("%v of the words decide; the paper has 0.9933", share)
	}
}

// The codes of a noisy converter have the mean and the variance of converting, one by one, reads whose cells are all
// disturbed.
func TestNoisyCodesEqualNoiseOfEachCell(t *testing.T) {
	s := DefaultSpec()
	s.WeightBits, s.CellBits, s.Inputs.Bits = 3, 2, 1 // one slice, one slot: one read for each result
	s.ADC.Bits, s.OnOff = 5, 20
	s.Noise, s.Seed = Noise{Law: Uniform, Sigma: 0.1}, 21
	w, one := benchmarkCase(s, 1, 100, 1)
	const samples = 20_000
	var x []int32
	for range samples {
		x = append(x, one...)
	}
	y := make([]float64, samples)
	if err := mustProgram(t, s, w).Mul(context.Background(), y, x, samples); err != nil {
		t.Fatal(err)
	}
	brute := bruteForceNoise(s, w, one, samples)
	for i, v := range brute {
		brute[i] = max(-15, min(15, math.RoundToEven(v)))
	}
	mean, variance := moments(y)
	wantMean, wantVariance := moments(brute)
	if math.Abs(mean-wantMean) > 5*math.Sqrt(2*variance/samples) {
		t.Errorf("mean %v, of noise in each cell %v", mean, wantMean)
	}
	if ratio := variance / wantVariance; math.Abs(ratio-1) > 5*math.Sqrt(4.0/samples) {
		t.Errorf("variance %v, of noise in each cell %v", variance, wantVariance)
	}
}

// Both kernels draw the same words, those of devices.Random, across the 32 bits of a counter too.
func TestWordsAreThoseOfPhilox(t *testing.T) {
	for _, first := range []uint64{0, 5, 1<<32 - 7, math.MaxUint64 - 3} {
		for _, seed := range []uint64{0, 1, math.MaxUint64, 0x0123456789abcdef} {
			s := DefaultSpec()
			s.Seed, s.Inputs.Bits = seed, 12
			w, _ := benchmarkCase(s, 1, 4, 1)
			in := &prepared{vectors: 32, pad: 32}
			for _, k := range kernels() {
				a, err := program(s, w, k)
				if err != nil {
					t.Fatal(err)
				}
				worker := &worker{run: &run{array: a}}
				worker.drawWords(3, 7, in, first)
				for slot := range 12 {
					for v := range 32 {
						random := devices.NewRandom(seed).Stream(1<<56 | 3<<40 | 7<<16 | uint64(slot/8)).Quick()
						high, low := random.Bits(first + uint64(v))
						want := uint16(low >> (16 * (slot % 4)))
						if slot%8 >= 4 {
							want = uint16(high >> (16 * (slot % 4)))
						}
						if got := worker.words[slot*32+v]; got != want {
							t.Fatalf("%v: seed %x, vector %d, slot %d: %x, want %x", k, seed, first+uint64(v), slot, got, want)
						}
					}
				}
			}
		}
	}
}
