package app_test

import (
	"encoding/json"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"jitasa/internal/linesim"
)

// link asks for one's data and returns where they are.
func (p *talker) link() string {
	p.Helper()
	p.tap("f=%21my_data")
	for _, data := range p.buttons() {
		if strings.Contains(data, "export") {
			said := raw(p.tap(data))
			if found := regexp.MustCompile(regexp.QuoteMeta(p.url) + `/my/[A-Za-z0-9_-]+`).FindString(said); found != "" {
				return found
			}
			p.Fatalf("no link in\n%s", said)
		}
	}
	p.Fatalf("no export among %q", p.buttons())
	return ""
}

func (p *talker) fetch(url string) (int, string) {
	p.Helper()
	q, err := http.NewRequestWithContext(p.Context(), http.MethodGet, url, nil)
	if err != nil {
		p.Fatal(err)
	}
	a, err := http.DefaultClient.Do(q)
	if err != nil {
		p.Fatal(err)
	}
	body, err := io.ReadAll(a.Body)
	if err != nil {
		p.Fatal(err)
	}
	if err := a.Body.Close(); err != nil {
		p.Error(err)
	}
	return a.StatusCode, string(body)
}

// The export has everything that the person said and was told, what the bot
// remembers between two messages included, and nothing of anybody else.
func TestExport(t *testing.T) {
	r := newRig(t)
	other := r.person("OTHERPERSON")
	other.text("OTHERTEXT")
	p := r.person(markedProfile)
	p.signUp()
	p.text(markedText)
	p.tap("f=signup&s=%21edit&v=name") // a question that is open stands in the conversation
	status, body := p.fetch(p.link())
	if status != http.StatusOK || !json.Valid([]byte(body)) {
		t.Fatalf("status %d:\n%s", status, body)
	}
	for _, mark := range []string{markedProfile, markedName, markedText, markedEmail, markedPhone, markedPoint, markedTitle, `"sessions"`} {
		if !strings.Contains(body, mark) {
			t.Errorf("no %s in the export", mark)
		}
	}
	for _, inner := range []string{"Blind", "sealed"} { // how the store keeps it is nobody's
		if strings.Contains(body, inner) {
			t.Errorf("%s is in the export", inner)
		}
	}
	if strings.Contains(body, "OTHER") {
		t.Error("somebody else's data are in the export")
	}
	if strings.Contains(body, "replyToken") || strings.Contains(body, secret) {
		t.Error("the export opens doors")
	}
}

// The link works for a day, for whoever has it, and is gone after.
func TestExportRunsOut(t *testing.T) {
	r := newRig(t)
	p := r.person("Somchai")
	link := p.link()
	for _, c := range []struct {
		wait time.Duration
		want int
	}{{0, http.StatusOK}, {23 * time.Hour, http.StatusOK}, {2 * time.Hour, http.StatusNotFound}} {
		r.sim.Advance(c.wait)
		if status, _ := p.fetch(link); status != c.want {
			t.Errorf("%v later: status %d, want %d", c.wait, status, c.want)
		}
	}
	if status, _ := p.fetch(link[:len(link)-1]); status != http.StatusNotFound {
		t.Errorf("part of a link answers %d", status)
	}
}

// An unsent message is gone from the log, and so from the export.
func TestUnsend(t *testing.T) {
	r := newRig(t)
	p := r.person("Somchai")
	const taken = "TAKENBACK"
	var id string
	p.do(func() (linesim.Sent, error) {
		sent, err := p.sim.SendText(p.id, taken)
		id = sent.Entry.ID
		return sent, err
	})
	if _, body := p.fetch(p.link()); !strings.Contains(body, taken) {
		t.Fatal("the text was not logged in the first place")
	}
	if _, err := r.sim.Unsend(p.id, id); err != nil {
		t.Fatal(err)
	}
	if _, body := p.fetch(p.link()); strings.Contains(body, taken) {
		t.Errorf("the unsent text is still there:\n%s", body)
	}
}

// erase has everything about the person deleted, and returns the receipt.
func (p *talker) erase() string {
	p.Helper()
	p.tap("f=%21erase")
	for _, data := range p.buttons() {
		if strings.Contains(data, "yes") {
			if receipt := regexp.MustCompile(`[A-Z2-7]{8}`).FindString(raw(p.tap(data))); receipt != "" {
				return receipt
			}
		}
	}
	p.Fatal("no receipt")
	return ""
}

// After an erasure nothing of the person is in the database file but that there
// was an erasure, and that somebody with this id writes to the bot.
func TestErase(t *testing.T) {
	r := newRig(t)
	p := r.person(markedProfile)
	p.signUp()
	p.text(markedText)
	link := p.link()
	receipt := p.erase()
	if status, _ := p.fetch(link); status != http.StatusNotFound {
		t.Errorf("the link to the data still answers %d", status)
	}
	if err := r.end(); err != nil {
		t.Error(err)
	}
	content, err := os.ReadFile(r.path)
	if err != nil {
		t.Fatal(err)
	}
	for _, mark := range marks() {
		if n := strings.Count(string(content), mark); n > 0 {
			t.Errorf("%s is in the database %d times", mark, n)
		}
	}
	if !strings.Contains(string(content), receipt) {
		t.Error("the receipt is not in the database")
	}
	if n := strings.Count(string(content), p.id); n > 3 { // the thread: id, document, index
		t.Errorf("the person's id is in the database %d times", n)
	}
}
