package console_test

import (
	"crypto/rand"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"jitasa/internal/access"
	"jitasa/internal/access/accesstest"
	"jitasa/internal/calls"
	"jitasa/internal/cards"
	"jitasa/internal/collections"
	"jitasa/internal/domain"
	"jitasa/internal/i18n"
	"jitasa/internal/place"
	"jitasa/internal/store"
	"jitasa/internal/web/console"
	"jitasa/internal/web/page"
)

// rig is a console over the real use cases and collections.
type rig struct {
	*testing.T
	told  []calls.Notice
	kept  *collections.Collections
	doors *access.Doors
	url   string
}

func open(t *testing.T) *rig {
	t.Helper()
	h := accesstest.Open(t)
	texts, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	places, err := place.New()
	if err != nil {
		t.Fatal(err)
	}
	o := &rig{T: t, kept: h.Kept}
	o.doors = &access.Doors{SignIns: o.kept.SignIns, Sessions: o.kept.Sessions, Staff: o.kept.Staff, Audit: h.Access.Audit, Random: rand.Reader, Now: h.Now}
	kit, err := page.New([]page.Texts{texts.For("th"), texts.For("en")}, console.Files())
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	for _, r := range console.New(console.Parts{
		Kit: kit, Doors: o.doors, Access: h.Access, Calls: o.calls(h), Teller: o, Cards: func(lang string) cards.Cards { return cards.In(texts.For(lang), places) }, Base: "https://jitasa.example", Now: h.Now, Log: slog.New(slog.DiscardHandler),
	}).Routes() {
		mux.Handle(r.Pattern, r)
	}
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	o.url = server.URL
	for id, role := range map[string]domain.Role{"boss": domain.Admin, "kanya": domain.Coordinator} {
		h.Do(o.kept.Staff.Insert(t.Context(), &domain.Staff{Meta: domain.Meta{ID: id}, Name: strings.ToUpper(id), Role: role, CreatedAt: h.Time}))
	}
	return o
}

// browser is a browser; staff may be signed in with it.
type browser struct {
	*rig
	http *http.Client
}

func (o *rig) browser() *browser {
	jar, err := cookiejar.New(nil)
	if err != nil {
		o.Fatal(err)
	}
	return &browser{o, &http.Client{Jar: jar}}
}

func (o *rig) signedInAs(staff string) *browser {
	o.Helper()
	b := o.browser()
	b.post(o.link(staff), nil, http.StatusOK)
	return b
}

func everybody() store.Query { return store.Query{} }

// link is the path of a sign-in link.
func (o *rig) link(staff string) string {
	o.Helper()
	secret, err := o.doors.Link(o.Context(), access.ByCommand(), rand.Text(), staff, access.LinkLasts)
	if err != nil {
		o.Fatal(err)
	}
	return "/console/in/" + secret
}

func (b *browser) send(q *http.Request, want ...int) (body, path string) {
	b.Helper()
	q.Header.Set("Accept-Language", "en")
	a, err := b.http.Do(q.WithContext(b.Context()))
	if err != nil {
		b.Fatal(err)
	}
	content, err := io.ReadAll(a.Body)
	if err != nil {
		b.Fatal(err)
	}
	_ = a.Body.Close()
	for _, code := range want {
		if a.StatusCode == code {
			return string(content), a.Request.URL.Path
		}
	}
	b.Fatalf("%s %s: status %d, want %v\n%s", q.Method, q.URL.Path, a.StatusCode, want, content)
	return "", ""
}

func (b *browser) get(path string, want ...int) (body, at string) {
	b.Helper()
	q, err := http.NewRequest(http.MethodGet, b.url+path, nil)
	if err != nil {
		b.Fatal(err)
	}
	return b.send(q, want...)
}

func (b *browser) post(path string, form url.Values, want ...int) (body, at string) {
	b.Helper()
	q, err := http.NewRequest(http.MethodPost, b.url+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.Fatal(err)
	}
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	q.Header.Set("Sec-Fetch-Site", "same-origin")
	return b.send(q, want...)
}

var nonces = regexp.MustCompile(`name="nonce" value="([^"]+)"`)

