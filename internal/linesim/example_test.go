package linesim_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"

	"jitasa/internal/linesim"
)

// A bot that says hello to everybody who follows it, tried without LINE.
func Example() {
	var api *httptest.Server
	bot := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var body struct{ Events []struct{ ReplyToken string } }
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			log.Fatal(err)
		}
		answer := `{"replyToken":"` + body.Events[0].ReplyToken + `","messages":[{"type":"text","text":"สวัสดี"}]}`
		req, err := http.NewRequestWithContext(r.Context(), "POST", api.URL+"/v2/bot/message/reply", strings.NewReader(answer))
		if err != nil {
			log.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer token")
		req.Header.Set("Content-Type", "application/json")
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			log.Fatal(err)
		}
		_ = res.Body.Close()
	}))
	defer bot.Close()

	sim, err := linesim.New(linesim.Options{ChannelSecret: "secret", ChannelToken: "token", WebhookURL: bot.URL})
	if err != nil {
		log.Fatal(err)
	}
	defer sim.Close()
	api = httptest.NewServer(sim.Handler())
	defer api.Close()

	somchai := sim.AddPerson("สมชาย", "th")
	if _, err := sim.Follow(somchai.ID); err != nil {
		log.Fatal(err)
	}
	said, err := sim.WaitReply(context.Background(), somchai.ID, 0, 1)
	if err != nil {
		log.Fatal(err)
	}
	if err := sim.WaitIdle(context.Background()); err != nil {
		log.Fatal(err)
	}
	fmt.Println(said[0].Text())
	// Output: สวัสดี
}
