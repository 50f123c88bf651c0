package linesim

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
)

var (
	errWebhook = errors.New("webhook failed")
	errTimeout = errors.New("request_timeout")
)

// post sends one signed webhook body. Its status is 0 when nothing came back.
func (s *Sim) post(to string, body []byte) (int, []byte, error) {
	ctx, cancel := context.WithTimeout(s.done, s.opt.WebhookTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, to, bytes.NewReader(body))
	if err != nil {
		return 0, nil, fmt.Errorf("%w: %w", errWebhook, err)
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	req.Header.Set("User-Agent", "LineBotWebhook/2.0")
	req.Header.Set("x-line-signature", Sign(s.opt.ChannelSecret, body))
	res, err := s.hook.client.Do(req)
	if err != nil {
		return 0, nil, fmt.Errorf("%w: %w", errWebhook, reason(err))
	}
	defer func() { _ = res.Body.Close() }()
	const enough = 64 << 10
	answer, err := io.ReadAll(io.LimitReader(res.Body, enough))
	if err != nil {
		return res.StatusCode, answer, fmt.Errorf("%w: %w", errWebhook, reason(err))
	}
	return res.StatusCode, answer, nil
}

// reason is an error in the words of LINE's webhook statistics.
func reason(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return errTimeout
	}
	return fmt.Errorf("could_not_connect: %w", err)
}

// Sign is the value of the x-line-signature header for a raw body: the base64
// of its HMAC-SHA256 under the channel secret.
func Sign(secret string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return base64.StdEncoding.EncodeToString(mac.Sum(nil))
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// PostRaw signs any bytes and sends them to the webhook, for what no phone
// would cause: malformed JSON, events without an id, bodies that are too long.
// The status is 0 when nothing came back.
func (s *Sim) PostRaw(body []byte) (status int, answer []byte, err error) {
	now := s.Now()
	status, answer, err = s.post(s.hook.state().URL, body)
	s.record(Log{At: now, Dir: "webhook", Method: http.MethodPost, Path: s.hook.path(), Status: status,
		Ms: ms(s.Now().Sub(now)), Request: asJSON(body), Response: asJSON(answer), Note: "raw body"})
	return status, answer, err
}

// Hold keeps events back until Release.
func (s *Sim) Hold() {
	s.hook.hold.Lock()
	defer s.hook.hold.Unlock()
	s.hook.holding = true
}

// Release sends what was held in one webhook body, as LINE does with events
// that happen at the same time; different people's events may be in it.
func (s *Sim) Release() {
	s.hook.hold.Lock()
	held := s.hook.held
	s.hook.holding, s.hook.held = false, nil
	s.hook.hold.Unlock()
	if len(held) == 0 {
		return
	}
	held[0].others = held[1:]
	s.route(held[0])
}

func (h *hook) keep(ev *event) bool {
	h.hold.Lock()
	defer h.hold.Unlock()
	if h.holding {
		h.held = append(h.held, ev)
	}
	return h.holding
}
