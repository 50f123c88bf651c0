package web

import (
	"errors"
	"io"
	"net/http"

	"github.com/gin-gonic/gin"
)

// maxBody bounds a webhook's body, in bytes; LINE's are a few kilobytes.
const maxBody = 1 << 20

// webhook keeps what LINE sent, in one durable write, and only then answers 200.
//
//	401 wrong or missing signature   413 over 1 MB
//	400 malformed JSON               503 not stored: LINE shall send it again
func (p Parts) webhook(c *gin.Context) {
	body, err := read(c)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		c.Status(http.StatusRequestEntityTooLarge)
		return
	case err != nil:
		c.Status(http.StatusBadRequest)
		return
	case !p.Platform.Verify(body, c.GetHeader("X-Line-Signature")):
		c.Status(http.StatusUnauthorized)
		return
	}
	ctx := c.Request.Context()
	events, malformed, err := p.Platform.Parse(body, p.Now())
	if err != nil {
		p.Log.WarnContext(ctx, "webhook body malformed", "bytes", len(body), "error", err)
		c.Status(http.StatusBadRequest)
		return
	}
	if malformed > 0 {
		p.Log.WarnContext(ctx, "webhook events malformed", "count", malformed)
	}
	fresh, err := p.Inbox.Accept(ctx, events)
	if err != nil {
		p.Log.ErrorContext(ctx, "webhook not stored", "events", len(events), "error", err)
		c.Status(http.StatusServiceUnavailable)
		return
	}
	p.Dispatcher.Offer(fresh...)
	c.Status(http.StatusOK)
}

// read takes the whole body, up to maxBody, at the length that it declares.
func read(c *gin.Context) ([]byte, error) {
	if c.Request.ContentLength > maxBody {
		return nil, &http.MaxBytesError{Limit: maxBody}
	}
	limited := http.MaxBytesReader(c.Writer, c.Request.Body, maxBody)
	if n := c.Request.ContentLength; n >= 0 {
		body := make([]byte, n)
		_, err := io.ReadFull(limited, body)
		return body, err
	}
	return io.ReadAll(limited)
}
