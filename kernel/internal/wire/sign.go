package wire

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"sync"
)

// A Signer signs messages with a key shared with the client. It is safe for concurrent use, and all of a kernel's channels
// share one, because a message must not be accepted twice whichever channel it comes on.
type Signer struct {
	newHash func() hash.Hash
	key     []byte

	mu     sync.Mutex
	seen   map[digest]struct{}
	oldest []digest // the seen digests as a ring, once there are digestHistory of them
	next   int
}

// digestHistory is how many signatures are remembered; jupyter_client's Session remembers as many.
const digestHistory = 1 << 16

// A digest is the start of a signature: enough to tell one message from another.
type digest [16]byte

// NewSigner returns a signer for a signature scheme such as hmac-sha256. An empty key means that messages are not signed.
func NewSigner(scheme, key string) (*Signer, error) {
	newHash := hashOf(scheme)
	if newHash == nil {
		return nil, fmt.Errorf("signature_scheme %q is unknown, want hmac-sha256 "+
			"(or hmac-md5, hmac-sha1, hmac-sha224, hmac-sha384, hmac-sha512)", scheme)
	}
	return &Signer{newHash: newHash, key: []byte(key), seen: map[digest]struct{}{}}, nil
}

func hashOf(scheme string) func() hash.Hash {
	switch scheme {
	case "hmac-sha256":
		return sha256.New
	case "hmac-sha512":
		return sha512.New
	case "hmac-sha384":
		return sha512.New384
	case "hmac-sha224":
		return sha256.New224
	case "hmac-sha1":
		return sha1.New
	case "hmac-md5":
		return md5.New
	}
	return nil
}

// Why a message's signature is not accepted.
var (
	ErrUnsigned  = errors.New("the message is not signed, but the connection file has a key")
	ErrSignature = errors.New("the signature does not fit the message and the connection file's key")
	ErrRepeated  = errors.New("a message with the same signature was received before")
)

// Sign returns the signature frame for the four frames header, parent header, metadata and content.
func (s *Signer) Sign(frames [][]byte) []byte {
	if len(s.key) == 0 {
		return []byte{}
	}
	return hex.AppendEncode(nil, s.sum(frames))
}

func (s *Signer) sum(frames [][]byte) []byte {
	mac := hmac.New(s.newHash, s.key)
	for _, f := range frames {
		mac.Write(f)
	}
	return mac.Sum(nil)
}

// Check returns nil when signature is that of frames and was not seen before.
func (s *Signer) Check(signature []byte, frames [][]byte) error {
	if len(s.key) == 0 {
		return nil
	}
	if len(signature) == 0 {
		return ErrUnsigned
	}
	sum := s.sum(frames)
	given, err := hex.DecodeString(string(signature))
	if err != nil || !hmac.Equal(given, sum) {
		return ErrSignature
	}
	if !s.remember(digest(sum[:len(digest{})])) {
		return ErrRepeated
	}
	return nil
}

// remember reports whether d is new, and forgets the oldest digest when there are too many.
func (s *Signer) remember(d digest) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, known := s.seen[d]; known {
		return false
	}
	s.seen[d] = struct{}{}
	if len(s.oldest) < digestHistory {
		s.oldest = append(s.oldest, d)
		return true
	}
	delete(s.seen, s.oldest[s.next])
	s.oldest[s.next] = d
	s.next = (s.next + 1) % digestHistory
	return true
}
