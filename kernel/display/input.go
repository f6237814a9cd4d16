package display

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// Input shows a prompt and returns the line that the reader types, without its end. It returns io.EOF where the reader ends
// the input instead (Ctrl-D), and another error where nobody can be asked, as in a notebook that is run unattended.
func Input(prompt string) (string, error) {
	fmt.Fprint(os.Stdout, prompt)
	var line strings.Builder
	for one := make([]byte, 1); ; { // no more than the line: what follows is for others to read
		n, err := os.Stdin.Read(one)
		switch {
		case n > 0 && one[0] == '\n':
			return strings.TrimSuffix(line.String(), "\r"), nil
		case n > 0:
			line.WriteByte(one[0])
		case err == io.EOF && line.Len() > 0:
			return line.String(), nil
		case err != nil:
			return "", err
		}
	}
}

// Password is Input for what nobody shall see: a notebook shows dots while it is typed. Run by the Go tool, it is Input.
func Password(prompt string) (string, error) { return Input(prompt) }
