package line_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"jitasa/internal/line"
	"jitasa/internal/line/richmenu"
	"jitasa/internal/linesim"
)

// told are findings as a person reads them; each must hold what is promised of findings.
func told(t *testing.T, found []line.Finding) string {
	t.Helper()
	var b strings.Builder
	for _, f := range found {
		if (f.Standing == line.Fine) == (f.Mend != "") {
			t.Errorf("%+v: what is not fine must say how to mend it, and only that", f)
		}
		if strings.Contains(f.What+f.Mend, "channel-token") || strings.Contains(f.What+f.Mend, "secret-of") {
			t.Errorf("%+v tells a secret", f)
		}
		fmt.Fprintf(&b, "%s %s %s\n", []string{"ok", "LOOK", "MEND"}[f.Standing], f.What, f.Mend)
	}
	return b.String()
}

func (w *world) check(want line.Expected) string {
	w.t.Helper()
	return told(w.t, line.Check(w.t.Context(), w.sender, want))
}

func expect(t *testing.T, got string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(got, p) {
			t.Errorf("no %q in\n%s", p, got)
		}
	}
}

// bot is a webhook that takes what is signed with a secret.
func bot(t *testing.T, secret string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := make([]byte, 4096)
		n, _ := r.Body.Read(body)
		if r.URL.Path != line.WebhookPath {
			w.WriteHeader(http.StatusNotFound)
		} else if !line.Verify(secret, body[:n], r.Header.Get("X-Line-Signature")) {
			w.WriteHeader(http.StatusUnauthorized)
		}
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// TestCheck goes the way of somebody who sets the bot up on a strict LINE.
func TestCheck(t *testing.T) {
	w := newWorld(t, linesim.Options{ManualRead: true})
	here := bot(t, "secret") + line.WebhookPath
	want := line.Expected{Webhook: here, Secret: "secret"}
	expect(t, w.check(want), "ok The token works", "ok Token and secret are of one channel (1234567890)", "ok This machine's clock",
		"MEND No webhook address", "ok The plan sets no limit", "(th) is not installed", "(en) is not installed", "ok Chat is on", "LOOK Two switches")

	if err := line.SetupMenus(t.Context(), w.sender, richmenu.All()); err != nil {
		t.Fatal(err)
	}
	if err := w.sender.SetWebhook(t.Context(), here); err != nil {
		t.Fatal(err)
	}
	if got := w.check(want); strings.Contains(got, "MEND") {
		t.Errorf("all is in place, and yet:\n%s", got)
	}

	expect(t, w.check(line.Expected{Webhook: "https://bot.example.org" + line.WebhookPath}),
		"MEND LINE sends messages to "+here, "LOOK JITASA_LINE_SECRET is not set here")
	expect(t, w.check(line.Expected{Secret: "secret-of-another-channel"}), "MEND JITASA_LINE_SECRET is not the secret of channel 1234567890")

	hook := func(url string, active bool) {
		w.do("POST", "/sim/webhook", fmt.Sprintf(`{"url":%q,"active":%v,"redelivery":true}`, url, active))
	}
	hook(here, false)
	expect(t, w.check(want), "MEND The webhook is switched off")
	hook("http://bot.example.org/webhook/line", true)
	expect(t, w.check(want), "is not https")
	hook(bot(t, "secret")+"/elsewhere", true)
	expect(t, w.check(want), "status 404", "must end in /webhook/line")
	hook(bot(t, "another")+line.WebhookPath, true)
	expect(t, w.check(want), "status 401", "JITASA_LINE_SECRET, and start jitasa serve anew")
	hook("https://127.0.0.1:1/webhook/line", true)
	expect(t, w.check(want), "LINE cannot connect to it. Seen from here, nothing listens there")

	for quota, says := range map[string]string{
		`{"type":"limited","value":500,"used":500}`: "MEND This month's messages are used up: 500 of 500",
		`{"type":"limited","value":500,"used":460}`: "LOOK Only 40 of 500",
		`{"type":"limited","value":500,"used":100}`: "ok 400 of 500 messages are left",
	} {
		w.do("POST", "/sim/quota", quota)
		expect(t, w.check(want), says)
	}
}

func TestCheckOfAnAccountWithoutChat(t *testing.T) {
	expect(t, newWorld(t, linesim.Options{}).check(line.Expected{}), "LOOK Chat is off")
}

// A webhook that is slow is told apart from one that is away.
func TestCheckOfASlowWebhook(t *testing.T) {
	w := newWorld(t, linesim.Options{WebhookTimeout: 50 * time.Millisecond})
	ended := make(chan struct{})
	slow := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			<-ended
		}
	}))
	t.Cleanup(slow.Close)
	t.Cleanup(func() { close(ended) })
	if err := w.sender.SetWebhook(t.Context(), slow.URL+line.WebhookPath); err != nil {
		t.Fatal(err)
	}
	expect(t, w.check(line.Expected{}), "it did not answer in time. From here it can be reached")
}

