package app_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"jitasa/internal/access"
	"jitasa/internal/app/opening"
	"jitasa/internal/archive"
	"jitasa/internal/collections"
	"jitasa/internal/config"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
	"jitasa/internal/linesim"
	"jitasa/internal/store/mongo/mongotest"
)

// older is the store that an older commit of this program wrote: see testdata/before/make.sh.
type older struct {
	*rig
	Made        time.Time
	People      map[string]string
	Crowd       []string
	Runs, Waits string // calls for help
}

func beforeFile(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", "before", name))
	if err != nil {
		t.Fatal(err)
	}
	return content
}

// openOlder starts the program on the store, right after the older one ended.
func openOlder(t *testing.T, at config.Store) *older {
	t.Helper()
	o := &older{}
	if err := json.Unmarshal(beforeFile(t, "before.json"), o); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	o.rig = newRigAt(t, at, func() time.Time { return o.Made.Add(time.Since(began)) })
	for name, id := range o.People {
		o.known(id, name)
	}
	for _, id := range o.Crowd[1:] { // the first is the reader
		o.known(id, "ผู้อ่าน")
	}
	return o
}

// known makes somebody whom the store knows a person of the platform as well.
func (o *older) known(id, name string) {
	o.Helper()
	_, err := o.sim.AddPersonID(id, name, "th")
	if err == nil {
		err = o.sim.SetWebhook(linesim.WebhookState{URL: o.url + "/webhook/line"}) // that they follow is nothing for the bot to answer
	}
	if err == nil {
		_, err = o.sim.Follow(id)
	}
	if err == nil {
		err = o.sim.SetWebhook(linesim.WebhookState{URL: o.url + "/webhook/line", Active: true, Redelivery: true})
	}
	if err != nil {
		o.Fatal(err)
	}
}

func (o *older) the(name string) *talker { return &talker{rig: o.rig, id: o.People[name]} }

// A store that an older commit wrote, whose sealed fields, open questions, calls, newsletters and staff are what they were:
// its people go on where they were, and its pages are served.
func TestAnOlderStoreGoesOn(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		decoder, err := zstd.NewReader(nil)
		if err != nil {
			t.Fatal(err)
		}
		defer decoder.Close()
		plain, err := decoder.DecodeAll(beforeFile(t, "before.db.zst"), nil)
		if err != nil {
			t.Fatal(err)
		}
		at := config.Store{Engine: config.SQLite, Path: filepath.Join(t.TempDir(), "before.db")}
		if err := os.WriteFile(at.Path, plain, 0o600); err != nil {
			t.Fatal(err)
		}
		openOlder(t, at).goesOn()
	})
	t.Run("mongodb", func(t *testing.T) {
		d := mongotest.New(t)
		at := config.Store{Engine: config.Mongo, URI: config.Secret(d.URI), Database: d.Name}
		restoreInto(t, at)
		openOlder(t, at).goesOn()
	})
}

