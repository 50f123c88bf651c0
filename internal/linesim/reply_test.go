package linesim_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"reflect"
	"testing"
	"time"

	"jitasa/internal/linesim"
)

// say sends a text and returns the reply token that the bot got for it.
func (w *world) say(id, text string) string {
	w.t.Helper()
	if _, err := w.sim.SendText(id, text); err != nil {
		w.t.Fatal(err)
	}
	hooks := w.hooks()
	return hooks[len(hooks)-1].event(w.t)["replyToken"].(string)
}

func TestReplyTokenWorksOnce(t *testing.T) {
	w := newWorld(t, nil)
	token := w.say(w.friend("a"), "hi")
	w.want(w.do("POST", "/v2/bot/message/reply", replyWith(token, "")), 400, "messages[0].text")
	w.want(w.do("POST", "/v2/bot/message/reply", replyWith(token, "one")), 200, "sentMessages")
	w.want(w.do("POST", "/v2/bot/message/reply", replyWith(token, "two")), 400, `{"message":"Invalid reply token"}`)
	w.want(w.do("POST", "/v2/bot/message/reply", replyWith("nonsense", "x")), 400, `{"message":"Invalid reply token"}`)
	w.want(w.do("POST", "/v2/bot/message/reply", `{"messages":[{"type":"text","text":"x"}]}`), 400, `"property":"replyToken"`)
}

func TestReplyTokenLastsAMinute(t *testing.T) {
	for _, c := range []struct {
		after  time.Duration
		status int
	}{{50 * time.Second, 200}, {61 * time.Second, 400}} {
		w := newWorld(t, nil)
		token := w.say(w.friend("a"), "hi")
		w.sim.Advance(c.after)
		if r := w.do("POST", "/v2/bot/message/reply", replyWith(token, "x")); r.status != c.status {
			t.Errorf("after %v: %d %s", c.after, r.status, r.body)
		}
	}
}

// A redelivery gives the token another minute, unless it was used or the event
// is more than 20 minutes old.
func TestReplyTokenAndRedelivery(t *testing.T) {
	for _, c := range []struct {
		name   string
		after  time.Duration
		used   bool
		status int
	}{{"unused", 10 * time.Minute, false, 200}, {"used", 10 * time.Minute, true, 400}, {"too old", 21 * time.Minute, false, 400}} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, nil)
			sent, err := w.sim.SendText(w.friend("a"), "hi")
			if err != nil {
				t.Fatal(err)
			}
			token := w.hooks()[1].event(t)["replyToken"].(string)
			if c.used {
				w.want(w.do("POST", "/v2/bot/message/reply", replyWith(token, "x")), 200, "")
			}
			w.sim.Advance(c.after)
			if err := w.sim.Redeliver(sent.EventID); err != nil {
				t.Fatal(err)
			}
			w.hooks()
			w.want(w.do("POST", "/v2/bot/message/reply", replyWith(token, "again")), c.status, "")
		})
	}
}

func TestWebhookIsSigned(t *testing.T) {
	w := newWorld(t, nil)
	w.friend("สมหญิง")
	for _, h := range w.hooks() {
		mac := hmac.New(sha256.New, []byte(testSecret))
		mac.Write(h.body)
		if want := base64.StdEncoding.EncodeToString(mac.Sum(nil)); h.signature != want || linesim.Sign(testSecret, h.body) != want {
			t.Errorf("signature %q of %s, want %q", h.signature, h.body, want)
		}
	}
}

// Redelivery repeats the event with the same id until the bot answers 2xx.
func TestRedelivery(t *testing.T) {
	w := newWorld(t, func(o *linesim.Options) {
		o.RedeliveryBackoff = func(int) time.Duration { return time.Minute }
	})
	w.status = func(n int) int {
		if n < 2 {
			return http.StatusServiceUnavailable
		}
		return http.StatusOK
	}
	w.friend("a")
	if n := len(w.hooks()); n != 1 {
		t.Fatalf("%d webhooks before the back-off", n)
	}
	for range 4 {
		w.sim.Advance(time.Minute)
		w.hooks()
	}
	hooks := w.hooks()
	if len(hooks) != 3 {
		t.Fatalf("%d webhooks, want two failures and one success", len(hooks))
	}
	first, last := hooks[0].event(t), hooks[2].event(t)
	if first["webhookEventId"] != last["webhookEventId"] || first["timestamp"] != last["timestamp"] {
		t.Errorf("another event: %v, %v", first, last)
	}
	for i, h := range hooks {
		context := h.event(t)["deliveryContext"].(map[string]any)
		if context["isRedelivery"] != (i > 0) {
			t.Errorf("attempt %d: %v", i, context)
		}
	}
}

