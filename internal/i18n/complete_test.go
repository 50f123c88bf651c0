package i18n_test

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/rivo/uniseg"
	"golang.org/x/text/language"

	"jitasa/internal/domain"
	"jitasa/internal/i18n"
	"jitasa/locales"
)

// labelGraphemes is LINE's limit for the label of an action, in grapheme clusters.
const labelGraphemes = 20

var (
	placeholders = regexp.MustCompile(`\{\{\s*\.(\w+)\s*\}\}`)
	gendered     = regexp.MustCompile(`ครับ|ค่ะ|นะคะ|คะ(\s|[.!?…]|$)`)
	leftovers    = regexp.MustCompile(`(?i)todo|fixme|xxx|lorem|translate me|%[sdv]|\$\{|\{\d\}|\[\[`)
	thaiLetter   = regexp.MustCompile(`\p{Thai}`)
	latinLetter  = regexp.MustCompile(`[A-Za-z]`)
	latinWord    = regexp.MustCompile(`[A-Za-z]{3,}`)
)

// notProse are keys whose text is a setting or a name in its own language, not a sentence in the reader's.
func notProse(key string) bool {
	return key == "date.era" || strings.HasPrefix(key, "language.")
}

// messageFiles reads all texts with go-i18n alone: language → file → key → message.
func messageFiles(t *testing.T) map[string]map[string]map[string]*goi18n.Message {
	t.Helper()
	names, err := fs.Glob(locales.Files, "*/*.toml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no message files: %v", err)
	}
	all := map[string]map[string]map[string]*goi18n.Message{}
	for _, name := range names {
		content, err := fs.ReadFile(locales.Files, name)
		if err != nil {
			t.Fatal(err)
		}
		messages, err := goi18n.ParseMessageBytes(content, toml.Unmarshal)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		lang, file := path.Dir(name), path.Base(name)
		if all[lang] == nil {
			all[lang] = map[string]map[string]*goi18n.Message{}
		}
		all[lang][file] = map[string]*goi18n.Message{}
		for _, m := range messages {
			all[lang][file][m.ID] = m
		}
	}
	return all
}

func forms(m *goi18n.Message) map[string]string {
	all := map[string]string{"zero": m.Zero, "one": m.One, "two": m.Two, "few": m.Few, "many": m.Many, "other": m.Other}
	maps.DeleteFunc(all, func(_, text string) bool { return text == "" })
	return all
}

