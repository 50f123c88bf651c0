package line_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/line"
)

const (
	replyToken = "0f3779fba3b349968c5d07db31eab56f"
	retryKey   = "123e4567-e89b-12d3-a456-426614174000"
	secretText = "ความลับ-geheim"
)

// call is one request that the stand-in for LINE got.
type call struct {
	method, path, query, body string
	header                    http.Header
}

// stand is an HTTP server that answers as told, in order; the last answer repeats.
type stand struct {
	*httptest.Server
	mu      sync.Mutex
	calls   []call
	answers []http.HandlerFunc
}

func newStand(t *testing.T, answers ...http.HandlerFunc) *stand {
	t.Helper()
	s := &stand{answers: answers}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		s.mu.Lock()
		answer := s.answers[min(len(s.calls), len(s.answers)-1)]
		s.calls = append(s.calls, call{r.Method, r.URL.Path, r.URL.RawQuery, string(body), r.Header})
		s.mu.Unlock()
		answer(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *stand) got() []call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.calls
}

func says(status int, body string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Line-Request-Id", "req-1")
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// hangsUp closes the connection after the request was read: it may have been accepted.
func hangsUp(w http.ResponseWriter, _ *http.Request) {
	connection, _, _ := w.(http.Hijacker).Hijack()
	_ = connection.Close()
}

func newSender(t *testing.T, endpoint string, log io.Writer) *line.Sender {
	t.Helper()
	s, err := line.NewSender(line.SenderOptions{
		Endpoint: endpoint, DataEndpoint: endpoint, Token: line.Fixed("channel-token"),
		Logger: slog.New(slog.NewJSONHandler(log, nil)), Backoff: time.Millisecond, Timeout: 2 * time.Second,
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func objects() []line.Object {
	return line.Render([]chat.Message{chat.Say(secretText, choice("ใช่", "y"))}, line.Options{})
}

func TestReply(t *testing.T) {
	server := newStand(t, says(200, "{}"))
	if err := newSender(t, server.URL, io.Discard).Reply(t.Context(), replyToken, objects()); err != nil {
		t.Fatal(err)
	}
	c := server.got()[0]
	var body struct {
		ReplyToken string
		Messages   []struct{ Type, Text string }
	}
	if err := json.Unmarshal([]byte(c.body), &body); err != nil {
		t.Fatal(err)
	}
	if c.method+c.path != "POST/v2/bot/message/reply" || c.header.Get("Authorization") != "Bearer channel-token" ||
		c.header.Get("Content-Type") != "application/json" || c.header.Get("X-Line-Retry-Key") != "" ||
		body.ReplyToken != replyToken || len(body.Messages) != 1 || body.Messages[0].Text != secretText {
		t.Errorf("%+v", c)
	}
}

// outcome is what a send must do with the answers of LINE.
type outcome struct {
	name    string
	answers []http.HandlerFunc
	calls   int
	kind    line.Kind // "": success
}

var (
	ok        = says(200, "{}")
	failing   = says(500, `{"message":"Internal"}`)
	badToken  = says(400, `{"message":"Invalid reply token"}`)
	rejecting = says(400, `{"message":"The request body has 1 error(s)","details":[{"message":"`+secretText+`","property":"messages[0].text"},{"property":"`+secretText+`"}]}`)
	tooFast   = says(429, `{"message":"The API rate limit has been exceeded. Try again later."}`)
	usedUp    = says(429, `{"message":"You have reached your monthly limit."}`)
	noToken   = says(401, `{"message":"Authentication failed. Confirm that the access token in the authorization header is valid."}`)
	gone      = says(404, `{"message":"Not found"}`)
	taken     = says(409, `{"message":"The retry key is already accepted"}`, "X-Line-Accepted-Request-Id", "req-0")
	html      = says(502, `<html>`+secretText)
)

func TestReplyOutcomes(t *testing.T) {
	for _, c := range []outcome{
		{"accepted", []http.HandlerFunc{ok}, 1, ""},
		{"failed once", []http.HandlerFunc{failing, ok}, 2, ""},
		{"failed after it was delivered", []http.HandlerFunc{failing, badToken}, 2, ""},
		{"hung up after it was delivered", []http.HandlerFunc{hangsUp, badToken}, 2, ""},
		{"fails on", []http.HandlerFunc{html}, 3, line.Unavailable},
		{"token used", []http.HandlerFunc{badToken}, 1, line.InvalidReplyToken},
		{"rejected", []http.HandlerFunc{rejecting}, 1, line.Rejected},
		{"too fast", []http.HandlerFunc{tooFast}, 1, line.RateLimited},
		{"used up", []http.HandlerFunc{usedUp}, 1, line.QuotaExhausted},
		{"wrong token", []http.HandlerFunc{noToken}, 1, line.Unauthorized},
		{"not found", []http.HandlerFunc{gone}, 1, line.NotFound},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.holds(t, func(s *line.Sender) error { return s.Reply(t.Context(), replyToken, objects()) })
		})
	}
}

func TestPushOutcomes(t *testing.T) {
	for _, c := range []outcome{
		{"accepted", []http.HandlerFunc{ok}, 1, ""},
		{"failed, then taken", []http.HandlerFunc{failing, hangsUp, taken}, 3, ""},
		{"taken before", []http.HandlerFunc{taken}, 1, ""},
		{"fails on", []http.HandlerFunc{failing}, 5, line.Unavailable},
		{"rejected", []http.HandlerFunc{rejecting}, 1, line.Rejected},
		{"too fast", []http.HandlerFunc{tooFast}, 1, line.RateLimited},
		{"used up", []http.HandlerFunc{usedUp}, 1, line.QuotaExhausted},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.holds(t, func(s *line.Sender) error { return s.Push(t.Context(), somying, objects(), retryKey) })
			c.holds(t, func(s *line.Sender) error { return s.Multicast(t.Context(), []string{somying}, objects(), retryKey) })
		})
	}
}

