package wire

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const goodRegistration = `{"kernel_id": "k1", "transport": "tcp", "registration_ip": "127.0.0.1", "registration_port": 50001,
	"signature_scheme": "hmac-sha256", "key": "secret"}`

func TestRegistration(t *testing.T) {
	if IsRegistration([]byte(goodConnection)) || IsRegistration([]byte("{")) || !IsRegistration([]byte(goodRegistration)) {
		t.Error("a connection file and a registration file are not told from each other")
	}
	r, err := ParseRegistration([]byte(goodRegistration))
	if err != nil {
		t.Fatal(err)
	}
	want := Connection{Transport: "tcp", IP: "127.0.0.1", SignatureScheme: "hmac-sha256", Key: "secret"}
	if diff := cmp.Diff(want, r.Connection()); diff != "" || r.Address() != "127.0.0.1:50001" {
		t.Errorf("address %s, connection (-want +got):\n%s", r.Address(), diff)
	}
	s, err := NewSigner(r.SignatureScheme, r.Key)
	if err != nil {
		t.Fatal(err)
	}
	m := r.Message(s, Connection{ShellPort: 1, ControlPort: 2, StdinPort: 3, IOPubPort: 4, HeartbeatPort: 5})
	text := `{"control_port":"2","hb_port":"5","iopub_port":"4","kernel_id":"k1","shell_port":"1","stdin_port":"3"}`
	if diff := cmp.Diff([]string{delimiter, string(s.Sign([][]byte{[]byte(text)})), text}, []string{string(m[0]), string(m[1]), string(m[2])}); diff != "" {
		t.Errorf("message (-want +got):\n%s", diff)
	}
}

func TestAcknowledgement(t *testing.T) {
	s, err := NewSigner("hmac-sha256", "secret")
	if err != nil {
		t.Fatal(err)
	}
	signature := string(s.Sign(frames("ACK")))
	for _, c := range []struct {
		name string
		got  [][]byte
		want string // in the error; empty: none
	}{
		{"signed", frames(delimiter, signature, "ACK"), ""},
		{"once more", frames(delimiter, signature, "ACK"), ErrRepeated.Error()},
		{"with another text", frames(delimiter, signature, "NAK"), ErrSignature.Error()},
		{"not signed", frames(delimiter, "", "ACK"), ErrUnsigned.Error()},
		{"too short", frames(delimiter, signature), "not a signed message"},
		{"nothing", nil, "not a signed message"},
	} {
		err := CheckAcknowledgement(s, c.got)
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
}

func TestRegistrationErrors(t *testing.T) {
	for _, c := range []struct{ change, to, want string }{
		{`"tcp"`, `"ipc"`, `transport "ipc" cannot be used with a registration_port, want tcp`},
		{`127.0.0.1`, `localhost`, `registration_ip "localhost" is no address, want one such as 127.0.0.1`},
		{`50001`, `70000`, `registration_port is 70000, want a port from 1 to 65535`},
		{`50001`, `"50001"`, `"registration_port" is a JSON string, want int`},
		{`hmac-sha256`, `rsa`, `signature_scheme "rsa" is unknown, want hmac-sha256`},
	} {
		_, err := ParseRegistration([]byte(strings.Replace(goodRegistration, c.change, c.to, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s in the place of %s: got %v, want %s", c.to, c.change, err, c.want)
		}
	}
}
