// Command kernels writes the vector kernels of accel/arrays in assembly. It is a module of its own, so that the main one does not
// depend on the assembler's generator. Run it here:
//
//	go run . -out ../../accel/arrays/kernel_amd64.s -stubs ../../accel/arrays/stubs_amd64.go -pkg arrays
package main

import (
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func main() {
	ConstraintExpr("amd64")
	addTables()
	addClamps()
	addCodes()
	dot()
	constants := newConstants()
	randomWords(constants)
	drawNormals(constants)
	scaleRoots()
	addNormals()
	addNoisy(false)
	addNoisy(true)
	fillQuads()
	lookQuads()
	convertQuads()
	Generate()
}

// addTables looks up the sums of four rows for 32 reads at once: four blocks of 32 at a time, then one.
func addTables() {
	TEXT("addTables", NOSPLIT, "func(sums *int16, tables *int8, inputs *byte, groups, chunk, reads int)")
	Doc("addTables sets sums[i], for i below reads, to the sum over g below groups of tables[16*g+inputs[g*reads+i]]. reads is a",
		"multiple of 32. No sum of chunk tables in a row may overflow a byte, and no sum of all 16 bits.")
	sums, tables, inputs := Load(Param("sums"), GP64()), Load(Param("tables"), GP64()), Load(Param("inputs"), GP64())
	groups, chunk, reads := Load(Param("groups"), GP64()), Load(Param("chunk"), GP64()), Load(Param("reads"), GP64())
	left := GP64()
	MOVQ(reads, left)
	for _, blocks := range []int{4, 1} {
		name := map[int]string{4: "wide", 1: "single"}[blocks]
		Label(name)
		CMPQ(left, U32(uint32(32*blocks)))
		JL(LabelRef(name + "_end"))
		addBlocks(name, blocks, sums, tables, inputs, groups, chunk, reads)
		ADDQ(U32(uint32(64*blocks)), sums)
		ADDQ(U32(uint32(32*blocks)), inputs)
		SUBQ(U32(uint32(32*blocks)), left)
		JMP(LabelRef(name))
		Label(name + "_end")
	}
	VZEROUPPER()
	RET()
}

func addBlocks(name string, blocks int, sums, tables, inputs, groups, chunk, reads reg.Register) {
	table, input, left, n := GP64(), GP64(), GP64(), GP64()
	MOVQ(tables, table)
	MOVQ(inputs, input)
	MOVQ(groups, left)
	words, bytes := make([]reg.VecVirtual, 2*blocks), make([]reg.VecVirtual, blocks)
	for i := range words {
		words[i] = YMM()
		VPXOR(words[i], words[i], words[i])
	}
	Label(name + "_chunk")
	for i := range bytes {
		bytes[i] = YMM()
		VPXOR(bytes[i], bytes[i], bytes[i])
	}
	MOVQ(chunk, n)
	CMPQ(left, n)
	CMOVQLT(left, n)
	SUBQ(n, left)
	Label(name + "_group")
	entries := YMM()
	VBROADCASTI128(Mem{Base: table}, entries)
	for i := range bytes {
		found := YMM()
		VPSHUFB(Mem{Base: input, Disp: 32 * i}, entries, found)
		VPADDB(found, bytes[i], bytes[i])
	}
	ADDQ(Imm(16), table)
	ADDQ(reads, input)
	DECQ(n)
	JNZ(LabelRef(name + "_group"))
	for i := range bytes {
		low, high := YMM(), YMM()
		VPMOVSXBW(bytes[i].AsX(), low)
		VPADDW(low, words[2*i], words[2*i])
		VEXTRACTI128(Imm(1), bytes[i], high.AsX())
		VPMOVSXBW(high.AsX(), high)
		VPADDW(high, words[2*i+1], words[2*i+1])
	}
	CMPQ(left, Imm(0))
	JNE(LabelRef(name + "_chunk"))
	for i := range words {
		VMOVDQU(words[i], Mem{Base: sums, Disp: 32 * i})
	}
}

// addClamps converts bit-serial sums whose codes are clamped sums, and shifts and adds the codes.
func addClamps() {
	TEXT("addClamps", NOSPLIT, "func(codes *int32, sums *int16, vectors, bits int, least, most, sign int16, factor int32)")
	Doc("addClamps adds to codes[v], for v below vectors, factor times the sum over b below bits of 2^b times sums[b*vectors+v]",
		"clamped to least and most; that of the last bit counts sign, which is 1 or -1. vectors is a multiple of 16.")
	codes, sums := Load(Param("codes"), GP64()), Load(Param("sums"), GP64())
	vectors, bits := Load(Param("vectors"), GP64()), Load(Param("bits"), GP64())
	word := func(name string) reg.VecVirtual {
		narrow, wide := GP32(), YMM()
		Load(Param(name), narrow.As16())
		VMOVD(narrow, wide.AsX())
		VPBROADCASTW(wide.AsX(), wide)
		return wide
	}
	least, most, sign := word("least"), word("most"), word("sign")
	factor := YMM()
	narrow := GP32()
	Load(Param("factor"), narrow)
	VMOVD(narrow, factor.AsX())
	VPBROADCASTD(factor.AsX(), factor)

	stride := GP64() // bytes of the sums of one bit
	MOVQ(vectors, stride)
	SHLQ(Imm(1), stride)
	last := GP64() // the sums of the last bit
	MOVQ(bits, last)
	DECQ(last)
	IMULQ(stride, last)
	ADDQ(last, sums)

	sum, left := GP64(), GP64()
	clamped, low, high := YMM(), YMM(), YMM()
	load := func() {
		VPMINSW(Mem{Base: sum}, most, clamped)
		VPMAXSW(least, clamped, clamped)
	}
	widen := func(low, high reg.VecVirtual) {
		VPMOVSXWD(clamped.AsX(), low)
		VEXTRACTI128(Imm(1), clamped, high.AsX())
		VPMOVSXWD(high.AsX(), high)
	}
	Label("vectors")
	MOVQ(sums, sum)
	MOVQ(bits, left)
	load()
	VPSIGNW(sign, clamped, clamped)
	widen(low, high)
	JMP(LabelRef("next"))
	Label("bit")
	SUBQ(stride, sum)
	load()
	moreLow, moreHigh := YMM(), YMM()
	widen(moreLow, moreHigh)
	VPADDD(low, low, low)
	VPADDD(high, high, high)
	VPADDD(moreLow, low, low)
	VPADDD(moreHigh, high, high)
	Label("next")
	DECQ(left)
	JNZ(LabelRef("bit"))
	VPMULLD(factor, low, low)
	VPMULLD(factor, high, high)
	VPADDD(Mem{Base: codes}, low, low)
	VPADDD(Mem{Base: codes, Disp: 32}, high, high)
	VMOVDQU(low, Mem{Base: codes})
	VMOVDQU(high, Mem{Base: codes, Disp: 32})
	ADDQ(Imm(64), codes)
	ADDQ(Imm(32), sums)
	SUBQ(Imm(16), vectors)
	JNZ(LabelRef("vectors"))
	VZEROUPPER()
	RET()
}

// addCodes converts bit-serial sums by a table of codes, eight vectors at a time, and shifts and adds the codes.
func addCodes() {
	TEXT("addCodes", NOSPLIT, "func(codes *int32, sums *int16, table *int32, vectors, bits int, sign, factor int32)")
	Doc("addCodes adds to codes[v], for v below vectors, factor times the sum over b below bits of 2^b times the code of",
		"sums[b*vectors+v], which is that many places from table; that of the last bit counts sign. vectors is a multiple of 8.")
	codes, sums, table := Load(Param("codes"), GP64()), Load(Param("sums"), GP64()), Load(Param("table"), GP64())
	vectors, bits := Load(Param("vectors"), GP64()), Load(Param("bits"), GP64())
	wide := func(name string) reg.VecVirtual {
		narrow, wide := GP32(), YMM()
		Load(Param(name), narrow)
		VMOVD(narrow, wide.AsX())
		VPBROADCASTD(wide.AsX(), wide)
		return wide
	}
	sign, factor := wide("sign"), wide("factor")
	stride, last := GP64(), GP64() // bytes of the sums of one bit, and those before the last bit's
	MOVQ(vectors, stride)
	SHLQ(Imm(1), stride)
	MOVQ(bits, last)
	DECQ(last)
	IMULQ(stride, last)
	ADDQ(last, sums)
	sum, left := GP64(), GP64()
	at, mask, code, total := YMM(), YMM(), YMM(), YMM()
	load := func() {
		VPMOVSXWD(Mem{Base: sum}, at)
		VPCMPEQD(mask, mask, mask)
		VPXOR(code, code, code)
		VPGATHERDD(mask, Mem{Base: table, Index: at, Scale: 4}, code)
	}
	Label("vectors")
	MOVQ(sums, sum)
	MOVQ(bits, left)
	load()
	VPMULLD(sign, code, total)
	JMP(LabelRef("next"))
	Label("bit")
	SUBQ(stride, sum)
	load()
	VPADDD(total, total, total)
	VPADDD(code, total, total)
	Label("next")
	DECQ(left)
	JNZ(LabelRef("bit"))
	VPMULLD(factor, total, total)
	VPADDD(Mem{Base: codes}, total, total)
	VMOVDQU(total, Mem{Base: codes})
	ADDQ(Imm(32), codes)
	ADDQ(Imm(16), sums)
	SUBQ(Imm(8), vectors)
	JNZ(LabelRef("vectors"))
	VZEROUPPER()
	RET()
}

// dot multiplies whole numbers, four vectors at a time and then one.
func dot() {
	TEXT("dot", NOSPLIT, "func(products *int32, weights, inputs *int16, rows, vectors int)")
	Doc("dot sets products[v], for v below vectors, to the sum over r below rows of weights[r] times inputs[v*rows+r]. rows is a",
		"multiple of 16. No sum may overflow 32 bits.")
	products, weights, inputs := Load(Param("products"), GP64()), Load(Param("weights"), GP64()), Load(Param("inputs"), GP64())
	rows, vectors := Load(Param("rows"), GP64()), Load(Param("vectors"), GP64())
	stride := GP64() // bytes of a vector
	MOVQ(rows, stride)
	SHLQ(Imm(1), stride)
	for _, n := range []int{4, 1} {
		name := map[int]string{4: "four", 1: "one"}[n]
		Label(name)
		CMPQ(vectors, U32(uint32(n)))
		JL(LabelRef(name + "_end"))
		sums := make([]reg.VecVirtual, n)
		for i := range sums {
			sums[i] = YMM()
			VPXOR(sums[i], sums[i], sums[i])
		}
		input, third, at := GP64(), GP64(), GP64()
		MOVQ(inputs, input)
		LEAQ(Mem{Base: stride, Index: stride, Scale: 2}, third)
		XORQ(at, at)
		Label(name + "_rows")
		weight := YMM()
		VMOVDQU(Mem{Base: weights, Index: at, Scale: 1}, weight)
		for i := range sums {
			m := Mem{Base: input}
			switch i {
			case 1, 2:
				m.Index, m.Scale = stride, uint8(i)
			case 3:
				m.Index, m.Scale = third, 1
			}
			product := YMM()
			VPMADDWD(m, weight, product)
			VPADDD(product, sums[i], sums[i])
		}
		ADDQ(Imm(32), input)
		ADDQ(Imm(32), at)
		CMPQ(at, stride)
		JL(LabelRef(name + "_rows"))
		for i := range sums {
			half := XMM()
			VEXTRACTI128(Imm(1), sums[i], half)
			VPADDD(half, sums[i].AsX(), half)
			VPHADDD(half, half, half)
			VPHADDD(half, half, half)
			VMOVD(half, Mem{Base: products, Disp: 4 * i})
		}
		ADDQ(U32(uint32(4*n)), products)
		for range n {
			ADDQ(stride, inputs)
		}
		SUBQ(U32(uint32(n)), vectors)
		JMP(LabelRef(name))
		Label(name + "_end")
	}
	VZEROUPPER()
	RET()
}

// constants are rows of four numbers of 64 bits that Philox and the ziggurat use.
type constants Mem

func (c constants) row(n int) Mem { return Mem(c).Offset(32 * n) }

const (
	multiplier0, multiplier1 = 0, 1 // of Philox4x32
	groups                   = 2    // the first vectors of four groups, a row each
	sixteen, one             = 6, 7
	two, three, half         = 8, 9, 10 // in float64; half the distance between two places of the ziggurat
	size                     = 11       // all bits but the sign
)

func newConstants() constants {
	data := GLOBL("philox", RODATA|NOPTR)
	same := func(x uint64) [4]uint64 { return [4]uint64{x, x, x, x} }
	for row, lanes := range [][4]uint64{
		same(0xD2511F53), same(0xCD9E8D57),
		// The vectors of a group are four apart, so that interleaving the groups puts them in order.
		{0, 4, 8, 12}, {2, 6, 10, 14}, {1, 5, 9, 13}, {3, 7, 11, 15},
		same(16), same(1), same(math.Float64bits(2)), same(math.Float64bits(3)), same(math.Float64bits(1.0 / (1 << 52))),
		same(1<<63 - 1),
	} {
		for i, value := range lanes {
			DATA(32*row+8*i, U64(value))
		}
	}
	return constants(data)
}

// philox is Philox4x32-7 on groups of four blocks whose lowest number is in place. Each of the four numbers of a block is held
// in the low half of a 64-bit lane: what is in the high halves is never read. What the first two rounds make of all but the
// lowest number is given in four rows.
func philox(blocks [][4]reg.VecVirtual, at constants, keys reg.Register, shared func(row int) Mem) {
	for _, c := range blocks {
		// Round 1 leaves only the third and the fourth number to compute, and round 2 the first three.
		VPMULUDQ(at.row(multiplier0), c[0], c[3])
		VPSRLQ(Imm(32), c[3], c[2])
		VPXOR(shared(0), c[2], c[2])
		VPMULUDQ(at.row(multiplier1), c[2], c[1])
		VPSRLQ(Imm(32), c[1], c[0])
		VPXOR(shared(1), c[0], c[0])
		VPXOR(shared(2), c[3], c[2])
	}
	for round := 2; round < 7; round++ {
		for g := range blocks {
			c := &blocks[g]
			product0, product1 := YMM(), YMM()
			VPMULUDQ(at.row(multiplier0), c[0], product0)
			VPMULUDQ(at.row(multiplier1), c[2], product1)
			VPXOR(Mem{Base: keys, Disp: 64 * round}, c[1], c[1])
			VPSRLQ(Imm(32), product1, c[0])
			VPSRLQ(Imm(32), product0, c[2])
			VPXOR(c[1], c[0], c[0])
			if round == 2 {
				VPXOR(shared(3), c[2], c[2])
			} else {
				VPXOR(Mem{Base: keys, Disp: 64*round + 32}, c[3], c[3])
				VPXOR(c[3], c[2], c[2])
			}
			c[1], c[3] = product1, product0
		}
	}
}

// randomWords is Philox4x32-7 on 16 vectors at a time, in four groups of four, of which two are worked on at once. Only the
// lowest number of a block differs between vectors.
func randomWords(at constants) {
	TEXT("randomWords", NOSPLIT, "func(words *uint16, keys, shared *uint64, first uint64, vectors int)")
	Pragma("noescape")
	Doc("randomWords sets words[s*vectors+v], for s below 8 and v below vectors, to the s-th 16 bits, from the lowest on, of the",
		"Philox4x32-7 block whose lowest number is first+v, in 32 bits. keys are the two keys of each of the seven rounds, each four",
		"times. Four numbers are shared: with what the third of a block is multiplied by in round 1, its high half's exclusive or with",
		"the fourth and a key; that of the product's low half in round 2; and what joins the third and fourth in rounds 2 and 3.",
		"vectors is a multiple of 16.")
	words, keys, given := Load(Param("words"), GP64()), Load(Param("keys"), GP64()), Load(Param("shared"), GP64())
	first := Load(Param("first"), GP64())
	vectors := Load(Param("vectors"), GP64())

	counter := YMM() // of the first group, less its offsets
	VMOVQ(first, counter.AsX())
	VPBROADCASTQ(counter.AsX(), counter)
	var shared [4]reg.VecVirtual
	for i := range shared {
		shared[i] = YMM()
		VPBROADCASTQ(Mem{Base: given, Disp: 8 * i}, shared[i])
	}
	stride := GP64() // bytes of the words of one s
	MOVQ(vectors, stride)
	SHLQ(Imm(1), stride)
	held := AllocLocal(8 * 32) // of the first two groups, and what is shared

	for i := range shared {
		VMOVDQU(shared[i], held.Offset(128+32*i))
	}
	Label("vectors")
	for pair := range 2 {
		var c [2][4]reg.VecVirtual
		for g := range 2 {
			for i := range c[g] {
				c[g][i] = YMM()
			}
			VPADDQ(at.row(groups+2*pair+g), counter, c[g][0])
		}
		philox(c[:], at, keys, func(row int) Mem { return held.Offset(128 + 32*row) })
		output := GP64()
		MOVQ(words, output)
		for i := range 4 {
			both := YMM() // number i of the pair's two groups, in turn
			VPSLLQ(Imm(32), c[1][i], both)
			VPBLENDD(Imm(0xaa), both, c[0][i], both)
			if pair == 0 {
				VMOVDQU(both, held.Offset(32*i))
				continue
			}
			other, low, high := YMM(), YMM(), YMM()
			VMOVDQU(held.Offset(32*i), other)
			VPSLLD(Imm(16), both, low)
			VPBLENDW(Imm(0xaa), low, other, low)
			VMOVDQU(low, Mem{Base: output})
			VPSRLD(Imm(16), other, high)
			VPBLENDW(Imm(0xaa), both, high, high)
			VMOVDQU(high, Mem{Base: output, Index: stride, Scale: 1})
			LEAQ(Mem{Base: output, Index: stride, Scale: 2}, output)
		}
	}
	VPADDQ(at.row(sixteen), counter, counter)
	ADDQ(Imm(32), words)
	SUBQ(Imm(16), vectors)
	JNZ(LabelRef("vectors"))
	VZEROUPPER()
	RET()
}

// drawNormals draws normal numbers by the ziggurat for four lines at a time, of which each is a lane: a block gives the words of
// two of them.
func drawNormals(at constants) {
	TEXT("drawNormals", NOSPLIT, "func(normals *float64, undecided *byte, keys, shared *uint64, edges *float64, first uint64, vectors, stride int)")
	Pragma("noescape")
	Doc("drawNormals sets, for v below vectors, the four of normals v*stride bytes on to the numbers that the low words of four",
		"Philox4x32-7 blocks stand for, and the next four to those of their high words, as ziggurat.of says. The lowest number of the",
		"blocks is first+v, in 32 bits; keys are as for randomWords, and shared too, four times each, a block after the other. edges",
		"are those of the ziggurat. Where a word does not decide, it is itself put there, and bit i of undecided[v] is set, the i-th of",
		"the eight being meant.")
	normals, undecided := Load(Param("normals"), GP64()), Load(Param("undecided"), GP64())
	keys, shared := Load(Param("keys"), GP64()), Load(Param("shared"), GP64())
	edges, first := Load(Param("edges"), GP64()), Load(Param("first"), GP64())
	vectors, stride := Load(Param("vectors"), GP64()), Load(Param("stride"), GP64())
	counter := YMM()
	VMOVQ(first, counter.AsX())
	VPBROADCASTQ(counter.AsX(), counter)
	Label("vector")
	c := [1][4]reg.VecVirtual{{YMM(), YMM(), YMM(), YMM()}}
	VMOVDQA(counter, c[0][0])
	philox(c[:], at, keys, func(row int) Mem { return Mem{Base: shared, Disp: 32 * row} })
	VPADDQ(at.row(one), counter, counter)
	marks := GP32()
	for side := range 2 {
		word := YMM()
		VPSLLQ(Imm(32), c[0][2*side+1], word)
		VPBLENDD(Imm(0x55), c[0][2*side], word, word)
		out := Mem{Base: normals, Disp: 32 * side}
		VMOVDQU(word, out)
		var pairs [4]reg.VecVirtual // where a lane's layer ends, and the next one
		for lane := range pairs {
			layer := GP64()
			MOVBQZX(Mem{Base: normals, Disp: 32*side + 8*lane}, layer)
			pairs[lane] = XMM()
			VMOVUPD(Mem{Base: edges, Index: layer, Scale: 8}, pairs[lane])
		}
		low, high, ends, inner := YMM(), YMM(), YMM(), YMM()
		VINSERTF128(Imm(1), pairs[2], pairs[0].AsY(), low)
		VINSERTF128(Imm(1), pairs[3], pairs[1].AsY(), high)
		VUNPCKLPD(high, low, ends)
		VUNPCKHPD(high, low, inner)
		number, place := YMM(), YMM()
		VPSRLQ(Imm(12), word, place)
		VPOR(at.row(two), place, place)
		VSUBPD(at.row(three), place, place)
		VADDPD(at.row(half), place, place)
		VMULPD(ends, place, number)
		VANDPD(at.row(size), number, place)
		VCMPPD(Imm(1), inner, place, place) // below
		VBLENDVPD(place, number, word, word)
		VMOVUPD(word, out)
		decided := GP32()
		VMOVMSKPD(place, decided)
		if side == 0 {
			MOVL(decided, marks)
		} else {
			SHLL(Imm(4), decided)
			ORL(decided, marks)
		}
	}
	NOTL(marks)
	MOVB(marks.As8(), Mem{Base: undecided})
	INCQ(undecided)
	ADDQ(stride, normals)
	DECQ(vectors)
	JNZ(LabelRef("vector"))
	VZEROUPPER()
	RET()
}

// scaleRoots makes deviations of variances.
func scaleRoots() {
	TEXT("scaleRoots", NOSPLIT, "func(numbers *float64, factor float64, fours int)")
	Doc("scaleRoots sets each of so many fours of numbers to its square root times factor.")
	numbers, left := Load(Param("numbers"), GP64()), Load(Param("fours"), GP64())
	factor, root := YMM(), YMM()
	Load(Param("factor"), factor.AsX())
	VBROADCASTSD(factor.AsX(), factor)
	Label("four")
	VSQRTPD(Mem{Base: numbers}, root)
	VMULPD(factor, root, root)
	VMOVUPD(root, Mem{Base: numbers})
	ADDQ(Imm(32), numbers)
	DECQ(left)
	JNZ(LabelRef("four"))
	VZEROUPPER()
	RET()
}

// addNormals adds noise to sums.
func addNormals() {
	TEXT("addNormals", NOSPLIT, "func(sums, normals, deviations *float64, vectors, bits int)")
	Doc("addNormals adds to the (v*bits+b)-th four of sums the product of those of deviations and the (v*even+b)-th of normals, for v",
		"below vectors and b below bits; even is bits, or one more if that is odd.")
	sums, normals, deviations := Load(Param("sums"), GP64()), Load(Param("normals"), GP64()), Load(Param("deviations"), GP64())
	vectors, bits := Load(Param("vectors"), GP64()), Load(Param("bits"), GP64())
	odd, left, at := GP64(), GP64(), GP64()
	MOVQ(bits, odd)
	ANDQ(Imm(1), odd)
	SHLQ(Imm(5), odd)
	XORQ(at, at)
	noise := YMM()
	Label("vector")
	MOVQ(bits, left)
	Label("bit")
	VMOVUPD(Mem{Base: normals}, noise)
	VMULPD(Mem{Base: deviations, Index: at, Scale: 1}, noise, noise)
	VADDPD(Mem{Base: sums, Index: at, Scale: 1}, noise, noise)
	VMOVUPD(noise, Mem{Base: sums, Index: at, Scale: 1})
	ADDQ(Imm(32), at)
	ADDQ(Imm(32), normals)
	DECQ(left)
	JNZ(LabelRef("bit"))
	ADDQ(odd, normals)
	DECQ(vectors)
	JNZ(LabelRef("vector"))
	VZEROUPPER()
	RET()
}

// addNoisy draws jumps by inversion, adds them to bit-serial sums, and converts, shifts and adds as addClamps does. A jump is a base plus
// the number of limits that its random word is above. If jumps are symmetric, their sizes are the number of limits that the size of
// the word is above, and their signs that of the word, which takes half the limits. Few limits, which are usual, are compared without
// a loop.
func addNoisy(symmetric bool) {
	name, head := "addNoisy", 2
	if symmetric {
		name, head = "addSymmetric", 1
	}
	TEXT(name, NOSPLIT, "func(codes *int32, sums *int16, words *uint16, limits *int16, over *uint32, "+
		"vectors, bits, count int, least, most, sign int16, factor int32) uint32")
	if symmetric {
		Doc("addSymmetric is addNoisy for jumps whose size is the number of limits, of those after the first, that the size of a word",
			"is above, and whose sign is the word's. There is no least jump among the limits.")
	} else {
		Doc("addNoisy is addClamps with a jump added to each sum before it is clamped. limits has, for each bit and 32 vectors, 2+count",
			"numbers for each vector, one after the other for the 32: the least jump, a size, and words in rising order. The jump is the",
			"least, and one more for each of the words that words[b*vectors+v], as a signed number, is above. count is 1 to 6 or a",
			"multiple of 8. over[b*vectors/32+k] has a bit for each of the 32 vectors, of which bits 8 to 15 are the third eight and bits",
			"16 to 23 the second: 1 where the size of the word, which is itself or -1 less itself, is above the one given. All of these",
			"together are returned. vectors is a multiple of 32.")
	}
	codes, sums := Load(Param("codes"), GP64()), Load(Param("sums"), GP64())
	words, limits := Load(Param("words"), GP64()), Load(Param("limits"), GP64())
	over := Load(Param("over"), GP64())
	vectors := Load(Param("vectors"), GP64())
	word := func(name string) reg.VecVirtual {
		narrow, wide := GP32(), YMM()
		Load(Param(name), narrow.As16())
		VMOVD(narrow, wide.AsX())
		VPBROADCASTW(wide.AsX(), wide)
		return wide
	}
	least, most := word("least"), word("most")
	signs, factors := AllocLocal(32), AllocLocal(32)
	VMOVDQU(word("sign"), signs)
	factor, narrow := YMM(), GP64()
	Load(Param("factor"), narrow.As32())
	VMOVD(narrow.As32(), factor.AsX())
	VPBROADCASTD(factor.AsX(), factor)
	VMOVDQU(factor, factors)

	// Bytes: of one bit's words, of the limits of 32 vectors and of one bit.
	next, skip := GP64(), GP64()
	block := func() { // into narrow
		Load(Param("count"), narrow)
		ADDQ(Imm(uint64(head)), narrow)
		SHLQ(Imm(6), narrow)
	}
	MOVQ(vectors, next)
	SHLQ(Imm(1), next)
	block()
	MOVQ(vectors, skip)
	SHRQ(Imm(5), skip)
	IMULQ(narrow, skip)
	last := GP64() // of the last bit
	Load(Param("bits"), last)
	DECQ(last)
	MOVQ(last, narrow)
	IMULQ(skip, narrow)
	ADDQ(narrow, limits)
	IMULQ(next, last)
	ADDQ(last, sums)
	ADDQ(last, words)
	SHRQ(Imm(4), last)
	ADDQ(last, over)

	all := GP32()
	MOVL(I32(-1), all)
	var drawn, jump [2]reg.VecVirtual
	var total [4]reg.VecVirtual
	for i := range drawn {
		drawn[i], jump[i] = YMM(), YMM()
	}
	for i := range total {
		total[i] = YMM()
	}
	at, limit, left := GP64(), GP64(), GP64()
	Label("vectors")
	for i := range total {
		VPXOR(total[i], total[i], total[i])
	}
	XORQ(at, at)
	MOVQ(limits, limit)
	Load(Param("bits"), left)
	Label("bit")
	above := [2]reg.VecVirtual{YMM(), YMM()}
	for i := range drawn {
		word := Mem{Base: words, Index: at, Scale: 1, Disp: 32 * i}
		VMOVDQU(word, drawn[i])
		size := YMM()
		VPSRAW(Imm(15), drawn[i], size)
		VPXOR(drawn[i], size, size)
		VPCMPGTW(Mem{Base: limit, Disp: 64*(head-1) + 32*i}, size, above[i])
		if symmetric {
			VMOVDQA(size, drawn[i])
			VPXOR(jump[i], jump[i], jump[i])
			continue
		}
		VMOVDQU(Mem{Base: sums, Index: at, Scale: 1, Disp: 32 * i}, jump[i])
		VPADDW(Mem{Base: limit, Disp: 32 * i}, jump[i], jump[i])
	}
	mask := GP32()
	VPACKSSWB(above[1], above[0], above[0])
	VPMOVMSKB(above[0], mask)
	ANDL(mask, all)
	MOVQ(at, narrow)
	SARQ(Imm(4), narrow)
	MOVL(mask, Mem{Base: over, Index: narrow, Scale: 1})
	compare := func(first, n int, from reg.Register) {
		for k := first; k < first+n; k++ {
			for i := range drawn {
				reached := YMM()
				VPCMPGTW(Mem{Base: from, Disp: 64*(head+k) + 32*i}, drawn[i], reached)
				VPSUBW(reached, jump[i], jump[i])
			}
		}
	}
	Load(Param("count"), narrow)
	CMPQ(narrow, Imm(6))
	JG(LabelRef("many"))
	for n := range 6 { // one limit after the other until there are no more
		compare(n, 1, limit)
		if n < 5 {
			CMPQ(narrow, Imm(uint64(n+1)))
			JE(LabelRef("done"))
		}
	}
	JMP(LabelRef("done"))
	Label("many")
	from := GP64()
	MOVQ(limit, from)
	Label("eight")
	compare(0, 8, from)
	ADDQ(U32(8*64), from)
	SUBQ(Imm(8), narrow)
	JNZ(LabelRef("eight"))
	Label("done")
	for i := range jump {
		low, high := YMM(), YMM()
		if symmetric {
			VPSIGNW(Mem{Base: words, Index: at, Scale: 1, Disp: 32 * i}, jump[i], jump[i])
			VPADDW(Mem{Base: sums, Index: at, Scale: 1, Disp: 32 * i}, jump[i], jump[i])
		}
		VPMINSW(jump[i], most, jump[i])
		VPMAXSW(least, jump[i], jump[i])
		VPMOVSXWD(jump[i].AsX(), low)
		VEXTRACTI128(Imm(1), jump[i], high.AsX())
		VPMOVSXWD(high.AsX(), high)
		for k, x := range []reg.VecVirtual{low, high} {
			sum := total[2*i+k]
			VPADDD(sum, sum, sum)
			VPADDD(x, sum, sum)
		}
	}
	Load(Param("bits"), narrow)
	CMPQ(left, narrow)
	JNE(LabelRef("signed"))
	one := YMM()
	VPMOVSXWD(signs, one)
	for i := range total {
		VPSIGND(one, total[i], total[i])
	}
	Label("signed")
	SUBQ(next, at)
	SUBQ(skip, limit)
	DECQ(left)
	JNZ(LabelRef("bit"))
	for i := range total {
		VPMULLD(factors, total[i], total[i])
		VPADDD(Mem{Base: codes, Disp: 32 * i}, total[i], total[i])
		VMOVDQU(total[i], Mem{Base: codes, Disp: 32 * i})
	}
	ADDQ(U32(128), codes)
	ADDQ(Imm(64), words)
	ADDQ(Imm(64), sums)
	ADDQ(Imm(4), over)
	block()
	ADDQ(narrow, limits)
	SUBQ(Imm(32), vectors)
	JNZ(LabelRef("vectors"))
	Store(all, ReturnIndex(0))
	VZEROUPPER()
	RET()
}

// fillQuads makes a table of the sums of all subsets of rows: each row is added to all subsets of the rows before.
func fillQuads() {
	TEXT("fillQuads", NOSPLIT, "func(table, rows *float64, n int)")
	Doc("fillQuads sets table[4*i] to table[4*i+3], for i below 2^n, to the sum of those of n rows whose bit is set in i, from the lowest on.")
	table, rows, left := Load(Param("table"), GP64()), Load(Param("rows"), GP64()), Load(Param("n"), GP64())
	row, sum := YMM(), YMM()
	VXORPD(sum, sum, sum)
	VMOVUPD(sum, Mem{Base: table})
	size, at := GP64(), GP64() // bytes of what is filled
	MOVQ(U32(32), size)
	TESTQ(left, left)
	JZ(LabelRef("end"))
	to := GP64()
	Label("row")
	VMOVUPD(Mem{Base: rows}, row)
	LEAQ(Mem{Base: table, Index: size, Scale: 1}, to)
	XORQ(at, at)
	Label("subset")
	VADDPD(Mem{Base: table, Index: at, Scale: 1}, row, sum)
	VMOVUPD(sum, Mem{Base: to, Index: at, Scale: 1})
	ADDQ(Imm(32), at)
	CMPQ(at, size)
	JL(LabelRef("subset"))
	SHLQ(Imm(1), size)
	ADDQ(Imm(32), rows)
	DECQ(left)
	JNZ(LabelRef("row"))
	Label("end")
	VZEROUPPER()
	RET()
}

// lookQuads looks up sums that fillQuads made.
func lookQuads() {
	TEXT("lookQuads", NOSPLIT, "func(sums, tables *float64, set *byte, stride, reads int)")
	Doc("lookQuads adds to the i-th four of sums, for i below reads, the set[i*stride]-th four of tables and then those of number",
		"256+set[i*stride+1].")
	sums, tables, set := Load(Param("sums"), GP64()), Load(Param("tables"), GP64()), Load(Param("set"), GP64())
	stride, reads := Load(Param("stride"), GP64()), Load(Param("reads"), GP64())
	first, second, sum := GP64(), GP64(), YMM()
	Label("read")
	MOVBQZX(Mem{Base: set}, first)
	MOVBQZX(Mem{Base: set, Disp: 1}, second)
	SHLQ(Imm(5), first)
	SHLQ(Imm(5), second)
	VMOVUPD(Mem{Base: sums}, sum)
	VADDPD(Mem{Base: tables, Index: first, Scale: 1}, sum, sum)
	VADDPD(Mem{Base: tables, Index: second, Scale: 1, Disp: 32 * 256}, sum, sum)
	VMOVUPD(sum, Mem{Base: sums})
	ADDQ(Imm(32), sums)
	ADDQ(stride, set)
	DECQ(reads)
	JNZ(LabelRef("read"))
	VZEROUPPER()
	RET()
}

// convertQuads converts the sums of bit-serial inputs of four lines, and shifts and adds the codes.
func convertQuads() {
	TEXT("convertQuads", NOSPLIT, "func(totals, sums, converter *float64, vectors, bits int)")
	Doc("convertQuads sets the v-th four of totals, for v below vectors, to the sum over b below bits of 2^b times the codes of the",
		"(v*bits+b)-th four of sums; the codes of the last bit count the sign. converter has four numbers each of gain, low, step,",
		"offset, least, most and sign. A code is (sum*gain-low)/step+offset, rounded to the nearest, halves to even, and clamped.")
	totals, sums, converter := Load(Param("totals"), GP64()), Load(Param("sums"), GP64()), Load(Param("converter"), GP64())
	vectors, bits := Load(Param("vectors"), GP64()), Load(Param("bits"), GP64())
	constants := make([]reg.VecVirtual, 7)
	for i := range constants {
		constants[i] = YMM()
		VMOVUPD(Mem{Base: converter, Disp: 32 * i}, constants[i])
	}
	gain, low, step, offset, least, most, sign := constants[0], constants[1], constants[2], constants[3], constants[4], constants[5],
		constants[6]
	stride, sum, left := GP64(), GP64(), GP64() // bytes of a vector's sums
	MOVQ(bits, stride)
	SHLQ(Imm(5), stride)
	code, total := YMM(), YMM()
	convert := func() {
		VMULPD(Mem{Base: sum}, gain, code)
		VSUBPD(low, code, code)
		VDIVPD(step, code, code)
		VADDPD(offset, code, code)
		VROUNDPD(Imm(8), code, code)
		VMINPD(most, code, code)
		VMAXPD(least, code, code)
	}
	Label("vector")
	LEAQ(Mem{Base: sums, Index: stride, Scale: 1, Disp: -32}, sum)
	MOVQ(bits, left)
	convert()
	VMULPD(sign, code, total)
	JMP(LabelRef("next"))
	Label("bit")
	SUBQ(Imm(32), sum)
	convert()
	VADDPD(total, total, total)
	VADDPD(code, total, total)
	Label("next")
	DECQ(left)
	JNZ(LabelRef("bit"))
	VMOVUPD(total, Mem{Base: totals})
	ADDQ(Imm(32), totals)
	ADDQ(stride, sums)
	DECQ(vectors)
	JNZ(LabelRef("vector"))
	VZEROUPPER()
	RET()
}
