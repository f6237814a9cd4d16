package main

import (
	"errors"
	"fmt"
	"strconv"
)

type celsius float64

func (c celsius) String() string { return strconv.FormatFloat(float64(c), 'f', 1, 64) + "°C" }

func parse(text string) (n int, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("parse %q: %w", text, err)
		}
	}()
	return strconv.Atoi(text)
}

func main() {
	for _, s := range []string{"12", "x", "", "99999999999999999999", "-5"} {
		n, err := parse(s)
		var ne *strconv.NumError
		fmt.Println(n, err, errors.Is(err, strconv.ErrSyntax), errors.Is(err, strconv.ErrRange), errors.As(err, &ne))
		if ne != nil {
			fmt.Println(ne.Func, ne.Num, ne.Err)
		}
	}
	_, err := strconv.ParseInt("300", 10, 8)
	fmt.Println(err)
	_, err = strconv.ParseBool("maybe")
	fmt.Println(err)
	f, err := strconv.ParseFloat("1e400", 64)
	fmt.Println(f, err)
	u, err := strconv.ParseUint("ff", 16, 64)
	fmt.Println(u, err)
	_, err = strconv.ParseInt("12", 1, 0)
	fmt.Println(err)
	q, err := strconv.Unquote(`"a\tb"`)
	fmt.Printf("%q %v %s %s\n", q, err, strconv.Quote("é\n"), strconv.QuoteToASCII("é"))
	fmt.Println(strconv.FormatInt(-255, 16), strconv.AppendInt([]byte("n="), 42, 2), strconv.Itoa(7)+"!")
	fmt.Println(celsius(21.55), []celsius{1, 2}, map[string]celsius{"a": 3})
	fmt.Printf("%v %s %.2f %d %5.1f|%-8v|%8v|\n", celsius(1), celsius(2), celsius(3), []int{1}, celsius(4), celsius(5), celsius(6))
	var n int
	var name string
	c, err := fmt.Sscanf("bob 42", "%s %d", &name, &n)
	fmt.Println(c, err, name, n)
	c, err = fmt.Sscan("7 x", &n, &n)
	fmt.Println(c, err, n)
}
