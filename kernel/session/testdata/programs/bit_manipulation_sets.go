package main

import (
	"fmt"
	"strings"
)

type bitset struct{ words []uint64 }

func (s *bitset) add(n int) {
	for len(s.words) <= n/64 {
		s.words = append(s.words, 0)
	}
	s.words[n/64] |= 1 << (n % 64)
}

func (s *bitset) has(n int) bool { return n/64 < len(s.words) && s.words[n/64]&(1<<uint(n%64)) != 0 }

func (s *bitset) union(o *bitset) {
	for i, w := range o.words {
		if i < len(s.words) {
			s.words[i] |= w
		} else {
			s.words = append(s.words, w)
		}
	}
}

func (s *bitset) String() string {
	var parts []string
	for i, w := range s.words {
		for b := range 64 {
			if w>>b&1 == 1 {
				parts = append(parts, fmt.Sprint(i*64+b))
			}
		}
	}
	return "{" + strings.Join(parts, " ") + "}"
}

type perm uint8

const (
	read perm = 1 << iota
	write
	exec
	all = read | write | exec
)

func (p perm) describe() string {
	out := []byte("---")
	for i, c := range []byte("rwx") {
		if p&(1<<i) != 0 {
			out[i] = c
		}
	}
	return string(out)
}

// Sets of bits and flags.
func main() {
	var x, y bitset
	for _, n := range []int{1, 64, 130, 9} {
		x.add(n)
	}
	y.add(9)
	y.add(42)
	fmt.Println(x.String(), x.has(9), x.has(123), x.has(1000))
	x.union(&y)
	fmt.Println(x.String(), len(x.words))
	p := read | exec
	fmt.Println(p.describe(), all.describe(), (all &^ write).describe(), perm(0).describe())
	p ^= read
	p |= write
	fmt.Println(p.describe(), p&exec != 0, p == write|exec, uint8(p))
	n := uint32(0b1011_0000)
	fmt.Println(n&-n, n&(n-1), n>>4, n<<28, ^n&0xff)
	var packed uint32
	for i, c := range []uint32{0x12, 0x34, 0x56, 0x78} {
		packed |= c << (8 * i)
	}
	fmt.Printf("%#x %#x %d\n", packed, packed>>16&0xff, packed%256)
	swap := func(a, b int) (int, int) {
		a ^= b
		b ^= a
		a ^= b
		return a, b
	}
	fmt.Println(swap(3, 12))
	crc := ^uint32(0)
	for _, b := range []byte("crc") {
		crc ^= uint32(b)
		for range 8 {
			if crc&1 == 1 {
				crc = crc>>1 ^ 0xedb88320
			} else {
				crc >>= 1
			}
		}
	}
	fmt.Printf("%08x\n", ^crc)
}
