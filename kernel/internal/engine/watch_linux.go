package engine

import (
	"errors"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// A watch tells when there is something to read in one of two pipes.
//
// Go's runtime is woken by each write to a pipe that it watches, whether a goroutine waits for it or not. So a line that a cell
// prints costs three times as much as its system call. A watch is armed for one write at a time: the runtime watches the watch.
type watch struct {
	epoll  *os.File
	raw    syscall.RawConn
	buffer []byte
}

// restTime is how long text gathers after some was read, where it comes line by line. Nobody who reads it sees so short a time.
const restTime = 2 * time.Millisecond

// Watch has the pipes watched, so that Drain can be used; both must be blocking. Without it a goroutine waits for each of them. Call it
// before anything else.
func (c *Capture) Watch() error {
	fd, err := unix.EpollCreate1(unix.EPOLL_CLOEXEC)
	if err != nil {
		return os.NewSyscallError("epoll_create1", err)
	}
	_ = unix.SetNonblock(fd, true) // else os.NewFile would not have the runtime watch it
	w := &watch{epoll: os.NewFile(uintptr(fd), "epoll"), buffer: make([]byte, bufferSize)}
	if w.raw, err = w.epoll.SyscallConn(); err != nil {
		w.epoll.Close()
		return err
	}
	for i := range c.streams {
		s := &c.streams[i]
		s.fd = int(s.file.Fd())
		err := unix.EpollCtl(fd, unix.EPOLL_CTL_ADD, s.fd, &unix.EpollEvent{Events: unix.EPOLLIN | unix.EPOLLONESHOT, Fd: int32(i)})
		if err == nil {
			err = unix.SetNonblock(s.fd, true) // for take alone: nobody else reads the file
		}
		if err != nil {
			w.epoll.Close()
			return os.NewSyscallError("epoll_ctl", err)
		}
	}
	c.watch = w
	return nil
}

// readWatched reads the pipes to their ends.
func (c *Capture) readWatched() {
	defer c.watch.epoll.Close()
	for {
		var ready [2]unix.EpollEvent
		n := 0
		err := c.watch.raw.Read(func(fd uintptr) bool {
			var err error
			n, err = unix.EpollWait(int(fd), ready[:], 0)
			return n > 0 || err != nil && !errors.Is(err, unix.EINTR)
		})
		if err != nil || n <= 0 {
			return
		}
		c.mu.Lock()
		size := 0
		for _, e := range ready[:n] {
			size += c.takeAll(&c.streams[e.Fd])
		}
		over := c.streams[0].over && c.streams[1].over
		c.mu.Unlock()
		if over {
			return
		}
		if size < bufferSize { // else somebody writes faster than text gathers
			time.Sleep(restTime)
		}
		c.mu.Lock()
		for i := range c.streams {
			c.arm(i)
		}
		c.mu.Unlock()
	}
}

// arm has the watch tell of what is, or will be, in a pipe; not while its text is held.
func (c *Capture) arm(i int) {
	s := &c.streams[i]
	if c.watch == nil || s.seen > c.past && !s.over {
		return
	}
	_ = c.watch.raw.Control(func(fd uintptr) {
		_ = unix.EpollCtl(int(fd), unix.EPOLL_CTL_MOD, s.fd, &unix.EpollEvent{Events: unix.EPOLLIN | unix.EPOLLONESHOT, Fd: int32(i)})
	})
}

// take reads what is in a watched pipe, a buffer at most, and returns how many bytes that was; at the end of the pipe, one.
func (c *Capture) take(s *stream) int {
	if c.watch == nil || s.over {
		return 0
	}
	n, err := unix.Read(s.fd, c.watch.buffer)
	for errors.Is(err, unix.EINTR) {
		n, err = unix.Read(s.fd, c.watch.buffer)
	}
	if errors.Is(err, unix.EAGAIN) {
		return 0
	}
	n = max(n, 0)
	c.add(s, c.watch.buffer[:n], n == 0)
	return max(n, 1)
}
