package flowtest

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"jitasa/internal/cards"
	"jitasa/internal/demo"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/flows"
	"jitasa/internal/i18n"
	"jitasa/internal/importer"
	"jitasa/internal/match"
	"jitasa/internal/place"
	"jitasa/internal/thai"
	"jitasa/internal/understand"
)

// Start is when every transcript begins: Monday, 23 November 2026, 9:00 in Thailand.
func Start() time.Time { return time.Date(2026, time.November, 23, 9, 0, 0, 0, thai.Zone()) }

// Stage is what conversations are played on. It does not change: any number of
// persons can talk on it at the same time.
type Stage struct {
	World flows.World
	texts *i18n.Catalog
}

// NewStage builds a stage with the demo data of [Start]. It takes some tenths of a second: share it.
func NewStage(tb testing.TB) *Stage {
	tb.Helper()
	texts, err := i18n.Load(i18n.WithZone(thai.Zone()))
	if err != nil {
		tb.Fatal("loading texts:", err)
	}
	places, err := place.New()
	if err != nil {
		tb.Fatal("loading gazetteer:", err)
	}
	world := flows.World{
		Places: places, Reader: understand.New(places), Work: newWork(tb, places), Exports: exports{},
		Notice: "https://jitasa.example/privacy",
	}
	world.News = newNews(tb, texts, world.Work)
	return &Stage{World: world, texts: texts}
}

// Conversations are all that there are where staff and organisations are.
func (s *Stage) Conversations(tb testing.TB) []dialog.Conversation {
	tb.Helper()
	return flows.All(s.house(tb).world)
}

// Speak gives the words of a language.
func (s *Stage) Speak(lang string) cards.Words { return s.texts.For(lang) }

// work is the demo data in an index in memory. What people can join is found by its id alone: most transcripts are about other work.
type work struct {
	index *match.Index
	byID  map[string]domain.Opportunity
}

func newWork(tb testing.TB, places *place.Gazetteer) work {
	tb.Helper()
	points := importer.PlacesFunc(func(code string) (domain.Point, bool) {
		p, ok := places.Place(code)
		return p.Point, ok
	})
	all, err := demo.Opportunities(Start(), points)
	if err != nil {
		tb.Fatal("making opportunities:", err)
	}
	w := work{byID: map[string]domain.Opportunity{}}
	list := make([]domain.Opportunity, len(all))
	for i, o := range all {
		list[i] = *o
		w.byID[o.ID] = *o
	}
	joined, _ := demo.Taking(Start(), organisation())
	for _, o := range joined {
		w.byID[o.ID] = *o
	}
	w.index = match.Build(list)
	return w
}

func (w work) Near(q match.Query) match.Result { return w.index.Near(q) }

func (w work) Opportunities(_ context.Context, ids ...string) ([]*domain.Opportunity, error) {
	var found []*domain.Opportunity
	for _, id := range ids {
		if o, ok := w.byID[id]; ok && o.State == domain.Open {
			found = append(found, &o)
		}
	}
	return found, nil
}

// exports makes addresses that lead nowhere.
type exports struct{}

func (exports) ExportLink(_ context.Context, _, seed string, now time.Time) (string, time.Time, error) {
	return "https://jitasa.example/export/" + seed, now.Add(24 * time.Hour), nil
}

// Files lists every transcript of the conversations, from wherever in the module a test runs.
func Files(tb testing.TB) []string {
	tb.Helper()
	dir, err := os.Getwd()
	if err != nil {
		tb.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		up := filepath.Dir(dir)
		if up == dir {
			tb.Fatal("no go.mod above the working directory")
		}
		dir = up
	}
	files, err := filepath.Glob(filepath.Join(dir, "internal", "flows", "testdata", "*.txt"))
	if err != nil || len(files) == 0 {
		tb.Fatal("no transcripts found", err)
	}
	return files
}
