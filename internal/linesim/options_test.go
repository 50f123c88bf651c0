package linesim_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"jitasa/internal/linesim"
)

// A load test keeps counts only, and needs no people.
func TestLoadOptions(t *testing.T) {
	w := newWorld(t, func(o *linesim.Options) { o.NoBodies, o.AllowUnknown, o.BookSize = true, true, 3 })
	id := w.friend("a")
	for i := range 10 {
		w.want(w.do("POST", "/v2/bot/message/push", textTo(fmt.Sprintf("U%032x", i), "x")), 200, "sentMessages")
	}
	w.want(w.do("POST", "/v2/bot/message/push", textTo(id, "x")), 200, "sentMessages")
	if err := w.sim.WaitAccepted(t.Context(), 11); err != nil || w.sim.AcceptedCount() != 11 {
		t.Errorf("%d accepted, %v", w.sim.AcceptedCount(), err)
	}
	kept := w.sim.Accepted()
	if n := len(kept); n < 3 || n > 6 || kept[n-1].Recipient != id || kept[n-1].Messages != nil {
		t.Errorf("kept %+v", kept)
	}
	if chat, err := w.sim.Chat(id); err != nil || len(chat) != 0 {
		t.Errorf("chat %+v %v", chat, err)
	}
	for _, e := range w.sim.Log(0, 0) {
		if e.Request != nil || e.Response != nil {
			t.Errorf("log keeps bodies: %+v", e)
		}
	}
	none := newWorld(t, func(o *linesim.Options) { o.BookSize, o.AllowUnknown = -1, true })
	none.want(none.do("POST", "/v2/bot/message/push", textTo("U"+strings.Repeat("0", 32), "x")), 200, "")
	if len(none.sim.Accepted()) != 0 || none.sim.AcceptedCount() != 1 {
		t.Error("the book is to be empty")
	}
}

func TestWaitEndsWithContext(t *testing.T) {
	w := newWorld(t, nil)
	id := w.friend("a")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := w.sim.WaitAccepted(ctx, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("WaitAccepted: %v", err)
	}
	if _, err := w.sim.WaitReply(ctx, id, 0, 1); !errors.Is(err, context.Canceled) {
		t.Errorf("WaitReply: %v", err)
	}
	if _, err := w.sim.WaitReply(ctx, "nobody", 0, 1); !errors.Is(err, linesim.ErrNoPerson) {
		t.Errorf("WaitReply: %v", err)
	}
}

func TestChatSize(t *testing.T) {
	w := newWorld(t, func(o *linesim.Options) { o.ChatSize = 5 })
	id := w.friend("a")
	for i := range 30 {
		if _, err := w.sim.SendText(id, fmt.Sprint(i)); err != nil {
			t.Fatal(err)
		}
	}
	chat, err := w.sim.Chat(id)
	if n := len(chat); err != nil || n < 5 || n > 10 || chat[n-1].Text() != "29" {
		t.Errorf("%d entries: %v", n, err)
	}
}

func TestGivenIDs(t *testing.T) {
	w := newWorld(t, func(o *linesim.Options) {
		o.Bot = linesim.Bot{UserID: "U" + strings.Repeat("b", 32), PictureURL: "https://example.com/b.png"}
	})
	id := "U" + strings.Repeat("a", 32)
	w.want(w.do("POST", "/sim/people", `{"id":"`+id+`","name":"a"}`), 200, `"id":"`+id+`"`)
	w.want(w.do("POST", "/sim/people", `{"id":"`+id+`","name":"a"}`), 400, "taken")
	w.want(w.do("POST", "/sim/people", `{"id":"me","name":"a"}`), 400, "user id")
	w.want(w.do("POST", "/sim/people", `{"name":""}`), 400, "name")
	w.want(w.do("GET", "/v2/bot/info", ""), 200, `"pictureUrl":"https://example.com/b.png","userId":"U`+strings.Repeat("b", 32))
}

// A fault with a probability hits about that often.
func TestFaultProbability(t *testing.T) {
	w := newWorld(t, nil)
	if _, err := w.sim.SetFault(linesim.Fault{Kind: linesim.Fault500Before, Probability: 0.3}); err != nil {
		t.Fatal(err)
	}
	hit := 0
	for range 400 {
		if w.do("GET", "/v2/bot/info", "").status == 500 {
			hit++
		}
	}
	if hit < 80 || hit > 160 {
		t.Errorf("%d of 400 hit, want about 120", hit)
	}
}

func TestMenuLimit(t *testing.T) {
	w := newWorld(t, func(o *linesim.Options) { o.NoRateLimits = true })
	for range 1000 {
		w.want(w.do("POST", "/v2/bot/richmenu", menuJSON(800, 250, "m", "")), 200, "richMenuId")
	}
	w.want(w.do("POST", "/v2/bot/richmenu", menuJSON(800, 250, "m", "")), 400, "1000")
}

func TestMenuBatch(t *testing.T) {
	w := newWorld(t, nil)
	id, menu := w.friend("a"), w.newMenu()
	w.want(w.do("POST", "/v2/bot/user/"+id+"/richmenu/"+menu, ""), 200, "")
	w.want(w.do("POST", "/v2/bot/richmenu/validate/batch", `{"operations":[{"type":"unlink","from":"`+menu+`"}]}`), 200, "{}")
	w.want(w.do("POST", "/v2/bot/richmenu/validate/batch", `{"operations":[{"type":"unlink","from":"none"}]}`), 400, "not found")
	w.want(w.do("POST", "/v2/bot/richmenu/validate/batch", `{"operations":[{"type":"unlinkAll"},{"type":"unlinkAll"}]}`), 400, "only")
	w.want(w.do("POST", "/v2/bot/richmenu/validate/batch", `{"operations":[{"type":"swap"}]}`), 400, "operations[0].type")
	r := w.do("POST", "/v2/bot/richmenu/batch", `{"operations":[{"type":"unlinkAll"}]}`)
	w.want(r, 202, "{}")
	w.want(w.do("GET", "/v2/bot/user/"+id+"/richmenu", ""), 404, "")
	w.want(w.do("GET", "/v2/bot/richmenu/progress/batch?requestId="+r.header.Get("X-Line-Request-Id"), ""), 200, `"phase":"succeeded"`)
	w.want(w.do("POST", "/v2/bot/user/all/richmenu/"+menu, ""), 200, "")
	w.want(w.do("DELETE", "/v2/bot/user/all/richmenu", ""), 200, "{}")
	w.want(w.do("GET", "/v2/bot/user/all/richmenu", ""), 404, "")
}
