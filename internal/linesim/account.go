package linesim

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// accountEndpoints are about the bot, its people and what they sent.
func (s *Sim) accountEndpoints() []endpoint {
	list := []endpoint{
		{pattern: "GET /v2/bot/info", handle: (*call).botInfo},
		{pattern: "GET /v2/bot/profile/{userId}", handle: (*call).profile},
		{pattern: "GET /v2/bot/followers/ids", handle: (*call).followerIDs},
		{pattern: "GET /v2/bot/message/quota", handle: (*call).quotaState},
		{pattern: "GET /v2/bot/message/quota/consumption", handle: (*call).quotaUsed},
		{pattern: "GET /v2/bot/message/aggregation/info", handle: func(c *call) answer {
			return ok(map[string]any{"numOfCustomAggregationUnits": len(c.units.list(c.Now()))})
		}},
		{pattern: "GET /v2/bot/message/aggregation/list", handle: (*call).unitList},
		{pattern: "GET /v2/bot/message/{messageId}/content", handle: (*call).content},
		{pattern: "GET /v2/bot/message/{messageId}/content/preview", handle: (*call).contentPreview},
		{pattern: "GET /v2/bot/message/{messageId}/content/transcoding", handle: (*call).transcoding},
		{pattern: "POST /v2/bot/user/{userId}/linkToken", handle: (*call).linkToken},
		{pattern: "GET /v2/bot/channel/webhook/endpoint", handle: (*call).getWebhook},
		{pattern: "PUT /v2/bot/channel/webhook/endpoint", limit: limit{1000, time.Minute}, handle: (*call).putWebhook},
		{pattern: "POST /v2/bot/channel/webhook/test", limit: limit{60, time.Hour}, handle: (*call).testWebhook},
	}
	for _, kind := range []string{"reply", "push", "multicast", "broadcast"} {
		list = append(list, endpoint{pattern: "GET /v2/bot/message/delivery/" + kind,
			limit: limit{60, time.Hour}, handle: func(c *call) answer { return c.delivered(kind) }})
	}
	return list
}

func (c *call) botInfo() answer {
	mode, read := "bot", "auto"
	if c.opt.ManualRead {
		mode, read = "chat", "manual"
	}
	body := map[string]any{"userId": c.opt.Bot.UserID, "basicId": c.opt.Bot.BasicID,
		"displayName": c.opt.Bot.DisplayName, "chatMode": mode, "markAsReadMode": read}
	if c.opt.Bot.PictureURL != "" {
		body["pictureUrl"] = c.opt.Bot.PictureURL
	}
	return ok(body)
}

// user reads a path's user id; LINE tells an ill-formed one apart.
func (c *call) user() (*person, answer) {
	id := c.r.PathValue("userId")
	if !isUserID(id) {
		return nil, c.refuse(http.StatusBadRequest, "The value for the 'userId' parameter is invalid")
	}
	c.person = id
	p := c.people.get(id)
	if p == nil {
		return nil, c.notFound()
	}
	return p, answer{}
}

// profile is known of followers only: who blocked the bot is 404.
func (c *call) profile() answer {
	p, a := c.user()
	if p == nil {
		return a
	}
	if !p.reachable() {
		return c.notFound()
	}
	info := p.snapshot()
	body := map[string]string{"userId": info.ID, "displayName": info.Name}
	for name, value := range map[string]string{
		"language": info.Language, "pictureUrl": info.PictureURL, "statusMessage": info.StatusMessage} {
		if value != "" {
			body[name] = value
		}
	}
	return ok(body)
}

// page reads limit and start; continuation tokens are positions.
func (c *call) page(standard, most int) (from, n int, fine bool) {
	q := c.r.URL.Query()
	n, fine = standard, true
	if raw := q.Get("limit"); raw != "" {
		var err error
		n, err = strconv.Atoi(raw)
		fine = err == nil && n >= 1 && n <= most
	}
	if raw := q.Get("start"); raw != "" {
		from, fine = c.position(raw, fine)
	}
	return from, n, fine
}

func (c *call) position(token string, fine bool) (int, bool) {
	at, err := strconv.Atoi(c.ids.subject("page", token))
	return at, fine && err == nil
}

// cut answers one page of names under key.
func (c *call) cut(key string, names []string, standard, most int) answer {
	from, n, fine := c.page(standard, most)
	if !fine {
		return c.refuse(http.StatusBadRequest, "The value for the 'limit' or 'start' parameter is invalid")
	}
	from = min(from, len(names))
	to := min(from+n, len(names))
	body := map[string]any{key: names[from:to]}
	if to < len(names) {
		body["next"] = c.ids.token("page", strconv.Itoa(to))
	}
	return ok(body)
}

