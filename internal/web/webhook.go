package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
)

const (
	// maxBody bounds a webhook's body, in bytes; LINE's are a few kilobytes.
	maxBody = 1 << 20
	// smallBody is what nearly every body fits in. Who promises more and sends
	// nothing shall not get more memory, and only largeAtOnce may send more at once.
	smallBody   = 32 << 10
	largeAtOnce = 64
	// storeWithin bounds the wait for the store: LINE gives up after two seconds.
	storeWithin = 1500 * time.Millisecond
)

// webhook keeps what LINE sent, in one durable write, and only then answers 200.
//
//	401 wrong or missing signature   413 over 1 MB
//	400 malformed JSON               503 not stored: LINE shall send it again
func (p Parts) webhook() gin.HandlerFunc {
	large := make(chan struct{}, largeAtOnce)
	return func(c *gin.Context) {
		if n := c.Request.ContentLength; n < 0 || n > smallBody {
			select {
			case large <- struct{}{}:
				defer func() { <-large }()
			default:
				c.Status(http.StatusServiceUnavailable)
				return
			}
		}
		c.Status(p.receive(c))
	}
}

// receive returns the status to answer.
func (p Parts) receive(c *gin.Context) int {
	body, err := read(c)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return http.StatusRequestEntityTooLarge
	case err != nil:
		return http.StatusBadRequest
	case !p.Platform.Verify(body, c.GetHeader("X-Line-Signature")):
		return http.StatusUnauthorized
	}
	ctx, cancel := context.WithTimeout(c.Request.Context(), storeWithin)
	defer cancel()
	events, malformed, err := p.Platform.Parse(body, p.Now())
	if err != nil {
		p.Log.WarnContext(ctx, "webhook body malformed", "bytes", len(body), "error", err)
		return http.StatusBadRequest
	}
	if malformed > 0 {
		p.Log.WarnContext(ctx, "webhook events malformed", "count", malformed)
	}
	fresh, err := p.Inbox.Accept(ctx, events)
	if err != nil {
		p.Log.ErrorContext(ctx, "webhook not stored", "events", len(events), "error", err)
		return http.StatusServiceUnavailable
	}
	p.Dispatcher.Offer(fresh...)
	return http.StatusOK
}

// read takes the whole body, up to maxBody.
func read(c *gin.Context) ([]byte, error) {
	n := c.Request.ContentLength
	if n > maxBody {
		return nil, &http.MaxBytesError{Limit: maxBody}
	}
	var body bytes.Buffer
	body.Grow(int(min(max(n, 0), smallBody)) + bytes.MinRead)
	if _, err := body.ReadFrom(http.MaxBytesReader(c.Writer, c.Request.Body, maxBody)); err != nil {
		return nil, fmt.Errorf("reading body: %w", err)
	}
	return body.Bytes(), nil
}
