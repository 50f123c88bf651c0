package metrics

import (
	"crypto/subtle"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics are a process's instruments. It is safe for concurrent use.
type Metrics struct {
	registry *prometheus.Registry
	events   *prometheus.CounterVec
	ack      *prometheus.HistogramVec
	turn     *prometheus.HistogramVec
	calls    *prometheus.CounterVec
	callTime *prometheus.HistogramVec
	store    *prometheus.HistogramVec
	codes    *prometheus.CounterVec
	open     prometheus.Gauge
	oldest   prometheus.Gauge
	limit    prometheus.Gauge
	used     prometheus.Gauge
	waiting  *prometheus.GaugeVec
	waited   *prometheus.GaugeVec
	sent     *prometheus.CounterVec
	paused   *prometheus.GaugeVec
	unsent   prometheus.Gauge
	overdue  prometheus.Gauge
}

// Bounds of histograms, in seconds: LINE gives up on a webhook after two, a
// reply token lives sixty.
var (
	ackBounds   = prometheus.ExponentialBuckets(0.001, 2, 12)
	turnBounds  = []float64{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300}
	callBounds  = []float64{0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10}
	storeBounds = []float64{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 30}
)

// New makes the instruments of a process.
func New(version, goVersion string) *Metrics {
	m := &Metrics{registry: prometheus.NewRegistry()}
	m.events = m.counter("jitasa_webhook_events_total", "Events that LINE delivered, by type and by what became of them at the door.", "type", "outcome")
	m.ack = m.histogram("jitasa_webhook_ack_seconds", "Time until a webhook was answered, by HTTP status.", ackBounds, "status")
	m.turn = m.histogram("jitasa_turn_seconds", "Time from the receipt of an event until it was answered, or failed once.", turnBounds, "outcome")
	m.calls = m.counter("jitasa_line_requests_total", "Requests to LINE, by endpoint and HTTP status (error: no answer).", "endpoint", "status")
	m.callTime = m.histogram("jitasa_line_request_seconds", "Time until LINE answered.", callBounds, "endpoint")
	m.store = m.histogram("jitasa_store_seconds", "Time of a call to the store.", storeBounds, "collection", "operation", "outcome")
	m.codes = m.counter("jitasa_codes_total", "Codes of staff and managers that people typed, by outcome.", "outcome")
	for _, outcome := range []string{"redeemed", "wrong", "limited", "closed"} {
		m.codes.WithLabelValues(outcome) // from 0, so that the first is an increase
	}
	m.open = m.gauge("jitasa_inbox_open", "Events in the store that are not answered, counted up to a thousand.")
	m.oldest = m.gauge("jitasa_inbox_oldest_seconds", "Age of the oldest event that is not answered, of the first thousand.")
	m.limit = m.gauge("jitasa_line_quota_limit", "Messages that the LINE plan allows this month; 0 if it has no limit or is not known.")
	m.used = m.gauge("jitasa_line_quota_used", "Messages of this month's quota that are used, by LINE's own approximate count.")
	m.waiting = m.gauges("jitasa_support_waiting", "People who wait for a person, by whether they are in danger.", "danger")
	m.waited = m.gauges("jitasa_support_oldest_seconds", "For how long the first of them has waited.", "danger")
	m.unsent = m.gauge("jitasa_calls_unsent", "Calls for help that are approved and not being sent yet.")
	m.overdue = m.gauge("jitasa_calls_unsent_oldest_seconds", "For how long the first of them has been approved.")
	m.sent = m.counter("jitasa_sent_people_total", "People to whom something was sent that they did not ask for, by its kind and by what became of it.", "kind", "outcome")
	m.paused = m.gauges("jitasa_campaigns_paused", "Calls, notices and newsletters that are paused, by kind and by why.", "kind", "why")
	m.gauge("jitasa_build_info", "What is running; always 1.", "version", version, "go", goVersion).Set(1)
	m.registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *Metrics) counter(name, help string, labels ...string) *prometheus.CounterVec {
	c := prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	m.registry.MustRegister(c)
	return c
}

func (m *Metrics) histogram(name, help string, bounds []float64, labels ...string) *prometheus.HistogramVec {
	h := prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: name, Help: help, Buckets: bounds}, labels)
	m.registry.MustRegister(h)
	return h
}

func (m *Metrics) gauges(name, help string, labels ...string) *prometheus.GaugeVec {
	g := prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: name, Help: help}, labels)
	m.registry.MustRegister(g)
	return g
}

// gauge takes constant labels as pairs.
func (m *Metrics) gauge(name, help string, constant ...string) prometheus.Gauge {
	labels := prometheus.Labels{}
	for i := 0; i+1 < len(constant); i += 2 {
		labels[constant[i]] = constant[i+1]
	}
	g := prometheus.NewGauge(prometheus.GaugeOpts{Name: name, Help: help, ConstLabels: labels})
	m.registry.MustRegister(g)
	return g
}

// Sources are values that others keep, asked for at each scrape.
type Sources struct {
	InFlight, Answered, Failed, GivenUp func() float64
	Opportunities, IndexAge             func() float64 // IndexAge in seconds
}

