package linesim

import (
	"encoding/json"
	"net/http"
	"sync"
	"time"
)

// narrowcasts are asynchronous: accepted first, sent a little later.
type narrowcasts struct {
	mu   sync.Mutex
	byID map[string]*narrowcast
}

type narrowcast struct {
	accepted  time.Time
	sent      time.Time // zero while waiting
	targets   int
	reached   int
	failed    string
	errorCode int
}

// narrowcastDelay is how long a narrowcast waits on the virtual clock.
const narrowcastDelay = time.Second

func newNarrowcasts() *narrowcasts { return &narrowcasts{byID: map[string]*narrowcast{}} }

// narrowcastProperties: recipients and filters nest through operators.
func narrowcastProperties() properties {
	var recipient, filter rule
	recipients := func(v *visit, value any) { recipient(v, value) }
	filters := func(v *visit, value any) { filter(v, value) }
	kind := properties{"type": anything}
	operator := func(item rule) rule {
		return object(nil, merge(kind, properties{"and": list(1, 10, item), "or": list(1, 10, item), "not": item}), oneOperator)
	}
	recipient = kinds(map[string]rule{
		"operator":   operator(recipients),
		"audience":   object([]string{"audienceGroupId"}, merge(kind, properties{"audienceGroupId": integer(1, 1<<53)})),
		"redelivery": object([]string{"requestId"}, merge(kind, properties{"requestId": filled(anyNumber)})),
	})
	age := pattern(`^age_(15|20|25|30|35|40|45|50|55|60|65|70)$`, "an age such as age_15")
	period := enum("day_7", "day_30", "day_90", "day_180", "day_365")
	among := func(item rule) rule {
		return object([]string{"oneOf"}, merge(kind, properties{"oneOf": list(1, maxListed, item)}))
	}
	filter = kinds(map[string]rule{
		"operator":           operator(filters),
		"age":                object(nil, merge(kind, properties{"gte": age, "lt": age})),
		"appType":            among(enum("ios", "android")),
		"area":               among(pattern(`^(jp_(0[1-9]|[1-3]\d|4[0-7])|tw_(0[1-9]|1\d|2[0-2])|th_0[1-8]|id_(0[1-9]|1[0-2]))$`, "an area such as th_01")),
		"gender":             among(enum("male", "female")),
		"subscriptionPeriod": object(nil, merge(kind, properties{"gte": period, "lt": period})),
	})
	return properties{
		"recipient": recipients,
		"filter":    object(nil, properties{"demographic": filters}),
		"limit": object(nil, properties{"max": integer(1, 1<<31-1), "upToRemainingQuota": boolean,
			"forbidPartialDelivery": boolean}, partialNeedsQuota),
	}
}

func oneOperator(v *visit, m map[string]any) {
	n := 0
	for _, name := range []string{"and", "or", "not"} {
		if m[name] != nil {
			n++
		}
	}
	if n != 1 {
		v.fail("exactly one of and, or, not must be specified")
	}
}

func partialNeedsQuota(v *visit, m map[string]any) {
	if m["forbidPartialDelivery"] == true && m["upToRemainingQuota"] != true {
		v.failIn("forbidPartialDelivery", "needs upToRemainingQuota")
	}
}

func (c *call) sendNarrowcast() answer {
	var req struct {
		sendRequest
		Recipient json.RawMessage `json:"recipient"`
		Filter    struct {
			Demographic json.RawMessage `json:"demographic"`
		} `json:"filter"`
		Limit struct {
			Max int `json:"max"`
		} `json:"limit"`
	}
	if a, fine := c.decode(c.checker.narrow, &req); !fine {
		return a
	}
	m := sending{Endpoint: "narrowcast", Messages: req.Messages}
	selected := len(req.Recipient) > 0 || len(req.Filter.Demographic) > 0
	if !selected { // audiences and demographics are not simulated
		m.To = c.followers()
		if n := req.Limit.Max; n > 0 && n < len(m.To) {
			m.To = m.To[:n]
		}
	}
	return c.sendOnce(m, http.StatusAccepted, func(m sending) []sentMessage {
		c.plan(m)
		return nil
	})
}

// plan sends the narrowcast when its time has come.
func (s *Sim) plan(m sending) {
	n := &narrowcast{accepted: m.At, targets: len(m.To)}
	s.casts.mu.Lock()
	s.casts.byID[m.RequestID] = n
	s.casts.mu.Unlock()
	s.clock.at(m.At.Add(narrowcastDelay), func() {
		if len(m.To) > 0 {
			s.deliver(m)
		}
		s.casts.mu.Lock()
		defer s.casts.mu.Unlock()
		n.sent, n.reached = s.Now(), len(m.To)
		if len(m.To) == 0 {
			n.errorCode, n.failed = 2, "An error occurred because there weren't enough recipients."
		}
	})
}

func (c *call) narrowcastProgress() answer {
	c.casts.mu.Lock()
	defer c.casts.mu.Unlock()
	n := c.casts.byID[c.r.URL.Query().Get("requestId")]
	if n == nil {
		return c.notFound()
	}
	const stamp = "2006-01-02T15:04:05.000Z"
	body := map[string]any{"acceptedTime": n.accepted.UTC().Format(stamp)}
	switch {
	case n.sent.IsZero():
		body["phase"] = "waiting"
		return ok(body)
	case n.errorCode != 0:
		body["phase"], body["errorCode"], body["failedDescription"] = "failed", n.errorCode, n.failed
	default:
		body["phase"] = "succeeded"
		body["successCount"], body["failureCount"], body["targetCount"] = n.reached, n.targets-n.reached, n.targets
	}
	body["completedTime"] = n.sent.UTC().Format(stamp)
	return ok(body)
}
