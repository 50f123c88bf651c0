package e2e

import (
	"encoding/json"
	"io"
	"mime"
	"net/http"
	"strings"
	"testing"

	"jitasa/internal/linesim"
)

// TestTheCopyOfMyData follows the link of "my data" as a person does: what it
// gives is theirs, is JSON, and is of no use to whoever guesses.
func TestTheCopyOfMyData(t *testing.T) {
	d, texts := startDemo(t), loadTexts(t)
	mine, other := "สมศรี <b>x</b> {{.}}", "Somebody Else"
	c := chatOf(t, d.Sim, mine, "th")
	c.signUp(texts.For("th").T, "2510", "สุรินทร์")
	chatOf(t, d.Sim, other, "en").signUp(texts.For("en").T, "1990", "Hat Yai")

	c.say("ข้อมูลของฉัน")
	c.tap(texts.For("th").T("mydata.export.label"))
	link := c.link(texts.For("th").T("mydata.download.label"))
	if !strings.HasPrefix(link, d.BotURL+"/my/") {
		t.Fatalf("the link is %q, not on %s", link, d.BotURL)
	}

	body, header := fetch(t, link, http.StatusOK)
	if kind, _, err := mime.ParseMediaType(header.Get("Content-Type")); kind != "application/json" {
		t.Errorf("the copy is %q (%v), not JSON", kind, err)
	}
	if header.Get("Cache-Control") != "no-store" || header.Get("Referrer-Policy") != "no-referrer" {
		t.Errorf("the copy may be kept or told: %v", header)
	}
	var copied any
	if err := json.Unmarshal(body, &copied); err != nil {
		t.Fatalf("the copy is no JSON: %v\n%s", err, body)
	}
	said := strings.Join(leaves(copied), "\n")
	for _, want := range []string{mine, "ข้อมูลของฉัน", "32"} {
		if !strings.Contains(said, want) {
			t.Errorf("the copy lacks %q:\n%s", want, body)
		}
	}
	if strings.Contains(said, other) {
		t.Errorf("the copy holds somebody else's name:\n%s", body)
	}

	gone, header := fetch(t, link+"x", http.StatusNotFound)
	if kind := header.Get("Content-Type"); kind != "text/html; charset=utf-8" {
		t.Errorf("a wrong link gives %q", kind)
	}
	if !strings.Contains(string(gone), texts.For("th").T("page.gone.title")) || strings.Contains(string(gone), mine) {
		t.Errorf("a wrong link says %s", gone)
	}
}

// leaves are all strings and numbers of a JSON value, as text.
func leaves(v any) []string {
	switch v := v.(type) {
	case map[string]any:
		var all []string
		for _, e := range v {
			all = append(all, leaves(e)...)
		}
		return all
	case []any:
		var all []string
		for _, e := range v {
			all = append(all, leaves(e)...)
		}
		return all
	}
	b, _ := json.Marshal(v) // came from JSON
	var s string
	if json.Unmarshal(b, &s) == nil {
		return []string{s}
	}
	return []string{string(b)}
}

func fetch(t *testing.T, address string, status int) ([]byte, http.Header) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if res.StatusCode != status {
		t.Fatalf("%s answers %d, not %d:\n%s", address, res.StatusCode, status, body)
	}
	return body, res.Header
}

// conversation is a person's chat without a page: what the phone would send.
type conversation struct {
	t      *testing.T
	sim    *linesim.Sim
	person string
	latest []linesim.Entry // the bot's last answer
	seq    int64
}

func chatOf(t *testing.T, sim *linesim.Sim, name, lang string) *conversation {
	t.Helper()
	c := &conversation{t: t, sim: sim, person: sim.AddPerson(name, lang).ID}
	c.after(sim.Follow(c.person))
	return c
}

// signUp goes the shortest way; label gives what is written on a button.
func (c *conversation) signUp(label func(string, ...any) string, birth, place string) {
	c.t.Helper()
	c.tap(label("language.name.label"))
	c.tap(label("consent.all.label"))
	who, err := c.sim.Person(c.person)
	if err != nil {
		c.t.Fatal(err)
	}
	c.say(birth)
	c.tap(who.Name)
	c.say(place)
	c.tap("✨ " + label("cause.any.label"))
}

// after waits for the bot's answer to what was sent.
func (c *conversation) after(sent linesim.Sent, err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
	c.latest, err = c.sim.WaitReply(c.t.Context(), c.person, c.seq, 1)
	if err != nil {
		c.t.Fatal(err)
	}
	c.seq = c.latest[len(c.latest)-1].Seq
}

func (c *conversation) say(text string) {
	c.t.Helper()
	c.after(c.sim.SendText(c.person, text))
}

// action is what a button of the last answer does.
func (c *conversation) action(label string) map[string]any {
	c.t.Helper()
	var seen []string
	for _, e := range c.latest {
		var message any
		if err := json.Unmarshal(e.Message, &message); err != nil {
			c.t.Fatal(err)
		}
		if a := actionIn(message, label); a != nil {
			return a
		}
		seen = append(seen, string(e.Message))
	}
	c.t.Fatalf("no button %q in %s", label, strings.Join(seen, "\n"))
	return nil
}

func actionIn(v any, label string) map[string]any {
	switch v := v.(type) {
	case map[string]any:
		if a, ok := v["action"].(map[string]any); ok && (a["label"] == label || v["text"] == label) {
			return a
		}
		for _, e := range v {
			if a := actionIn(e, label); a != nil {
				return a
			}
		}
	case []any:
		for _, e := range v {
			if a := actionIn(e, label); a != nil {
				return a
			}
		}
	}
	return nil
}

func (c *conversation) tap(label string) {
	c.t.Helper()
	a := c.action(label)
	data, _ := a["data"].(string)
	shown, _ := a["displayText"].(string)
	c.after(c.sim.Postback(c.person, linesim.PostbackInput{Data: data, DisplayText: shown}))
}

func (c *conversation) link(label string) string {
	c.t.Helper()
	uri, _ := c.action(label)["uri"].(string)
	return uri
}