// nonce is one of a page's, so that a form is one of ours.
func nonce(b *browser, path string) string {
	b.Helper()
	body, _ := b.get(path, http.StatusOK)
	found := nonces.FindStringSubmatch(body)
	if found == nil {
		b.Fatalf("%s has no form:\n%s", path, body)
	}
	return found[1]
}

// Looking at a sign-in link, as chats do to show what it is, uses nothing up; the button signs in, once.
func TestSigningIn(t *testing.T) {
	o := open(t)
	b, link := o.browser(), o.link("boss")
	for range 2 {
		if body, _ := b.get(link, http.StatusOK); !strings.Contains(body, "Sign in") {
			t.Errorf("the link shows no button:\n%s", body)
		}
	}
	if _, at := b.post(link, nil, http.StatusOK); at != "/console/calls" {
		t.Errorf("signing in leads to %s", at)
	}
	if body, _ := o.browser().post(link, nil, http.StatusGone); !strings.Contains(body, "no longer works") {
		t.Errorf("a link that was used says:\n%s", body)
	}
	b.post("/console/out", url.Values{"nonce": {nonce(b, "/console/staff")}}, http.StatusUnauthorized)
	b.get("/console/staff", http.StatusUnauthorized)
}

// Nobody sees or does anything without a session, with a role that may not, or from another site's page.
func TestWhoIsRefused(t *testing.T) {
	o := open(t)
	form := url.Values{"nonce": {rand.Text()}, "name": {"A"}, "role": {"admin"}}
	stranger, coordinator, boss := o.browser(), o.signedInAs("kanya"), o.signedInAs("boss")
	for _, path := range []string{"/console/staff", "/console/staff/boss"} {
		stranger.get(path, http.StatusUnauthorized)
		coordinator.get(path, http.StatusForbidden)
	}
	for _, path := range []string{
		"/console/staff", "/console/staff/boss/disable", "/console/staff/kanya/disable", "/console/staff/boss/link", "/console/staff/boss/code", "/console/staff/kanya/code",
		"/console/staff/boss/sessions/x/end",
	} {
		stranger.post(path, form, http.StatusUnauthorized)
		coordinator.post(path, form, http.StatusForbidden)
		boss.post(path, url.Values{"nonce": {"kanya"}, "name": {"A"}, "role": {"admin"}}, http.StatusBadRequest)
	}
	q, err := http.NewRequest(http.MethodPost, o.url+"/console/staff", strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	q.Header.Set("Sec-Fetch-Site", "cross-site")
	boss.send(q, http.StatusForbidden)
	if n, err := o.kept.Staff.Count(t.Context(), everybody()); err != nil || n != 2 {
		t.Errorf("%d work here now, %v; want 2", n, err)
	}
}

// A form that is sent twice adds somebody once, and shows their code; what is wrong is said beside the field, and nothing is lost.
func TestAddingStaff(t *testing.T) {
	o := open(t)
	b := o.signedInAs("boss")
	form := url.Values{"nonce": {nonce(b, "/console/staff")}, "name": {" "}, "role": {"king"}}
	body, _ := b.post("/console/staff", form, http.StatusUnprocessableEntity)
	if !strings.Contains(body, `id="name-problem"`) || !strings.Contains(body, `id="role-problem"`) {
		t.Errorf("the problems are not beside their fields:\n%s", body)
	}
	form.Set("name", `<b>กัญญา</b>`)
	body, _ = b.post("/console/staff", form, http.StatusUnprocessableEntity)
	if !strings.Contains(body, `value="&lt;b&gt;กัญญา&lt;/b&gt;"`) || strings.Contains(body, `id="name-problem"`) {
		t.Errorf("what was filled in is lost, or was not escaped:\n%s", body)
	}
	form.Set("role", "viewer")
	first, at := b.post("/console/staff", form, http.StatusOK)
	second, again := b.post("/console/staff", form, http.StatusOK)
	code := regexp.MustCompile(`<code>([A-Z0-9-]+)</code>`).FindStringSubmatch(first)
	if at != again || code == nil || !strings.Contains(second, code[0]) {
		t.Errorf("sent twice the form leads to %s and %s, code %v", at, again, code)
	}
	if n, err := o.kept.Staff.Count(t.Context(), everybody()); err != nil || n != 3 {
		t.Errorf("%d work here now, %v; want 3", n, err)
	}
}

// Who is disabled is signed out with their next click; nobody disables themselves.
func TestDisabling(t *testing.T) {
	o := open(t)
	boss, kanya := o.signedInAs("boss"), o.signedInAs("kanya")
	kanya.get("/console/", http.StatusOK)
	boss.post("/console/staff/boss/disable", url.Values{"nonce": {nonce(boss, "/console/staff/boss")}}, http.StatusConflict)
	boss.post("/console/staff/kanya/disable", url.Values{"nonce": {nonce(boss, "/console/staff/kanya")}}, http.StatusOK)
	kanya.get("/console/", http.StatusUnauthorized)
	if at, err := url.Parse(o.url + "/console/"); err != nil || len(kanya.http.Jar.Cookies(at)) > 0 {
		t.Errorf("whoever was signed out keeps %v, %v", kanya.http.Jar.Cookies(at), err)
	}
	boss.get("/console/staff", http.StatusOK)
}

// An admin makes a link for somebody, which works, and ends a session of theirs.
func TestLinksAndSessions(t *testing.T) {
	o := open(t)
	boss := o.signedInAs("boss")
	body, _ := boss.post("/console/staff/kanya/link", url.Values{"nonce": {nonce(boss, "/console/staff/kanya")}}, http.StatusOK)
	link := regexp.MustCompile(`/console/in/[A-Za-z0-9_-]+`).FindString(body)
	kanya := o.browser()
	kanya.post(link, nil, http.StatusOK)
	body, _ = boss.get("/console/staff/kanya", http.StatusOK)
	end := regexp.MustCompile(`/console/staff/kanya/sessions/[A-Za-z0-9_-]+/end`).FindString(body)
	boss.post(end, url.Values{"nonce": {nonce(boss, "/console/staff/kanya")}}, http.StatusOK)
	kanya.get("/console/", http.StatusUnauthorized)
}

// Whoever looks after nobody sees where they are signed in themselves, ends it, and makes a link for another browser.
func TestOneselfInTheConsole(t *testing.T) {
	o := open(t)
	phone, laptop := o.signedInAs("kanya"), o.signedInAs("kanya")
	body, _ := phone.post("/console/staff/kanya/link", url.Values{"nonce": {nonce(phone, "/console/staff/kanya")}}, http.StatusOK)
	if !strings.Contains(body, "/console/in/") || strings.Contains(body, "kanya/disable") || strings.Contains(body, "kanya/code") || strings.Contains(body, `href="/console/staff"`) {
		t.Errorf("the page has no link, or what is an admin's:\n%s", body)
	}
	ends := regexp.MustCompile(`/console/staff/kanya/sessions/[A-Za-z0-9_-]+/end`).FindAllString(body, -1)
	if len(ends) != 2 {
		t.Fatalf("%d sessions are shown; want 2", len(ends))
	}
	laptop.post(ends[0], url.Values{"nonce": {nonce(laptop, "/console/staff/kanya")}}, http.StatusOK, http.StatusUnauthorized)
	open, err := o.doors.Open(t.Context(), access.ByCommand(), "kanya")
	if err != nil || len(open) != 1 {
		t.Errorf("%d sessions are open after one was ended, %v", len(open), err)
	}
}

// Nothing of the console is kept by a cache, framed, or run as a script; sessions are out of scripts' reach.
func TestConsoleHeaders(t *testing.T) {
	o := open(t)
	q, err := http.NewRequestWithContext(t.Context(), http.MethodPost, o.url+o.link("boss"), nil)
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Sec-Fetch-Site", "same-origin")
	a, err := (&http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}).Do(q)
	if err != nil {
		t.Fatal(err)
	}
	_ = a.Body.Close()
	set := a.Header.Get("Set-Cookie")
	if !strings.Contains(set, "Secure") {
		t.Errorf("behind https the cookie goes over http as well: %s", set)
	}
	if a.StatusCode != http.StatusSeeOther || !strings.Contains(set, "HttpOnly") || !strings.Contains(set, "SameSite=Lax") || !strings.Contains(set, "Path=/console") {
		t.Errorf("status %d, cookie %s", a.StatusCode, set)
	}
	for name, want := range map[string]string{"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'"} {
		if got := a.Header.Get(name); !strings.Contains(got, want) {
			t.Errorf("%s is %q; want %s", name, got, want)
		}
	}
}
