package kernel

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"runtime"
	"time"

	"regan/kernel/internal/transport"
	"regan/kernel/internal/wire"
)

// registrationTime is how long a launcher may take to acknowledge a kernel that has registered.
const registrationTime = 10 * time.Second

// listen opens the sockets that a connection file describes or, where the launcher lets the kernel choose, opens some and
// registers them.
func listen(ctx context.Context, file string, log *slog.Logger) (wire.Connection, *wire.Codec, *transport.Sockets, error) {
	fail := func(err error) (wire.Connection, *wire.Codec, *transport.Sockets, error) {
		return wire.Connection{}, nil, nil, err
	}
	data, err := os.ReadFile(file)
	if err != nil {
		var p *fs.PathError
		if errors.As(err, &p) {
			err = p.Err
		}
		return fail(fmt.Errorf("cannot read connection file %q: %w", file, err))
	}
	warnOfReaders(file, log)
	var connection wire.Connection
	var registration wire.Registration
	chosen := wire.IsRegistration(data)
	if chosen {
		if registration, err = wire.ParseRegistration(data); err != nil {
			return fail(fmt.Errorf("registration file %q: %w", file, err))
		}
		connection = registration.Connection()
	} else if connection, err = wire.ParseConnection(data); err != nil {
		return fail(fmt.Errorf("connection file %q: %w", file, err))
	}
	signer, err := wire.NewSigner(connection.SignatureScheme, connection.Key)
	if err != nil {
		return fail(err)
	}
	codec := wire.NewCodec(signer)
	sockets, err := transport.Listen(connection, codec.Welcome, log)
	if err != nil {
		return fail(err)
	}
	if chosen {
		if err := register(ctx, registration, &connection, signer, sockets); err != nil {
			sockets.Close(ctx)
			return fail(fmt.Errorf("the launcher at %s does not acknowledge the kernel: %w", registration.Address(), err))
		}
	}
	return connection, codec, sockets, nil
}

// register tells a launcher which ports the system has chosen.
func register(ctx context.Context, r wire.Registration, c *wire.Connection, signer *wire.Signer, s *transport.Sockets) error {
	for channel, port := range map[transport.Channel]*int{
		transport.Shell: &c.ShellPort, transport.Control: &c.ControlPort, transport.Stdin: &c.StdinPort,
		transport.IOPub: &c.IOPubPort, transport.Heartbeat: &c.HeartbeatPort,
	} {
		*port = s.Addr(channel).(*net.TCPAddr).Port
	}
	ctx, cancel := context.WithTimeoutCause(ctx, registrationTime, fmt.Errorf("it was silent for %v", registrationTime))
	defer cancel()
	answer, err := transport.Register(ctx, r.Address(), r.Message(signer, *c))
	if err != nil {
		return err
	}
	return wire.CheckAcknowledgement(signer, answer)
}

func warnOfReaders(file string, log *slog.Logger) {
	if info, err := os.Stat(file); err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		log.Warn("others on this machine can read the key by which the kernel knows its clients; the connection file should be "+
			"readable by its owner alone (chmod 600)", "file", file)
	}
}
