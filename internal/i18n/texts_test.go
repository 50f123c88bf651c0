package i18n_test

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"jitasa/internal/i18n"
)

func load(t testing.TB, options ...i18n.Option) *i18n.Catalog {
	t.Helper()
	catalog, err := i18n.Load(options...)
	if err != nil {
		t.Fatal(err)
	}
	return catalog
}

func mapFS(content map[string]string) fstest.MapFS {
	files := fstest.MapFS{}
	for lang, text := range content {
		files[lang+"/a.toml"] = &fstest.MapFile{Data: []byte(text)}
	}
	return files
}

// small is a catalog of its own, so that these tests do not depend on what the bot says.
func small(t testing.TB, log *slog.Logger) *i18n.Catalog {
	t.Helper()
	files := fstest.MapFS{
		"th/dates.toml": {Data: []byte("\"number.group\" = \",\"\n")},
		"th/a.toml": {Data: []byte(`
"hello" = "สวัสดี {{.Name}}"
"only.thai" = "ไทย"
"places" = "พบ {{.Count}} แห่งในปี {{.Year}}"
`)},
		"en/dates.toml": {Data: []byte("\"number.group\" = \",\"\n")},
		"en/a.toml": {Data: []byte(`
"hello" = "Hello {{ .Name }}"
[places]
one = "{{.Count}} place in {{.Year}}"
other = "{{.Count}} places in {{.Year}}"
`)},
	}
	return load(t, i18n.WithFiles(files), i18n.WithLogger(log))
}

func TestT(t *testing.T) {
	c := small(t, slog.New(slog.DiscardHandler))
	tests := []struct {
		name, lang, id string
		args           []any
		want           string
	}{
		{"value", "th", "hello", []any{"Name", "ส้ม"}, "สวัสดี ส้ม"},
		{"spaces in the placeholder", "en", "hello", []any{"Name", "Som"}, "Hello Som"},
		{"a value is never a template", "en", "hello", []any{"Name", `{{.Name}}{{printf "x"}}`}, `Hello {{.Name}}{{printf "x"}}`},
		{"other types", "en", "hello", []any{"Name", 2 * time.Second}, "Hello 2s"},
		{"one", "en", "places", []any{"Count", 1, "Year", 2026}, "1 place in 2026"},
		{"other", "en", "places", []any{"Count", 23403, "Year", 2026}, "23,403 places in 2026"},
		{"no plurals in Thai", "th", "places", []any{"Count", 1, "Year", 2569}, "พบ 1 แห่งในปี 2569"},
		{"fallback to Thai", "en", "only.thai", nil, "ไทย"},
		{"missing everywhere", "en", "no.such", nil, "[no.such]"},
		{"missing value", "en", "hello", nil, "Hello "},
		{"region", "en-GB", "hello", []any{"Name", "Som"}, "Hello Som"},
		{"unknown language", "xx", "hello", []any{"Name", "ส้ม"}, "สวัสดี ส้ม"},
		{"no language", "", "hello", []any{"Name", "ส้ม"}, "สวัสดี ส้ม"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := c.For(tt.lang).T(tt.id, tt.args...); got != tt.want {
				t.Errorf("T = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestHasIsAboutTheLanguageItself(t *testing.T) {
	c := small(t, slog.New(slog.DiscardHandler))
	if !c.For("th").Has("only.thai") || c.For("en").Has("only.thai") || c.For("th").Has("no.such") {
		t.Error("Has is wrong")
	}
	if got := c.For("en-US").Lang(); got != "en" {
		t.Errorf("Lang = %q", got)
	}
}

func TestProblemsAreReportedOnce(t *testing.T) {
	var out bytes.Buffer
	c := small(t, slog.New(slog.NewTextHandler(&out, nil)))
	out.Reset() // the small catalog lacks the words for dates
	for range 3 {
		c.For("en").T("no.such")
		c.For("en").T("hello")
	}
	for _, want := range []string{"text_key=no.such", "text_key=hello value=Name"} {
		if n := strings.Count(out.String(), want); n != 1 {
			t.Errorf("%q reported %d times in:\n%s", want, n, out.String())
		}
	}
}

func TestLoadReportsEveryProblem(t *testing.T) {
	files := fstest.MapFS{
		"th/a.toml": {Data: []byte("\"twice\" = \"ก\"\n\"call\" = \"{{printf 1}}\"\n\"empty\" = \"\"\n")},
		"th/b.toml": {Data: []byte("\"twice\" = \"ข\"\n\"open\" = \"{{.Name\"\n")},
		"en/a.toml": {Data: []byte("not toml")},
	}
	_, err := i18n.Load(i18n.WithFiles(files))
	if err == nil {
		t.Fatal("loaded a broken catalog")
	}
	for _, want := range []string{"th/b.toml: twice is defined twice", "th/a.toml: call: only placeholders",
		"th/a.toml: empty: has no text", "th/b.toml: open: only placeholders", "en/a.toml: "} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q not in:\n%v", want, err)
		}
	}
	if _, err := i18n.Load(i18n.WithFiles(fstest.MapFS{})); err == nil {
		t.Error("loaded a catalog without the default language")
	}
}

func TestLoadIsFast(t *testing.T) {
	best := time.Hour
	for range 25 { // the machine may be busy; the best of some is what the code costs
		start := time.Now()
		load(t)
		best = min(best, time.Since(start))
	}
	if best > 40*time.Millisecond && !raceEnabled {
		t.Errorf("Load took %v, want < 40ms", best)
	}
	t.Logf("Load: %v", best)
}

func BenchmarkT(b *testing.B) {
	texts := small(b, slog.New(slog.DiscardHandler)).For("en")
	b.Run("plain", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			texts.T("only.thai")
		}
	})
	b.Run("value", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			texts.T("hello", "Name", "Som")
		}
	})
	b.Run("plural", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			texts.T("places", "Count", 23403, "Year", 2026)
		}
	})
}

func BenchmarkDay(b *testing.B) {
	texts := load(b).For("th")
	at := time.Date(2026, 11, 28, 2, 0, 0, 0, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		texts.Day(at)
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}

func FuzzValuesAreOnlyText(f *testing.F) {
	texts := small(f, slog.New(slog.DiscardHandler)).For("en")
	for _, value := range []string{"", "{{.Name}}", `{{printf "%s" .}}`, "}}", "\x00\u200b", "%s", "ส้ม"} {
		f.Add(value)
	}
	f.Fuzz(func(t *testing.T, value string) {
		if got := texts.T("hello", "Name", value); got != "Hello "+value {
			t.Errorf("T = %q", got)
		}
	})
}
