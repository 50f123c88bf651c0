package linesim_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"jitasa/internal/linesim"
)

// The control API by itself: what the phone page does.
func TestControlAPI(t *testing.T) {
	w := newWorld(t, nil)
	person := w.do("POST", "/sim/people", `{"name":"มานี","language":"th"}`)
	w.want(person, 200, `"following":false`)
	id := person.field(t, "id").(string)
	at := "/sim/people/" + id
	w.want(w.do("POST", at+"/send", `{"type":"text","text":"x"}`), 409, `{"error":"the person does not follow the bot"}`)
	w.want(w.do("POST", at+"/follow", `{}`), 200, `"webhookEventId":"`)
	w.want(w.do("POST", at+"/follow", ""), 409, "already")
	sent := w.do("POST", at+"/send", `{"type":"text","text":"สวัสดี"}`)
	w.want(sent, 200, `"message":{"text":"สวัสดี","type":"text"}`)
	messageID := sent.field(t, "entry").(map[string]any)["id"].(string)
	w.want(w.do("POST", at+"/send", `{"type":"location","title":"t","address":"a","latitude":13.7,"longitude":100.5}`), 200, `"latitude":13.7`)
	w.want(w.do("POST", at+"/send", `{"type":"location","latitude":91,"longitude":0}`), 400, "location")
	w.want(w.do("POST", at+"/send", `{"type":"sticker","packageId":"446","stickerId":"1988"}`), 200, `"stickerId":"1988"`)
	w.want(w.do("POST", at+"/send", `{"type":"sticker","packageId":"x","stickerId":"1988"}`), 400, "sticker")
	w.want(w.do("POST", at+"/send", `{"type":"fax"}`), 400, `"error"`)
	w.want(w.do("POST", at+"/send", `{"type":"text","text":""}`), 400, `"error"`)
	w.want(w.do("POST", at+"/send", `nonsense`), 400, `"error"`)
	w.want(w.do("POST", at+"/postback", `{"data":"a=1","displayText":"ใช่"}`), 200, `"text":"ใช่"`)
	w.want(w.do("POST", at+"/postback", `{"data":"a=1"}`), 200, `"kind":"postback"`)
	w.want(w.do("POST", at+"/postback", `{"data":"a=1","params":{"date":"tomorrow"}}`), 400, `"error"`)
	w.want(w.do("POST", at+"/unsend", `{"messageId":"`+messageID+`"}`), 200, `"unsent":true`)
	w.want(w.do("POST", at+"/unsend", `{"messageId":"`+messageID+`"}`), 404, `"error"`)
	w.want(w.do("POST", at+"/event", `{"type":"accountLink","link":{"result":"ok","nonce":"n"}}`), 200, "webhookEventId")
	w.want(w.do("PATCH", at, `{"name":"Manee","language":"en"}`), 200, `"name":"Manee","language":"en"`)
	chat := w.do("GET", at+"/chat", "")
	w.want(chat, 200, `{"entries":[{"seq":`)
	w.want(w.do("GET", at+"/chat?after=100000", ""), 200, `{"entries":[]}`)
	w.want(w.do("GET", at+"/chat?after=x", ""), 400, `"error"`)
	w.want(w.do("POST", "/v2/bot/message/push", textTo(id, "unread")), 200, "")
	w.want(w.do("GET", "/sim/state", ""), 200, `"unread":1,"lastText":"unread","chatMode":"bot"`)
	w.want(w.do("POST", at+"/read", ""), 204, "")
	w.want(w.do("GET", at, ""), 200, `"unread":0`)
	w.want(w.do("POST", at+"/unfollow", ""), 200, `"kind":"unfollow"`)
	w.want(w.do("DELETE", at, ""), 204, "")
	w.want(w.do("GET", at+"/chat", ""), 404, `{"error":"no such person"}`)
	w.want(w.do("GET", "/", ""), 302, "")
	w.want(w.do("GET", "/phone/", ""), 200, "<!doctype html>")
}

