package line

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/line/line-bot-sdk-go/v8/linebot/insight"
	"github.com/line/line-bot-sdk-go/v8/linebot/messaging_api"
)

// Where LINE answers.
const (
	DefaultEndpoint     = "https://api.line.me"
	DefaultDataEndpoint = "https://api-data.line.me"
)

// SenderOptions configure [NewSender]. Only Token is required.
type SenderOptions struct {
	Endpoint     string // default [DefaultEndpoint]
	DataEndpoint string // default [DefaultDataEndpoint]
	Token        TokenSource
	HTTPClient   *http.Client     // default: keeps many connections open
	Logger       *slog.Logger     // default: none
	Clock        func() time.Time // default time.Now
	Timeout      time.Duration    // of one attempt; default 10 s
	// Observe is told of every call: its path, HTTP status (0: no answer) and length.
	Observe func(path string, status int, took time.Duration)
	Backoff time.Duration // before the second attempt, doubled for each further; default 250 ms
}

// Sender calls LINE. It is safe for concurrent use.
type Sender struct {
	client  *http.Client
	token   TokenSource
	log     *slog.Logger
	now     func() time.Time
	timeout time.Duration
	backoff time.Duration
	observe func(path string, status int, took time.Duration)
	reply   *url.URL
	push    *url.URL
	many    *url.URL
	loading *url.URL
	api     *messaging_api.MessagingApiAPI     // a template: see sdk
	blob    *messaging_api.MessagingApiBlobAPI // a template: see sdkBlob
	insight *insight.InsightAPI                // a template as well
	base    string                             // LINE's address
	menus   sync.Map                           // language → id of its rich menu
}

// NewSender makes a sender. It calls nobody yet.
func NewSender(o SenderOptions) (*Sender, error) {
	if o.Token == nil {
		return nil, errors.New("a sender needs a source of tokens")
	}
	s := &Sender{client: o.HTTPClient, token: o.Token, log: o.Logger, now: o.Clock, timeout: o.Timeout, backoff: o.Backoff, observe: o.Observe}
	if s.client == nil {
		s.client = &http.Client{Transport: newTransport()}
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.observe == nil {
		s.observe = func(string, int, time.Duration) {}
	}
	if s.timeout == 0 {
		s.timeout = 10 * time.Second
	}
	if s.backoff == 0 {
		s.backoff = 250 * time.Millisecond
	}
	if err := s.dial(o.Endpoint, o.DataEndpoint); err != nil {
		return nil, err
	}
	return s, nil
}

// dial prepares the addresses, so that no call has to parse one.
func (s *Sender) dial(endpoint, data string) error {
	if endpoint == "" {
		endpoint = DefaultEndpoint
	}
	if data == "" {
		data = DefaultDataEndpoint
	}
	base, err := url.ParseRequestURI(endpoint)
	if err != nil {
		return fmt.Errorf("reading LINE's endpoint: %w", err)
	}
	s.base = endpoint
	s.reply = at(base, "/v2/bot/message/reply")
	s.push = at(base, "/v2/bot/message/push")
	s.many = at(base, "/v2/bot/message/multicast")
	s.loading = at(base, "/v2/bot/chat/loading/start")
	through := &http.Client{Transport: carrier{s}}
	const carried = "set by the carrier" // the SDK wants a token at once; ours may change
	s.api, err = messaging_api.NewMessagingApiAPI(carried,
		messaging_api.WithEndpoint(endpoint), messaging_api.WithHTTPClient(through))
	if err != nil {
		return fmt.Errorf("preparing the API client: %w", err)
	}
	s.blob, err = messaging_api.NewMessagingApiBlobAPI(carried,
		messaging_api.WithBlobEndpoint(data), messaging_api.WithBlobHTTPClient(through))
	if err != nil {
		return fmt.Errorf("preparing the data API client: %w", err)
	}
	s.insight, err = insight.NewInsightAPI(carried, insight.WithEndpoint(endpoint), insight.WithHTTPClient(through))
	if err != nil {
		return fmt.Errorf("preparing the statistics client: %w", err)
	}
	return nil
}

// at is the address of a path below the endpoint.
func at(base *url.URL, path string) *url.URL {
	u := *base
	u.Path = strings.TrimRight(u.Path, "/") + path // JoinPath leaves out the first slash after a bare host
	return &u
}

// newTransport keeps connections to the one host that matters: the default of
// two idle ones would open a new connection for nearly every reply.
func newTransport() *http.Transport {
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
		ForceAttemptHTTP2:     true,
		MaxIdleConns:          512,
		MaxIdleConnsPerHost:   512,
		IdleConnTimeout:       90 * time.Second,
		TLSHandshakeTimeout:   5 * time.Second,
		ExpectContinueTimeout: time.Second,
		WriteBufferSize:       32 << 10, // most answers go out in one write, where they had several
	}
}

// sdk is the SDK's client for one call: its WithContext changes the client it
// is called on, so each call gets a copy.
func (s *Sender) sdk(ctx context.Context) *messaging_api.MessagingApiAPI {
	api := *s.api
	return api.WithContext(ctx)
}

func (s *Sender) sdkBlob(ctx context.Context) *messaging_api.MessagingApiBlobAPI {
	api := *s.blob
	return api.WithContext(ctx)
}
