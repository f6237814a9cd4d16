package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"strconv"
)

// A Registration is what stands in a registration file: where a launcher waits to be told the ports that the kernel has
// chosen, and the key to sign with (Jupyter enhancement proposal 66).
type Registration struct {
	KernelID        string `json:"kernel_id"`
	Transport       string `json:"transport"` // tcp
	IP              string `json:"ip"`        // the address to listen on; registration_ip when empty
	RegistrationIP  string `json:"registration_ip"`
	Port            int    `json:"registration_port"`
	SignatureScheme string `json:"signature_scheme"`
	Key             string `json:"key"`
}

// IsRegistration tells whether a file that a kernel is started with is a registration file, and no connection file.
func IsRegistration(data []byte) bool {
	var given map[string]json.RawMessage
	return json.Unmarshal(data, &given) == nil && given["registration_port"] != nil
}

// ParseRegistration reads the text of a registration file and checks it.
func ParseRegistration(data []byte) (Registration, error) {
	var r Registration
	if err := json.Unmarshal(data, &r); err != nil {
		return r, fieldError(err)
	}
	if r.IP == "" {
		r.IP = r.RegistrationIP
	}
	switch {
	case r.Transport != "tcp":
		return r, fmt.Errorf("transport %q cannot be used with a registration_port, want tcp", r.Transport)
	case net.ParseIP(r.RegistrationIP) == nil:
		return r, fmt.Errorf("registration_ip %q is no address, want one such as 127.0.0.1", r.RegistrationIP)
	case r.Port < 1 || r.Port > 65535:
		return r, fmt.Errorf("registration_port is %d, want a port from 1 to 65535", r.Port)
	}
	_, err := NewSigner(r.SignatureScheme, r.Key)
	return r, err
}

// Connection returns a connection whose ports the system is to choose.
func (r Registration) Connection() Connection {
	return Connection{Transport: r.Transport, IP: r.IP, SignatureScheme: r.SignatureScheme, Key: r.Key}
}

// Address is where the launcher waits.
func (r Registration) Address() string {
	return net.JoinHostPort(r.RegistrationIP, strconv.Itoa(r.Port))
}

// Message returns the frames that tell a launcher the ports of a connection: numbers as strings, as the proposal has them.
func (r Registration) Message(s *Signer, c Connection) [][]byte {
	text, err := marshal(map[string]string{
		"kernel_id":    r.KernelID,
		"shell_port":   strconv.Itoa(c.ShellPort),
		"control_port": strconv.Itoa(c.ControlPort),
		"stdin_port":   strconv.Itoa(c.StdinPort),
		"iopub_port":   strconv.Itoa(c.IOPubPort),
		"hb_port":      strconv.Itoa(c.HeartbeatPort),
	})
	if err != nil {
		panic(fmt.Sprintf("wire: a registration cannot be encoded: %v", err))
	}
	parts := [][]byte{text}
	return [][]byte{[]byte(delimiter), s.Sign(parts), text}
}

// CheckAcknowledgement tells why a launcher's answer is none: it must be signed, whatever it says.
func CheckAcknowledgement(s *Signer, frames [][]byte) error {
	if len(frames) < 3 || string(frames[0]) != delimiter {
		return errors.New("the launcher's answer is not a signed message")
	}
	return s.Check(frames[1], frames[2:])
}
