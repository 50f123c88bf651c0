package public

import (
	"context"
	"errors"
	"io"
	"net/http"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/web/page"
)

// Exports writes a person's data for whoever holds the secret.
type Exports interface {
	// Export is domain.ErrNotFound, before it writes anything, if nobody has such a secret.
	Export(ctx context.Context, secret string, now time.Time, w io.Writer) error
}

// errGone: the link to somebody's data ran out, or never was.
var errGone = &page.Problem{Status: http.StatusNotFound, Key: "gone"}

// myData hands a person their data. The secret in the path is all that proves
// who asks, so nothing of this may be kept by a cache or told to another site.
func (p *Pages) myData(w http.ResponseWriter, r *page.Request) error {
	h := w.Header()
	h.Set("Content-Type", "application/json; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="jitasa-my-data.json"`)
	err := p.Exports.Export(r.Context(), r.PathValue("secret"), p.Now(), w)
	if err != nil {
		h.Del("Content-Disposition")
	}
	if errors.Is(err, domain.ErrNotFound) {
		err = errGone
	}
	return err
}
