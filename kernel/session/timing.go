package session

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"regan/kernel/internal/cell"
)

// timeCell has a statement or a cell timed. What comes last on the cell is still its result, so it is timed by a deferred
// call; in the middle of a cell, a deferred call would time the rest of the cell as well.
func timeCell(c *magicCall) error {
	const watch = "watchˑ"
	switch {
	case c.Whole:
		c.code = fmt.Sprintf("defer %s.Start().Print();\n%s", shellName, c.Body)
	case c.Args == "":
		return fmt.Errorf("%%time needs a statement, as in %%time f(x); %%%%time on the first line times the cell")
	case c.last:
		c.code = fmt.Sprintf("defer %s.Start().Print(); %s", shellName, c.Args)
	default:
		c.code = fmt.Sprintf("%s := %s.Start(); %s; %[1]s.Print();", watch, shellName, valued(c.Args))
	}
	return nil
}

// valued makes a statement of an expression that cannot stand alone.
func valued(statement string) string {
	assigned := "_ = " + statement
	if status, _ := cell.Completeness(assigned); status == cell.Complete && !strings.HasSuffix(statement, ")") {
		return assigned
	}
	return statement
}

// timeit has a statement or a cell run many times.
func timeit(c *magicCall) error {
	options, statement := timeitOptions(c.Args)
	numbers := map[string]int{}
	for _, o := range options {
		n, err := strconv.Atoi(o[1])
		if err != nil || n < 1 {
			return fmt.Errorf("%%timeit -%s %s: a number from 1 on is right, as in %%timeit -%[1]s 5", o[0], o[1])
		}
		numbers[o[0]] = n
	}
	call := func(f string) string {
		return mustSucceed(fmt.Sprintf("Repeat(%s.Context(), %d, %d, func() { %s })", displayName, numbers["r"], numbers["n"], f))
	}
	switch {
	case c.Whole && strings.TrimSpace(c.Body) == "":
		return fmt.Errorf("%%%%timeit needs statements below it")
	case c.Whole:
		if statement != "" {
			statement += "; "
		}
		c.code = statement + call("\n"+c.Body+"\n")
	case statement == "":
		return fmt.Errorf("%%timeit needs a statement, as in %%timeit f(x)")
	default:
		c.code = call(valued(statement))
	}
	return nil
}

var timeitOption = regexp.MustCompile(`^-([nr])\s*(\S+)\s*`)

// timeitOptions takes the options off the arguments of %timeit: each a letter and a value.
func timeitOptions(args string) (options [][2]string, statement string) {
	for {
		m := timeitOption.FindStringSubmatch(args)
		if m == nil {
			return options, args
		}
		options = append(options, [2]string{m[1], m[2]})
		args = args[len(m[0]):]
	}
}
