package config

import (
	"fmt"
	"log/slog"
	"strings"
	"time"
)

// Config is everything that can be set. All fields are valid after Load; optional ones may be empty.
type Config struct {
	Addr      string         // host:port to listen on
	PublicURL string         // how people reach the pages, without a slash at the end; empty if it is not known
	Store     Store          // where the data lives
	Line      Line           // the LINE channel
	Reserve   int            // messages of the month's quota that newsletters leave alone
	Key       Secret         // the master key, 32 raw bytes; empty if not set
	Roles     Roles          // what this process does
	Metrics   Metrics        // how they are served
	Zone      *time.Location // the zone in which people mean dates and times
}

// Line is a Messaging API channel. The URLs have no slash at the end.
type Line struct {
	Secret  Secret // the channel secret that signs webhooks
	Token   Secret // the channel access token
	API     string // usually https://api.line.me
	Rate    int    // requests a second at most of what is sent to many; 0: none are set
	DataAPI string // usually https://api-data.line.me
}

// Metrics says where Prometheus finds the metrics; without either nowhere.
type Metrics struct {
	Addr  string // host:port of a listener for them alone
	Token Secret // lets GET /metrics of the main listener answer whoever bears it
}

// Roles says which parts of the work a process takes; at least one is true.
type Roles struct {
	Web    bool // webhook, pages, console
	Worker bool // timers, deliveries
}

// String gives the roles as they are set: "web,worker".
func (r Roles) String() string {
	var names []string
	if r.Web {
		names = append(names, "web")
	}
	if r.Worker {
		names = append(names, "worker")
	}
	return strings.Join(names, ",")
}

// Secret is a value that must not be seen: it prints, logs and marshals as "***", or as nothing if it is empty.
type Secret string

// Reveal gives the value itself.
func (s Secret) Reveal() string { return string(s) }

// String hides the value.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return "***"
}

// GoString hides the value from %#v.
func (s Secret) GoString() string { return s.String() }

// LogValue hides the value from slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText hides the value from JSON and the like.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// LogValue gives all settings, secrets hidden.
func (c Config) LogValue() slog.Value {
	var attrs []slog.Attr
	for _, s := range settings() {
		attrs = append(attrs, slog.String(strings.ReplaceAll(s.flag, "-", "_"), s.show(c)))
	}
	return slog.GroupValue(attrs...)
}

// String gives all settings as NAME=value, one a line, secrets hidden.
func (c Config) String() string {
	var b strings.Builder
	for _, s := range settings() {
		fmt.Fprintf(&b, "%s=%s\n", s.env, s.show(c))
	}
	return b.String()
}

// GoString hides secrets from %#v.
func (c Config) GoString() string { return c.String() }
