package linesim_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"jitasa/internal/linesim"
)

const (
	key1 = "123e4567-e89b-12d3-a456-426614174000"
	key2 = "123e4567-e89b-12d3-a456-426614174001"
)

func retryKey(key string) header { return header{"X-Line-Retry-Key", key} }

func TestPush(t *testing.T) {
	w := newWorld(t, nil)
	id := w.friend("a")
	nobody := "U" + strings.Repeat("0", 32)
	w.want(w.do("POST", "/v2/bot/message/push", textTo(id, "hi")), 200, `"quoteToken":"`)
	w.want(w.do("POST", "/v2/bot/message/push", textTo("@someone", "hi")), 400,
		`{"message":"The property, 'to', in the request body is invalid (line: -, column: -)"}`)
	w.want(w.do("POST", "/v2/bot/message/push", textTo(nobody, "hi")), 400, "Failed to send messages")
	w.want(w.do("POST", "/v2/bot/message/push", `{"messages":[{"type":"text","text":"x"}]}`), 400, `"property":"to"`)
	w.want(w.do("POST", "/v2/bot/message/push", `{"to":"`+id+`","messages":[{"type":"text","text":"x"}],"priority":1}`), 400, `"property":"priority"`)
	w.want(w.do("POST", "/v2/bot/message/push", `{"to":"`+id+`","messages":[{"type":"text","text":"x"}],"customAggregationUnits":null}`), 200, "")
	w.want(w.do("POST", "/v2/bot/message/push", textTo(id, "x"), header{"Content-Type", "text/plain"}), 415, "")
	w.want(w.do("POST", "/v2/bot/message/push", strings.Repeat(" ", 2<<20)+"{}"), 413, "")
	accepted := w.sim.Accepted()
	if len(accepted) != 2 || accepted[0].Recipient != id || accepted[0].Endpoint != "push" || !accepted[0].Delivered {
		t.Errorf("accepted %+v", accepted)
	}
}

// Whoever blocked the bot gets nothing, though the answer is 200.
func TestBlocked(t *testing.T) {
	w := newWorld(t, func(o *linesim.Options) { o.Quota = linesim.Quota{Type: "limited", Value: 10} })
	id := w.friend("a")
	if _, err := w.sim.Unfollow(id); err != nil {
		t.Fatal(err)
	}
	w.want(w.do("POST", "/v2/bot/message/push", textTo(id, "hi")), 200, "sentMessages")
	chat, err := w.sim.Chat(id)
	if err != nil || len(chat) != 2 {
		t.Errorf("chat %+v %v", chat, err)
	}
	if a := w.sim.Accepted(); len(a) != 1 || a[0].Delivered {
		t.Errorf("accepted %+v", a)
	}
	if w.sim.Quota().Used != 0 {
		t.Errorf("quota %+v: who is not reached does not count", w.sim.Quota())
	}
	w.want(w.do("GET", "/v2/bot/profile/"+id, ""), 404, "Not found")
}

func TestRetryKey(t *testing.T) {
	w := newWorld(t, nil)
	id := w.friend("a")
	first := w.do("POST", "/v2/bot/message/push", textTo(id, "hi"), retryKey(key1))
	w.want(first, 200, "")
	again := w.do("POST", "/v2/bot/message/push", textTo(id, "hi"), retryKey(key1))
	w.want(again, 409, `"message":"The retry key is already accepted"`)
	if got, want := again.header.Get("X-Line-Accepted-Request-Id"), first.header.Get("X-Line-Request-Id"); got != want {
		t.Errorf("accepted request %q, want %q", got, want)
	}
	if a, b := fmt.Sprint(again.field(t, "sentMessages")), fmt.Sprint(first.field(t, "sentMessages")); a != b {
		t.Errorf("sent messages %s, want those of the first answer %s", a, b)
	}
	w.want(w.do("POST", "/v2/bot/message/multicast", `{"to":["`+id+`"],"messages":[{"type":"text","text":"x"}]}`, retryKey(key1)), 409, "")
	w.want(w.do("POST", "/v2/bot/message/push", textTo(id, "hi"), retryKey("not a uuid")), 400, "Retry-Key")
	w.want(w.do("POST", "/v2/bot/message/push", textTo(id, ""), retryKey(key2)), 400, "")
	w.want(w.do("POST", "/v2/bot/message/push", textTo(id, "hi"), retryKey(key2)), 200, "")
	w.sim.Advance(24*time.Hour + time.Second)
	w.want(w.do("POST", "/v2/bot/message/push", textTo(id, "hi"), retryKey(key1)), 200, "")
	if n := len(w.sim.Accepted()); n != 3 {
		t.Errorf("%d accepted, want 3", n)
	}
	token := w.say(id, "hi")
	w.want(w.do("POST", "/v2/bot/message/reply", replyWith(token, "x"), retryKey(key2)), 400, "X-Line-Retry-Key")
	w.want(w.do("POST", "/v2/bot/message/reply", replyWith(token, "x"), retryKey("")), 200, "")
}

