package linesim

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"
)

const (
	maxJSON  = 2 << 20 // request bodies of api.line.me
	maxImage = 1 << 20 // rich menu images
	maxForm  = 64 << 10
)

// call is one request of the bot to the Messaging API.
type call struct {
	*Sim
	r         *http.Request
	body      []byte
	requestID string
	retryKey  string
	person    string   // for the log: whom it concerned
	findings  []string // for the log: why it was refused
	note      string
}

// answer is what the platform says; the zero body of a 200 is "{}".
type answer struct {
	status   int
	kind     string // content type when the body is not JSON
	body     []byte
	accepted string // x-line-accepted-request-id
}

// endpoint is one operation of the Messaging API.
type endpoint struct {
	pattern string
	limit   limit
	open    bool // needs no channel token
	retry   bool // takes X-Line-Retry-Key
	max     int64
	handle  func(*call) answer
}

// ok answers 200 with a JSON body; nil stands for "{}".
func ok(body any) answer { return reply(http.StatusOK, body) }

func reply(status int, body any) answer {
	if body == nil {
		return answer{status: status, body: []byte("{}")}
	}
	raw, err := json.Marshal(body)
	if err != nil {
		return answer{status: http.StatusInternalServerError, body: []byte(`{"message":"Internal server error"}`)}
	}
	return answer{status: status, body: raw}
}

// apiError is LINE's error shape.
type apiError struct {
	Message string        `json:"message"`
	Details []errorDetail `json:"details,omitempty"`
	Sent    []sentMessage `json:"sentMessages,omitempty"`
}

type errorDetail struct {
	Message  string `json:"message"`
	Property string `json:"property,omitempty"`
}

// refuse answers an error and writes its text down for the inspector.
func (c *call) refuse(status int, message string) answer {
	c.findings = append(c.findings, message)
	return reply(status, apiError{Message: message})
}

func (c *call) notFound() answer { return c.refuse(http.StatusNotFound, "Not found") }

// Texts that bots tell causes apart by.
const (
	msgRate  = "The API rate limit has been exceeded. Try again later."
	msgQuota = "You have reached your monthly limit."
)

func (s *Sim) mountAPI(mux *http.ServeMux) {
	for _, group := range [][]endpoint{
		s.sendEndpoints(), s.accountEndpoints(), s.menuEndpoints(), s.tokenEndpoints(), s.insightEndpoints(),
	} {
		for _, e := range group {
			mux.Handle(e.pattern, s.serve(e))
		}
	}
	missing := endpoint{pattern: "unknown endpoint", handle: (*call).notFound}
	mux.Handle("/v2/", s.serve(missing))
	mux.Handle("/oauth2/", s.serve(missing))
}

// serve runs an endpoint: faults first, as they sit in front of the platform,
// then token, rate limit, body and the endpoint itself.
func (s *Sim) serve(e endpoint) http.Handler {
	if e.max == 0 {
		e.max = maxJSON
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start, began := s.Now(), s.opt.Clock()
		c := &call{Sim: s, r: r, requestID: s.ids.uuid(), retryKey: r.Header.Get("X-Line-Retry-Key")}
		a := c.run(w, e)
		s.record(Log{At: start, Dir: "api", Method: r.Method, Path: r.URL.Path, Status: a.status, Ms: ms(s.opt.Clock().Sub(began)),
			Person: c.person, Request: c.loggedBody(e), Response: a.logged(), RequestID: c.requestID,
			RetryKey: c.retryKey, Note: c.note, Findings: c.findings})
		if a.status == 0 {
			panic(http.ErrAbortHandler) // a time-out: the connection just ends
		}
		c.write(w, a)
	})
}

func (c *call) run(w http.ResponseWriter, e endpoint) answer {
	if a, bad := c.read(w, e); bad {
		return a
	}
	f := c.faults.api(c.r)
	if f.Kind != "" {
		c.note = "fault " + f.Kind
		c.publishFaults() // it may have been the last time
	}
	switch f.Kind {
	case Fault500Before:
		return reply(http.StatusInternalServerError, apiError{Message: "Internal server error"})
	case FaultTimeoutBefore:
		c.hang(f.wait(time.Minute))
		return answer{}
	case Fault429Rate:
		return c.refuse(http.StatusTooManyRequests, msgRate)
	case Fault429Quota:
		return c.refuse(http.StatusTooManyRequests, msgQuota)
	case FaultSlow:
		c.hang(f.wait(time.Second))
	}
	a := c.admit(e)
	switch f.Kind {
	case Fault500After:
		return reply(http.StatusInternalServerError, apiError{Message: "Internal server error"})
	case FaultTimeoutAfter:
		c.hang(f.wait(time.Minute))
		return answer{}
	}
	return a
}

func (c *call) admit(e endpoint) answer {
	if !e.open && !c.authorised() {
		return c.refuse(http.StatusUnauthorized, "Authentication failed due to the following reason: invalid token. "+
			"Confirm that the access token in the authorization header is valid.")
	}
	if !c.opt.NoRateLimits && !c.rates.allow(e.pattern, e.limit, c.Now()) {
		return c.refuse(http.StatusTooManyRequests, msgRate)
	}
	if c.retryKey != "" && !e.retry {
		return c.refuse(http.StatusBadRequest, "The X-Line-Retry-Key header cannot be used with this endpoint")
	}
	return e.handle(c)
}

// read takes the whole body, so that a client that hangs up is noticed later.
func (c *call) read(w http.ResponseWriter, e endpoint) (answer, bool) {
	var buf bytes.Buffer
	if n := c.r.ContentLength; n > 0 && n <= e.max {
		buf.Grow(int(n) + bytes.MinRead)
	}
	_, err := buf.ReadFrom(http.MaxBytesReader(w, c.r.Body, e.max))
	c.body = buf.Bytes()
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		c.body = nil
		return c.refuse(http.StatusRequestEntityTooLarge, "Request body too large"), true
	case err != nil && !errors.Is(err, io.EOF):
		return c.refuse(http.StatusBadRequest, "The request body could not be read"), true
	}
	return answer{}, false
}

// hang waits in real time, or until the client or the simulator goes away.
func (c *call) hang(d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-c.r.Context().Done():
	case <-c.done.Done():
	}
}

func (c *call) write(w http.ResponseWriter, a answer) {
	h := w.Header()
	h.Set("X-Line-Request-Id", c.requestID)
	if a.accepted != "" {
		h.Set("X-Line-Accepted-Request-Id", a.accepted)
	}
	if a.kind == "" {
		a.kind = "application/json"
	}
	h.Set("Content-Type", a.kind)
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(a.status)
	_, _ = w.Write(a.body) // a client that hung up is no concern of the platform
}

func (c *call) loggedBody(e endpoint) json.RawMessage {
	if e.open || c.opt.NoBodies || e.max != maxJSON {
		return nil // secrets, or image bytes
	}
	return asJSON(c.body)
}

func (a answer) logged() json.RawMessage {
	if a.kind != "" {
		return nil
	}
	return a.body
}
