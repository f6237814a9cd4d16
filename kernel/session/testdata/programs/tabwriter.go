package main

import (
	"fmt"
	"os"
	"text/tabwriter"
)

// Package text/tabwriter.
func main() {
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', 0)
	fmt.Fprintln(w, "name\tcount\tprice")
	fmt.Fprintln(w, "apple\t3\t1.25")
	fmt.Fprintln(w, "watermelon\t12\t30.5")
	w.Flush()
	r := tabwriter.NewWriter(os.Stdout, 5, 0, 1, '.', tabwriter.AlignRight|tabwriter.Debug)
	for i := 1; i <= 3; i++ {
		fmt.Fprintf(r, "%d\t%d\t%d\t\n", i, i*i*i, i*1000)
	}
	r.Flush()
}
