package main

import (
	"errors"
	"fmt"
	"strconv"
)

// Package strconv: numbers, quotes and errors.
func main() {
	n, err := strconv.Atoi("42")
	fmt.Println(n, err, strconv.Itoa(-7))
	for _, s := range []string{"x", "", "99999999999999999999", "1e3", " 1"} {
		_, err := strconv.Atoi(s)
		fmt.Println(err)
	}
	var numErr *strconv.NumError
	_, err = strconv.ParseInt("300", 10, 8)
	fmt.Println(errors.As(err, &numErr), numErr.Func, numErr.Num, errors.Is(err, strconv.ErrRange))
	for _, base := range []int{2, 8, 16, 36} {
		fmt.Print(strconv.FormatInt(1234, base), " ")
	}
	fmt.Println()
	h, _ := strconv.ParseInt("ff", 16, 64)
	b, _ := strconv.ParseUint("1010", 2, 8)
	z, _ := strconv.ParseInt("0x1F", 0, 64)
	fmt.Println(h, b, z)
	f, err := strconv.ParseFloat("3.25e2", 64)
	fmt.Println(f, err)
	_, err = strconv.ParseFloat("abc", 64)
	fmt.Println(err)
	t, err := strconv.ParseBool("true")
	fmt.Println(t, err)
	_, err = strconv.ParseBool("yes")
	fmt.Println(err)
	fmt.Println(strconv.Quote("hi \"there\"\n\x00é"), strconv.QuoteToASCII("é世"), strconv.QuoteRune('☺'))
	u, err := strconv.Unquote(`"a\tb"`)
	fmt.Printf("%q %v\n", u, err)
	_, err = strconv.Unquote("nope")
	fmt.Println(err)
	buf := strconv.AppendInt([]byte("n="), 5, 10)
	buf = append(buf, ' ')
	buf = strconv.AppendBool(buf, false)
	buf = strconv.AppendQuote(buf, "q")
	buf = strconv.AppendFloat(buf, 1.5, 'f', 2, 64)
	fmt.Println(string(buf))
	fmt.Println(strconv.FormatFloat(1234.5, 'e', 3, 64), strconv.FormatFloat(0.000001, 'g', -1, 64), strconv.FormatBool(true))
	c, err := strconv.ParseComplex("1+2i", 128)
	fmt.Println(c, err)
	fmt.Println(strconv.IsPrint('a'), strconv.CanBackquote("a`b"))
}