func TestRedeliveryOff(t *testing.T) {
	w := newWorld(t, func(o *linesim.Options) { o.NoRedelivery = true })
	w.status = func(int) int { return 500 }
	w.friend("a")
	w.hooks()
	w.sim.Advance(24 * time.Hour)
	if n := len(w.hooks()); n != 1 {
		t.Errorf("%d webhooks", n)
	}
}

func TestRedeliveryGivesUp(t *testing.T) {
	w := newWorld(t, func(o *linesim.Options) { o.RedeliveryMax = 2 })
	w.status = func(int) int { return 500 }
	w.friend("a")
	for range 10 {
		w.hooks()
		w.sim.Advance(time.Hour)
	}
	if n := len(w.hooks()); n != 3 {
		t.Errorf("%d webhooks, want 1 and 2 redeliveries", n)
	}
}

// Each kind of event has the shape of LINE's reference.
func TestEventShapes(t *testing.T) {
	w := newWorld(t, nil)
	id := w.friend("a")
	text, err := w.sim.SendText(id, "hi")
	for _, act := range []func() (linesim.Sent, error){
		func() (linesim.Sent, error) { return w.sim.SendSticker(id, "446", "1988") },
		func() (linesim.Sent, error) {
			return w.sim.SendLocation(id, "วัด", "สุรินทร์", 14.88, 103.49)
		},
		func() (linesim.Sent, error) { return w.sim.SendImage(id, pngOf(t, 800, 600)) },
		func() (linesim.Sent, error) {
			return w.sim.Postback(id, linesim.PostbackInput{Data: "a=1", DisplayText: "ใช่"})
		},
		func() (linesim.Sent, error) {
			return w.sim.Postback(id, linesim.PostbackInput{Data: "d", Params: map[string]string{"date": "2026-07-01"}})
		},
		func() (linesim.Sent, error) { return w.sim.Unsend(id, text.Entry.ID) },
		func() (linesim.Sent, error) { return w.sim.Unfollow(id) },
		func() (linesim.Sent, error) { return w.sim.Follow(id) },
	} {
		if err == nil {
			_, err = act()
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	wants := []string{
		`{"follow":{"isUnblocked":false}}`,
		`{"message":{"type":"text","text":"hi"}}`,
		`{"message":{"type":"sticker","packageId":"446","stickerId":"1988","stickerResourceType":"STATIC"}}`,
		`{"message":{"type":"location","title":"วัด","address":"สุรินทร์","latitude":14.88,"longitude":103.49}}`,
		`{"message":{"type":"image","contentProvider":{"type":"line"}}}`,
		`{"postback":{"data":"a=1"}}`,
		`{"postback":{"data":"d","params":{"date":"2026-07-01"}}}`,
		`{"unsend":{"messageId":"` + text.Entry.ID + `"}}`,
		`{}`,
		`{"follow":{"isUnblocked":true}}`,
	}
	hooks := w.hooks()
	if len(hooks) != len(wants) {
		t.Fatalf("%d webhooks, want %d", len(hooks), len(wants))
	}
	for i, want := range wants {
		checkShape(t, hooks[i].event(t), want)
	}
	message := hooks[1].event(t)["message"].(map[string]any)
	for _, name := range []string{"id", "quoteToken", "markAsReadToken"} {
		if message[name] == nil {
			t.Errorf("text message without %s", name)
		}
	}
}

// checkShape: the event has the common properties, and those of want in their
// objects.
func checkShape(t *testing.T, ev map[string]any, want string) {
	t.Helper()
	for _, name := range []string{"type", "mode", "timestamp", "source", "webhookEventId", "deliveryContext"} {
		if ev[name] == nil {
			t.Errorf("event %v has no %s", ev, name)
		}
	}
	silent := ev["type"] == "unsend" || ev["type"] == "unfollow"
	if (ev["replyToken"] == nil) != silent {
		t.Errorf("%v: reply token %v", ev["type"], ev["replyToken"])
	}
	var part map[string]map[string]any
	if err := json.Unmarshal([]byte(want), &part); err != nil {
		t.Fatal(err)
	}
	for name, fields := range part {
		for field, value := range fields {
			if got := ev[name].(map[string]any)[field]; !reflect.DeepEqual(got, value) {
				t.Errorf("event %v: %s.%s is %v, want %v", ev["type"], name, field, got, value)
			}
		}
	}
}

// One person's events come in order, even when the bot is slow.
func TestOrder(t *testing.T) {
	w := newWorld(t, nil)
	id := w.friend("a")
	var want []string
	for range 50 {
		sent, err := w.sim.SendText(id, "x")
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, sent.EventID)
	}
	for i, h := range w.hooks()[1:] {
		if got := h.event(t)["webhookEventId"]; got != want[i] {
			t.Fatalf("event %d is %v, want %s", i, got, want[i])
		}
	}
}

func TestOtherEvents(t *testing.T) {
	w := newWorld(t, nil)
	id := w.friend("a")
	if _, err := w.sim.SendEvent(id, "beacon", map[string]any{"beacon": map[string]any{"hwid": "d41d8cd98f", "type": "enter"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.sim.SendEvent(id, "somethingNew", map[string]any{"mode": "standby"}); err != nil {
		t.Fatal(err)
	}
	hooks := w.hooks()
	if ev := hooks[1].event(t); ev["type"] != "beacon" || ev["replyToken"] == nil || ev["beacon"] == nil {
		t.Errorf("beacon %v", ev)
	}
	if ev := hooks[2].event(t); ev["mode"] != "standby" || ev["replyToken"] != nil {
		t.Errorf("standby %v", ev)
	}
}

// Held events come in one body, each with a reply token that works, and are
// redelivered together.
func TestEventsTogether(t *testing.T) {
	w := newWorld(t, func(o *linesim.Options) { o.RedeliveryBackoff = func(int) time.Duration { return time.Minute } })
	a, b := w.friend("a"), w.friend("b")
	w.hooks()
	w.status = func(n int) int { return map[bool]int{true: 200, false: 503}[n > 2] }
	w.sim.Hold()
	for _, id := range []string{a, b, a} {
		if _, err := w.sim.SendText(id, "x"); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(w.hooks()); n != 2 {
		t.Fatalf("%d webhooks while events are held", n)
	}
	w.sim.Release()
	w.hooks()
	w.sim.Advance(time.Minute)
	hooks := w.hooks()
	if len(hooks) != 4 {
		t.Fatalf("%d webhooks", len(hooks))
	}
	var body struct {
		Events []struct {
			ReplyToken      string
			Source          struct{ UserID string }
			DeliveryContext struct{ IsRedelivery bool }
		}
	}
	if err := json.Unmarshal(hooks[3].body, &body); err != nil || len(body.Events) != 3 {
		t.Fatalf("body %s: %v", hooks[3].body, err)
	}
	for i, id := range []string{a, b, a} {
		ev := body.Events[i]
		if ev.Source.UserID != id || !ev.DeliveryContext.IsRedelivery {
			t.Errorf("event %d: %+v", i, ev)
		}
		w.want(w.do("POST", "/v2/bot/message/reply", replyWith(ev.ReplyToken, "x")), 200, "")
	}
}

func TestPostRaw(t *testing.T) {
	w := newWorld(t, nil)
	status, _, err := w.sim.PostRaw([]byte(`{"events":`))
	if err != nil || status != 200 {
		t.Fatal(status, err)
	}
	if h := w.hooks()[0]; string(h.body) != `{"events":` || h.signature != linesim.Sign(testSecret, h.body) {
		t.Errorf("sent %s with %s", h.body, h.signature)
	}
}
