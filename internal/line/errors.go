package line

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// Kind says what became of a call that LINE did not simply accept.
type Kind string

// The kinds of failure, and what they ask of the caller.
const (
	// InvalidReplyToken: used up, expired or never valid. Push instead.
	InvalidReplyToken Kind = "invalid_reply_token"
	// AlreadyAccepted: an earlier request with the same retry key was taken.
	// The message is on its way: [Sender.Push] and [Sender.Multicast] make it a success.
	AlreadyAccepted Kind = "already_accepted"
	// RateLimited: too fast. Later it may work.
	RateLimited Kind = "rate_limited"
	// QuotaExhausted: the month's paid messages are used up. Only replies still work.
	QuotaExhausted Kind = "quota_exhausted"
	// Unauthorized: the channel access token is wrong, expired or lacks the right.
	Unauthorized Kind = "unauthorized"
	// NotFound: no such person (or not a friend of the bot any more), menu or endpoint.
	NotFound Kind = "not_found"
	// Rejected: the request is wrong; the same request never works.
	Rejected Kind = "rejected"
	// Unavailable: LINE failed or did not answer; nobody knows whether it acted.
	Unavailable Kind = "unavailable"
)

// Error is a call that failed. It carries neither tokens nor ids of people nor
// texts: it may be logged and shown to staff.
type Error struct {
	Kind       Kind
	Status     int      // of HTTP; 0 when there was no answer
	RequestID  string   // x-line-request-id, for LINE's support
	AcceptedID string   // AlreadyAccepted: the request that was taken
	Properties []string // Rejected: what LINE found wrong, such as messages[0].text
	// Doubt: an attempt before this one ended with nobody knowing how, so the
	// request may have been accepted whatever the kind says.
	Doubt bool
	cause error // of the network
}

// Error names the kind, the status and what LINE found wrong.
func (e *Error) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "line: %s", strings.ReplaceAll(string(e.Kind), "_", " "))
	if e.Status != 0 {
		fmt.Fprintf(&b, " (status %d)", e.Status)
	}
	if len(e.Properties) > 0 {
		fmt.Fprintf(&b, " at %s", strings.Join(e.Properties, ", "))
	}
	if e.cause != nil {
		fmt.Fprintf(&b, ": %v", e.cause)
	}
	return b.String()
}

// Unwrap gives the network's error, if it was one (context.Canceled, …).
func (e *Error) Unwrap() error { return e.cause }

// Retryable reports whether the same request may work later. The sender itself
// repeats only [Unavailable]: a rate limit is the caller's to keep.
func (e *Error) Retryable() bool { return e.Kind == Unavailable || e.Kind == RateLimited }

// IsKind reports whether err is, or wraps, an [Error] of the kind.
func IsKind(err error, kind Kind) bool {
	var e *Error
	return errors.As(err, &e) && e.Kind == kind
}

// Classify makes an [Error] of an answer that is not 2xx. A 429 may be the rate
// or the month's quota: only LINE's text tells. This is the one place that reads it.
func Classify(status int, body []byte, header http.Header) *Error {
	e := &Error{
		Kind: Rejected, Status: status,
		RequestID:  opaque(header.Get("X-Line-Request-Id")),
		AcceptedID: opaque(header.Get("X-Line-Accepted-Request-Id")),
	}
	var answer struct {
		Message string `json:"message"`
		Details []struct {
			Property string `json:"property"`
		} `json:"details"`
	}
	_ = json.Unmarshal(body, &answer) // proxies answer HTML: then the status must do
	message := strings.ToLower(answer.Message)
	switch {
	case status >= 500 || status == http.StatusRequestTimeout:
		e.Kind = Unavailable
	case status == http.StatusTooManyRequests && strings.Contains(message, "monthly limit"):
		e.Kind = QuotaExhausted
	case status == http.StatusTooManyRequests:
		e.Kind = RateLimited
	case status == http.StatusConflict && e.AcceptedID != "":
		e.Kind = AlreadyAccepted
	case status == http.StatusUnauthorized || status == http.StatusForbidden:
		e.Kind = Unauthorized
	case status == http.StatusNotFound:
		e.Kind = NotFound
	case strings.Contains(message, "invalid reply token"):
		e.Kind = InvalidReplyToken
	}
	for _, d := range answer.Details {
		if property := opaque(d.Property); property != "" && len(e.Properties) < 5 {
			e.Properties = append(e.Properties, property)
		}
	}
	return e
}

// opaque lets through what looks like a name of a thing, and nothing a person wrote.
func opaque(s string) string {
	if len(s) > 100 {
		return ""
	}
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("-_.[]/", r) {
			return ""
		}
	}
	return s
}

// unavailable is a failure of the network. The address is left out of it: it
// may hold a person's id.
func unavailable(err error) *Error {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	return &Error{Kind: Unavailable, cause: err}
}

// reached reports whether LINE may have got the request.
func (e *Error) reached() bool {
	var op *net.OpError
	return !errors.As(e.cause, &op) || op.Op != "dial"
}
