package app_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"regexp"
	"slices"
	"strings"
	"testing"

	"jitasa/internal/chat"
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
