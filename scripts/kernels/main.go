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
