package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"time"
)

// Sheet is a page that is made once and shown often.
type Sheet struct {
	Content []byte
	Tag     string    // says what it shows: its entity tag, with the quotes
	Changed time.Time // when it became so
}

// NewSheet is a page as it is from a time on.
func NewSheet(content []byte, changed time.Time) Sheet {
	sum := sha256.Sum256(content)
	return Sheet{content, `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`, changed.UTC().Truncate(time.Second)}
}

// Serve answers with the page, or with 304 to whoever has it already; HEAD is answered without it.
func (s Sheet) Serve(w http.ResponseWriter, q *http.Request, kind string) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("ETag", s.Tag)
	http.ServeContent(w, q, "", s.Changed, bytes.NewReader(s.Content))
}
