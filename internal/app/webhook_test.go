package app_test

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"jitasa/internal/linesim"
)

// hooked is a webhook body of events; each gets an id, a person and a time.
func hooked(events ...string) string {
	return `{"destination":"U` + strings.Repeat("0", 32) + `","events":[` + strings.Join(events, ",") + `]}`
}

func happened(n int, person, rest string) string {
	return fmt.Sprintf(`{"webhookEventId":"01JDZZZZZZZZZZZZZZZZZZZZ%02d","timestamp":%d,"mode":"active","source":{"type":"user","userId":"%s"},`+
		`"deliveryContext":{"isRedelivery":false},%s}`, n, time.Now().UnixMilli()+int64(n), person, rest)
}

const wrote = `"type":"message","replyToken":"0123456789abcdef0123456789abcdef","message":{"type":"text","id":"1","text":"สวัสดี"}`

func TestWebhookAnswers(t *testing.T) {
	r := newRig(t)
	marked := `{"events":[{"text":"MARKEDBODY"`
	someone := "U" + strings.Repeat("a", 32)
	empty := hooked()
	large := hooked(happened(90, someone, `"type":"message","pad":"`+strings.Repeat("x", 1<<20)+`"`))
	for _, c := range []struct {
		name, body, signature string
		want                  int
	}{
		{"no events", empty, "", http.StatusOK},
		{"no signature", empty, "-", http.StatusUnauthorized},
		{"signature of another secret", empty, sign("other", []byte(empty)), http.StatusUnauthorized},
		{"signature of another body", empty, sign(secret, []byte(empty+" ")), http.StatusUnauthorized},
		{"signature that is no base64", empty, strings.Repeat("*", 44), http.StatusUnauthorized},
		{"signature cut short", empty, sign(secret, []byte(empty))[:40], http.StatusUnauthorized},
		{"no signature, malformed", marked, "-", http.StatusUnauthorized},
		{"malformed", marked, "", http.StatusBadRequest},
		{"empty body", "", "", http.StatusBadRequest},
		{"an array", `[]`, "", http.StatusBadRequest},
		{"events that are no list", `{"events":{}}`, "", http.StatusBadRequest},
		{"over 1 MB", large, "", http.StatusRequestEntityTooLarge},
		{"over 1 MB, not signed", large, "-", http.StatusRequestEntityTooLarge},
		{"unknown type and properties", hooked(happened(1, someone, `"type":"hologram","x":{"y":[1,2]}`)), "", http.StatusOK},
		{"a group", hooked(`{"webhookEventId":"01JDZZZZZZZZZZZZZZZZZZZZ02","timestamp":1,"mode":"active","source":{"type":"group","groupId":"C` +
			strings.Repeat("a", 32) + `","userId":"` + someone + `"},` + wrote + `}`), "", http.StatusOK},
		{"standby", hooked(strings.Replace(happened(3, someone, `"type":"message","message":{"type":"text","id":"1","text":"hi"}`), `"active"`, `"standby"`, 1)), "", http.StatusOK},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := r.post(c.body, c.signature); got != c.want {
				t.Errorf("status %d, want %d", got, c.want)
			}
		})
	}
	t.Run("over 1 MB, length not told", func(t *testing.T) {
		got := r.send(struct{ *strings.Reader }{strings.NewReader(large)}, -1, "", []byte(large))
		if got != http.StatusRequestEntityTooLarge {
			t.Errorf("status %d", got)
		}
	})
	logged := r.logs.String()
	if !strings.Contains(logged, "webhook body malformed") || strings.Contains(logged, "MARKEDBODY") {
		t.Errorf("a malformed body must be logged, without its content:\n%s", logged)
	}
	if n := r.sim.AcceptedCount(); n != 0 {
		t.Errorf("%d answers to what is not for the bot", n)
	}
}

// One malformed event does not keep the others from being answered.
func TestWebhookSkipsMalformedEvents(t *testing.T) {
	r := newRig(t)
	p := r.person("Somchai")
	said := p.do(func() (linesim.Sent, error) {
		body := hooked(`{"webhookEventId":7,"type":"message","MARKED":"MARKEDEVENT"}`, `"MARKEDEVENT"`, happened(10, p.id, wrote), `{}`)
		if got := r.post(body, ""); got != http.StatusOK {
			t.Errorf("status %d", got)
		}
		return linesim.Sent{}, nil
	})
	if len(said) == 0 {
		t.Error("the good event was not answered")
	}
	if logged := r.logs.String(); !strings.Contains(logged, `"count":3`) || strings.Contains(logged, "MARKEDEVENT") {
		t.Errorf("malformed events must be counted, without their content:\n%s", logged)
	}
}

