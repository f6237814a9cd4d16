// Command kernels writes the vector kernels of accel/arrays in assembly. It is a module of its own, so that the main one does not
// depend on the assembler's generator. Run it here:
//
//	go run . -out ../../accel/arrays/kernel_amd64.s -stubs ../../accel/arrays/stubs_amd64.go -pkg arrays
package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func main() {
	ConstraintExpr("amd64")
	addTables()
	addClamps()
	dot()
	randomWords()
	addJumps()
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

// randomWords is Philox4x32-10 on 16 vectors at a time, in four groups of four, of which two are worked on at once. Each of the
// four numbers of a group is held in the low halves of four 64-bit lanes: what is in the high halves is never read.
func randomWords() {
	TEXT("randomWords", NOSPLIT, "func(words *uint16, keys *uint64, stream, first uint64, vectors int)")
	Doc("randomWords sets words[s*vectors+v], for s below 8 and v below vectors, to the s-th 16 bits, from the lowest on, of the",
		"Philox4x32-10 block of counter first+v and stream. keys are the two keys of each of the ten rounds, each four times.",
		"vectors is a multiple of 16.")
	words, keys := Load(Param("words"), GP64()), Load(Param("keys"), GP64())
	stream, first := Load(Param("stream"), GP64()), Load(Param("first"), GP64())
	vectors := Load(Param("vectors"), GP64())

	constants := GLOBL("philox", RODATA|NOPTR)
	// The vectors of a group are four apart, so that interleaving the groups puts them in order.
	for row, lanes := range [][4]uint64{
		{0xD2511F53, 0xD2511F53, 0xD2511F53, 0xD2511F53},
		{0xCD9E8D57, 0xCD9E8D57, 0xCD9E8D57, 0xCD9E8D57},
		{0, 4, 8, 12}, {2, 6, 10, 14}, {1, 5, 9, 13}, {3, 7, 11, 15},
		{16, 16, 16, 16},
	} {
		for i, value := range lanes {
			DATA(32*row+8*i, U64(value))
		}
	}
	at := func(offset int) Mem { return constants.Offset(offset) }

	counter := YMM() // of the first group, less its offsets
	VMOVQ(first, counter.AsX())
	VPBROADCASTQ(counter.AsX(), counter)
	stride := GP64() // bytes of the words of one s
	MOVQ(vectors, stride)
	SHLQ(Imm(1), stride)
	held := AllocLocal(4 * 32) // of the first two groups

	Label("vectors")
	for pair := range 2 {
		var c [2][4]reg.VecVirtual
		for g := range 2 {
			for i := range c[g] {
				c[g][i] = YMM()
			}
			VPADDQ(at(64+32*(2*pair+g)), counter, c[g][0])
			VPSRLQ(Imm(32), c[g][0], c[g][1])
			VMOVQ(stream, c[g][2].AsX())
			VPBROADCASTQ(c[g][2].AsX(), c[g][2])
			VPSRLQ(Imm(32), c[g][2], c[g][3])
		}
		for round := range 10 {
			for g := range 2 {
				product0, product1 := YMM(), YMM()
				VPMULUDQ(at(0), c[g][0], product0)
				VPMULUDQ(at(32), c[g][2], product1)
				VPXOR(Mem{Base: keys, Disp: 64 * round}, c[g][1], c[g][1])
				VPXOR(Mem{Base: keys, Disp: 64*round + 32}, c[g][3], c[g][3])
				VPSRLQ(Imm(32), product1, c[g][0])
				VPSRLQ(Imm(32), product0, c[g][2])
				VPXOR(c[g][1], c[g][0], c[g][0])
				VPXOR(c[g][3], c[g][2], c[g][2])
				c[g][1], c[g][3] = product1, product0
			}
		}
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
	VPADDQ(at(192), counter, counter)
	ADDQ(Imm(32), words)
	SUBQ(Imm(16), vectors)
	JNZ(LabelRef("vectors"))
	VZEROUPPER()
	RET()
}

// addJumps draws by inversion: a jump is a base plus the number of limits that its random word is above. It adds up the signs of
// the differences, of which there are two for each limit above, none for each below, and one for a tie, so that the lowest bit of
// the sum tells ties. A word that ties, or is the lowest or highest of all, does not decide, and is left to the caller.
func addJumps() {
	TEXT("addJumps", NOSPLIT, "func(sums *int16, words *uint16, limits *int16, ties *uint32, vectors, slots, count, stride int) uint32")
	Doc("addJumps adds to sums[s*vectors+v], for s below slots and v below vectors, limits[s*stride+v] and 1 for each i from 1 to",
		"count for which words[s*vectors+v], as a signed number, is above limits[s*stride+i*vectors+v]. It sets bit 2j+1 of ties[k]",
		"if word 16*k+j equals just one of its limits, or is the lowest or highest number, and returns 0 if there are none",
		"of these. vectors is a multiple of 32.")
	sums, words, limits := Load(Param("sums"), GP64()), Load(Param("words"), GP64()), Load(Param("limits"), GP64())
	ties, vectors := Load(Param("ties"), GP64()), Load(Param("vectors"), GP64())
	slots, count := Load(Param("slots"), GP64()), Load(Param("count"), GP64())
	next, skip := GP64(), GP64() // bytes from one limit to the next, and from what follows one slot's bases to the next slot's
	MOVQ(vectors, next)
	SHLQ(Imm(1), next)
	Load(Param("stride"), skip)
	SHLQ(Imm(1), skip)
	SUBQ(next, skip)
	lowest, highest, one, start := YMM(), YMM(), YMM(), YMM()
	VPCMPEQW(lowest, lowest, lowest)
	VPSRLW(Imm(1), lowest, highest)
	VPSRLW(Imm(15), lowest, one)
	VPSLLW(Imm(15), lowest, lowest)
	VMOVQ(count, start.AsX())
	VPBROADCASTW(start.AsX(), start)
	all := GP32()
	XORL(all, all)
	left, n, limit := GP64(), GP64(), GP64()
	var word, signs [2]reg.VecVirtual
	for i := range word {
		word[i], signs[i] = YMM(), YMM()
	}
	Label("slot")
	MOVQ(vectors, left)
	Label("block")
	for i := range word {
		VMOVDQU(Mem{Base: words, Disp: 32 * i}, word[i])
		VMOVDQA(start, signs[i])
	}
	LEAQ(Mem{Base: limits, Index: next, Scale: 1}, limit)
	MOVQ(count, n)
	TESTQ(n, n)
	JZ(LabelRef("done"))
	Label("limit")
	for i := range word {
		difference := YMM()
		VPSUBSW(Mem{Base: limit, Disp: 32 * i}, word[i], difference)
		VPSIGNW(difference, one, difference)
		VPADDW(difference, signs[i], signs[i])
	}
	ADDQ(next, limit)
	DECQ(n)
	JNZ(LabelRef("limit"))
	Label("done")
	for i := range word {
		jump, tie, end, mask := YMM(), YMM(), YMM(), GP32()
		VPSRAW(Imm(1), signs[i], jump)
		VPADDW(Mem{Base: limits, Disp: 32 * i}, jump, jump)
		VPADDW(Mem{Base: sums, Disp: 32 * i}, jump, jump)
		VMOVDQU(jump, Mem{Base: sums, Disp: 32 * i})
		VPSLLW(Imm(15), signs[i], tie)
		VPCMPEQW(lowest, word[i], end)
		VPOR(end, tie, tie)
		VPCMPEQW(highest, word[i], end)
		VPOR(end, tie, tie)
		VPAND(lowest, tie, tie)
		VPMOVMSKB(tie, mask)
		MOVL(mask, Mem{Base: ties, Disp: 4 * i})
		ORL(mask, all)
	}
	ADDQ(Imm(64), words)
	ADDQ(Imm(64), sums)
	ADDQ(Imm(64), limits)
	ADDQ(Imm(8), ties)
	SUBQ(Imm(32), left)
	JNZ(LabelRef("block"))
	ADDQ(skip, limits)
	DECQ(slots)
	JNZ(LabelRef("slot"))
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
