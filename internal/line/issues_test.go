package line_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/i18n"
	"jitasa/internal/line"
	"jitasa/internal/linesim"
	"jitasa/internal/newsletter"
	"jitasa/internal/thai"
)

// TestEveryIssueIsWhatLINEAccepts does with every kind of block of the newsletter,
// pictures included, what TestEveryTranscriptIsWhatLINEAccepts does with answers.
func TestEveryIssueIsWhatLINEAccepts(t *testing.T) {
	source, err := os.ReadFile("../newsletter/testdata/blocks.md")
	if err != nil {
		t.Fatal(err)
	}
	issue, problems := newsletter.Parse(source)
	if newsletter.Bad(problems) {
		t.Fatal(problems)
	}
	texts, err := i18n.Load(i18n.WithZone(thai.Zone()))
	if err != nil {
		t.Fatal(err)
	}
	work := &domain.Opportunity{Meta: domain.Meta{ID: "job-1"}, Title: domain.Text{"th": "ปลูกป่า"}, Organisation: "มูลนิธิ", StartsAt: time.Date(2026, 12, 5, 8, 0, 0, 0, thai.Zone())}
	to := newsletter.Reader{Zone: thai.Zone(), Works: map[string]*domain.Opportunity{"job-1": work}, Picks: []*domain.Opportunity{work, work}, Page: "https://jitasa.example/news/x"}
	checker, folder := linesim.NewChecker(true), payloadFolder(t)
	for _, lang := range []string{"th", "en"} {
		for _, plain := range []bool{false, true} {
			objects := line.Render(issue.Compose(texts.For(lang), to), line.Options{Plain: plain, Lang: lang})
			if len(objects) == 0 || len(objects) > 5 {
				t.Errorf("%s, plain %v: %d objects", lang, plain, len(objects))
			}
			raw := marshal(t, objects)
			for _, f := range checker.Messages(raw) {
				t.Errorf("%s, plain %v: %s", lang, plain, f)
			}
			noLabelIsCut(t, lang, nil, raw)
			if folder != "" {
				leave(t, filepath.Join(folder, fmt.Sprintf("issue-%s-%v.json", lang, plain)), raw)
			}
		}
	}
}