func (c outcome) holds(t *testing.T, send func(*line.Sender) error) {
	t.Helper()
	var log bytes.Buffer
	server := newStand(t, c.answers...)
	err := send(newSender(t, server.URL, &log))
	if c.kind == "" && err != nil || c.kind != "" && !line.IsKind(err, c.kind) {
		t.Errorf("error %v, want kind %q", err, c.kind)
	}
	if n := len(server.got()); n != c.calls {
		t.Errorf("%d calls, want %d", n, c.calls)
	}
	for _, call := range server.got() {
		if call.path != "/v2/bot/message/reply" && call.header.Get("X-Line-Retry-Key") != retryKey {
			t.Errorf("%s without its retry key", call.path)
		}
	}
	said := log.String()
	if err != nil {
		said += err.Error()
	}
	for _, secret := range []string{secretText, somying, replyToken, "channel-token", "geheim"} {
		if strings.Contains(said, secret) {
			t.Errorf("log or error tells %q:\n%s", secret, said)
		}
	}
	if !strings.Contains(said, `"endpoint":"/v2/bot/message/`) || !strings.Contains(said, `"duration":`) {
		t.Errorf("the log misses what LINE asks to keep:\n%s", said)
	}
}

func TestPushWithoutAKeyIsNotRepeated(t *testing.T) {
	server := newStand(t, failing)
	err := newSender(t, server.URL, io.Discard).Push(t.Context(), somying, objects(), "")
	if !line.IsKind(err, line.Unavailable) || len(server.got()) != 1 {
		t.Errorf("%v after %d calls", err, len(server.got()))
	}
}

