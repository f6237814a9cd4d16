#include "textflag.h"

// Entry i puts i into the register in which a closure finds itself, and common turns that into the function value of slot i.
// Registers that carry arguments are left alone; R16 and R17 are free at a function's start.

TEXT common<>(SB), NOSPLIT|NOFRAME, $0-0
	MOVD $·slot(SB), R17
	MOVD (R17)(R26<<3), R26
	MOVD (R26), R17
	JMP  (R17)

#define E1(n) PCALIGN $16; MOVD $(n), R26; JMP common<>(SB);
#define E4(n) E1(n) E1(n+1) E1(n+2) E1(n+3)
#define E16(n) E4(n) E4(n+4) E4(n+8) E4(n+12)
#define E64(n) E16(n) E16(n+16) E16(n+32) E16(n+48)
#define E256(n) E64(n) E64(n+64) E64(n+128) E64(n+192)
#define E1024(n) E256(n) E256(n+256) E256(n+512) E256(n+768)

TEXT entries<>(SB), NOSPLIT|NOFRAME, $0-0
	E1024(0)
	E1024(1024)
	E1024(2048)
	E1024(3072)
	E1024(4096)
	E1024(5120)
	E1024(6144)
	E1024(7168)
	RET

DATA ·entries(SB)/8, $entries<>(SB)
GLOBL ·entries(SB), NOPTR, $8