func restoreInto(t *testing.T, at config.Store) {
	t.Helper()
	backup, err := os.Open(filepath.Join("testdata", "before", "before.jsonl.zst"))
	if err != nil {
		t.Fatal(err)
	}
	defer backup.Close()
	e, err := opening.Engine(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	sealed, err := collections.Open(t.Context(), e, nil)
	if err != nil {
		t.Fatal(err)
	}
	notes, err := archive.OpenNotes(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := archive.Restore(t.Context(), backup, sealed.All(), notes, archive.Options{Source: "before", Now: time.Now, Progress: func(string, string, int) {}}); err != nil {
		t.Fatal(err)
	}
}

func (o *older) goesOn() {
	o.profiles()
	o.pages()
	o.console()
	o.conversations()
	o.calls()
	if _, data := o.the("volunteer").fetch(o.the("volunteer").link()); !strings.Contains(data, markedEmail) || !strings.Contains(data, "work in Surin") {
		o.Errorf("the copy of their data lacks what they said before:\n%s", data)
	}
	o.the("volunteer").erase()
	if log := o.logs.String(); strings.Contains(log, `"level":"ERROR"`) {
		o.Errorf("there were errors:\n%s", log)
	}
}

// profiles looks at what is sealed, and at consents.
func (o *older) profiles() {
	v, err := o.app.Store.Volunteers.Get(o.Context(), o.People["volunteer"])
	if err != nil || v.Name != markedName || v.Email != markedEmail || v.Home.Point.Lat != markedLat || v.BirthYear != 1987 || len(v.Consents) != len(domain.Purposes()) || !v.Consents[0].Given || v.Consents[0].Receipt == "" {
		o.Errorf("the volunteer is %+v, %v", v, err)
	}
	y, err := o.app.Store.Volunteers.Get(o.Context(), o.People["youth"])
	if err != nil || y.Guardian == "" || !y.GuardianOK || y.BirthYear != 2011 {
		o.Errorf("the minor is %+v, %v", y, err)
	}
	if at, err := o.app.ErasedAt(o.Context(), o.People["erased"]); err != nil || at.IsZero() {
		o.Errorf("whoever was erased was erased at %v, %v", at, err)
	}
	if said := raw(o.the("volunteer").tap("f=%21profile")); !strings.Contains(said, markedName) || !strings.Contains(said, markedEmail) {
		o.Errorf("they are told that they are %s", said)
	}
}

func (o *older) pages() {
	for path, want := range map[string]string{
		"/": "จิตอาสา", "/privacy": "2026-11", "/news/": "/news/2026-11", "/news/2026-11": "<section", "/feed.atom": "/news/2026-11", "/healthz": "ok", "/readyz": "ready",
	} {
		if status, _, body := o.ask(http.MethodGet, path); status != http.StatusOK || !strings.Contains(body, want) {
			o.Errorf("%s: status %d, no %q in\n%s", path, status, want, body)
		}
	}
	link := strings.Replace(o.app.Links.Link("2026-11", "story", "32/th", "https://example.org/story"), o.app.Links.BaseURL, o.url, 1)
	if status, to := o.clicks(link); status != http.StatusFound || to != "https://example.org/story" {
		o.Errorf("a link of the newsletter: status %d to %s", status, to)
	}
}

// console signs an admin in, who was staff before there was a console.
func (o *older) console() {
	link, err := o.app.SignInLink(o.Context(), access.ByCommand(), "older", "boss", time.Hour)
	if err != nil {
		o.Fatal(err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		o.Fatal(err)
	}
	browser := &http.Client{Jar: jar}
	read := func(a *http.Response, err error) string {
		o.Helper()
		if err != nil {
			o.Fatal(err)
		}
		defer a.Body.Close()
		var b bytes.Buffer
		if _, err := b.ReadFrom(a.Body); err != nil || a.StatusCode != http.StatusOK {
			o.Errorf("%s: status %d, %v\n%s", a.Request.URL.Path, a.StatusCode, err, &b)
		}
		return b.String()
	}
	at, err := url.Parse(link)
	if err != nil {
		o.Fatal(err)
	}
	read(browser.Post(o.url+at.Path, "application/x-www-form-urlencoded", nil))
	staff, called := read(browser.Get(o.url+"/console/staff")), read(browser.Get(o.url+"/console/calls"))
	if strings.Count(called, `href="/console/calls/`) != 2 {
		o.Errorf("of the two calls the console shows\n%s", called)
	}
	for _, id := range []string{"boss", "kanya", "waits", "gone"} {
		if !strings.Contains(staff, "คน"+id) {
			o.Errorf("%s is not in the list of staff:\n%s", id, staff)
		}
		if page := read(browser.Get(o.url + "/console/staff/" + id)); !strings.Contains(page, "คน"+id) || strings.Contains(page, "WATE-7341-WATE-7341") != (id == "waits") {
			o.Errorf("the page of %s is\n%s", id, page)
		}
	}
}

// conversations go on where they were.
func (o *older) conversations() {
	asked := o.the("asked")
	for _, step := range []struct{ says, answer string }{{"Mali", "(3/4)"}, {"Surin", "(4/4)"}, {"any cause", "Mali"}} {
		if said := raw(asked.text(step.says)); !strings.Contains(said, step.answer) {
			o.Errorf("after %q whoever was signing up hears %s", step.says, said)
		}
	}
	if v, err := o.app.Store.Volunteers.Get(o.Context(), asked.id); err != nil || v.Name != "Mali" || v.BirthYear != 1990 {
		o.Errorf("they signed up as %+v, %v", v, err)
	}
	kanya := o.the("kanya")
	before := kanya.last()
	o.the("danger").silent("the water still rises")
	has(o.T, kanya.next(before), "the water still rises")
	has(o.T, raw(o.person("new").text("WATE7341WATE7341")), takenAsStaff)
}

// calls that run are answered, those that wait are approved, one that is half written is finished.
func (o *older) calls() {
	manager, kanya, reader := o.the("manager"), o.the("kanya"), o.the("reader")
	reader.tap("f=answer_call&s=%21come&v=" + o.Runs) // again: counted once
	(&talker{rig: o.rig, id: o.Crowd[1]}).tap("f=answer_call&s=%21come&v=" + o.Runs)
	c, err := o.app.Store.Calls.Get(o.Context(), o.Runs)
	if err != nil || c.What != "กรอกกระสอบทราย" || c.State != domain.Approved || c.Contact != "คุณแดง 081-234-5678" {
		o.Errorf("the call that runs is %+v, %v", c, err)
	}
	has(o.T, raw(manager.tap("f=broadcast&s=%21tally&v="+o.Runs)), "2 of 3 coming")
	o.sim.Advance(urgentWave)
	o.app.Deliver.Nudge()
	if s := o.campaign(o.Runs, "asking the others", over); s.Accepted != 27 {
		o.Errorf("%d of 27 were asked", s.Accepted)
	}
	kanya.tap("f=approve&s=%21yes&v=" + o.Waits)
	o.campaign(o.Waits, "on its way", func(s *dispatch.Status) bool { return s.Accepted > 0 })
	waits, err := o.app.Store.Calls.Get(o.Context(), o.Waits)
	if err != nil {
		o.Fatal(err)
	}
	manager.hears(waits.What) // that it was approved: else it is taken for the answer to what they say next
	manager.at(14.88, 103.49)
	for _, text := range []string{"30", "พรุ่งนี้บ่ายสอง", "3", "คุณแดง 081-234-5678", "skip"} {
		manager.text(text)
	}
	if preview := raw(manager.text("yes")); !strings.Contains(preview, "ทำอาหารแจก") || !strings.Contains(preview, "f=broadcast&s=%21send") && !strings.Contains(preview, `f=broadcast\u0026s=%21send`) {
		o.Errorf("the call that was half written is now %s", preview)
	}
}