func TestControlSettings(t *testing.T) {
	w := newWorld(t, nil)
	w.friend("a")
	w.want(w.do("POST", "/sim/quota", `{"type":"limited","value":300,"used":12}`), 200, `{"type":"limited","value":300,"used":12}`)
	w.want(w.do("POST", "/sim/quota", `{"type":"some"}`), 400, `"error"`)
	w.want(w.do("POST", "/sim/clock", `{"set":"2026-07-01T10:00:00Z"}`), 200, `"now":"2026-07-01T10:00:0`)
	w.want(w.do("POST", "/sim/clock", `{"advanceMs":3600000}`), 200, `"now":"2026-07-01T11:00:0`)
	w.want(w.do("POST", "/sim/clock", `{"set":"noon"}`), 400, `"error"`)
	fault := w.do("POST", "/sim/faults", `{"match":{"pathPrefix":"/v2"},"kind":"slow","ms":1,"times":2}`)
	w.want(fault, 200, `"id":"f1"`)
	w.want(w.do("GET", "/sim/faults", ""), 200, `{"faults":[{"id":"f1"`)
	w.want(w.do("POST", "/sim/faults", `{"kind":"teapot"}`), 400, `"error"`)
	w.want(w.do("DELETE", "/sim/faults/f1", ""), 200, `{"faults":[]}`)
	w.want(w.do("POST", "/sim/webhook", `{"redelivery":false}`), 200, `"active":true,"redelivery":false}`)
	w.want(w.do("POST", "/sim/webhook", `{"url":"gopher://x"}`), 400, `"error"`)
	w.want(w.do("POST", "/sim/redeliver", `{"webhookEventId":"x"}`), 404, `"error"`)
	w.want(w.do("POST", "/sim/reset", ""), 200, `"people":[]`)
	if n := len(w.sim.Log(0, 0)); n != 0 {
		t.Errorf("%d log entries after reset", n)
	}
}

func TestImage(t *testing.T) {
	w := newWorld(t, nil)
	id := w.friend("a")
	upload := func(data []byte) result {
		var b bytes.Buffer
		form := multipart.NewWriter(&b)
		part, err := form.CreateFormFile("file", "a.png")
		if err == nil {
			_, err = part.Write(data)
		}
		if err == nil {
			err = form.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		return w.do("POST", "/sim/people/"+id+"/image", b.String(), header{"Content-Type", form.FormDataContentType()})
	}
	w.want(upload([]byte("<svg/>")), 400, "JPEG or PNG")
	picture := pngOf(t, 480, 300)
	sent := upload(picture)
	w.want(sent, 200, `"type":"image"`)
	messageID := sent.field(t, "entry").(map[string]any)["id"].(string)
	for _, path := range []string{"/v2/bot/message/" + messageID + "/content", "/sim/content/" + messageID} {
		if r := w.do("GET", path, ""); r.status != 200 || r.body != string(picture) || r.header.Get("Content-Type") != "image/png" {
			t.Errorf("%s: %d, %d bytes", path, r.status, len(r.body))
		}
	}
	small := w.do("GET", "/v2/bot/message/"+messageID+"/content/preview", "")
	if small.status != 200 || small.header.Get("Content-Type") != "image/jpeg" {
		t.Errorf("preview %d %s", small.status, small.header)
	}
	w.want(w.do("GET", "/v2/bot/message/"+messageID+"/content/transcoding", ""), 200, "succeeded")
	w.want(w.do("POST", "/sim/people/"+id+"/unsend", `{"messageId":"`+messageID+`"}`), 200, "")
	w.want(w.do("GET", "/v2/bot/message/"+messageID+"/content", ""), 404, "")
}

// Other sites must not reach the control API through the visitor's browser.
func TestForeignSites(t *testing.T) {
	w := newWorld(t, nil)
	for _, h := range []header{{"Origin", "https://evil.example"}, {"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Origin", "null"}} {
		w.want(w.do("POST", "/sim/people", `{"name":"x"}`, h), 403, `"error"`)
	}
	w.want(w.do("POST", "/sim/people", `{"name":"x"}`, header{"Origin", w.api.URL}, header{"Sec-Fetch-Site", "same-origin"}), 200, "")
	for host, status := range map[string]int{"evil.example": 403, "evil.example:80": 403, "localhost:1234": 200, "[::1]:80": 200, "127.0.0.1": 200} {
		if got := w.get("/sim/state", host); got != status {
			t.Errorf("host %s: %d, want %d", host, got, status)
		}
	}
	open := newWorld(t, func(o *linesim.Options) { o.AnyHost = true })
	if got := open.get("/sim/state", "sim.example"); got != 200 {
		t.Errorf("any host: %d", got)
	}
}

func (w *world) get(path, host string) int {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), "GET", w.api.URL+path, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	req.Host = host
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	_ = res.Body.Close()
	return res.StatusCode
}

