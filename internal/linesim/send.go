package linesim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

const (
	maxMessages   = 5
	maxRecipients = 500
)

func (s *Sim) sendEndpoints() []endpoint {
	hourly := limit{60, time.Hour}
	list := []endpoint{
		{pattern: "POST /v2/bot/message/reply", handle: (*call).sendReply},
		{pattern: "POST /v2/bot/message/push", retry: true, handle: (*call).sendPush},
		{pattern: "POST /v2/bot/message/multicast", limit: limit{200, time.Second}, retry: true, handle: (*call).sendMulticast},
		{pattern: "POST /v2/bot/message/narrowcast", limit: hourly, retry: true, handle: (*call).sendNarrowcast},
		{pattern: "GET /v2/bot/message/progress/narrowcast", handle: (*call).narrowcastProgress},
		{pattern: "POST /v2/bot/message/broadcast", limit: hourly, retry: true, handle: (*call).sendBroadcast},
		{pattern: "POST /v2/bot/chat/loading/start", limit: limit{100, time.Second}, handle: (*call).startLoading},
		{pattern: "POST /v2/bot/chat/markAsRead", handle: (*call).markAsReadByToken},
		{pattern: "POST /v2/bot/message/markAsRead", handle: (*call).markAsRead},
	}
	for _, kind := range []string{"reply", "push", "multicast", "narrowcast", "broadcast"} {
		list = append(list, endpoint{pattern: "POST /v2/bot/message/validate/" + kind, handle: (*call).validateMessages})
	}
	return list
}

// sendRequest has the properties of all sending requests.
type sendRequest struct {
	ReplyToken string            `json:"replyToken"`
	To         json.RawMessage   `json:"to"`
	Messages   []json.RawMessage `json:"messages"`
	Units      []string          `json:"customAggregationUnits"`
}

// decode checks the body against a request shape and fills into from it.
func (c *call) decode(request rule, into any) (answer, bool) {
	if !strings.HasPrefix(c.r.Header.Get("Content-Type"), "application/json") {
		return c.refuse(http.StatusUnsupportedMediaType, "Content-Type must be application/json"), false
	}
	var tree any
	if err := json.Unmarshal(c.body, &tree); err != nil {
		return c.refuse(http.StatusBadRequest, "The request body could not be parsed as JSON"), false
	}
	if found := c.checker.run(request, tree, len(c.body)); len(found) > 0 {
		return c.invalid(found), false
	}
	if err := json.Unmarshal(c.body, into); err != nil {
		return c.refuse(http.StatusBadRequest, "The request body could not be parsed as JSON"), false
	}
	return answer{}, true
}

// invalid words findings as LINE does: one bad message is named in the
// headline, anything else is counted.
func (c *call) invalid(found []Finding) answer {
	e := apiError{Message: fmt.Sprintf("The request body has %d error(s)", len(found))}
	if i := onlyMessage(found); i >= 0 {
		e.Message = fmt.Sprintf("A message (messages[%d]) in the request body is invalid", i)
	}
	for _, f := range found {
		c.findings = append(c.findings, f.String())
		e.Details = append(e.Details, errorDetail{Message: f.Message, Property: f.Property})
	}
	return reply(http.StatusBadRequest, e)
}

// onlyMessage is the index of the message that holds all findings, or -1.
func onlyMessage(found []Finding) int {
	only := -1
	for _, f := range found {
		if f.message < 0 || only >= 0 && f.message != only {
			return -1
		}
		only = f.message
	}
	return only
}

func (c *call) invalidTo() answer {
	return c.refuse(http.StatusBadRequest, "The property, 'to', in the request body is invalid (line: -, column: -)")
}

func (c *call) sendReply() answer {
	var req sendRequest
	if a, fine := c.decode(c.checker.reply, &req); !fine {
		return a
	}
	now := c.Now()
	lease, fine := c.replies.take(req.ReplyToken, now)
	if !fine {
		return c.refuse(http.StatusBadRequest, "Invalid reply token")
	}
	c.person = lease.person.id
	sent := c.deliver(sending{Endpoint: "reply", RequestID: c.requestID, At: now, To: []string{lease.person.id}, Messages: req.Messages})
	c.amend(lease.person, lease.entry, func(e *Entry) { e.Replied = true })
	return ok(map[string]any{"sentMessages": sent})
}

func (c *call) sendPush() answer {
	var req sendRequest
	if a, fine := c.decode(c.checker.push, &req); !fine {
		return a
	}
	var to string
	if json.Unmarshal(req.To, &to) != nil || !isTargetID(to) {
		return c.invalidTo()
	}
	c.person = to
	if c.people.get(to) == nil && !c.opt.AllowUnknown {
		return c.refuse(http.StatusBadRequest, "Failed to send messages")
	}
	return c.sendOnce(sending{Endpoint: "push", To: []string{to}, Messages: req.Messages, Units: req.Units}, http.StatusOK, c.deliver)
}

func (c *call) sendMulticast() answer {
	var req sendRequest
	if a, fine := c.decode(c.checker.multicast, &req); !fine {
		return a
	}
	var to []string
	if json.Unmarshal(req.To, &to) != nil {
		return c.invalidTo()
	}
	for _, id := range to {
		if !isUserID(id) { // groups and rooms cannot be in a multicast
			return c.invalidTo()
		}
	}
	slices.Sort(to)
	to = slices.Compact(to) // whoever is listed twice gets it once
	return c.sendOnce(sending{Endpoint: "multicast", To: to, Messages: req.Messages, Units: req.Units}, http.StatusOK, c.deliverMany)
}

// deliverMany is deliver for endpoints that do not list message ids.
func (s *Sim) deliverMany(m sending) []sentMessage {
	s.deliver(m)
	return nil
}

func (c *call) sendBroadcast() answer {
	var req sendRequest
	if a, fine := c.decode(c.checker.broadcast, &req); !fine {
		return a
	}
	return c.sendOnce(sending{Endpoint: "broadcast", To: c.followers(), Messages: req.Messages}, http.StatusOK, c.deliverMany)
}

// followers are the ids of everybody a broadcast goes to.
func (s *Sim) followers() []string {
	ids := []string{}
	for _, p := range s.people.all() {
		if p.reachable() {
			ids = append(ids, p.id)
		}
	}
	return ids
}

func (c *call) validateMessages() answer {
	var req sendRequest
	if a, fine := c.decode(c.checker.validate, &req); !fine {
		return a
	}
	return ok(nil)
}

func (c *call) startLoading() answer {
	var req struct {
		ChatID         string `json:"chatId"`
		LoadingSeconds int    `json:"loadingSeconds"`
	}
	if a, fine := c.decode(c.checker.loading, &req); !fine {
		return a
	}
	c.person = req.ChatID
	if req.LoadingSeconds == 0 {
		req.LoadingSeconds = 20 // LINE's default
	}
	if p := c.people.get(req.ChatID); p != nil && p.reachable() {
		c.hub.publish("loading", func() any { return map[string]any{"person": req.ChatID, "seconds": req.LoadingSeconds} })
	}
	return reply(http.StatusAccepted, nil)
}
