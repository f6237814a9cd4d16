package wire

import (
	"encoding/binary"
	"errors"
	"testing"
)

func frames(texts ...string) [][]byte {
	list := make([][]byte, len(texts))
	for i, t := range texts {
		list[i] = []byte(t)
	}
	return list
}

// The signature was computed with Python: hmac.new(b"key", b"{}[]", "sha256").hexdigest().
func TestSignAsPythonDoes(t *testing.T) {
	s, err := NewSigner("hmac-sha256", "key")
	if err != nil {
		t.Fatal(err)
	}
	const want = "1689a7301236475fc0bebb104c421aeecd7b33a3e9c58525be4e84c7b1c598bc"
	if got := string(s.Sign(frames("{", "}", "[", "]"))); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestCheck(t *testing.T) {
	for _, scheme := range []string{"hmac-md5", "hmac-sha1", "hmac-sha224", "hmac-sha256", "hmac-sha384", "hmac-sha512"} {
		t.Run(scheme, func(t *testing.T) {
			s, err := NewSigner(scheme, "key")
			if err != nil {
				t.Fatal(err)
			}
			parts := frames("a", "b", "c", "d")
			good := s.Sign(parts)
			forged := append([]byte{}, good...)
			forged[0] ^= 1
			for _, step := range []struct {
				name      string
				signature []byte
				parts     [][]byte
				want      error
			}{
				{"absent", nil, parts, ErrUnsigned},
				{"not hexadecimal", []byte("zz"), parts, ErrSignature},
				{"forged", forged, parts, ErrSignature},
				{"too short", good[:8], parts, ErrSignature},
				{"of another message", good, frames("a", "b", "c", "e"), ErrSignature},
				{"right", good, parts, nil},
				{"right, again", good, parts, ErrRepeated},
			} {
				if err := s.Check(step.signature, step.parts); !errors.Is(err, step.want) {
					t.Errorf("%s: got %v, want %v", step.name, err, step.want)
				}
			}
		})
	}
}

func TestNoKeyMeansNoSignatures(t *testing.T) {
	s, err := NewSigner("hmac-sha256", "")
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Sign(frames("a")); len(got) != 0 {
		t.Errorf("Sign: got %q, want nothing", got)
	}
	for range 2 {
		if err := s.Check(nil, frames("a")); err != nil {
			t.Error(err)
		}
	}
}

// The memory of signatures is bounded: the oldest is forgotten first, the last digestHistory never are.
func TestSignaturesAreForgottenInOrder(t *testing.T) {
	s, err := NewSigner("hmac-sha256", "key")
	if err != nil {
		t.Fatal(err)
	}
	number := func(i int) (d digest) {
		binary.LittleEndian.PutUint64(d[:], uint64(i))
		return d
	}
	const last = digestHistory + 10
	for i := range last + 1 {
		if !s.remember(number(i)) {
			t.Fatalf("digest %d is taken for a repeated one", i)
		}
	}
	if len(s.seen) != digestHistory {
		t.Errorf("%d digests are remembered, want %d", len(s.seen), digestHistory)
	}
	for i := last; i > last-digestHistory; i-- {
		if s.remember(number(i)) {
			t.Fatalf("digest %d, %d before the last, was forgotten", i, last-i)
		}
	}
	if !s.remember(number(0)) {
		t.Error("the oldest digest is still remembered")
	}
}
