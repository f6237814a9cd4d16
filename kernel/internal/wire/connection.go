package wire

import (
	"encoding/json"
	"errors"
	"fmt"
)

// A Connection is what a connection file says: the addresses to listen on and the key to sign with.
type Connection struct {
	Transport       string `json:"transport"` // tcp or ipc
	IP              string `json:"ip"`        // the address to listen on; with ipc, the start of the sockets' paths
	ShellPort       int    `json:"shell_port"`
	ControlPort     int    `json:"control_port"`
	StdinPort       int    `json:"stdin_port"`
	IOPubPort       int    `json:"iopub_port"`
	HeartbeatPort   int    `json:"hb_port"`
	SignatureScheme string `json:"signature_scheme"` // such as hmac-sha256
	Key             string `json:"key"`              // empty: messages are not signed
}

// ParseConnection reads the text of a connection file and checks it. Errors name the field and what would be right.
func ParseConnection(data []byte) (Connection, error) {
	var given map[string]json.RawMessage
	if err := json.Unmarshal(data, &given); err != nil {
		return Connection{}, fmt.Errorf("not a JSON object: %w", err)
	}
	for _, name := range []string{
		"transport", "ip", "key", "signature_scheme", "shell_port", "control_port", "stdin_port", "iopub_port", "hb_port",
	} {
		if _, ok := given[name]; !ok {
			return Connection{}, fmt.Errorf("%q is missing", name)
		}
	}
	var c Connection
	if err := json.Unmarshal(data, &c); err != nil {
		return Connection{}, fieldError(err)
	}
	return c, c.check()
}

func fieldError(err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) {
		return fmt.Errorf("%q is a JSON %s, want %s", wrong.Field, wrong.Value, wrong.Type)
	}
	return err
}

func (c Connection) check() error {
	if c.Transport != "tcp" && c.Transport != "ipc" {
		return fmt.Errorf("transport %q is unknown, want tcp or ipc", c.Transport)
	}
	if c.IP == "" {
		return errors.New(`"ip" is empty, want an address such as 127.0.0.1`)
	}
	ports := []struct {
		name   string
		number int
	}{
		{"shell_port", c.ShellPort}, {"control_port", c.ControlPort}, {"stdin_port", c.StdinPort},
		{"iopub_port", c.IOPubPort}, {"hb_port", c.HeartbeatPort},
	}
	owner := map[int]string{}
	for _, p := range ports {
		// Port 0 would let the system choose, and the client, which wrote the file, would never learn the choice.
		if p.number < 1 || p.number > 65535 {
			return fmt.Errorf("%s is %d, want a port from 1 to 65535", p.name, p.number)
		}
		if other, taken := owner[p.number]; taken {
			return fmt.Errorf("%s and %s are both %d, want five different ports", other, p.name, p.number)
		}
		owner[p.number] = p.name
	}
	_, err := NewSigner(c.SignatureScheme, c.Key)
	return err
}
