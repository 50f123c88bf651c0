package linesim_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	"jitasa/internal/linesim"
)

// echoBot answers every message at once, from inside the webhook.
func echoBot(t testing.TB, api *string, client *http.Client) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		var body struct {
			Events []struct {
				Type, ReplyToken string
				Message          struct{ Text string }
			}
		}
		if err := json.Unmarshal(raw, &body); err != nil {
			t.Errorf("webhook %s: %v", raw, err)
		}
		for _, ev := range body.Events {
			if ev.Type == "message" {
				post(t, client, *api+"/v2/bot/message/reply", replyWith(ev.ReplyToken, ev.Message.Text))
			}
		}
		w.WriteHeader(http.StatusOK)
	})
}

func post(t testing.TB, client *http.Client, url, body string) {
	req, err := http.NewRequest("POST", url, bytes.NewReader([]byte(body)))
	if err != nil {
		t.Error(err)
		return
	}
	req.Header.Set("Authorization", "Bearer "+testToken)
	req.Header.Set("Content-Type", "application/json")
	res, err := client.Do(req)
	if err != nil {
		t.Error(err)
		return
	}
	answer, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Errorf("answer %d %s: %v", res.StatusCode, answer, err)
	}
	if err := res.Body.Close(); err != nil {
		t.Error(err)
	}
}

// echoing is a simulator with an echo bot and n friends.
func echoing(t testing.TB, n int, o linesim.Options) (*linesim.Sim, []string) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 256}}
	var apiURL string
	bot := httptest.NewServer(echoBot(t, &apiURL, client))
	o.ChannelSecret, o.ChannelToken, o.WebhookURL, o.NoRateLimits = testSecret, testToken, bot.URL, true
	sim, err := linesim.New(o)
	if err != nil {
		t.Fatal(err)
	}
	api := httptest.NewServer(sim.Handler())
	apiURL = api.URL
	t.Cleanup(func() {
		if err := sim.Close(); err != nil {
			t.Error(err)
		}
		client.CloseIdleConnections()
		api.Close()
		bot.Close()
	})
	ids := make([]string, n)
	for i := range ids {
		ids[i] = sim.AddPerson(fmt.Sprintf("person %d", i), "th").ID
		if _, err := sim.Follow(ids[i]); err != nil {
			t.Fatal(err)
		}
	}
	return sim, ids
}

// Many people talk at the same time; each gets all answers, in order.
func TestManyPeople(t *testing.T) {
	const people, messages = 40, 15
	sim, ids := echoing(t, people, linesim.Options{})
	var wg sync.WaitGroup
	for _, id := range ids {
		wg.Go(func() {
			for i := range messages {
				if _, err := sim.SendText(id, fmt.Sprint(i)); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	for _, id := range ids {
		said, err := sim.WaitReply(t.Context(), id, 0, messages)
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range said {
			if e.Text() != fmt.Sprint(i) {
				t.Errorf("answer %d is %q", i, e.Text())
			}
		}
	}
	want := linesim.Stats{Requests: people * messages, Webhooks: people * (messages + 1)}
	if err := sim.WaitIdle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := sim.Stats(); got != want {
		t.Errorf("stats %+v, want %+v", got, want)
	}
}

// A whole turn over HTTP in both directions: what the simulator and a bot that
// does nothing cost.
func BenchmarkTurn(b *testing.B) {
	const people = 64
	sim, ids := echoing(b, people, linesim.Options{NoBodies: true, BookSize: -1})
	b.ResetTimer()
	for i := range b.N {
		if _, err := sim.SendText(ids[i%people], "สวัสดี"); err != nil {
			b.Fatal(err)
		}
		if i%4096 == 4095 {
			if err := sim.WaitIdle(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
	}
	if err := sim.WaitIdle(b.Context()); err != nil {
		b.Fatal(err)
	}
}
