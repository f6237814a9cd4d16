package wire

import (
	"strings"
	"testing"
)

const goodConnection = `{
  "transport": "tcp", "ip": "127.0.0.1",
  "shell_port": 50001, "control_port": 50002, "stdin_port": 50003, "iopub_port": 50004, "hb_port": 50005,
  "signature_scheme": "hmac-sha256", "key": "secret", "kernel_name": "regan"
}`

func TestParseConnection(t *testing.T) {
	got, err := ParseConnection([]byte(goodConnection))
	if err != nil {
		t.Fatal(err)
	}
	want := Connection{
		Transport: "tcp", IP: "127.0.0.1", ShellPort: 50001, ControlPort: 50002, StdinPort: 50003, IOPubPort: 50004,
		HeartbeatPort: 50005, SignatureScheme: "hmac-sha256", Key: "secret",
	}
	if got != want {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
}

func TestConnectionErrors(t *testing.T) {
	for _, c := range []struct{ change, to, want string }{
		{goodConnection, `not JSON`, `not a JSON object`},
		{goodConnection, `[1]`, `not a JSON object`},
		{`"key": "secret",`, ``, `"key" is missing`},
		{`"hb_port": 50005,`, ``, `"hb_port" is missing`},
		{`50001`, `"50001"`, `"shell_port" is a JSON string, want int`},
		{`50001`, `0`, `shell_port is 0, want a port from 1 to 65535`},
		{`50004`, `70000`, `iopub_port is 70000, want a port from 1 to 65535`},
		{`50003`, `50002`, `control_port and stdin_port are both 50002`},
		{`"tcp"`, `"pgm"`, `transport "pgm" is unknown, want tcp or ipc`},
		{`hmac-sha256`, `rsa`, `signature_scheme "rsa" is unknown, want hmac-sha256`},
		{`127.0.0.1`, ``, `"ip" is empty`},
	} {
		text := strings.Replace(goodConnection, c.change, c.to, 1)
		_, err := ParseConnection([]byte(text))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%.30q in the place of %.30q: got %v, want %s", c.to, c.change, err, c.want)
		}
	}
}
