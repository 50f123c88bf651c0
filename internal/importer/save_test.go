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

// shelf keeps opportunities in memory, by version; before lets a rival write first.
type shelf struct {
	docs   map[string]domain.Opportunity
	writes int
	before func(id string)
}

func (s *shelf) GetMany(_ context.Context, ids []string) (map[string]*domain.Opportunity, error) {
	found := map[string]*domain.Opportunity{}
	for _, id := range ids {
		if o, ok := s.docs[id]; ok {
			found[id] = &o
		}
	}
	return found, nil
}

func (s *shelf) InsertNew(_ context.Context, docs []*domain.Opportunity) ([]bool, error) {
	added := make([]bool, len(docs))
	for i, o := range docs {
		s.rival(o.ID)
		if _, there := s.docs[o.ID]; !there {
			o.Version = 1
			s.docs[o.ID], added[i] = *o, true
			s.writes++
		}
	}
	return added, nil
}

func (s *shelf) Save(_ context.Context, o *domain.Opportunity) error {
	s.rival(o.ID)
	if s.docs[o.ID].Version != o.Version {
		return domain.ErrConflict
	}
	o.Version++
	s.docs[o.ID] = *o
	s.writes++
	return nil
}

func (s *shelf) rival(id string) {
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

func save(t *testing.T, s *shelf, docs []*domain.Opportunity, at time.Time, want importer.Summary) {
	t.Helper()
	got, err := importer.SaveOpportunities(t.Context(), s, docs, importer.Saving{Now: at})
	if err != nil || got != want {
		t.Fatalf("%+v, %v; want %+v", got, err, want)
	}
}

func TestSavingAgainChangesNothing(t *testing.T) {
	s := &shelf{docs: map[string]domain.Opportunity{}}
	save(t, s, file("a", "b"), noon, importer.Summary{Added: 2})
	save(t, s, file("a", "b"), noon.Add(time.Hour), importer.Summary{Unchanged: 2})
	if s.writes != 2 {
		t.Errorf("%d writes; want 2", s.writes)
	}
}

func TestSavingKeepsWhatTheFileDoesNotSay(t *testing.T) {
	s := &shelf{docs: map[string]domain.Opportunity{}}
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
	s := &shelf{docs: map[string]domain.Opportunity{}}
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
	s := &shelf{docs: map[string]domain.Opportunity{}}
	save(t, s, file("a", "b"), noon, importer.Summary{Added: 2})
	docs := file("a", "b", "c")
	docs[1].Seats = 1
	got, err := importer.SaveOpportunities(t.Context(), s, docs, importer.Saving{Now: noon, DryRun: true})
	if want := (importer.Summary{Added: 1, Changed: 1, Unchanged: 1}); err != nil || got != want || s.writes != 2 {
		t.Errorf("%+v, %v, %d writes", got, err, s.writes)
	}
}
