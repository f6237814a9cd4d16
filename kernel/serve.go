package kernel

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

// Options say how a kernel is served. Nil means the defaults given with the fields.
type Options struct {
	// Log hears of what is not worth telling a notebook's reader, such as messages with a wrong signature. The default
	// writes warnings to standard error, drops lines rather than wait when nobody reads that, and never floods it.
	Log *slog.Logger

	// Interrupts interrupts the running cell with each value it carries. Hand it to signal.Notify for os.Interrupt.
	// The default is never.
	Interrupts <-chan os.Signal

	// Version is the implementation_version that the kernel reports; "dev" by default.
	Version string

	// HistoryFile is an SQLite database that keeps the cells of this session for later ones, and holds those of earlier
	// ones; several kernels may use it at once. It is made when the first cell has run. By default, nothing is kept.
	HistoryFile string

	// Kernel names the kernel through all its restarts: cells of the session before a restart, if the history has them, can be
	// run again. Serve takes it from the connection file where it is empty.
	Kernel string

	// OutputLimit is how many bytes a cell may print to stdout, and as many to stderr, before the middle of its text is
	// left out. The default is 1 MiB; a negative number means no limit.
	OutputLimit int
}

// Serve serves a session over the sockets that a connection file describes, until the kernel is asked to shut down, ctx ends
// or the process that started this one is gone; then it closes the session and returns nil. The error tells why the
// connection file cannot be used. In place of a connection file, it may be a registration file (Jupyter enhancement proposal
// 66), by which the kernel chooses the ports and tells them to its launcher.
func Serve(ctx context.Context, connectionFile string, s Session, o *Options) error {
	options := Options{}
	if o != nil {
		options = *o
	}
	// Without this, a line that is logged when the reader of standard error is gone would end the process, the last lines too.
	broken := make(chan os.Signal, 1)
	signal.Notify(broken, syscall.SIGPIPE)
	defer signal.Stop(broken)
	if options.Log == nil {
		lines := newLineWriter(os.Stderr)
		defer lines.close()
		options.Log = slog.New(slog.NewTextHandler(lines, &slog.HandlerOptions{Level: slog.LevelWarn}))
	}
	connection, codec, sockets, err := listen(ctx, connectionFile, options.Log)
	if err != nil {
		return err
	}
	if options.Kernel == "" {
		options.Kernel = kernelName(connectionFile, connection.Key)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go func() {
		if awaitParent(ctx, os.Getenv("JPY_PARENT_PID")) {
			options.Log.Warn("the process that started the kernel is gone")
			stop()
		}
	}()
	New(connection, codec, sockets, s, &options).Serve(ctx)
	return nil
}

// kernelName names a kernel by what a client keeps when it restarts one: the connection file with its key. The key itself cannot
// be read from the name. Without a key there is no name, since many kernels may have a file of the same name one after another.
func kernelName(connectionFile, key string) string {
	file, err := filepath.Abs(connectionFile)
	if err != nil || key == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(file + "\x00" + key))
	return hex.EncodeToString(sum[:16])
}
