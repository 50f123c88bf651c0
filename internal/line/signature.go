package line

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
)

// Verify reports whether signature (the header x-line-signature) is the base64
// of the HMAC-SHA256 of the raw body under the channel secret. It takes the
// same time wherever the two differ. An empty secret verifies nothing.
func Verify(secret string, body []byte, signature string) bool {
	const size = sha256.Size
	if secret == "" || len(signature) != base64.StdEncoding.EncodedLen(size) {
		return false
	}
	var given [size + 1]byte // 44 characters may decode to 33 bytes
	n, err := base64.StdEncoding.Decode(given[:], []byte(signature))
	if err != nil || n != size {
		return false
	}
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	var want [size]byte
	return hmac.Equal(given[:size], mac.Sum(want[:0]))
}
