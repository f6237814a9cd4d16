// Command peak writes the loops of accel/arrays/internal/peak in assembly. Run it here:
//
//	go run . -out ../../../accel/arrays/internal/peak/loops_amd64.s -stubs ../../../accel/arrays/internal/peak/loops_amd64.go -pkg peak
package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

const chains = 12 // that do not wait for each other

func main() {
	ConstraintExpr("amd64")
	loop("shuffle", "VPSHUFB", func(r, _ reg.VecVirtual) { VPSHUFB(r, r, r) })
	loop("addFloats", "VADDPD", func(r, _ reg.VecVirtual) { VADDPD(r, r, r) })
	loop("multiplyPairs", "VPMADDWD", func(r, _ reg.VecVirtual) { VPMADDWD(r, r, r) })
	loop("addProducts", "VMULSD and VADDSD", func(r, zero reg.VecVirtual) {
		product := XMM()
		VMULSD(zero, zero, product)
		VADDSD(product, r.AsX(), r.AsX())
	})
	Generate()
}

func loop(name, instruction string, body func(chain, zero reg.VecVirtual)) {
	TEXT(name, NOSPLIT, "func(turns int)")
	Doc(name + " does " + instruction + " twelve times in each turn, on registers of 256 bits.")
	turns := Load(Param("turns"), GP64())
	var registers [chains]reg.VecVirtual
	for i := range registers {
		registers[i] = YMM()
		VPXOR(registers[i], registers[i], registers[i])
	}
	zero := XMM()
	VXORPD(zero, zero, zero)
	Label("turn")
	for _, r := range registers {
		body(r, zero)
	}
	DECQ(turns)
	JNZ(LabelRef("turn"))
	VZEROUPPER()
	RET()
}