func names(text string) []string {
	var all []string
	for _, found := range placeholders.FindAllStringSubmatch(text, -1) {
		all = append(all, found[1])
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func TestEveryLanguageIsComplete(t *testing.T) {
	all := messageFiles(t)
	thai := all[domain.DefaultLanguage()]
	for _, l := range domain.Languages() {
		if all[l.Tag] == nil {
			t.Errorf("%s has a row in domain.Languages and no texts", l.Tag)
		}
	}
	for lang, files := range all {
		if lang != domain.Speaks(lang) {
			t.Errorf("%s has texts and no row in domain.Languages: nobody can choose it", lang)
		}
		for file := range thai {
			if files[file] == nil {
				t.Errorf("%s/%s is missing", lang, file)
			}
		}
		for file, messages := range files {
			for key := range thai[file] {
				if messages[key] == nil {
					t.Errorf("%s/%s lacks %s", lang, file, key)
				}
			}
			for key, m := range messages {
				if thai[file][key] == nil {
					t.Errorf("%s/%s has %s, which %s/%s lacks", lang, file, key, domain.DefaultLanguage(), file)
					continue
				}
				samePlaceholders(t, lang, key, m, thai[file][key])
			}
		}
	}
}

// samePlaceholders lets a form for exactly one say "an hour" without the count.
func samePlaceholders(t *testing.T, lang, key string, m, thai *goi18n.Message) {
	t.Helper()
	want := names(thai.Other)
	for form, text := range forms(m) {
		got := names(text)
		if form != "other" && !slices.Contains(got, "Count") && slices.Contains(want, "Count") {
			got = append(got, "Count")
			slices.Sort(got)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %s (%s) has the placeholders %v, %s has %v", lang, key, form, got, domain.DefaultLanguage(), want)
		}
	}
	if lang == "en" && m.One == "" && slices.Contains(want, "Count") && regexp.MustCompile(`\}\} [a-z]+s\b`).MatchString(m.Other) {
		t.Errorf("en: %s counts something but has no form for one", key)
	}
}

func TestEveryTextReadsWell(t *testing.T) {
	for lang, files := range messageFiles(t) {
		for _, messages := range files {
			for key, m := range messages {
				for form, text := range forms(m) {
					for _, problem := range textProblems(lang, key, text) {
						t.Errorf("%s: %s (%s) %s: %q", lang, key, form, problem, text)
					}
				}
			}
		}
	}
}

func textProblems(lang, key, text string) []string {
	var problems []string
	add := func(bad bool, problem string) {
		if bad {
			problems = append(problems, problem)
		}
	}
	prose := placeholders.ReplaceAllString(text, "")
	add(strings.TrimSpace(text) == "", "is empty")
	add(strings.TrimSpace(text) != text && key != "list.comma", "begins or ends with a space")
	add(leftovers.MatchString(prose), "has a leftover")
	add(strings.HasSuffix(key, ".label") && uniseg.GraphemeClusterCount(prose) > labelGraphemes,
		fmt.Sprintf("is longer than %d characters", labelGraphemes))
	switch {
	case notProse(key):
	case lang == "th":
		add(gendered.MatchString(prose), "has a gender")
		add(!thaiLetter.MatchString(prose) && latinWord.MatchString(prose), "is not Thai")
	case lang == "en":
		add(len(thaiLetter.FindAllString(prose, -1)) > len(latinLetter.FindAllString(prose, -1)), "is not English")
	}
	return problems
}

func TestTextProblems(t *testing.T) {
	for _, tt := range []struct {
		lang, key, text string
		problems        int
	}{
		{"th", "a.b", "สวัสดี {{.Name}} ให้คะแนน LINE", 0},
		{"th", "a.b", "สวัสดีค่ะ", 1},
		{"th", "a.b", "ขอชื่อด้วยนะคะ", 1},
		{"th", "a.b", "ไปไหมคะ", 1},
		{"th", "a.b", "Hello {{.Name}}", 1},
		{"th", "a.b", "{{.Name}} {{.Value}}", 0},
		{"th", "a.b", "สวัสดี %s", 1},
		{"en", "a.b", "สวัสดี", 1},
		{"en", "a.b", "ภาษา / Language", 0},
		{"en", "a.b", " hello", 1},
		{"en", "a.b", " ", 2},
		{"en", "language.th.label", "ภาษาไทย", 0},
		{"th", "a.label", strings.Repeat("ที่นี่", 10), 0}, // 60 code points, 20 characters
		{"th", "a.label", strings.Repeat("ที่นี่", 10) + "น", 1},
		{"en", "a.label", "a label that is too long", 1},
	} {
		if got := textProblems(tt.lang, tt.key, tt.text); len(got) != tt.problems {
			t.Errorf("%s %s %q: %v, want %d problems", tt.lang, tt.key, tt.text, got, tt.problems)
		}
	}
}

func TestSourcesAndTextsAgree(t *testing.T) {
	texts := map[string][]string{}
	for _, messages := range messageFiles(t)[domain.DefaultLanguage()] {
		for key, m := range messages {
			texts[key] = names(m.Other)
		}
	}
	for _, problem := range scanSources(t, "../..").check(texts) {
		t.Error(problem)
	}
}

// TestSameAsGoI18n holds our rendering against go-i18n's own, for every text and the counts that matter.
func TestSameAsGoI18n(t *testing.T) {
	catalog, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	bundle := goi18n.NewBundle(language.Make(domain.DefaultLanguage()))
	ids := map[string]map[string]*goi18n.Message{}
	for lang, files := range messageFiles(t) {
		ids[lang] = map[string]*goi18n.Message{}
		for _, messages := range files {
			bundle.MustAddMessages(language.Make(lang), slices.Collect(maps.Values(messages))...)
			maps.Copy(ids[lang], messages)
		}
	}
	for lang, messages := range ids {
		localizer := goi18n.NewLocalizer(bundle, lang)
		for id, m := range messages {
			for _, count := range []int{0, 1, 2, 5, 21, 100} {
				args, data := values(m, count)
				want, err := localizer.Localize(&goi18n.LocalizeConfig{MessageID: id, TemplateData: data, PluralCount: count})
				if want == "" {
					t.Fatal(err) // an error beside a text only says that it fell back to the form "other", as ours does
				}
				if got := catalog.For(lang).T(id, args...); got != want {
					t.Errorf("%s %s: %q, go-i18n says %q", lang, id, got, want)
				}
			}
		}
	}
}

func values(m *goi18n.Message, count int) ([]any, map[string]any) {
	args, data := []any{"Count", count}, map[string]any{"Count": count}
	for _, name := range names(m.Other) {
		if name != "Count" {
			args = append(args, name, "<"+name+">")
			data[name] = "<" + name + ">"
		}
	}
	return args, data
}

// TestPluralRulesAreGoI18ns covers languages that have more forms than ours, and those that are to come. Vietnamese is left
// out: the newer CLDR in go-i18n gives it a form for 0 and 1, the older one in x/text does not; "other" is right in both.
func TestPluralRulesAreGoI18ns(t *testing.T) {
	content := map[string]string{}
	for _, lang := range []string{"th", "en", "my", "lo", "km", "ms", "id", "fil", "zh", "ja", "pl", "ar"} {
		content[lang] = `
"number.group" = ","
[n]
other = "other"
zero = "zero"
one = "one"
two = "two"
few = "few"
many = "many"`
	}
	catalog := load(t, i18n.WithFiles(mapFS(content)))
	bundle := goi18n.NewBundle(language.Thai)
	for lang, text := range content {
		if _, err := bundle.ParseMessageBytes(language.Make(lang), []byte(text), toml.Unmarshal); err != nil {
			t.Fatal(err)
		}
		localizer := goi18n.NewLocalizer(bundle, lang)
		for n := range 250 {
			want, err := localizer.Localize(&goi18n.LocalizeConfig{MessageID: "n", PluralCount: n})
			if err != nil {
				t.Fatal(err)
			}
			if got := catalog.For(lang).T("n", "Count", n); got != want {
				t.Errorf("%s: %d is %q, go-i18n says %q", lang, n, got, want)
			}
		}
	}
}
