package linesim

import "sync/atomic"

// Stats counts exchanges since the start or the last Reset, beyond what the
// log keeps.
type Stats struct {
	Requests       int64 `json:"requests"`       // of the bot to the API
	Refused        int64 `json:"refused"`        // of these, answered 4xx other than 409
	Webhooks       int64 `json:"webhooks"`       // sent to the bot
	WebhooksFailed int64 `json:"webhooksFailed"` // of these, not answered 2xx
}

type stats struct{ requests, refused, webhooks, failed atomic.Int64 }

func (t *stats) count(e Log) {
	const conflict = 409 // the bot did right to ask again
	switch {
	case e.Dir == "api":
		t.requests.Add(1)
		if e.Status/100 == 4 && e.Status != conflict {
			t.refused.Add(1)
		}
	case len(e.Note) == 0 || e.Path != "":
		t.webhooks.Add(1)
		if e.Status/100 != 2 {
			t.failed.Add(1)
		}
	}
}

func (t *stats) clear() {
	for _, n := range []*atomic.Int64{&t.requests, &t.refused, &t.webhooks, &t.failed} {
		n.Store(0)
	}
}

// Stats tells how much happened. A test that must not send anything LINE would
// refuse asserts that Refused is 0 and shows Log otherwise.
func (s *Sim) Stats() Stats {
	return Stats{s.stats.requests.Load(), s.stats.refused.Load(), s.stats.webhooks.Load(), s.stats.failed.Load()}
}
