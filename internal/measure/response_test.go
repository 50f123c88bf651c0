package measure_test

import (
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jitasa/internal/collections"
	"jitasa/internal/domain"
	"jitasa/internal/measure"
	"jitasa/internal/store/sqlite"
)

func kept(t *testing.T) *collections.Responses {
	t.Helper()
	e, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "a.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	c, err := collections.Open(t.Context(), e, nil)
	if err != nil {
		t.Fatal(err)
	}
	return c.Responses
}

// Whatever is recorded, in whatever order and however often: each person has one answer in each poll, the
// latest, and one of everything else, the first that came.
func TestRecordedOnce(t *testing.T) {
	responses := kept(t)
	start := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	campaigns := 0
	rapid.Check(t, func(r *rapid.T) {
		campaigns++
		campaign := "c" + time.Duration(campaigns).String()
		type thing struct {
			kind        domain.ResponseKind
			poll, value string
			person      string
		}
		latest := map[thing]*domain.Response{}
		for i := range rapid.IntRange(1, 12).Draw(r, "events") {
			one := thing{person: rapid.SampledFrom([]string{"Ua", "Ub"}).Draw(r, "person")}
			done := &domain.Response{Campaign: campaign, Person: one.person, At: start.Add(time.Duration(i) * time.Minute)}
			if rapid.Bool().Draw(r, "late") { // an event that was handled long after it happened
				done.At = start.Add(-time.Duration(i) * time.Minute)
			}
			one.kind = rapid.SampledFrom(domain.ResponseKinds()).Draw(r, "kind")
			done.Kind = one.kind
			switch one.kind {
			case domain.HasVoted:
				one.poll = rapid.SampledFrom([]string{"fair", "a:b"}).Draw(r, "poll")
				done.Value = one.poll + ":" + rapid.SampledFrom([]string{"0", "1"}).Draw(r, "option")
			case domain.HasOpened, domain.HasJoined:
				one.value = rapid.SampledFrom([]string{"o1", "o2"}).Draw(r, "work")
				done.Value = one.value
			}
			for range rapid.IntRange(1, 2).Draw(r, "times") {
				again := *done
				if err := (measure.Recorder{Kept: responses}).Record(t.Context(), &again); err != nil {
					r.Fatal(err)
				}
			}
			if was := latest[one]; was == nil || one.kind == domain.HasVoted && done.At.After(was.At) {
				latest[one] = done
			}
		}
		found := 0
		for doc, err := range responses.In(t.Context(), campaign) {
			if err != nil {
				r.Fatal(err)
			}
			found++
			one := thing{kind: doc.Kind, person: doc.Person}
			switch doc.Kind {
			case domain.HasVoted:
				one.poll = doc.Value[:len(doc.Value)-2]
			case domain.HasOpened, domain.HasJoined:
				one.value = doc.Value
			}
			if want := latest[one]; want == nil || want.Value != doc.Value || !want.At.Equal(doc.At) {
				r.Fatalf("%+v is kept, want %+v", doc, want)
			}
		}
		if found != len(latest) {
			r.Fatalf("%d are kept of %d", found, len(latest))
		}
	})
}
