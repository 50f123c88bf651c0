package storetest

import (
	"slices"
	"testing"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// tagged is a small view of a person.
type tagged struct {
	ID   string `json:"_id"`
	Name string `json:"name"`
	Tags []Tag  `json:"tags,omitempty"`
}

// having: of many documents a view gives those that have a text in a list, in order, however far apart they lie.
func having(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	docs := numbered(1200)
	odd := Tag("<\"é\\\u2028") // what JSON writes in another way
	var want []string
	for i, doc := range docs {
		doc.Name = "x" // in another field it is no element
		if doc.Tags = []Tag{"xx", "y"}; i%400 >= 398 || i < 300 {
			doc.Tags = []Tag{"y", "x", odd}
			want = append(want, doc.ID)
		}
	}
	put(t, c, docs...)
	backwards := slices.Clone(want)
	slices.Reverse(backwards)
	v, err := store.ViewOf[tagged](t.Context(), e, store.Spec{Name: "people"})
	must(t, err)
	for _, text := range []string{"x", string(odd)} {
		wantHaving(t, v, store.Query{}, text, want)
		wantHaving(t, v, store.Query{From: docs[100].ID, To: docs[1100].ID}, text, want[100:len(want)-2])
		wantHaving(t, v, store.Query{Reverse: true}, text, backwards)
	}
	wantHaving(t, v, store.Query{}, "none", nil)
	for _, err := range v.With(t.Context(), store.Query{}, "name", "x") {
		wantErr(t, "a text in what is no list", err, domain.ErrInvalid)
	}
}

func wantHaving(t *testing.T, v *store.View[tagged], q store.Query, text string, want []string) {
	t.Helper()
	var got []string
	for doc, err := range v.With(t.Context(), q, "tags", text) {
		must(t, err)
		if slices.Contains(doc.Tags, Tag(text)) {
			got = append(got, doc.ID)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("%d documents have %q, want %d: %v", len(got), text, len(want), got)
	}
}
