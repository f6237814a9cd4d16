//go:build !windows

package kernel_test

import (
	"context"
	"io"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"testing"

	"github.com/go-zeromq/zmq4"

	"regan/kernel"
	"regan/kernel/internal/wire"
)

// The test binary is also the processes that the tests below start: a kernel, and a parent that starts a kernel and leaves.
const (
	kernelRole = "REGAN_TEST_KERNEL" // a connection file to serve
	parentRole = "REGAN_TEST_PARENT" // a connection file for the kernel to start
)

func TestMain(m *testing.M) {
	if file := os.Getenv(kernelRole); file != "" {
		if err := kernel.Serve(context.Background(), file, newScript(), nil); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	if file := os.Getenv(parentRole); file != "" {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), kernelRole+"="+file, "JPY_PARENT_PID="+strconv.Itoa(os.Getpid()))
		child.Stdout = os.Stdout // the test sees that it has ended when this closes
		if err := child.Start(); err != nil {
			os.Exit(1)
		}
		io.Copy(io.Discard, os.Stdin) // until the test lets go
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// Nobody needs to read, or even hold, the other end of the kernel's standard error.
func TestStandardError(t *testing.T) {
	for name, spoil := range map[string]func(reader, writer *os.File){
		"closed": func(reader, _ *os.File) { reader.Close() },
		"full and unread": func(_, writer *os.File) {
			fd := int(writer.Fd())
			syscall.SetNonblock(fd, true)
			for err := error(nil); err == nil; {
				_, err = syscall.Write(fd, make([]byte, 1<<10))
			}
			syscall.SetNonblock(fd, false)
		},
	} {
		t.Run(name, func(t *testing.T) {
			reader, writer, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer reader.Close()
			defer writer.Close()
			spoil(reader, writer)
			connection, file := connectionFile(t)
			process := exec.Command(os.Args[0])
			process.Env = append(os.Environ(), kernelRole+"="+file)
			process.Stderr = writer
			if err := process.Start(); err != nil {
				t.Fatal(err)
			}
			client := dial(t, connection)
			for range 100 { // each is worth a line in the log
				if err := client.SendMsg(zmq4.NewMsgFrom([]byte("garbage"))); err != nil {
					t.Fatal(err)
				}
			}
			for range 2 {
				if _, ok := client.request(&wire.KernelInfoRequest{}).(*wire.KernelInfoReply); !ok {
					t.Error("no kernel_info_reply")
				}
			}
			client.request(&wire.ShutdownRequest{})
			client.Close()
			if err := process.Wait(); err != nil {
				t.Errorf("the kernel's end: %v", err)
			}
		})
	}
}

func TestKernelEndsWithItsParent(t *testing.T) {
	connection, file := connectionFile(t)
	parent := exec.Command(os.Args[0])
	parent.Env = append(os.Environ(), parentRole+"="+file)
	hold, err := parent.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	reader, writer, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	parent.Stdout = writer
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	writer.Close()

	client := dial(t, connection)
	client.request(&wire.KernelInfoRequest{})
	hold.Close()
	if err := parent.Wait(); err != nil {
		t.Fatal(err)
	}
	if _, err := client.RecvMsg(); err == nil {
		t.Error("the kernel sent a message, want the end of the connection")
	}
	client.Close()
	io.Copy(io.Discard, reader) // ends when the kernel's process does
}
