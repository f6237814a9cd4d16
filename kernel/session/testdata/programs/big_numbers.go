package main

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"math/bits"
	"strings"
)

type Rational struct{ *big.Rat }

func (r Rational) String() string { return "[" + r.RatString() + "]" }

type Money struct{ big.Int }

func (m *Money) Add(n int64) *Money { m.Int.Add(&m.Int, big.NewInt(n)); return m }

func factorial(n int64) *big.Int {
	if n <= 1 {
		return big.NewInt(1)
	}
	return new(big.Int).Mul(big.NewInt(n), factorial(n-1))
}

func fib(n int) *big.Int {
	a, b := big.NewInt(0), big.NewInt(1)
	for range n {
		a.Add(a, b)
		a, b = b, a
	}
	return a
}

func pi(digits int) string {
	var unity, pi = new(big.Int), new(big.Int)
	unity.Exp(big.NewInt(10), big.NewInt(int64(digits)+10), nil)
	arccot := func(x int64) *big.Int {
		sum := new(big.Int).Div(unity, big.NewInt(x))
		term := new(big.Int).Set(sum)
		x2 := big.NewInt(x * x)
		for n, sign := int64(3), -1; ; n, sign = n+2, -sign {
			term.Div(term, x2)
			t := new(big.Int).Div(term, big.NewInt(n))
			if t.Sign() == 0 {
				return sum
			}
			if sign < 0 {
				sum.Sub(sum, t)
			} else {
				sum.Add(sum, t)
			}
		}
	}
	pi.Mul(big.NewInt(4), pi.Sub(pi.Mul(big.NewInt(4), arccot(5)), arccot(239)))
	pi.Quo(pi, new(big.Int).Exp(big.NewInt(10), big.NewInt(10), nil))
	s := pi.String()
	return s[:1] + "." + s[1:]
}

type Uint128 struct{ Hi, Lo uint64 }

func (u Uint128) Mul64(m uint64) Uint128 {
	hi, lo := bits.Mul64(u.Lo, m)
	return Uint128{u.Hi*m + hi, lo}
}
func (u Uint128) Add(o Uint128) (s Uint128, carry uint64) {
	s.Lo, carry = bits.Add64(u.Lo, o.Lo, 0)
	s.Hi, carry = bits.Add64(u.Hi, o.Hi, carry)
	return
}
func (u Uint128) String() string {
	if u == (Uint128{}) {
		return "0"
	}
	var b []byte
	for u != (Uint128{}) {
		var r uint64
		u.Hi, r = u.Hi/10, u.Hi%10
		u.Lo, r = bits.Div64(r, u.Lo, 10)
		b = append(b, '0'+byte(r))
	}
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}

const (
	Huge  = 1 << 200
	Ratio = Huge >> 198
	Tiny  = 1.0 / Huge
	Mask  = ^uint64(0)
)

func main() {
	fmt.Println(factorial(30), fib(150), len(fib(5000).String()))
	fmt.Println(pi(60))
	r := Rational{big.NewRat(3, -6)}
	r.Add(r.Rat, big.NewRat(1, 3))
	fmt.Println(r, r.Rat, []Rational{r}, r.FloatString(5), r.Sign())
	var m Money
	m.Add(5).Add(1 << 62).Add(1 << 62)
	fmt.Println(m.Int.String(), m.BitLen(), m.Cmp(big.NewInt(7)), m.IsInt64(), m.IsUint64())
	x, ok := new(big.Int).SetString("-ff_ff", 0)
	fmt.Println(x, ok)
	x, ok = new(big.Int).SetString("0xff_ff", 0)
	fmt.Printf("%v %v %d %x %#X %b %o %20d|%-10d|%+d %s %v\n", x, ok, x, x, x, x, x, x, x, x, x.Text(36), x.ProbablyPrime(10))
	q, rem := new(big.Int).QuoRem(big.NewInt(-7), big.NewInt(2), new(big.Int))
	d, mod := new(big.Int).DivMod(big.NewInt(-7), big.NewInt(2), new(big.Int))
	fmt.Println(q, rem, d, mod, new(big.Int).GCD(nil, nil, big.NewInt(48), big.NewInt(36)), new(big.Int).ModInverse(big.NewInt(3), big.NewInt(11)))
	fmt.Println(new(big.Int).Exp(big.NewInt(7), big.NewInt(1000), big.NewInt(1e9+7)), new(big.Int).Sqrt(big.NewInt(1000000007)), new(big.Int).Lsh(big.NewInt(3), 100), new(big.Int).Not(big.NewInt(5)))
	f := new(big.Float).SetPrec(200).Quo(big.NewFloat(1), big.NewFloat(3))
	fmt.Println(f, f.Text('g', 50), f.Prec())
	fmt.Printf("%.40f %g %10.3f|\n", f, big.NewFloat(1.5), f)
	f2, acc := f.Float64()
	fmt.Println(f2, acc, f.Cmp(big.NewFloat(f2)), new(big.Float).Sqrt(big.NewFloat(2)))
	b, err := json.Marshal(map[string]any{"i": factorial(25), "r": big.NewRat(1, 3), "f": big.NewFloat(2.5)})
	fmt.Println(string(b), err)
	var back struct{ I *big.Int }
	fmt.Println(json.Unmarshal([]byte(`{"I": 123456789012345678901234567890}`), &back), back.I)
	u := Uint128{0, Mask}
	for range 3 {
		var c uint64
		u, c = u.Mul64(1000003).Add(Uint128{1, 1})
		fmt.Print(u, c, " ")
	}
	fmt.Println(Uint128{}, Uint128{Mask, Mask})
	fmt.Println(Ratio, Tiny*Huge, Huge/(Huge-1) == 1, math.MaxUint64 == Mask, bits.OnesCount64(Mask>>3), bits.LeadingZeros16(1), bits.Reverse8(0b110), bits.RotateLeft32(1, -1), bits.Len(1023))
	var sum big.Float
	for i := range 10 {
		sum.Add(&sum, big.NewFloat(float64(i)/8))
	}
	fmt.Println(&sum, sum.String(), strings.Repeat("=", int(new(big.Int).SetInt64(5).Int64())))
	defer func() { fmt.Println(recover()) }()
	new(big.Int).Div(big.NewInt(1), new(big.Int))
}
