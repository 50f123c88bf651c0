package e2e

import (
	"net/http"
	"testing"
)

// publicPages looks at the bot's own pages as people in a browser do.
func publicPages(t *testing.T, w *world) {
	axe := axeSource(t)
	for _, look := range []struct {
		lang string
		at   screen
	}{{"th", phoneLight}, {"th", desktopDark}, {"en", phoneDark}, {"en", desktopLight}} {
		for _, page := range []struct{ name, path string }{{"home", "/"}, {"privacy", "/privacy"}, {"gone", "/my/0000"}, {"lost", "/r/0000"}, {"missing", "/nothing/here"}} {
			t.Run(page.name+"-"+look.lang+"-"+look.at.String(), func(t *testing.T) {
				p := w.openTab(t, "page-"+page.name+"-"+look.lang+"-"+look.at.String()+"-"+look.at.theme, look.lang, look.at, w.BotURL+page.path+"?lang="+look.lang)
				if page.name == "gone" || page.name == "lost" || page.name == "missing" {
					p.expected = "Failed to load resource: the server responded with a status of 404"
				}
				p.until("its heading", `document.querySelector('h1')?.textContent === `+quote(p.words.T("page."+page.name+".title")))
				p.look("", axe)
			})
		}
	}
	t.Run("assets", func(t *testing.T) {
		if body, _ := fetch(t, w.BotURL+"/assets/site.css", http.StatusOK); len(body) == 0 {
			t.Error("the styles are empty")
		}
		fetch(t, w.BotURL+"/assets/../page.html", http.StatusNotFound)
	})
}