func TestOtherPaths(t *testing.T) {
	r := newRig(t)
	for _, c := range []struct {
		method, path string
		want         int
	}{
		{"GET", "/webhook/line", http.StatusMethodNotAllowed},
		{"PUT", "/webhook/line", http.StatusMethodNotAllowed},
		{"POST", "/webhook", http.StatusNotFound},
		{"POST", "/", http.StatusMethodNotAllowed},
		{"GET", "/nothing/here", http.StatusNotFound},
		{"GET", "/assets/..%2fpage.html", http.StatusNotFound},
		{"GET", "/my/wrong-secret", http.StatusNotFound},
		{"GET", "/healthz", http.StatusOK},
		{"GET", "/readyz", http.StatusOK},
		{"GET", "/", http.StatusOK},
		{"GET", "/privacy", http.StatusOK},
		{"GET", "/assets/site.css", http.StatusOK},
	} {
		q, err := http.NewRequestWithContext(t.Context(), c.method, r.url+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		a, err := http.DefaultClient.Do(q)
		if err != nil {
			t.Fatal(err)
		}
		if err := a.Body.Close(); err != nil {
			t.Error(err)
		}
		if a.StatusCode != c.want {
			t.Errorf("%s %s: status %d, want %d", c.method, c.path, a.StatusCode, c.want)
		}
	}
}

// A client that sends its request a letter at a time is hung up on.
func TestSlowClients(t *testing.T) {
	t.Parallel() // it takes as long as the server is patient
	r := newRig(t)
	c, err := net.Dial("tcp", strings.TrimPrefix(r.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Write([]byte("POST /webhook/line HTTP/1.1\r\nHost: x\r\n")); err != nil {
		t.Fatal(err)
	}
	if err := c.SetReadDeadline(time.Now().Add(8 * time.Second)); err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if _, err := got.ReadFrom(c); err != nil {
		t.Errorf("not hung up on within 8 s: %v", err)
	}
}

// Whatever people write is only ever text.
func TestTextsAreText(t *testing.T) {
	r := newRig(t)
	p := r.person("{{.}}")
	for _, text := range []string{
		strings.Repeat("ก", 5000), strings.Repeat("x", 5000), strings.Repeat("e\u0301\u200d", 1600), strings.Repeat("👨‍👩‍👧‍👦", 400),
		`{"$gt":""}`, `{{.}}`, `{{template "x"}}`, `'; DROP TABLE threads; --`, `<script>alert(1)</script>`, `%s%n%d`, `${jndi:ldap://x}`,
		"\u0000\u0001\u001b[31m", "\u200b\u200c\u200d\ufeff", "\u202eabc", "\u0e48\u0e48\u0e48\u0e48", "\n\n\n", " ", "f=%21menu", "../../etc/passwd", "NaN", "1e999", "-1", "\U000e0041",
	} {
		if said := p.text(text); len(said) == 0 {
			t.Errorf("no answer to %q", text)
		}
	}
	p.tap("f=language&v=en")
	p.tap("f=consent&s=%21all")
	p.text("1990") // on to the sign-up, whose next question is the name
	const name = `{{.Name}} <b>{"$gt":""}</b>`
	p.text(name)
	for _, data := range []string{"", "%zz", strings.Repeat("f", 300), "f=erase&s=%00", "f=signup&s=name&n=x&v=%7B%7B.%7D%7D", "f=%21%21", "v=1"} {
		if data == "" {
			continue
		}
		p.tap(data)
	}
	if logged := r.logs.String(); strings.Contains(logged, "given up") || strings.Contains(logged, "panicked") {
		t.Errorf("something broke:\n%s", logged)
	}
}

// Points outside of what the bot knows get a kind answer.
func TestPlacesAtTheEnds(t *testing.T) {
	r := newRig(t)
	p := r.person("Somchai")
	p.tap("f=language&v=en")
	for _, at := range [][2]float64{{0, 0}, {90, 0}, {-90, 0}, {90, 180}, {-90, -180}, {48.85, 2.35}, {-33.9, 151.2}, {13.75, -180}, {5.6, 101.1}} {
		said := raw(p.at(at[0], at[1]))
		if said == "" || strings.Contains(said, "went wrong") {
			t.Errorf("%v: %s", at, said)
		}
	}
	said := raw(p.do(func() (linesim.Sent, error) { // not on the globe at all: no phone can share that
		r.post(hooked(happened(91, p.id, `"type":"message","replyToken":"0123456789abcdef0123456789abcdef","message":{"type":"location","id":"91","latitude":-91,"longitude":500}`)), "")
		return linesim.Sent{}, nil
	}))
	if !strings.Contains(said, "outside Thailand") {
		t.Errorf("off the globe: %s", said)
	}
	if logged := r.logs.String(); strings.Contains(logged, "given up") || strings.Contains(logged, "panicked") {
		t.Errorf("something broke:\n%s", logged)
	}
}
