package line

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// How often a call is tried while LINE does not answer or answers 5xx, and how
// long after its first use a reply token that became invalid proves delivery.
const (
	replyAttempts = 3
	pushAttempts  = 5
	youngToken    = 30 * time.Second
)

// ErrRecipient says that an id is not a user id of LINE.
var ErrRecipient = errors.New("not a LINE user id")

// ErrUnit says that a request has more than one unit of statistics, or that its
// name is not one to 30 letters, digits and underscores.
var ErrUnit = errors.New("not a name for LINE's statistics")

// ErrObjects says that a request has no message object, or more than five.
var ErrObjects = errors.New("a request takes one to five message objects")

// Reply answers on a reply token, free of charge. When LINE failed after it may
// have acted, the same token is tried again; that it is then invalid means that
// the first attempt was delivered.
func (s *Sender) Reply(ctx context.Context, token string, objects []Object) error {
	if !validToken(token, 512) {
		return fmt.Errorf("replying: %w", &Error{Kind: InvalidReplyToken})
	}
	if len(objects) == 0 || len(objects) > maxObjects {
		return fmt.Errorf("replying: %w", ErrObjects)
	}
	body := append(make([]byte, 0, 64+sizeOf(objects)), `{"replyToken":"`...)
	body = append(append(body, token...), `","messages":`...)
	body = append(appendObjects(body, objects), '}')
	start, reached := s.now(), false
	for attempt := 1; ; attempt++ {
		failed := s.post(ctx, s.reply, body, "")
		switch {
		case failed == nil:
			return nil
		case failed.Kind == InvalidReplyToken && reached && s.now().Sub(start) < youngToken:
			return nil
		case failed.Kind != Unavailable || attempt == replyAttempts || !s.wait(ctx, attempt):
			return fmt.Errorf("replying: %w", failed)
		}
		reached = reached || failed.reached()
	}
}

// Push sends to one person, at the cost of one message of the quota. retryKey
// is a UUID that was stored before the call: with it, repeating a push never
// sends twice within 24 hours. That LINE already accepted it is a success. unit,
// if given, is the one name under which [Sender.Statistics] counts the message.
func (s *Sender) Push(ctx context.Context, to string, objects []Object, retryKey string, unit ...string) error {
	if !validPerson(to) {
		return fmt.Errorf("pushing: %w", ErrRecipient)
	}
	if len(objects) == 0 || len(objects) > maxObjects {
		return fmt.Errorf("pushing: %w", ErrObjects)
	}
	body := append(make([]byte, 0, 96+sizeOf(objects)), `{"to":"`...)
	body = append(append(body, to...), `","messages":`...)
	body, err := appendUnit(appendObjects(body, objects), unit)
	if err != nil {
		return fmt.Errorf("pushing: %w", err)
	}
	return s.repeat(ctx, "pushing", func() *Error { return s.post(ctx, s.push, body, retryKey) }, retryKey)
}

// Multicast sends the same to up to 500 people. Retry key and unit work as in [Sender.Push].
func (s *Sender) Multicast(ctx context.Context, to []string, objects []Object, retryKey string, unit ...string) error {
	if len(to) == 0 || len(to) > maxRecipients {
		return fmt.Errorf("multicasting to %d: %w", len(to), ErrRecipient)
	}
	if len(objects) == 0 || len(objects) > maxObjects {
		return fmt.Errorf("multicasting: %w", ErrObjects)
	}
	body := append(make([]byte, 0, 96+36*len(to)+sizeOf(objects)), `{"to":[`...)
	for i, id := range to {
		if !validPerson(id) {
			return fmt.Errorf("multicasting: %w", ErrRecipient)
		}
		if i > 0 {
			body = append(body, ',')
		}
		body = append(append(append(body, '"'), id...), '"')
	}
	body, err := appendUnit(appendObjects(append(body, `],"messages":`...), objects), unit)
	if err != nil {
		return fmt.Errorf("multicasting: %w", err)
	}
	return s.repeat(ctx, "multicasting", func() *Error { return s.post(ctx, s.many, body, retryKey) }, retryKey)
}

// appendUnit ends a request's body, with the unit that its statistics are kept under, if any.
func appendUnit(body []byte, unit []string) ([]byte, error) {
	switch {
	case len(unit) == 0 || len(unit) == 1 && unit[0] == "":
		return append(body, '}'), nil
	case len(unit) > 1 || !validUnit(unit[0]):
		return nil, ErrUnit
	}
	return append(append(append(body, `,"customAggregationUnits":["`...), unit[0]...), `"]}`...), nil
}

// repeat tries again, with exponential back-off, what has a retry key: without
// one the same message could come twice.
func (s *Sender) repeat(ctx context.Context, what string, call func() *Error, retryKey string) error {
	doubt := false
	for attempt := 1; ; attempt++ {
		failed := call()
		if failed != nil {
			failed.Doubt = doubt
			doubt = doubt || failed.Kind == Unavailable && failed.reached()
		}
		switch {
		case failed == nil || failed.Kind == AlreadyAccepted:
			return nil
		case failed.Kind != Unavailable || retryKey == "" || attempt == pushAttempts || !s.wait(ctx, attempt):
			return fmt.Errorf("%s: %w", what, failed)
		}
	}
}

// wait pauses before the next attempt; false when the caller's time is up.
func (s *Sender) wait(ctx context.Context, attempt int) bool {
	timer := time.NewTimer(s.backoff << (attempt - 1))
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// Loading shows that an answer is being prepared, for seconds (5 to 60, rounded
// up to fives) or until the answer comes. It works only in a chat with one person.
func (s *Sender) Loading(ctx context.Context, to string, seconds int) error {
	if !validPerson(to) {
		return fmt.Errorf("showing loading: %w", ErrRecipient)
	}
	seconds = min(max((seconds+4)/5*5, 5), 60)
	body := fmt.Appendf(nil, `{"chatId":"%s","loadingSeconds":%d}`, to, seconds)
	if failed := s.post(ctx, s.loading, body, ""); failed != nil {
		return fmt.Errorf("showing loading: %w", failed)
	}
	return nil
}

// sizeOf is about how long the objects are as JSON.
func sizeOf(objects []Object) int {
	n := 0
	for _, o := range objects {
		n += len(o.text) + len(o.rest) + len(o.quick) + 64
	}
	return n
}
