package linesim

import (
	"net/http"
	"time"
)

// insightFloor: LINE shows no numbers of fewer people than this.
const insightFloor = 20

func (s *Sim) insightEndpoints() []endpoint {
	hourly := limit{60, time.Hour}
	return []endpoint{
		{pattern: "GET /v2/bot/insight/followers", limit: hourly, handle: (*call).insightFollowers},
		{pattern: "GET /v2/bot/insight/message/delivery", limit: hourly, handle: (*call).insightDelivery},
		{pattern: "GET /v2/bot/insight/demographic", limit: hourly, handle: func(*call) answer {
			return ok(map[string]any{"available": false}) // LINE needs 20 targeted friends
		}},
		{pattern: "GET /v2/bot/insight/message/event", limit: hourly, handle: (*call).insightEvent},
		{pattern: "GET /v2/bot/insight/message/event/aggregation", limit: hourly, handle: (*call).insightUnit},
		{pattern: "GET /v2/bot/insight/richmenu/{richMenuId}/summary", limit: hourly, handle: func(c *call) answer { return c.insightMenu(396) }},
		{pattern: "GET /v2/bot/insight/richmenu/{richMenuId}/daily", limit: hourly, handle: func(c *call) answer { return c.insightMenu(99) }},
	}
}

// floored hides small numbers, as LINE does for privacy.
func floored(n int64) any {
	if n < insightFloor {
		return nil
	}
	return n
}

func (c *call) insightDay() (string, answer, bool) {
	day := c.r.URL.Query().Get("date")
	if _, err := time.Parse("20060102", day); err != nil {
		return "", c.refuse(http.StatusBadRequest, "The value for the 'date' parameter is invalid"), false
	}
	return day, answer{}, true
}

func (c *call) insightFollowers() answer {
	day, a, fine := c.insightDay()
	if !fine {
		return a
	}
	if day >= statisticsDay(c.Now()) {
		return ok(map[string]any{"status": "unready"})
	}
	var friends, blocks int64
	for _, p := range c.people.all() {
		switch info := p.snapshot(); {
		case info.Blocked:
			friends++ // LINE's followers include those who blocked later
			blocks++
		case info.Following:
			friends++
		}
	}
	return ok(map[string]any{"status": "ready", "followers": friends, "targetedReaches": floored(friends - blocks), "blocks": blocks})
}

func (c *call) insightDelivery() answer {
	day, a, fine := c.insightDay()
	if !fine {
		return a
	}
	if day >= statisticsDay(c.Now()) {
		return ok(map[string]any{"status": "unready"})
	}
	body := map[string]any{"status": "ready"}
	for key, kind := range map[string]string{"apiReply": "reply", "apiPush": "push", "apiMulticast": "multicast",
		"apiNarrowcast": "narrowcast", "apiBroadcast": "broadcast"} {
		if n := c.counts.get(kind, day); n > 0 {
			body[key] = n
		}
	}
	return ok(body)
}

// insightEvent is about one broadcast or narrowcast. Opens and taps are not
// simulated, so those stay null.
func (c *call) insightEvent() answer {
	id := c.r.URL.Query().Get("requestId")
	var delivered, found int64
	var at time.Time
	for _, d := range c.Accepted() {
		if d.RequestID == id && (d.Endpoint == "broadcast" || d.Endpoint == "narrowcast") {
			found++
			at = d.At
			if d.Delivered {
				delivered++
			}
		}
	}
	if found == 0 {
		return c.notFound()
	}
	return ok(map[string]any{
		"overview": map[string]any{"requestId": id, "timestamp": at.Unix(), "delivered": delivered, "uniqueImpression": nil,
			"uniqueClick": nil, "uniqueMediaPlayed": nil, "uniqueMediaPlayed100Percent": nil},
		"messages": []any{}, "clicks": []any{},
	})
}

// period reads from and to, at most days apart.
func (c *call) period(days int) (answer, bool) {
	q := c.r.URL.Query()
	from, errFrom := time.Parse("20060102", q.Get("from"))
	to, errTo := time.Parse("20060102", q.Get("to"))
	if errFrom != nil || errTo != nil || to.Before(from) || to.After(from.AddDate(0, 0, days)) {
		return c.refuse(http.StatusBadRequest, "The value for the 'from' or 'to' parameter is invalid"), false
	}
	return answer{}, true
}

func (c *call) insightUnit() answer {
	const days = 30
	if a, fine := c.period(days); !fine {
		return a
	}
	if c.r.URL.Query().Get("customAggregationUnit") == "" {
		return c.refuse(http.StatusBadRequest, "The value for the 'customAggregationUnit' parameter is invalid")
	}
	return ok(map[string]any{
		"overview": map[string]any{"uniqueImpression": nil, "uniqueClick": nil, "uniqueMediaPlayed": nil, "uniqueMediaPlayed100Percent": nil},
		"messages": []any{}, "clicks": []any{},
	})
}

// insightMenu has no taps to tell about, which LINE answers by the id alone.
func (c *call) insightMenu(days int) answer {
	m, a := c.menu()
	if m == nil {
		return a
	}
	if a, fine := c.period(days); !fine {
		return a
	}
	return ok(map[string]string{"richMenuId": m.id})
}