// senderAt is a sender whose clock is off.
func (w *world) senderAt(off time.Duration) *line.Sender {
	w.t.Helper()
	s, err := line.NewSender(line.SenderOptions{Endpoint: w.URL, DataEndpoint: w.URL, Token: line.Fixed("channel-token"),
		Clock: func() time.Time { return time.Now().Add(off) }})
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

func TestCheckOfTheClock(t *testing.T) {
	w := newWorld(t, linesim.Options{})
	for off, says := range map[time.Duration]string{
		0:                "ok This machine's clock agrees",
		5 * time.Second:  "ok This machine's clock agrees",
		2 * time.Minute:  "s ahead of LINE's",
		-3 * time.Minute: "s behind LINE's",
	} {
		expect(t, told(t, line.Check(t.Context(), w.senderAt(off), line.Expected{})), says)
	}
}

func TestCheckOfMenus(t *testing.T) {
	w := newWorld(t, linesim.Options{})
	if err := line.SetupMenus(t.Context(), w.sender, richmenu.All()); err != nil {
		t.Fatal(err)
	}
	said := func() string { t.Helper(); return w.check(line.Expected{}) }
	expect(t, said(), `ok The rich menus are installed (th, en); new friends see "th"`, "ok The rich menu's picture can be fetched")

	w.bot("DELETE", "/v2/bot/user/all/richmenu")
	expect(t, said(), "MEND No rich menu is the default one")

	reversed := slices.Clone(richmenu.All())
	slices.Reverse(reversed)
	if err := line.SetupMenus(t.Context(), w.sender, reversed); err != nil {
		t.Fatal(err)
	}
	expect(t, said(), `MEND The default rich menu is "en-staff"; the default one should be "th"`)

	foreign := []richmenu.Menu{richmenu.All()[0]}
	foreign[0].Lang, foreign[0].Bar = "my", "another"
	if err := line.SetupMenus(t.Context(), w.sender, foreign); err != nil {
		t.Fatal(err)
	}
	expect(t, said(), `MEND The default rich menu is another one ("jitasa my `)

	older := slices.Clone(richmenu.All())
	older[slices.IndexFunc(older, isEnglish)].Bar = "Commands"
	if err := line.SetupMenus(t.Context(), w.sender, older); err != nil {
		t.Fatal(err)
	}
	expect(t, said(), "MEND The rich menu (en) is of another version")
}

// bot calls LINE as the bot would.
func (w *world) bot(method, path string) {
	w.t.Helper()
	request, err := http.NewRequestWithContext(w.t.Context(), method, w.URL+path, http.NoBody)
	if err != nil {
		w.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer channel-token")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		w.t.Fatal(err)
	}
	if err := response.Body.Close(); err != nil || response.StatusCode != http.StatusOK {
		w.t.Fatalf("%s %s: %d, %v", method, path, response.StatusCode, err)
	}
}

// played is a LINE that answers as told, by path, and with 500 otherwise.
func played(t *testing.T, answers map[string]string) *line.Sender {
	t.Helper()
	all := map[string]string{
		"/v2/bot/info":                     `{"userId":"U","basicId":"@jitasa","displayName":"Jitasa"}`,
		"/v2/oauth/verify":                 `{"client_id":"1234567890","expires_in":0}`,
		"/v2/bot/channel/webhook/endpoint": `{"endpoint":"https://a.b/webhook/line","active":true}`,
	}
	for path, body := range answers {
		all[path] = body
	}
	server := newStand(t, func(w http.ResponseWriter, r *http.Request) {
		if body, known := all[r.URL.Path]; known {
			says(200, body)(w, r)
			return
		}
		says(500, `{"message":"Internal server error"}`)(w, r)
	})
	return newSender(t, server.URL, &strings.Builder{})
}

// TestCheckSaysHowToMendTheWebhook answers like a LINE whose test of the webhook ended in each way.
func TestCheckSaysHowToMendTheWebhook(t *testing.T) {
	for _, c := range []struct {
		trial string
		says  string
	}{
		{`{"success":true,"timestamp":"2026-11-22T00:00:00Z","statusCode":200,"reason":"OK","detail":"200"}`, "ok The webhook https://a.b/webhook/line is on and answers"},
		{`{"success":false,"statusCode":401,"reason":"ERROR_STATUS_CODE","detail":""}`, "JITASA_LINE_SECRET"},
		{`{"success":false,"statusCode":403,"reason":"ERROR_STATUS_CODE","detail":""}`, "through proxy and firewall"},
		{`{"success":false,"statusCode":404,"reason":"ERROR_STATUS_CODE","detail":""}`, "/webhook/line"},
		{`{"success":false,"statusCode":308,"reason":"ERROR_STATUS_CODE","detail":""}`, "LINE follows no redirects"},
		{`{"success":false,"statusCode":500,"reason":"ERROR_STATUS_CODE","detail":""}`, "log of jitasa serve"},
		{`{"success":false,"statusCode":502,"reason":"ERROR_STATUS_CODE","detail":""}`, "not the bot behind it"},
		{`{"success":false,"statusCode":503,"reason":"ERROR_STATUS_CODE","detail":""}`, "/readyz"},
	} {
		found := told(t, line.Check(t.Context(), played(t, map[string]string{"/v2/bot/channel/webhook/test": c.trial}), line.Expected{}))
		expect(t, found, c.says, "MEND LINE fails when asked the quota (status 500)", "MEND LINE fails when asked the rich menus (status 500)")
	}
}

// Long-lived tokens have no end; those that have one are told in time.
func TestCheckOfTheTokensEnd(t *testing.T) {
	for left, says := range map[time.Duration]string{
		0:                          "",
		100 * 365 * 24 * time.Hour: "",
		90 * 24 * time.Hour:        "",
		20 * 24 * time.Hour:        "LOOK The token ends on",
		10 * time.Hour:             "MEND The token ends on",
	} {
		verified := fmt.Sprintf(`{"client_id":"1234567890","expires_in":%d}`, int64(left/time.Second))
		got := told(t, line.Check(t.Context(), played(t, map[string]string{"/v2/oauth/verify": verified}), line.Expected{}))
		expect(t, got, says, "channel 1234567890")
		if says == "" && strings.Contains(got, "token ends") {
			t.Errorf("%s left: %s", left, got)
		}
	}
}