// Watch registers the values that others keep. It is called once.
func (m *Metrics) Watch(s Sources) {
	gauge := func(name, help string, of func() float64) {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, of))
	}
	gauge("jitasa_inbox_in_flight", "Events that this process holds in memory.", s.InFlight)
	gauge("jitasa_index_opportunities", "Opportunities in the index of this process.", s.Opportunities)
	gauge("jitasa_index_age_seconds", "Time since the index was last brought up to date.", s.IndexAge)
	for outcome, of := range map[string]func() float64{"answered": s.Answered, "failed": s.Failed, "given_up": s.GivenUp} {
		m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "jitasa_events_total", Help: "Events that were handled, by outcome; failed counts each attempt.", ConstLabels: prometheus.Labels{"outcome": outcome},
		}, of))
	}
}

// eventTypes are LINE's, as far as they are counted by name.
var eventTypes = map[string]string{
	"message": "message", "postback": "postback", "follow": "follow", "unfollow": "unfollow", "unsend": "unsend", "join": "join", "leave": "leave",
	"memberJoined": "memberJoined", "memberLeft": "memberLeft", "videoPlayComplete": "videoPlayComplete", "beacon": "beacon",
	"accountLink": "accountLink", "membership": "membership", "": "unknown",
}

// Outcomes of an event at the door.
const (
	Accepted  = "accepted"  // stored
	Duplicate = "duplicate" // known already
	Ignored   = "ignored"   // not for the bot: a group's, or another module's
	Stale     = "stale"     // older than what is remembered: it could be sent again
	Early     = "early"     // from a time to come
	Malformed = "malformed" // without what every event has
	Refused   = "refused"   // not stored: LINE shall deliver it again
)

// Event counts an event at the door.
func (m *Metrics) Event(kind, outcome string) {
	name, known := eventTypes[kind]
	if !known {
		name = "other"
	}
	m.events.WithLabelValues(name, outcome).Inc()
}

// Code counts a code that somebody typed.
func (m *Metrics) Code(outcome string) { m.codes.WithLabelValues(outcome).Inc() }

// Turn notes how long an event took.
func (m *Metrics) Turn(took time.Duration, failed bool) {
	outcome := "answered"
	if failed {
		outcome = "failed"
	}
	m.turn.WithLabelValues(outcome).Observe(took.Seconds())
}

// Open notes how many events wait, and for how long the oldest of them has.
func (m *Metrics) Open(n int, oldest time.Duration) {
	m.open.Set(float64(n))
	m.oldest.Set(oldest.Seconds())
}

// Waiting notes how many people wait for a person, in danger or not, and for how long the first of them has.
func (m *Metrics) Waiting(danger bool, n int, oldest time.Duration) {
	m.waiting.WithLabelValues(strconv.FormatBool(danger)).Set(float64(n))
	m.waited.WithLabelValues(strconv.FormatBool(danger)).Set(oldest.Seconds())
}

// Quota notes what LINE says of the month's messages.
func (m *Metrics) Quota(limit, used int) {
	m.limit.Set(float64(limit))
	m.used.Set(float64(used))
}

// Sent counts people by what became of what was sent to them.
func (m *Metrics) Sent(kind, outcome string, people int) {
	m.sent.WithLabelValues(kind, outcome).Add(float64(people))
}

// Unsent notes how many calls are approved and not being sent yet, and for how long the first of them has been.
func (m *Metrics) Unsent(n int, oldest time.Duration) {
	m.unsent.Set(float64(n))
	m.overdue.Set(oldest.Seconds())
}

// Paused notes how many campaigns of a kind are paused for a reason. Every pair of them is noted each time, zero as well.
func (m *Metrics) Paused(kind, why string, n int) {
	m.paused.WithLabelValues(kind, why).Set(float64(n))
}

// endpoints of LINE that are counted by name.
var endpoints = map[string]string{
	"/v2/bot/message/reply": "reply", "/v2/bot/message/push": "push", "/v2/bot/message/multicast": "multicast",
	"/v2/bot/chat/loading/start": "loading", "/v2/bot/message/quota": "quota", "/v2/bot/message/quota/consumption": "quota",
}

func endpoint(path string) string {
	if name, known := endpoints[path]; known {
		return name
	}
	switch {
	case strings.HasPrefix(path, "/v2/bot/profile/"):
		return "profile"
	case strings.Contains(path, "richmenu"):
		return "richmenu"
	}
	return "other"
}

// Call counts a request to LINE; status is 0 where there was no answer.
func (m *Metrics) Call(path string, status int, took time.Duration) {
	name, code := endpoint(path), "error"
	if status != 0 {
		code = strconv.Itoa(status)
	}
	m.calls.WithLabelValues(name, code).Inc()
	m.callTime.WithLabelValues(name).Observe(took.Seconds())
}

// Ack times the webhook of a handler.
func (m *Metrics) Ack(path string, next http.Handler, now func() time.Time) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != path {
			next.ServeHTTP(w, r)
			return
		}
		start, seen := now(), &statusWriter{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(seen, r)
		m.ack.WithLabelValues(strconv.Itoa(seen.status)).Observe(now().Sub(start).Seconds())
	})
}

type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Handler serves the metrics. With a token it wants "Authorization: Bearer TOKEN".
func (m *Metrics) Handler(token string) http.Handler {
	serve := promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
	if token == "" {
		return serve
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if subtle.ConstantTimeCompare([]byte(r.Header.Get("Authorization")), []byte("Bearer "+token)) != 1 {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		serve.ServeHTTP(w, r)
	})
}
