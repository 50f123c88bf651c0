package public

import (
	"context"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"jitasa/internal/web/page"
)

// Links knows where the links of newsletters lead, and counts who follows them.
type Links interface {
	// Target is where a token leads; any error means that it is none of ours.
	Target(token string) (string, error)
	Count(ctx context.Context, token string) error
}

const (
	// countWithin bounds the wait for the store: whoever clicked is not to notice.
	countWithin = 700 * time.Millisecond
	// countsAtOnce bounds how many clicks wait for it; more are not counted.
	countsAtOnce = 64
)

// errLost: the link is none of ours.
var errLost = &page.Problem{Status: http.StatusNotFound, Key: "lost"}

// redirect leads whoever follows a link of a newsletter on. It counts, unless they
// do not want it, are no person or click all the time; that counting fails stops nobody.
func (p *Pages) redirect() func(http.ResponseWriter, *page.Request) error {
	slots := make(chan struct{}, countsAtOnce)
	clients := &allowance{now: p.Now, clients: map[netip.Prefix]time.Time{}}
	return func(w http.ResponseWriter, r *page.Request) error {
		token := r.PathValue("token")
		if p.Links == nil {
			return errLost
		}
		target, err := p.Links.Target(token)
		if err != nil {
			return errLost
		}
		if counts(r.Request) && clients.take(clientOf(r.Request)) {
			select {
			case slots <- struct{}{}:
				p.count(r.Context(), token)
				<-slots
			default:
			}
		}
		http.Redirect(w, r.Request, target, http.StatusFound)
		return nil
	}
}

// count is done even for those who do not wait for the answer.
func (p *Pages) count(ctx context.Context, token string) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), countWithin)
	defer cancel()
	if err := p.Links.Count(ctx, token); err != nil {
		p.Log.WarnContext(ctx, "click not counted", "error", err)
	}
}

// counts reports whether a request is a click of somebody who has nothing against being counted.
func counts(r *http.Request) bool {
	switch {
	case r.Method != http.MethodGet,
		r.Header.Get("DNT") == "1", r.Header.Get("Sec-GPC") == "1",
		strings.Contains(r.Header.Get("Sec-Purpose")+r.Header.Get("Purpose")+r.Header.Get("X-Purpose"), "pre"): // prefetch, prerender, preview
		return false
	}
	return !robot(r.UserAgent())
}

// robot reports whether a browser's name is that of a program that looks at pages for others:
// previews in chats, search engines, scanners. One without a name is no browser.
func robot(agent string) bool {
	agent = strings.ToLower(agent)
	for _, name := range []string{
		"bot", "crawl", "spider", "slurp", "preview", "facebookexternalhit", "line-poker", "whatsapp", "embedly", "monitor", "curl/", "wget/",
		"python", "go-http-client", "okhttp", "axios", "java/",
	} {
		if strings.Contains(agent, name) {
			return true
		}
	}
	return agent == ""
}
