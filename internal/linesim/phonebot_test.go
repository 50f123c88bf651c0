package linesim_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"jitasa/internal/linesim"
)

const phoneToken = "token-of-the-phone-test"

// phoneEvent is what the bot of these tests needs of a webhook event.
type phoneEvent struct {
	Type       string
	ReplyToken string
	Message    struct {
		Type, Text, Title   string
		Latitude, Longitude float64
	}
	Postback struct {
		Data   string
		Params map[string]string
	}
}

// phoneBot is a bot over plain HTTP: it answers a text with the messages that
// are filed under it, and passes every event on to the test.
type phoneBot struct {
	platform string
	answers  map[string]string // text or event type → JSON array of messages
	events   chan phoneEvent
}

// startPhone serves a simulator and a bot, and returns the page's address.
func startPhone(t *testing.T, answers map[string]string) (*linesim.Sim, *phoneBot, string) {
	t.Helper()
	bot := &phoneBot{answers: answers, events: make(chan phoneEvent, 64)}
	hook := httptest.NewServer(bot)
	t.Cleanup(hook.Close)
	sim, err := linesim.New(linesim.Options{
		ChannelSecret: "secret", ChannelToken: phoneToken, WebhookURL: hook.URL, Seed: 7,
		Bot: linesim.Bot{DisplayName: "จิตอาสา <b>bot</b>"},
	})
	if err != nil {
		t.Fatal(err)
	}
	platform := httptest.NewServer(sim.Handler())
	t.Cleanup(platform.Close)
	t.Cleanup(func() {
		if err := sim.Close(); err != nil {
			t.Error(err)
		}
	})
	bot.platform = platform.URL
	return sim, bot, platform.URL + "/phone/"
}

func (b *phoneBot) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var body struct{ Events []phoneEvent }
	if json.NewDecoder(r.Body).Decode(&body) != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	for _, e := range body.Events {
		b.events <- e
		key := e.Type
		if e.Type == "message" {
			key = e.Message.Text
		}
		if messages := b.answers[key]; messages != "" && e.ReplyToken != "" {
			go b.reply(e.ReplyToken, messages)
		}
	}
}

// reply's outcome is seen on the phone; a refusal shows as a missing bubble.
func (b *phoneBot) reply(token, messages string) {
	body, _ := json.Marshal(map[string]any{"replyToken": token, "messages": json.RawMessage(messages)})
	if response, err := b.call("/v2/bot/message/reply", "application/json", body); err == nil {
		_ = response.Body.Close()
	}
}

func (b *phoneBot) call(path, kind string, body []byte) (*http.Response, error) {
	request, err := http.NewRequest(http.MethodPost, b.platform+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+phoneToken)
	request.Header.Set("Content-Type", kind)
	return http.DefaultClient.Do(request)
}

// installMenu creates a rich menu of two halves as everybody's default.
func (b *phoneBot) installMenu(t *testing.T) {
	t.Helper()
	menu := `{"size":{"width":1200,"height":600},"selected":true,"name":"halves","chatBarText":"เมนู","areas":[
		{"bounds":{"x":0,"y":0,"width":600,"height":600},"action":{"type":"message","label":"ซ้าย","text":"menu left"}},
		{"bounds":{"x":600,"y":0,"width":600,"height":600},"action":{"type":"postback","label":"ขวา","data":"menu=right"}}]}`
	var created struct{ RichMenuID string }
	if err := json.Unmarshal(b.must(t, "/v2/bot/richmenu", "application/json", []byte(menu)), &created); err != nil {
		t.Fatal(err)
	}
	b.must(t, "/v2/bot/richmenu/"+created.RichMenuID+"/content", "image/png", halves(t))
	b.must(t, "/v2/bot/user/all/richmenu/"+created.RichMenuID, "application/json", nil)
}

func (b *phoneBot) must(t *testing.T, path, kind string, body []byte) []byte {
	t.Helper()
	response, err := b.call(path, kind, body)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	answer, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %s %v", path, response.StatusCode, answer, err)
	}
	return answer
}

func halves(t *testing.T) []byte {
	t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, 1200, 600))
	draw.Draw(picture, picture.Bounds(), image.NewUniform(color.RGBA{13, 118, 110, 255}), image.Point{}, draw.Src)
	draw.Draw(picture, image.Rect(600, 0, 1200, 600), image.NewUniform(color.RGBA{224, 138, 60, 255}), image.Point{}, draw.Src)
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
