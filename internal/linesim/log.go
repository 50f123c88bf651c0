package linesim

import (
	"encoding/json"
	"regexp"
	"sync"
	"time"
)

// Log is one exchange between platform and bot: a call of the API by the bot,
// or a webhook to it.
type Log struct {
	Seq       int64           `json:"seq"`
	At        time.Time       `json:"at"`
	Dir       string          `json:"dir"` // "api" or "webhook"
	Method    string          `json:"method"`
	Path      string          `json:"path"`
	Status    int             `json:"status"` // 0: no answer
	Ms        float64         `json:"ms"`
	Person    string          `json:"person,omitempty"`
	Request   json.RawMessage `json:"request"`
	Response  json.RawMessage `json:"response"`
	RequestID string          `json:"requestId"`
	RetryKey  string          `json:"retryKey,omitempty"`
	Note      string          `json:"note,omitempty"`
	Findings  []string        `json:"findings"` // why the platform refused
}

// logBytes is how much of bodies the log keeps; older entries lose theirs.
const logBytes = 64 << 20

// logRing keeps the last entries.
type logRing struct {
	mu      sync.Mutex
	entries []Log
	size    int
	next    int // number of entries ever added
	thin    int // entries before this one have no bodies any more
	bytes   int // of bodies
}

func newLogRing(size int) *logRing { return &logRing{size: size} }

func (l *logRing) add(e Log) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.entries) < l.size {
		l.entries = append(l.entries, e)
	} else {
		if l.thin == l.next-l.size {
			l.strip()
		}
		l.entries[l.next%l.size] = e
	}
	l.next++
	l.bytes += e.bytes()
	for l.bytes > logBytes {
		l.strip()
	}
}

func (e Log) bytes() int { return len(e.Request) + len(e.Response) }

// strip takes the bodies of the oldest entry that has any.
func (l *logRing) strip() {
	e := &l.entries[l.thin%l.size]
	l.bytes -= e.bytes()
	e.Request, e.Response = nil, nil
	l.thin++
}

// after lists the entries with a greater Seq, oldest first; with limit > 0 the
// newest limit of them.
func (l *logRing) after(seq int64, limit int) []Log {
	l.mu.Lock()
	defer l.mu.Unlock()
	out := []Log{}
	for i := l.next - len(l.entries); i < l.next; i++ {
		if e := l.entries[i%l.size]; e.Seq > seq {
			out = append(out, e)
		}
	}
	if limit > 0 && len(out) > limit {
		out = out[len(out)-limit:]
	}
	return out
}

func (l *logRing) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.entries, l.next, l.thin, l.bytes = nil, 0, 0, 0
}

func (s *Sim) record(e Log) {
	e.Seq = s.seq.Add(1)
	if e.Findings == nil {
		e.Findings = []string{}
	}
	if s.opt.NoBodies {
		e.Request, e.Response = nil, nil
	}
	s.stats.count(e)
	s.log.add(e)
	s.hub.publish("log", func() any {
		e.Request, e.Response = nil, nil
		return e
	})
}

// Log lists the exchanges after seq (0: from the oldest kept), at most limit
// of them (0: all). Tokens and secrets are shortened.
func (s *Sim) Log(seq int64, limit int) []Log {
	entries := s.log.after(seq, limit)
	redactor := newRedactor()
	for i := range entries {
		entries[i].Request = redactor.clean(entries[i].Request)
		entries[i].Response = redactor.clean(entries[i].Response)
	}
	return entries
}

// redactor shortens secrets in JSON. Enough of a token stays to see which
// answer belongs to which event, too little to use it.
type redactor struct{ secret *regexp.Regexp }

func newRedactor() redactor {
	return redactor{regexp.MustCompile(
		`("(?:replyToken|markAsReadToken|access_token|client_secret|client_assertion|linkToken)"\s*:\s*"[^"\\]{0,6})[^"]*"`)}
}

func (r redactor) clean(body json.RawMessage) json.RawMessage {
	if len(body) == 0 {
		return nil
	}
	return r.secret.ReplaceAll(body, []byte(`$1…"`))
}

// asJSON makes any body fit for a log entry: JSON as it is, else a string.
func asJSON(body []byte) json.RawMessage {
	if len(body) == 0 {
		return nil
	}
	if json.Valid(body) {
		return body
	}
	const enough = 2000
	text, _ := json.Marshal(string(body[:min(len(body), enough)])) // strings always marshal
	return text
}
