package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

type list []string

func (l *list) String() string { return strings.Join(*l, ",") }
func (l *list) Set(s string) error {
	if s == "" {
		return errors.New("empty")
	}
	*l = append(*l, s)
	return nil
}

// Package flag with arguments of its own, and os.Args and the environment.
func main() {
	fs := flag.NewFlagSet("tool", flag.ContinueOnError)
	fs.SetOutput(os.Stdout)
	n := fs.Int("n", 5, "how `many`")
	name := fs.String("name", "none", "a name")
	verbose := fs.Bool("v", false, "say more")
	d := fs.Duration("wait", time.Second, "how long")
	var tags list
	fs.Var(&tags, "tag", "a tag, may repeat")
	err := fs.Parse([]string{"-n", "7", "--name=x y", "-v", "-tag", "a", "-tag=b", "-wait", "1m", "rest", "-n"})
	fmt.Println(err, *n, *name, *verbose, *d, tags, fs.Args(), fs.NArg(), fs.Arg(0))
	fs.Visit(func(f *flag.Flag) { fmt.Print(f.Name, " ") })
	fmt.Println(fs.Lookup("n").DefValue, fs.NFlag())
	quiet := flag.NewFlagSet("quiet", flag.ContinueOnError)
	quiet.SetOutput(io.Discard)
	quiet.Int("n", 0, "")
	fmt.Println(quiet.Parse([]string{"-n", "x"}))
	fmt.Println(quiet.Parse([]string{"-unknown"}))
	fmt.Println(errors.Is(quiet.Parse([]string{"-h"}), flag.ErrHelp))
	fmt.Println(len(os.Args) > 0)
	os.Setenv("CORPUS_VALUE", "set")
	fmt.Println(os.Getenv("CORPUS_VALUE"), os.ExpandEnv("<$CORPUS_VALUE>"))
	_, ok := os.LookupEnv("CORPUS_NOT_SET")
	fmt.Println(ok, os.Expand("$a-${b}", strings.ToUpper))
}