func TestQuota(t *testing.T) {
	w := newWorld(t, func(o *linesim.Options) { o.Quota = linesim.Quota{Type: "limited", Value: 3} })
	w.sim.SetClock(time.Date(2026, 7, 31, 12, 0, 0, 0, time.UTC))
	a, b := w.friend("a"), w.friend("b")
	both := fmt.Sprintf(`{"to":[%q,%q],"messages":[{"type":"text","text":"1"},{"type":"text","text":"2"}]}`, a, b)
	w.want(w.do("POST", "/v2/bot/message/multicast", both), 200, "{}")
	w.want(w.do("GET", "/v2/bot/message/quota", ""), 200, `{"type":"limited","value":3}`)
	w.want(w.do("GET", "/v2/bot/message/quota/consumption", ""), 200, `{"totalUsage":2}`)
	w.want(w.do("POST", "/v2/bot/message/multicast", both, retryKey(key1)), 429, `{"message":"You have reached your monthly limit."}`)
	w.want(w.do("POST", "/v2/bot/message/push", textTo(a, "x"), retryKey(key1)), 200, "")
	w.want(w.do("POST", "/v2/bot/message/broadcast", `{"messages":[{"type":"text","text":"x"}]}`), 429, "monthly limit")
	w.want(w.do("POST", "/v2/bot/message/reply", replyWith(w.say(a, "hi"), "free")), 200, "")
	w.sim.Advance(24 * time.Hour)
	w.want(w.do("GET", "/v2/bot/message/quota/consumption", ""), 200, `{"totalUsage":0}`)
	w.want(w.do("GET", "/v2/bot/message/delivery/multicast?date=20260731", ""), 200, `{"status":"ready","success":2}`)
	w.want(w.do("GET", "/v2/bot/message/delivery/multicast?date=20260801", ""), 200, `{"status":"unready"}`)
	w.want(w.do("GET", "/v2/bot/message/delivery/push?date=yesterday", ""), 400, "date")
}

func TestMulticast(t *testing.T) {
	w := newWorld(t, nil)
	id := w.friend("a")
	to := func(n int, more ...string) string {
		ids := append([]string{}, more...)
		for i := range n {
			ids = append(ids, fmt.Sprintf("U%032x", i))
		}
		raw, err := json.Marshal(ids)
		if err != nil {
			t.Fatal(err)
		}
		return `{"to":` + string(raw) + `,"messages":[{"type":"text","text":"x"}]}`
	}
	w.want(w.do("POST", "/v2/bot/message/multicast", to(499, id)), 200, "{}")
	w.want(w.do("POST", "/v2/bot/message/multicast", to(501)), 400, "Size must be between 1 and 500")
	w.want(w.do("POST", "/v2/bot/message/multicast", to(0)), 400, `"property":"to"`)
	w.want(w.do("POST", "/v2/bot/message/multicast", to(1, "C"+strings.Repeat("0", 32))), 400, "'to'")
	if n := w.sim.AcceptedCount(); n != 500 {
		t.Errorf("%d accepted", n)
	}
	units := `{"to":["` + id + `"],"messages":[{"type":"text","text":"x"}],"customAggregationUnits":%s}`
	w.want(w.do("POST", "/v2/bot/message/multicast", fmt.Sprintf(units, `["july_news"]`)), 200, "")
	w.want(w.do("POST", "/v2/bot/message/multicast", fmt.Sprintf(units, `["a","b"]`)), 400, "customAggregationUnits")
	w.want(w.do("POST", "/v2/bot/message/multicast", fmt.Sprintf(units, `["no spaces"]`)), 400, "customAggregationUnits")
	w.want(w.do("GET", "/v2/bot/message/aggregation/info", ""), 200, `{"numOfCustomAggregationUnits":1}`)
	w.want(w.do("GET", "/v2/bot/message/aggregation/list", ""), 200, `{"customAggregationUnits":["july_news"]}`)
}

