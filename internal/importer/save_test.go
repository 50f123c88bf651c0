package importer_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jitasa/internal/domain"
	"jitasa/internal/importer"
)

// shelf keeps documents in memory, by version; before lets a rival write first.
type shelf[T any, P interface {
	*T
	Key() *domain.Meta
}] struct {
	docs   map[string]T
	writes int
	before func(id string)
}

// works are a shelf of opportunities.
type works = shelf[domain.Opportunity, *domain.Opportunity]

func (s *shelf[T, P]) GetMany(_ context.Context, ids []string) (map[string]*T, error) {
	found := map[string]*T{}
	for _, id := range ids {
		if o, ok := s.docs[id]; ok {
			found[id] = &o
		}
	}
	return found, nil
}

func (s *shelf[T, P]) InsertNew(_ context.Context, docs []*T) ([]bool, error) {
	added := make([]bool, len(docs))
	for i, o := range docs {
		id := P(o).Key().ID
		s.rival(id)
		if _, there := s.docs[id]; !there {
			P(o).Key().Version = 1
			s.docs[id], added[i] = *o, true
			s.writes++
		}
	}
	return added, nil
}

func (s *shelf[T, P]) Save(_ context.Context, o *T) error {
	meta := P(o).Key()
	s.rival(meta.ID)
	if there := s.docs[meta.ID]; P(&there).Key().Version != meta.Version {
		return domain.ErrConflict
	}
	meta.Version++
	s.docs[meta.ID] = *o
	s.writes++
	return nil
}

func (s *shelf[T, P]) rival(id string) {
	if s.before != nil {
		s.before(id)
	}
}

func file(ids ...string) []*domain.Opportunity {
	var docs []*domain.Opportunity
	for _, id := range ids {
		o := wanted()
		o.ID = id
		docs = append(docs, o)
	}
	return docs
}

var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

func save(t *testing.T, s *works, docs []*domain.Opportunity, at time.Time, want importer.Summary) {
	t.Helper()
	got, err := importer.SaveOpportunities(t.Context(), s, docs, importer.Saving{Now: at})
	if err != nil || got != want {
		t.Fatalf("%+v, %v; want %+v", got, err, want)
	}
}

func TestSavingAgainChangesNothing(t *testing.T) {
	s := &works{docs: map[string]domain.Opportunity{}}
	save(t, s, file("a", "b"), noon, importer.Summary{Added: 2})
	save(t, s, file("a", "b"), noon.Add(time.Hour), importer.Summary{Unchanged: 2})
	if s.writes != 2 {
		t.Errorf("%d writes; want 2", s.writes)
	}
}

func TestSavingKeepsWhatTheFileDoesNotSay(t *testing.T) {
	s := &works{docs: map[string]domain.Opportunity{}}
	save(t, s, file("a"), noon, importer.Summary{Added: 1})
	joined := s.docs["a"]
	joined.Taken, joined.State, joined.Version = 3, domain.Closed, 2
	s.docs["a"] = joined
	docs := file("a")
	docs[0].Seats = 50
	save(t, s, docs, noon.Add(time.Hour), importer.Summary{Changed: 1})
	want := joined
	want.Seats, want.Version, want.UpdatedAt = 50, 3, noon.Add(time.Hour)
	if diff := cmp.Diff(want, s.docs["a"]); diff != "" {
		t.Error(diff)
	}
}

func TestSavingYieldsToRivals(t *testing.T) {
	s := &works{docs: map[string]domain.Opportunity{}}
	times := 3
	s.before = func(id string) {
		if times > 0 {
			times--
			rival := *wanted()
			rival.ID, rival.Taken, rival.Version = id, 4-times, s.docs[id].Version+1
			s.docs[id] = rival
		}
	}
	docs := file("a")
	docs[0].Seats = 9
	save(t, s, docs, noon, importer.Summary{Changed: 1})
	if o := s.docs["a"]; o.Taken != 4 || o.Seats != 9 {
		t.Errorf("%d seats, %d taken; want 9 and the rival's 4", o.Seats, o.Taken)
	}
	times = 1 << 20
	docs = file("a")
	if _, err := importer.SaveOpportunities(t.Context(), s, docs, importer.Saving{Now: noon}); !errors.Is(err, domain.ErrConflict) && err != nil {
		t.Error(err)
	}
}

func TestADryRunWritesNothing(t *testing.T) {
	s := &works{docs: map[string]domain.Opportunity{}}
	save(t, s, file("a", "b"), noon, importer.Summary{Added: 2})
	docs := file("a", "b", "c")
	docs[1].Seats = 1
	got, err := importer.SaveOpportunities(t.Context(), s, docs, importer.Saving{Now: noon, DryRun: true})
	if want := (importer.Summary{Added: 1, Changed: 1, Unchanged: 1}); err != nil || got != want || s.writes != 2 {
		t.Errorf("%+v, %v, %d writes", got, err, s.writes)
	}
}

// A code that the file gives is made known once, where it is another than before; a file without codes takes none away,
// also from whom somebody gives one meanwhile.
func TestCodesOfAFile(t *testing.T) {
	s := &shelf[domain.Organisation, *domain.Organisation]{docs: map[string]domain.Organisation{}}
	var made []string
	saving := importer.Saving{Now: noon, CodeMade: func(_ context.Context, id string) error {
		made = append(made, id+" "+s.docs[id].Code)
		return nil
	}}
	run := func(code, name string) {
		t.Helper()
		o := &domain.Organisation{Meta: domain.Meta{ID: "flood"}, Name: domain.Text{"en": name}, Code: code}
		if _, err := importer.SaveOrganisations(t.Context(), s, []*domain.Organisation{o}, saving); err != nil {
			t.Fatal(err)
		}
	}
	run("FIRST", "Flood")
	run("FIRST", "Flood")
	run("FIRST", "Flood centre")
	run("", "Flood")
	run("SECOND", "Flood")
	saving.DryRun = true
	run("THIRD", "Flood")
	saving.DryRun = false
	s.before = func(id string) {
		s.before = nil
		rival := s.docs[id]
		rival.Code, rival.Version = "RIVAL", rival.Version+1
		s.docs[id] = rival
	}
	run("", "Flood help")
	if diff := cmp.Diff([]string{"flood FIRST", "flood SECOND"}, made); diff != "" {
		t.Error(diff)
	}
	if o := s.docs["flood"]; o.Code != "RIVAL" || o.Name["en"] != "Flood help" {
		t.Errorf("%+v", o)
	}
}
