package app_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/chat"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
)

// A member of staff asks in the chat for the way to their pages: the link signs them in, once, and the log of their
// messages does not have it.
func TestConsoleFromTheChat(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		p := r.clerk("kanya", "Kanya")
		link := regexp.MustCompile(regexp.QuoteMeta(r.url) + `/console/in/[A-Za-z0-9_-]+`).FindString(raw(p.text("console")))
		if link == "" {
			t.Fatal("the answer has no link")
		}
		jar, err := cookiejar.New(nil)
		if err != nil {
			t.Fatal(err)
		}
		browser := &http.Client{Jar: jar}
		for _, want := range []string{"Sign out", "no longer works"} {
			q, err := http.NewRequestWithContext(t.Context(), http.MethodPost, link+"?lang=en", nil)
			if err != nil {
				t.Fatal(err)
			}
			q.Header.Set("Sec-Fetch-Site", "same-origin")
			a, err := browser.Do(q)
			if err != nil {
				t.Fatal(err)
			}
			page, err := io.ReadAll(a.Body)
			_ = a.Body.Close()
			if err != nil || !strings.Contains(string(page), want) {
				t.Errorf("the link leads to a page without “%s”: %v\n%s", want, err, page)
			}
		}
		private := 0
		for x, err := range r.app.Store.Log.Of(t.Context(), p.id) {
			if err != nil {
				t.Fatal(err)
			}
			if kept, err := json.Marshal(x); err != nil || strings.Contains(string(kept), "/console/in/") {
				t.Errorf("the log has the link: %v", err)
			}
			if slices.ContainsFunc(x.Answer, func(m chat.Message) bool { return m.Private }) {
				private++
			}
		}
		if private != 1 {
			t.Errorf("the log notes %d answers that it does not keep; want the one with the link", private)
		}
	})
}

// sitting is a member of staff at the console.
type sitting struct {
	*rig
	http *http.Client
}

func (r *rig) sits(staff string) sitting {
	r.Helper()
	link, err := r.app.SignInLink(r.Context(), access.ByCommand(), "sits", staff, access.LinkLasts)
	if err != nil {
		r.Fatal(err)
	}
	at, err := url.Parse(link)
	if err != nil {
		r.Fatal(err)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		r.Fatal(err)
	}
	s := sitting{r, &http.Client{Jar: jar}}
	s.asks(http.MethodPost, at.Path, nil)
	return s
}

// asks gives the page that comes of it.
func (s sitting) asks(method, path string, form url.Values) string {
	s.Helper()
	q, err := http.NewRequestWithContext(s.Context(), method, s.url+path, strings.NewReader(form.Encode()))
	if err != nil {
		s.Fatal(err)
	}
	q.Header.Set("Sec-Fetch-Site", "same-origin")
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	a, err := s.http.Do(q)
	if err != nil {
		s.Fatal(err)
	}
	page, err := io.ReadAll(a.Body)
	_ = a.Body.Close()
	if err != nil || a.StatusCode != http.StatusOK {
		s.Fatalf("%s %s: status %d, %v\n%s", method, path, a.StatusCode, err, page)
	}
	return string(page)
}

// presses sends a form of the page of a call, twice.
func (s sitting) presses(call, action string) {
	s.Helper()
	path := "/console/calls/" + call
	nonce := regexp.MustCompile(`name="nonce" value="([A-Z2-7]+)-(?:yes|no|end)"`).FindStringSubmatch(s.asks(http.MethodGet, path, nil))
	if nonce == nil {
		s.Fatalf("the page of %s has no button", call)
	}
	for range 2 {
		s.asks(http.MethodPost, path+"/"+action, url.Values{"nonce": {nonce[1]}})
	}
}

// "Whoever made it is told", says the console: they are, on their phone, once for each decision, and the volunteers are asked.
func TestConsoleTellsTheMaker(t *testing.T) {
	c := newCalling(t, 12)
	s, before := c.sits("s1"), c.manager.last()
	s.presses("call-now", "approve")
	c.hears(c.manager.next(before), "กรอกกระสอบทราย", "ได้รับอนุมัติ")
	c.campaign("call-now", "sent", func(s *dispatch.Status) bool { return s.Accepted == 12 })
	before = c.manager.last()
	s.presses("call-now", "end")
	c.hears(c.manager.next(before), "เจ้าหน้าที่ปิดประกาศ “กรอกกระสอบทราย”")
	c.sim.Advance(time.Minute) // the repair of calls makes sure of it
	c.until("nothing is still to follow", func() bool { return !c.call().Pending })
	if n := c.pushed()[c.manager.id]; n != 2 || c.call().State != domain.Ended {
		t.Errorf("the manager was told %d times, the call is %s; want 2, ended", n, c.call().State)
	}
}

// A refusal is told as well, though whoever refused it was cut off before: here the notice is dropped.
func TestRefusalIsToldAfterAKill(t *testing.T) {
	c := newCalling(t, 0)
	before := c.manager.last()
	if _, err := c.app.Store.Calls.Update(t.Context(), "call-now", func(call *domain.Call) error {
		call.State, call.DecidedBy, call.DecidedAt, call.Pending = domain.Refused, "s1", domain.Instant(c.sim.Now()), true
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	c.sim.Advance(time.Minute)
	c.hears(c.manager.next(before), "กรอกกระสอบทราย", "ยังไม่ได้รับอนุมัติ")
	c.until("nothing is still to follow", func() bool { return !c.call().Pending })
}