func TestBroadcastAndNarrowcast(t *testing.T) {
	w := newWorld(t, nil)
	a, b := w.friend("a"), w.friend("b")
	w.sim.AddPerson("stranger", "en")
	w.want(w.do("POST", "/v2/bot/message/broadcast", `{"messages":[{"type":"text","text":"x"}]}`, retryKey(key1)), 200, "{}")
	w.want(w.do("POST", "/v2/bot/message/broadcast", `{"to":"x","messages":[{"type":"text","text":"x"}]}`), 400, `"property":"to"`)
	r := w.do("POST", "/v2/bot/message/narrowcast", `{"messages":[{"type":"text","text":"x"}],"limit":{"max":1}}`)
	w.want(r, 202, "{}")
	progress := "/v2/bot/message/progress/narrowcast?requestId=" + r.header.Get("X-Line-Request-Id")
	w.want(w.do("GET", progress, ""), 200, `"phase":"waiting"`)
	w.sim.Advance(2 * time.Second)
	w.want(w.do("GET", progress, ""), 200, `"phase":"succeeded"`)
	audience := w.do("POST", "/v2/bot/message/narrowcast", `{"messages":[{"type":"text","text":"x"}],"recipient":{"type":"audience","audienceGroupId":1}}`)
	w.sim.Advance(2 * time.Second)
	w.want(w.do("GET", "/v2/bot/message/progress/narrowcast?requestId="+audience.header.Get("X-Line-Request-Id"), ""), 200, `"errorCode":2`)
	w.want(w.do("GET", "/v2/bot/message/progress/narrowcast?requestId=none", ""), 404, "")
	for _, bad := range []string{`"recipient":{"type":"operator"}`, `"filter":{"demographic":{"type":"age","gte":"age_16"}}`,
		`"filter":{"demographic":{"type":"operator","not":{"type":"gender","oneOf":["x"]}}}`, `"limit":{"max":0}`, `"limit":{"forbidPartialDelivery":true}`} {
		w.want(w.do("POST", "/v2/bot/message/narrowcast", `{"messages":[{"type":"text","text":"x"}],`+bad+`}`), 400, "details")
	}
	if got := w.sim.Accepted(); len(got) != 3 || got[0].Recipient != a || got[1].Recipient != b || got[2].Endpoint != "narrowcast" {
		t.Errorf("accepted %+v", got)
	}
}

func TestLoading(t *testing.T) {
	w := newWorld(t, nil)
	id := w.friend("a")
	for body, status := range map[string]int{
		`{"chatId":"` + id + `"}`: 202, `{"chatId":"` + id + `","loadingSeconds":60}`: 202,
		`{"chatId":"` + id + `","loadingSeconds":7}`: 400, `{"chatId":"` + id + `","loadingSeconds":65}`: 400,
		`{"chatId":"` + id + `","loadingSeconds":0}`: 400, `{"chatId":"C` + strings.Repeat("0", 32) + `"}`: 400, `{}`: 400,
	} {
		if r := w.do("POST", "/v2/bot/chat/loading/start", body); r.status != status {
			t.Errorf("%s: %d %s, want %d", body, r.status, r.body, status)
		}
	}
}

func TestRateLimits(t *testing.T) {
	w := newWorld(t, nil)
	w.sim.SetClock(time.Date(2026, 7, 1, 10, 0, 0, 0, time.UTC))
	w.friend("a")
	broadcast := func() result {
		return w.do("POST", "/v2/bot/message/broadcast", `{"messages":[{"type":"text","text":"x"}]}`)
	}
	for range 60 {
		w.want(broadcast(), 200, "")
	}
	w.want(broadcast(), 429, `{"message":"The API rate limit has been exceeded. Try again later."}`)
	w.want(w.do("GET", "/v2/bot/info", ""), 200, "")
	w.sim.Advance(time.Hour)
	w.want(broadcast(), 200, "")
}

func TestMarkAsRead(t *testing.T) {
	w := newWorld(t, func(o *linesim.Options) { o.ManualRead = true })
	id := w.friend("a")
	w.say(id, "one")
	hooks := w.hooks()
	token := hooks[len(hooks)-1].event(t)["message"].(map[string]any)["markAsReadToken"].(string)
	w.say(id, "two")
	w.want(w.do("POST", "/v2/bot/chat/markAsRead", `{"markAsReadToken":"`+token+`"}`), 200, "{}")
	w.want(w.do("POST", "/v2/bot/chat/markAsRead", `{"markAsReadToken":"read-1-forged"}`), 400, "Invalid mark as read token")
	chat, err := w.sim.Chat(id)
	if err != nil || !chat[1].Read || chat[2].Read {
		t.Errorf("chat %+v %v", chat, err)
	}
	w.want(w.do("POST", "/v2/bot/message/markAsRead", `{"chat":{"userId":"`+id+`"}}`), 200, "{}")
	if chat, _ = w.sim.Chat(id); !chat[2].Read {
		t.Error("not marked as read")
	}
}
