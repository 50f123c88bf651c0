package line

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// maxAnswer bounds what is read of an answer: LINE's are a few hundred bytes,
// a list of 1,000 rich menus a megabyte.
const maxAnswer = 4 << 20

// post sends prepared JSON to an address.
func (s *Sender) post(ctx context.Context, to *url.URL, body []byte, retryKey string) *Error {
	header := http.Header{"Content-Type": {"application/json"}}
	if retryKey != "" {
		header["X-Line-Retry-Key"] = []string{retryKey}
	}
	request := &http.Request{
		Method: http.MethodPost, URL: to, Host: to.Host, Header: header,
		Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)),
		GetBody: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil },
		Proto:   "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}
	_, _, failed := s.exchange(request.WithContext(ctx))
	return failed
}

// exchange is every call's way out: the token, a deadline, the answer read to
// its end, the log, one kind of error.
func (s *Sender) exchange(request *http.Request) (*http.Response, []byte, *Error) {
	ctx, cancel := context.WithTimeout(request.Context(), s.timeout)
	defer cancel()
	token, err := s.token.Token(ctx)
	if err != nil {
		return nil, nil, tokenError(err)
	}
	request = request.WithContext(ctx)
	request.Header.Set("Authorization", "Bearer "+token)
	start := s.now()
	response, err := s.client.Do(request)
	if err != nil {
		failed := unavailable(err)
		s.record(request, failed, "", 0, start)
		return nil, nil, failed
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, maxAnswer))
	var failed *Error
	switch {
	case response.StatusCode/100 != 2:
		failed = Classify(response.StatusCode, body, response.Header)
	case err != nil:
		failed = unavailable(err)
	}
	s.record(request, failed, response.Header.Get("X-Line-Request-Id"), response.StatusCode, start)
	return response, body, failed
}

// tokenError keeps LINE's own answer about a token, whatever wraps it.
func tokenError(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return &Error{Kind: Unauthorized, cause: err}
}

// record logs what LINE asks developers to keep, as it keeps no logs for them.
func (s *Sender) record(request *http.Request, failed *Error, id string, status int, start time.Time) {
	s.observe(request.URL.Path, status, s.now().Sub(start))
	level, kind := slog.LevelInfo, "ok"
	if failed != nil {
		level, kind = slog.LevelWarn, string(failed.Kind)
	}
	if failed != nil && failed.Kind == NotFound { // an answer like others: no menu yet, not a friend
		level = slog.LevelInfo
	}
	ctx := request.Context()
	if !s.log.Enabled(ctx, level) {
		return
	}
	s.log.LogAttrs(ctx, level, "line call",
		slog.String("method", request.Method), slog.String("endpoint", endpointName(request.URL.Path)),
		slog.Int("status", status), slog.String("result", kind),
		slog.String("request_id", opaque(id)), slog.Duration("duration", s.now().Sub(start)))
}

// endpointName is the path without the ids in it.
func endpointName(path string) string {
	parts := strings.Split(path, "/")
	for i, p := range parts {
		if len(p) > 12 && strings.ContainsAny(p, "0123456789") {
			parts[i] = "{id}"
		}
	}
	return strings.Join(parts, "/")
}

// carrier carries the SDK's calls through exchange. An answer that is not 2xx
// becomes an *Error: the SDK would make a text of it, body and all.
type carrier struct{ sender *Sender }

// RoundTrip implements http.RoundTripper.
func (c carrier) RoundTrip(request *http.Request) (*http.Response, error) {
	response, body, failed := c.sender.exchange(request.Clone(request.Context()))
	if failed != nil {
		return nil, failed
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	response.ContentLength = int64(len(body))
	return response, nil
}

// errUnreadable takes the place of the SDK's error, which holds what was answered.
var errUnreadable = errors.New("the answer cannot be read")

// asked is the error of an SDK call: LINE's, without the address around it.
func asked(what string, err error) error {
	if err == nil {
		return nil
	}
	var e *Error
	if !errors.As(err, &e) {
		e = &Error{Kind: Unavailable, cause: errUnreadable}
	}
	return fmt.Errorf("%s: %w", what, e)
}
