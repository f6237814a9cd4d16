package main

import (
	"bytes"
	"fmt"
	"log"
	"log/slog"
	"os"
)

// Packages log and log/slog, without times.
func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	log.SetPrefix("main: ")
	log.Println("a", 1, true)
	log.Printf("%d%%", 50)
	var buf bytes.Buffer
	l := log.New(&buf, "[x] ", log.Lmsgprefix)
	l.Print("message")
	l.SetPrefix("[y] ")
	l.Print("other\n")
	fmt.Print(buf.String())
	fmt.Println(l.Prefix(), l.Flags() == log.Lmsgprefix)
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		log.Panicln("it panics")
	}()
	drop := func(groups []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey && len(groups) == 0 {
			return slog.Attr{}
		}
		return a
	}
	h := slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{Level: slog.LevelDebug, ReplaceAttr: drop})
	logger := slog.New(h)
	logger.Info("hello", "count", 3, "name", "a b")
	logger.Debug("details", slog.Group("g", slog.Int("x", 1), slog.Bool("y", true)))
	logger.With("id", 7).WithGroup("req").Warn("slow", "ms", 1.5)
	j := slog.New(slog.NewJSONHandler(os.Stdout, &slog.HandlerOptions{ReplaceAttr: drop}))
	j.Error("failed", "err", fmt.Errorf("bad"), "list", []int{1, 2})
	j.Debug("not shown")
}
