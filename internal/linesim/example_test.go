package linesim_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"jitasa/internal/linesim"
)

// A bot that says hello to everybody who follows it, tried without LINE.
func Example() {
	must := func(err error) {
		if err != nil {
			panic(err)
		}
	}
	var api *httptest.Server
	bot := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var body struct{ Events []struct{ ReplyToken string } }
		must(json.NewDecoder(r.Body).Decode(&body))
		answer := `{"replyToken":"` + body.Events[0].ReplyToken + `","messages":[{"type":"text","text":"สวัสดี"}]}`
		req, err := http.NewRequestWithContext(r.Context(), "POST", api.URL+"/v2/bot/message/reply", strings.NewReader(answer))
		must(err)
		req.Header.Set("Authorization", "Bearer token")
		req.Header.Set("Content-Type", "application/json")
		res, err := http.DefaultClient.Do(req)
		must(err)
		_ = res.Body.Close()
	}))
	defer bot.Close()

	sim, err := linesim.New(linesim.Options{ChannelSecret: "secret", ChannelToken: "token", WebhookURL: bot.URL})
	must(err)
	defer func() { must(sim.Close()) }()
	api = httptest.NewServer(sim.Handler())
	defer api.Close()

	somchai := sim.AddPerson("สมชาย", "th")
	_, err = sim.Follow(somchai.ID)
	must(err)
	said, err := sim.WaitReply(context.Background(), somchai.ID, 0, 1)
	must(err)
	must(sim.WaitIdle(context.Background()))
	fmt.Println(said[0].Text())
	// Output: สวัสดี
}
