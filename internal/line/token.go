package line

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/line/line-bot-sdk-go/v8/linebot/channel_access_token"
	"golang.org/x/sync/singleflight"
)

// TokenSource gives the channel access token for a call. It is safe for
// concurrent use and must not put the token into its errors.
type TokenSource interface {
	Token(ctx context.Context) (string, error)
}

// Fixed is a long-lived token, as the LINE console issues it.
type Fixed string

// Token is the token itself.
func (f Fixed) Token(context.Context) (string, error) {
	if f == "" {
		return "", errors.New("no channel access token is set")
	}
	return string(f), nil
}

// Stateless issues tokens that live 15 minutes from the channel's id and
// secret, and renews them early: nothing long-lived can leak.
type Stateless struct {
	api    *channel_access_token.ChannelAccessTokenAPI
	id     string
	secret string
	now    func() time.Time
	flight singleflight.Group

	mu      sync.Mutex
	token   string
	renewAt time.Time
	endsAt  time.Time
}

// StatelessOptions configure [NewStateless]. Endpoint, HTTPClient and Now have defaults.
type StatelessOptions struct {
	Endpoint   string // https://api.line.me
	ChannelID  string
	Secret     string
	HTTPClient *http.Client
	Now        func() time.Time
}

// renewal is how long before its end a token is renewed, and the longest that a renewal may take.
const (
	renewal      = 3 * time.Minute
	renewalLimit = 10 * time.Second
)

// NewStateless makes a source of stateless tokens. It issues none yet.
func NewStateless(o StatelessOptions) (*Stateless, error) {
	if o.ChannelID == "" || o.Secret == "" {
		return nil, errors.New("stateless tokens need the channel's id and secret")
	}
	if o.Endpoint == "" {
		o.Endpoint = DefaultEndpoint
	}
	if o.HTTPClient == nil {
		o.HTTPClient = &http.Client{Transport: newTransport()}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	api, err := channel_access_token.NewChannelAccessTokenAPI(
		channel_access_token.WithEndpoint(o.Endpoint), channel_access_token.WithHTTPClient(o.HTTPClient))
	if err != nil {
		return nil, fmt.Errorf("reading the token endpoint: %w", err)
	}
	return &Stateless{api: api, id: o.ChannelID, secret: o.Secret, now: o.Now}, nil
}

// Token is the current token. Callers that come while one is being issued wait
// for the same one; while the old one still works, a failed renewal does not matter.
func (s *Stateless) Token(ctx context.Context) (string, error) {
	if token, ok := s.fresh(); ok {
		return token, nil
	}
	issued := s.flight.DoChan("token", func() (any, error) {
		if token, ok := s.fresh(); ok { // issued since we looked
			return token, nil
		}
		return s.issue(ctx)
	})
	select {
	case r := <-issued:
		if r.Err == nil {
			return r.Val.(string), nil
		}
		if token, ok := s.valid(); ok {
			return token, nil
		}
		return "", r.Err
	case <-ctx.Done():
		return "", fmt.Errorf("waiting for a channel access token: %w", ctx.Err())
	}
}

// fresh is the token, unless it is time for another.
func (s *Stateless) fresh() (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.token, s.token != "" && s.now().Before(s.renewAt)
}

// valid is the token, as long as LINE takes it.
func (s *Stateless) valid() (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.token, s.token != "" && s.now().Before(s.endsAt)
}

func (s *Stateless) issue(ctx context.Context) (string, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), renewalLimit) // others wait for it too
	defer cancel()
	api := *s.api // WithContext changes the client it is called on
	response, answer, err := api.WithContext(ctx).IssueStatelessChannelTokenWithHttpInfo(
		"client_credentials", "", "", s.id, s.secret)
	switch {
	case response != nil && response.StatusCode/100 != 2:
		return "", fmt.Errorf("issuing a channel access token: %w", Classify(response.StatusCode, nil, response.Header))
	case err != nil:
		return "", fmt.Errorf("issuing a channel access token: %w", unavailable(err))
	case answer.AccessToken == "":
		return "", errors.New("issuing a channel access token: the answer has none")
	}
	now, life := s.now(), time.Duration(answer.ExpiresIn)*time.Second
	s.mu.Lock()
	defer s.mu.Unlock()
	s.token, s.endsAt = answer.AccessToken, now.Add(life)
	s.renewAt = now.Add(max(life-renewal, life/2))
	return s.token, nil
}
