package page_test

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"jitasa/internal/web/page"
)

type words string

func (w words) Lang() string { return string(w) }
func (w words) T(id string, args ...any) string {
	if len(args) > 1 {
		return string(w) + ":" + id + "<" + args[1].(string) + ">"
	}
	return string(w) + ":" + id
}
func (words) Has(string) bool        { return true }
func (words) Day(time.Time) string   { return "" }
func (words) Clock(time.Time) string { return "" }

func kit(t *testing.T, files fstest.MapFS) *page.Kit {
	t.Helper()
	k, err := page.New([]page.Texts{words("th"), words("en")}, files)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// A page speaks its language, offers the other one at its own address, and escapes whatever it is given.
func TestRender(t *testing.T) {
	k := kit(t, fstest.MapFS{"a.html": {Data: []byte(`{{define "main"}}{{t "a.hello" "Name" .Data}}<link href="{{asset "site.css"}}">{{end}}`)}})
	html, err := k.Render(k.Texts("en"), page.View{Page: "a", Class: "c", Title: "T", Path: "/a", Data: "<script>"})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<html lang="en">`, `<body class="c">`, "<title>T · en:page.home.title</title>", `href="/a?lang=th" lang="th"`, "en:a.hello&lt;&lt;script&gt;&gt;"} {
		if !strings.Contains(string(html), want) {
			t.Errorf("the page lacks %s:\n%s", want, html)
		}
	}
	if strings.Contains(string(html), "<script>") {
		t.Error("what was given is not escaped")
	}
	if _, err := k.Render(k.Texts("en"), page.View{Page: "b"}); err == nil {
		t.Error("a page without a template was made")
	}
}

// An asset may be kept for ever by the address of its content, and by no other: a page of the release before gets it as it is now.
func TestAssetsByTheirContent(t *testing.T) {
	k := kit(t, fstest.MapFS{"a.js": {Data: []byte("1")}, "a.html": {Data: []byte(`{{define "main"}}{{asset "a.js"}}{{end}}`)}})
	html, err := k.Render(k.Texts("th"), page.View{Page: "a"})
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(html), "/assets/a.")
	hash, _, _ := strings.Cut(rest, ".js")
	for file, lasting := range map[string]bool{"a." + hash + ".js": true, "a.000000000000.js": false, "a.js": false} {
		asset, ok := k.Asset(file)
		if !ok || string(asset.Content) != "1" || asset.Lasting != lasting || asset.Kind != "text/javascript; charset=utf-8" {
			t.Errorf("%s: there %t, lasting %t, %s, %q; want lasting %t", file, ok, asset.Lasting, asset.Kind, asset.Content, lasting)
		}
	}
	for _, file := range []string{"b.js", "a.html", "layout.html", "", ".", "a." + hash, "../a.js"} {
		if _, ok := k.Asset(file); ok {
			t.Errorf("%q is given out", file)
		}
	}
}

// Mistakes of a template are found at the start.
func TestBadTemplates(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"syntax":    {"a.html": {Data: []byte("{{")}},
		"two of it": {"site.css": {Data: []byte("")}},
	} {
		if _, err := page.New([]page.Texts{words("th")}, files); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	k := kit(t, fstest.MapFS{"a.html": {Data: []byte(`{{define "main"}}{{asset "none.css"}}{{end}}`)}})
	if _, err := k.Render(k.Texts("th"), page.View{Page: "a"}); err == nil {
		t.Error("an asset that is not there was linked to")
	}
}