// Everything that happens shows up in the event stream.
func TestEventStream(t *testing.T) {
	w := newWorld(t, nil)
	res, err := http.Get(w.api.URL + "/sim/events")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	if got := res.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Fatalf("content type %s", got)
	}
	lines := bufio.NewReader(res.Body)
	if first, err := lines.ReadString('\n'); err != nil || first != "retry: 1000\n" {
		t.Fatal(first, err)
	}
	id := w.friend("a")
	w.want(w.do("POST", "/v2/bot/message/push", textTo(id, "x")), 200, "")
	w.want(w.do("POST", "/v2/bot/chat/loading/start", `{"chatId":"`+id+`","loadingSeconds":5}`), 202, "")
	menu := w.newMenu()
	w.want(w.do("POST", "/v2/bot/user/"+id+"/richmenu/"+menu, ""), 200, "")
	w.want(w.do("POST", "/sim/clock", `{"advanceMs":1000}`), 200, "")
	w.want(w.do("POST", "/sim/faults", `{"kind":"webhook-drop"}`), 200, "")
	w.want(w.do("POST", "/sim/webhook", `{"active":false}`), 200, "")
	missing := map[string]string{"people": `"name":"a"`, "chat": `"person":"` + id, "loading": `{"person":"` + id + `","seconds":5}`,
		"menu": `{"person":"` + id, "clock": `"clockOffsetMs":1000`, "faults": "webhook-drop", "quota": `"used":1`,
		"log": `"path":"/v2/bot/message/push"`, "webhook": `"active":false`}
	event := ""
	for len(missing) > 0 {
		line, err := lines.ReadString('\n')
		if err != nil {
			t.Fatalf("stream ended, missing %v: %v", missing, err)
		}
		if name, found := strings.CutPrefix(line, "event: "); found {
			event = strings.TrimSpace(name)
		}
		if data, found := strings.CutPrefix(line, "data: "); found {
			if !json.Valid([]byte(data)) {
				t.Errorf("%s: not JSON: %s", event, data)
			}
			if part := missing[event]; part != "" && strings.Contains(data, part) {
				delete(missing, event)
			}
			if event == "log" && (!strings.Contains(data, `"request":null`) || !strings.Contains(data, `"response":null`)) {
				t.Errorf("a log event with bodies: %s", data)
			}
		}
	}
	if err := w.sim.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, lines); err != nil {
		t.Errorf("the stream does not end with the simulator: %v", err)
	}
}

// The log shows what went wrong, and no secrets.
func TestLog(t *testing.T) {
	w := newWorld(t, func(o *linesim.Options) { o.LogSize = 5 })
	id := w.friend("a")
	token := w.say(id, "hi")
	w.do("POST", "/v2/bot/message/push", `{"to":"`+id+`","messages":[{"type":"text"}]}`, retryKey(key1))
	w.do("POST", "/v2/bot/message/reply", replyWith(token, "x"))
	w.do("POST", "/oauth2/v3/token", "grant_type=client_credentials&client_id=1234567890&client_secret=secret+of+the+test+channel",
		header{"Content-Type", "application/x-www-form-urlencoded"})
	r := w.do("GET", "/sim/log?limit=4", "")
	var log struct{ Entries []linesim.Log }
	if err := json.Unmarshal([]byte(r.body), &log); err != nil || len(log.Entries) != 4 {
		t.Fatalf("log %s: %v", r.body, err)
	}
	for _, secret := range []string{testToken, testSecret, "secret+of", token, "client_secret"} {
		if strings.Contains(r.body, secret) {
			t.Errorf("the log shows %q", secret)
		}
	}
	hook, push := log.Entries[0], log.Entries[1]
	if hook.Dir != "webhook" || hook.Path != "/hook" || hook.Status != 200 || hook.Person != id || !strings.Contains(string(hook.Request), `"text":"hi"`) {
		t.Errorf("webhook entry %+v", hook)
	}
	if push.Status != 400 || push.RetryKey != key1 || len(push.Findings) != 1 || push.Findings[0] != "messages[0].text: must be specified" {
		t.Errorf("push entry %+v", push)
	}
	for range 10 {
		w.do("GET", "/v2/bot/info", "")
	}
	if n := len(w.sim.Log(0, 0)); n != 5 {
		t.Errorf("%d entries kept, want 5", n)
	}
}