// TestReplyToNobody: where no connection came about nothing was delivered, so
// an invalid token afterwards is a failure.
func TestReplyToNobody(t *testing.T) {
	server := newStand(t, badToken)
	first := true
	client := &http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
		if first {
			first = false
			_, err := http.Get("http://127.0.0.1:1/" + somying)
			return nil, err
		}
		return http.DefaultTransport.RoundTrip(r)
	})}
	s, err := line.NewSender(line.SenderOptions{Endpoint: server.URL, Token: line.Fixed("t"), HTTPClient: client, Backoff: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Reply(t.Context(), replyToken, objects()); !line.IsKind(err, line.InvalidReplyToken) {
		t.Errorf("%v", err)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestSendersRefuseBeforeCalling(t *testing.T) {
	server := newStand(t, ok)
	s := newSender(t, server.URL, io.Discard)
	six := make([]line.Object, 6)
	crowd := make([]string, 501)
	for i := range crowd {
		crowd[i] = somying
	}
	for name, err := range map[string]error{
		"reply without a token":   s.Reply(t.Context(), "", objects()),
		"reply with an odd token": s.Reply(t.Context(), `a","x":"`, objects()),
		"reply of nothing":        s.Reply(t.Context(), replyToken, nil),
		"reply of six":            s.Reply(t.Context(), replyToken, six),
		"push to a group":         s.Push(t.Context(), "C0123456789abcdef0123456789abcdef", objects(), retryKey),
		"push of nothing":         s.Push(t.Context(), somying, nil, retryKey),
		"multicast to nobody":     s.Multicast(t.Context(), nil, objects(), retryKey),
		"multicast to a crowd":    s.Multicast(t.Context(), crowd, objects(), retryKey),
		"multicast to an address": s.Multicast(t.Context(), []string{"../x"}, objects(), retryKey),
		"multicast of six":        s.Multicast(t.Context(), []string{somying}, six, retryKey),
		"loading for an address":  s.Loading(t.Context(), "x/y", 5),
		"the profile of a path":   second(s.Profile(t.Context(), "../../v2/bot/info")),
		"menu for an address":     s.LinkMenu(t.Context(), "../x", "th"),
	} {
		if err == nil {
			t.Errorf("%s passes", name)
		}
	}
	if n := len(server.got()); n > 0 {
		t.Errorf("%d calls", n)
	}
}

func second[T any](_ T, err error) error { return err }

func TestCancelledCallsStop(t *testing.T) {
	server := newStand(t, failing)
	s, err := line.NewSender(line.SenderOptions{Endpoint: server.URL, Token: line.Fixed("t"), Backoff: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if err := s.Push(ctx, somying, objects(), retryKey); !line.IsKind(err, line.Unavailable) || len(server.got()) != 1 {
		t.Errorf("%v after %d calls", err, len(server.got()))
	}
	if err := s.Push(ctx, somying, objects(), retryKey); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("after the deadline: %v", err)
	}
}

func TestLoading(t *testing.T) {
	for seconds, want := range map[int]string{-1: "5}", 1: "5}", 5: "5}", 6: "10}", 60: "60}", 600: "60}"} {
		server := newStand(t, says(202, "{}"))
		if err := newSender(t, server.URL, io.Discard).Loading(t.Context(), somying, seconds); err != nil {
			t.Fatal(err)
		}
		if c := server.got()[0]; c.path != "/v2/bot/chat/loading/start" || c.body != `{"chatId":"`+somying+`","loadingSeconds":`+want {
			t.Errorf("%d: %s %s", seconds, c.path, c.body)
		}
	}
}

func TestProfile(t *testing.T) {
	var log bytes.Buffer
	server := newStand(t, says(200, `{"displayName":"สมหญิง \u0007","userId":"`+somying+`","pictureUrl":"https://p","language":"th","new":1}`), gone, says(200, "no json"))
	s := newSender(t, server.URL, &log)
	p, err := s.Profile(t.Context(), somying)
	if err != nil || p != (line.Profile{Name: "สมหญิง ", Language: "th", PictureURL: "https://p"}) {
		t.Errorf("%+v, %v", p, err)
	}
	if c := server.got()[0]; c.path != "/v2/bot/profile/"+somying || c.header.Get("Authorization") != "Bearer channel-token" {
		t.Errorf("%+v", c)
	}
	_, err = s.Profile(t.Context(), somying)
	if !line.IsKind(err, line.NotFound) || strings.Contains(err.Error(), somying) {
		t.Errorf("%v", err)
	}
	if _, err = s.Profile(t.Context(), somying); !line.IsKind(err, line.Unavailable) || strings.Contains(err.Error(), "json") {
		t.Errorf("%v", err)
	}
	if strings.Contains(log.String(), somying) || strings.Contains(log.String(), "สมหญิง") || !strings.Contains(log.String(), `/v2/bot/profile/{id}`) {
		t.Errorf("log: %s", log.String())
	}
}

// TestConcurrentAsking would show the data race of the SDK's WithContext under -race.
func TestConcurrentAsking(t *testing.T) {
	server := newStand(t, says(200, `{"displayName":"x"}`))
	s := newSender(t, server.URL, io.Discard)
	var wait sync.WaitGroup
	for range 16 {
		wait.Go(func() {
			if _, err := s.Profile(t.Context(), somying); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
}

func TestQuota(t *testing.T) {
	server := newStand(t, says(200, `{"type":"limited","value":1000}`), says(200, `{"totalUsage":990}`), says(200, `{"type":"none"}`), says(200, `{"totalUsage":7}`))
	s := newSender(t, server.URL, io.Discard)
	q, err := s.Quota(t.Context())
	if err != nil || q != (line.Quota{Limited: true, Limit: 1000, Used: 990}) || q.Left() != 10 {
		t.Errorf("%+v, %v", q, err)
	}
	if q, err = s.Quota(t.Context()); err != nil || q.Limited || q.Used != 7 {
		t.Errorf("%+v, %v", q, err)
	}
}