func (c *call) followerIDs() answer { return c.cut("userIds", c.followers(), 300, 1000) }

func (c *call) unitList() answer {
	return c.cut("customAggregationUnits", c.units.list(c.Now()), 100, 100)
}

func (c *call) quotaState() answer {
	q := c.Quota()
	if q.Type == quotaNone {
		return ok(map[string]any{"type": q.Type})
	}
	return ok(map[string]any{"type": q.Type, "value": q.Value})
}

func (c *call) quotaUsed() answer { return ok(map[string]any{"totalUsage": c.Quota().Used}) }

// delivered answers the number of messages sent on a day. LINE counts a day in
// the following night.
func (c *call) delivered(kind string) answer {
	day := c.r.URL.Query().Get("date")
	if _, err := time.Parse("20060102", day); err != nil {
		return c.refuse(http.StatusBadRequest, "The value for the 'date' parameter is invalid")
	}
	if day >= statisticsDay(c.Now()) {
		return ok(map[string]any{"status": "unready"})
	}
	return ok(map[string]any{"status": "ready", "success": c.counts.get(kind, day)})
}

func (c *call) linkToken() answer {
	p, a := c.user()
	if p == nil {
		return a
	}
	return ok(map[string]string{"linkToken": c.ids.token("link", p.id)})
}

func (c *call) getWebhook() answer {
	w := c.Webhook()
	if w.URL == "" {
		return c.notFound()
	}
	return ok(map[string]any{"endpoint": w.URL, "active": w.Active})
}

func (c *call) putWebhook() answer {
	var req struct{ Endpoint string }
	if a, fine := c.decode(c.checker.endpoints.setWebhook, &req); !fine {
		return a
	}
	if checkWebhookURL(req.Endpoint) != nil {
		return c.refuse(http.StatusBadRequest, "Invalid webhook endpoint URL")
	}
	c.hook.change(func(w *WebhookState) { w.URL = req.Endpoint })
	c.publishWebhook()
	return ok(nil)
}

// testWebhook sends an empty webhook, LINE's connectivity check.
func (c *call) testWebhook() answer {
	var req struct{ Endpoint string }
	if len(c.body) > 0 {
		if a, fine := c.decode(c.checker.endpoints.testWebhook, &req); !fine {
			return a
		}
	}
	if req.Endpoint == "" {
		req.Endpoint = c.Webhook().URL
	}
	if req.Endpoint == "" {
		return c.notFound()
	}
	status, detail, why := c.probe(req.Endpoint)
	return ok(map[string]any{"success": status == http.StatusOK, "timestamp": c.Now().UTC().Format("2006-01-02T15:04:05.000Z"),
		"statusCode": status, "reason": why, "detail": detail})
}

func (s *Sim) probe(to string) (status int, detail, why string) {
	body := []byte(`{"destination":"` + s.opt.Bot.UserID + `","events":[]}`)
	now := s.Now()
	status, answered, err := s.post(to, body)
	at := ""
	if u, bad := url.Parse(to); bad == nil {
		at = u.EscapedPath()
	}
	entry := Log{At: now, Dir: "webhook", Method: http.MethodPost, Path: at, Status: status, Ms: ms(s.Now().Sub(now)),
		Request: body, Response: asJSON(answered), Note: "test of the webhook"}
	defer func() { s.record(entry) }()
	switch {
	case errors.Is(err, errTimeout):
		entry.Note = err.Error()
		return status, err.Error(), "REQUEST_TIMEOUT"
	case err != nil:
		entry.Note = err.Error()
		return status, err.Error(), "COULD_NOT_CONNECT"
	case status != http.StatusOK:
		return status, strconv.Itoa(status), "ERROR_STATUS_CODE"
	}
	return status, "200", "OK"
}

func (c *call) markAsReadByToken() answer {
	var req struct{ MarkAsReadToken string }
	if a, fine := c.decode(c.checker.endpoints.readByToken, &req); !fine {
		return a
	}
	p, upTo := c.readMark(req.MarkAsReadToken)
	if p == nil {
		return c.refuse(http.StatusBadRequest, "Invalid mark as read token")
	}
	c.person = p.id
	c.markRead(p, upTo)
	return ok(nil)
}

func (c *call) markAsRead() answer {
	var req struct{ Chat struct{ UserID string } }
	if a, fine := c.decode(c.checker.endpoints.markChatRead, &req); !fine {
		return a
	}
	p := c.people.get(req.Chat.UserID)
	if p == nil {
		return c.refuse(http.StatusBadRequest, "Invalid user ID")
	}
	c.person = p.id
	c.markRead(p, 1<<62)
	return ok(nil)
}
