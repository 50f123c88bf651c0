package store

import (
	"reflect"
	"testing"
	"time"

	"jitasa/internal/domain"
)

// call has an index of each kind, for the cursors.
type call struct {
	domain.Meta
	Name  string    `json:"name"`
	Open  bool      `json:"open"`
	Seats int       `json:"seats,omitempty"`
	Score float64   `json:"score"`
	At    time.Time `json:"at"`
	Tags  []string  `json:"tags"`
}

func calls(t testing.TB) *Schema {
	t.Helper()
	s, err := schemaFor(Spec{Name: "calls", Indexes: []Index{
		{Name: "all", Fields: []string{"name", "open", "seats", "score", "at"}},
		{Name: "tag", Fields: []string{"tags", "at"}},
	}}, reflect.TypeFor[call]())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// FuzzCursor: cursors come from URLs. Whatever they hold, they are refused, or
// are a place that is written the same way again.
func FuzzCursor(f *testing.F) {
	s := calls(f)
	doc := &call{Meta: domain.Meta{ID: "ก"}, Name: "\x00\"ข", Open: true, Seats: 3, Score: -0.5, At: time.UnixMilli(-1), Tags: []string{"x"}}
	for _, k := range append(s.Keys, s.byID) {
		f.Add(string(cursorOf(k.at(doc))))
	}
	f.Add("W10")
	f.Add("not base64!")
	f.Fuzz(func(t *testing.T, text string) {
		for _, k := range append(s.Keys, s.byID) {
			place, err := k.place(Cursor(text))
			if err != nil || place == nil {
				continue
			}
			again, err := k.place(cursorOf(place))
			if err != nil || !reflect.DeepEqual(place, again) {
				t.Errorf("%q is %v, written again it is %v, %v", text, place, again, err)
			}
		}
	})
}

// tree is a type within itself, with times in every kind of place.
type tree struct {
	At     time.Time
	Left   *tree
	More   []tree
	Named  map[string]*tree
	Values map[string][2]time.Time
	Text   string
	hidden time.Time
}

func TestRounder(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 6_789_000, time.FixedZone("", 7*3600))
	leaf := func() *tree { return &tree{At: at} }
	root := tree{At: at, Left: leaf(), More: []tree{*leaf()}, Named: map[string]*tree{"a": leaf()}, Values: map[string][2]time.Time{"b": {at, at}}, hidden: at}
	root.Left.Left = leaf()
	rounderFor(reflect.TypeFor[tree]())(reflect.ValueOf(&root).Elem())
	for i, got := range []time.Time{
		root.At, root.Left.At, root.Left.Left.At, root.More[0].At, root.Named["a"].At, root.Values["b"][0], root.Values["b"][1],
	} {
		if want := domain.Instant(at); got != want {
			t.Errorf("time %d is %v, want %v", i, got, want)
		}
	}
	if root.hidden != at {
		t.Error("a field that is not stored was changed")
	}
	if rounderFor(reflect.TypeFor[domain.Meta]()) != nil {
		t.Error("a type without times gets a rounder")
	}
}
