package newsletter_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/i18n"
	"jitasa/internal/line"
	"jitasa/internal/newsletter"
	"jitasa/internal/thai"
)

var update = flag.Bool("update", false, "write the golden files")

func texts(t testing.TB) *i18n.Catalog {
	t.Helper()
	c, err := i18n.Load(i18n.WithZone(thai.Zone()))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func blocks(t testing.TB) []byte {
	t.Helper()
	source, err := os.ReadFile("testdata/blocks.md")
	if err != nil {
		t.Fatal(err)
	}
	return source
}

func works() map[string]*domain.Opportunity {
	start := time.Date(2026, time.December, 5, 8, 0, 0, 0, thai.Zone())
	all := map[string]*domain.Opportunity{}
	for n, id := range []string{"job-1", "job-2", "near-1", "near-2"} {
		all[id] = &domain.Opportunity{
			Meta: domain.Meta{ID: id}, Title: domain.Text{"th": "งาน " + id, "en": "Work " + id}, Summary: domain.Text{"th": "มาช่วยกัน"},
			Organisation: "มูลนิธิ / Foundation", StartsAt: start, EndsAt: start.Add(time.Duration(n) * 30 * time.Hour), Source: "สาธิต / Demo", Licence: "CC BY 4.0",
		}
	}
	return all
}

func reader(lang string) newsletter.Reader {
	w := works()
	return newsletter.Reader{
		Province: map[string]string{"th": "สุรินทร์", "en": "Surin"}[lang], Zone: thai.Zone(), Works: w, Picks: []*domain.Opportunity{w["near-1"], w["near-2"]},
		Page: "https://jitasa.example/news/2026-12", Link: func(name, url string) string { return "https://jitasa.example/r/" + name + "?" + url },
	}
}

// Every kind of block, as messages, as plain text and as a page, in both languages.
func TestGolden(t *testing.T) {
	issue, problems := newsletter.Parse(blocks(t))
	if got := codes(problems); !slices.Equal(got, []string{"12 html", "19 html", "28 html"}) {
		t.Fatal(problems)
	}
	for _, lang := range []string{"th", "en"} {
		w := texts(t).For(lang)
		messages := issue.Compose(w, reader(lang))
		var out bytes.Buffer
		e := json.NewEncoder(&out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(messages); err != nil {
			t.Fatal(err)
		}
		golden(t, lang+".json", out.Bytes())
		var plain strings.Builder
		for _, m := range chat.Plain(messages) {
			plain.WriteString(m.Text + "\n\n")
		}
		golden(t, lang+".txt", []byte(plain.String()))
		title, sections := issue.Page(w, works(), nil, thai.Zone())
		page := title + "\n"
		for _, s := range sections {
			page += fmt.Sprintf("%+v\n", s)
			if strings.Contains(s.HTML, "<script") || strings.Contains(s.HTML, "<div") || strings.Contains(s.HTML, "<b>") {
				t.Errorf("HTML of a text is HTML of the page: %s", s.HTML)
			}
		}
		golden(t, lang+".page.txt", []byte(page))
		if n := len(line.Render(messages, line.Options{Lang: lang})); n > 5 {
			t.Errorf("%s: %d objects", lang, n)
		}
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := "testdata/" + name
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s (-written +given; -update writes it):\n%s", name, d)
	}
}

const front = "---\nid: 2026-12\nmonth: 2026-12\ntitle: ข่าว\ntitle_en: News\n---\n"

// What is wrong with an issue is said where it is, and nothing else is.
func TestBadIssues(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		want   []string // "line code"
	}{
		"no front matter":       {"## x {.lead}\n", []string{"1 front", "1 issue_id", "1 month", "1 title"}},
		"an unknown line":       {"---\nid: 2026-12\nmonth: 2026-12\ntitle: a\ncolour: red\n---\n## x {.lead}\n", []string{"5 front_key"}},
		"a wrong month":         {"---\nid: 2026-12\nmonth: December\ntitle: a\n---\n## x {.lead}\n", []string{"1 month"}},
		"nothing":               {front, []string{"0 empty"}},
		"an unknown kind":       {front + "## x {.banner}\n", []string{"7 kind"}},
		"an unknown attribute":  {front + "## x {.story colour=red}\n", []string{"7 attribute"}},
		"broken attributes":     {front + "## x {.story picture=\"https://x}\n", []string{"7 attributes"}},
		"an unknown variable":   {front + "## x {.lead}\n\nคุณ{{name}}\n", []string{"7 variable"}},
		"a variable in a title": {front + "## สวัสดี {{ชื่อ}} {.lead}\n", []string{"7 variable"}},
		"text before blocks":    {front + "hello\n\n## x {.lead}\n", []string{"7 before_block"}},
		"the wrong level":       {front + "# x {.lead}\n", []string{"7 heading"}},
		"a picture in a text":   {front + "## x {.lead}\n\n![a](https://x/y.png)\n", []string{"9 inline_picture"}},
		"a table":               {front + "## x {.lead}\n\na | b\n---|---\n1 | 2\n", []string{"9 table"}},
		"HTML in a text":        {front + "## x {.lead}\n\nso <b>bold</b>\n", []string{"9 html"}},
		"HTML":                  {front + "## x {.lead}\n\n<div>\nx\n</div>\n", []string{"9 html"}},
		"struck out":            {front + "## x {.lead}\n\n~~never~~ always ~~ 5 ~~\n", []string{"9 struck"}},
		"a script to click":     {front + "## x {.lead}\n\n[a](javascript:alert(1)) [b](HTTPS://x) [c](/y)\n", []string{"9 text_link", "9 text_link"}},
		"a pipe in a text":      {front + "## x {.lead}\n\none | two\n\n---\n", nil},
		"too near":              {front + "## x {.picks near=99}\n", []string{"7 near"}},
		"two translations":      {front + "## x {.lead}\n### y {lang=en}\n### z {lang=en}\n", []string{"9 twice"}},
		"broken UTF-8":          {front + "## \xff\n", []string{"0 unreadable"}},
		"too large":             {front + strings.Repeat("x", newsletter.MaxSource), []string{"0 unreadable"}},
	} {
		_, problems := newsletter.Parse([]byte(c.source))
		if got := codes(problems); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func codes(problems []newsletter.Problem) []string {
	var got []string
	for _, p := range problems {
		got = append(got, fmt.Sprint(p.Line, " ", p.Code))
	}
	return got
}

// What readers and the platform cannot bear is found before anything is sent.
func TestLint(t *testing.T) {
	c := texts(t)
	l := newsletter.Linter{
		Speak: func(lang string) newsletter.Words { return c.For(lang) },
		Objects: func(m []chat.Message, lang string, plain bool) int {
			return len(line.Render(m, line.Options{Lang: lang, Plain: plain}))
		},
		Works: func(_ context.Context, ids ...string) (found []*domain.Opportunity, _ error) {
			for _, id := range ids {
				if o := works()[id]; o != nil {
					found = append(found, o)
				}
			}
			return found, nil
		},
		Look: func(_ context.Context, url string) (string, int64, error) {
			switch {
			case strings.Contains(url, "dead"):
				return "", 0, errors.New("no such host")
			case strings.Contains(url, "huge"):
				return "image/png", 20 << 20, nil
			case strings.Contains(url, "heavy"):
				return "image/png", 2 << 20, nil
			case strings.Contains(url, "page"):
				return "text/html", 100, nil
			}
			return "image/jpeg", 1000, nil
		},
		Zone: thai.Zone(),
	}
	if issue, problems := newsletter.Parse(blocks(t)); newsletter.Bad(problems) || len(l.Lint(t.Context(), issue)) > 0 {
		t.Errorf("the good issue: %v %v", problems, l.Lint(t.Context(), issue))
	}
	en := "### y {lang=en alt=\"a\"}\n"
	long := strings.Repeat("ก", 2001)
	for name, c := range map[string]struct {
		source string
		want   []string
	}{
		"no translation":      {"## x {.lead}\n", []string{"7 untranslated"}},
		"a picture by http":   {"## x {.story picture=\"http://x/y.jpg\" alt=\"a\"}\n" + en, []string{"7 picture_http"}},
		"a picture no more":   {"## x {.story picture=\"https://dead/y.jpg\" alt=\"a\"}\n" + en, []string{"7 picture_dead"}},
		"a picture too large": {"## x {.story picture=\"https://huge/y.jpg\" alt=\"a\"}\n" + en, []string{"7 picture_large"}},
		"a heavy picture":     {"## x {.story picture=\"https://heavy/y.jpg\" alt=\"a\"}\n" + en, []string{"7 picture_heavy"}},
		"a page as picture":   {"## x {.story picture=\"https://page/y\" alt=\"a\"}\n" + en, []string{"7 picture_kind"}},
		"no alt text":         {"## x {.story picture=\"https://x/y.jpg\"}\n" + en, []string{"7 alt"}},
		"a script as link":    {"## x {.call link=\"javascript:alert(1)\"}\n" + en, []string{"7 link"}},
		"a dead link":         {"## x {.call link=\"https://dead/\"}\n" + en, []string{"7 link_dead"}},
		"a call to nothing":   {"## x {.call}\n" + en, []string{"7 no_link"}},
		"picks of nothing":    {"## x {.picks}\n" + en, []string{"7 no_picks"}},
		"picks that are over": {"## x {.picks ids=\"job-1 job-9\"}\n" + en, []string{"7 no_work"}},
		"a poll of one":       {"## x {.poll}\n- a\n" + en + "- a\n", []string{"7 answers", "9 answers"}},
		"a long answer":       {"## x {.poll}\n- a\n- " + strings.Repeat("ก", 21) + "\n" + en + "- a\n- b\n", []string{"7 long_answer"}},
		"lists that differ":   {"## x {.poll}\n- a\n- b\n" + en + "- a\n- b\n- c\n", []string{"10 items_differ"}},
		"a number of nothing": {"## x {.numbers}\n- 128\n" + en + "- a: 1\n", []string{"7 number"}},
		"a long text":         {"## x {.story}\n\n" + long + "\n\n" + en, []string{"7 long_text", "7 cut"}},
		"a long title":        {"## " + strings.Repeat("ก", 81) + " {.story}\n" + en, []string{"7 long_title"}},
		"another language":    {"## x {.story}\n" + en + "### z {lang=my}\n", []string{"9 no_title"}},
	} {
		issue, problems := newsletter.Parse([]byte(front + c.source))
		if len(problems) > 0 {
			t.Errorf("%s: %v", name, problems)
		}
		if got := codes(l.Lint(t.Context(), issue)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// Many long blocks are more than one sending takes.
func TestTooMuch(t *testing.T) {
	c := texts(t)
	l := newsletter.Linter{
		Speak: func(lang string) newsletter.Words { return c.For(lang) }, Zone: thai.Zone(),
		Objects: func(m []chat.Message, lang string, plain bool) int {
			return len(line.Render(m, line.Options{Lang: lang, Plain: plain}))
		},
	}
	source := "---\nid: 2026-12\nmonth: 2026-12\ntitle: ข่าว\n---\n"
	for range 55 {
		source += "## เรื่อง {.story}\n\n" + strings.Repeat("ก", 1200) + "\n\n"
	}
	issue, problems := newsletter.Parse([]byte(source))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if got := codes(l.Lint(t.Context(), issue)); !slices.Contains(got, "0 too_much") || !slices.Contains(got, "0 long_reading") {
		t.Error(got)
	}
}

// A draft can be read, and is not refused.
func TestDraft(t *testing.T) {
	c := texts(t)
	var fresh []*domain.Opportunity
	for _, id := range []string{"job-1", "job-2"} {
		fresh = append(fresh, works()[id])
	}
	draft := newsletter.Draft(time.Date(2026, time.December, 1, 0, 0, 0, 0, time.UTC), []newsletter.Words{c.For("th"), c.For("en")}, "เครือข่าย", fresh, newsletter.Results{People: 1, Opportunities: 2, Interested: 3})
	issue, problems := newsletter.Parse(draft)
	if len(problems) > 0 || issue.ID != "2026-12" || len(issue.Langs()) != 2 {
		t.Fatalf("%v\n%s", problems, draft)
	}
	l := newsletter.Linter{
		Speak: func(lang string) newsletter.Words { return c.For(lang) }, Zone: thai.Zone(),
		Objects: func(m []chat.Message, lang string, plain bool) int {
			return len(line.Render(m, line.Options{Lang: lang, Plain: plain}))
		},
	}
	if got := l.Lint(t.Context(), issue); len(got) > 0 {
		t.Errorf("%v\n%s", got, draft)
	}
}

// Whatever is in a file, reading it ends, and what it gives can be said.
func FuzzParse(f *testing.F) {
	f.Add(blocks(f))
	f.Add([]byte(front + "## x {.lead}\n"))
	f.Add([]byte("---\n---\n"))
	w := texts(f).For("th")
	f.Fuzz(func(t *testing.T, source []byte) {
		issue, problems := newsletter.Parse(source)
		if newsletter.Bad(problems) {
			return
		}
		issue.Compose(w, reader("th"))
		issue.Page(w, works(), nil, thai.Zone())
	})
}
