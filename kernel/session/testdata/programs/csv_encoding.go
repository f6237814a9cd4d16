package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// Package encoding/csv.
func main() {
	in := "name,age\n\"Smith, J\",42\n\"say \"\"hi\"\"\",7\n"
	r := csv.NewReader(strings.NewReader(in))
	for {
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("%d %q\n", len(record), record)
	}
	all, err := csv.NewReader(strings.NewReader("a;b\nc;d\n")).ReadAll()
	fmt.Println(all, err)
	semi := csv.NewReader(strings.NewReader("# comment\na;b\nc;d;e\n"))
	semi.Comma = ';'
	semi.Comment = '#'
	semi.FieldsPerRecord = -1
	all, err = semi.ReadAll()
	fmt.Println(all, len(all[1]), err)
	_, err = csv.NewReader(strings.NewReader("a,b\nc\n")).ReadAll()
	var parse *csv.ParseError
	fmt.Println(err, errors.Is(err, csv.ErrFieldCount), errors.As(err, &parse))
	fmt.Println(parse.Line)
	w := csv.NewWriter(os.Stdout)
	w.Write([]string{"plain", "with,comma", "with \"quote\"", "two\nlines", ""})
	w.WriteAll([][]string{{"1", "2"}, {"3", "4"}})
	w.Comma = '\t'
	w.Write([]string{"tab", "separated"})
	w.Flush()
	fmt.Println(w.Error())
}
