package storetest

import (
	"fmt"
	"math"
	"slices"
	"testing"
	"time"

	"jitasa/internal/store"
)

// each makes one document per value, with ids that are in the order of the
// values when read backwards, so that an engine that orders by id is found out.
func each[V any](vals []V, set func(*Person, V)) []*Person {
	docs := make([]*Person, len(vals))
	for i, v := range vals {
		docs[i] = person(fmt.Sprintf("id%02d", len(vals)-i))
		set(docs[i], v)
	}
	return docs
}

func idsOf(docs []*Person) []string {
	out := make([]string, len(docs))
	for i, doc := range docs {
		out[i] = doc.ID
	}
	return out
}

// wantOrder checks that a query gives docs in this order, and backwards.
func wantOrder(t *testing.T, c *people, q store.Query, docs []*Person) {
	t.Helper()
	want := idsOf(docs)
	if got := find(t, c, q); !slices.Equal(got, want) {
		t.Errorf("%+v:\n got %v\nwant %v", q, got, want)
	}
	q.Reverse = true
	slices.Reverse(want)
	if got := find(t, c, q); !slices.Equal(got, want) {
		t.Errorf("%+v:\n got %v\nwant %v", q, got, want)
	}
	if n, err := c.Count(t.Context(), q); err != nil || n != len(docs) {
		t.Errorf("%+v: count %d, %v; want %d", q, n, err, len(docs))
	}
}

func orderStrings(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	// In the order of their UTF-8 bytes. Thai vowels that are written before
	// the consonant (เ แ) come after all consonants; astral characters after everything,
	// where UTF-16 would put them before U+FF21.
	docs := each([]string{
		"", "\x00", " ", "'; DROP TABLE people; --", "A", "Zebra", "a", "é", "ก", "กก", "กรุงเทพ", "ขอนแก่น", "น่าน", "นาน",
		"เชียงใหม่", "แพร่", "๑", "Ａ", "😀",
	}, func(p *Person, v string) { p.Name = v })
	slices.SortFunc(docs, func(a, b *Person) int { return compareStrings(a.Name, b.Name) })
	put(t, c, docs...)
	wantOrder(t, c, store.Query{Index: "name"}, docs)
	for _, doc := range docs {
		wantOrder(t, c, store.Query{Index: "name", Prefix: []any{doc.Name}}, []*Person{doc})
	}
}

func compareStrings(a, b string) int { return slices.Compare([]byte(a), []byte(b)) }

func orderNumbers(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	docs := each([]int64{math.MinInt64 + 1, -1 << 53, -2, -1, 0, 1, 9, 10, 1 << 53, 1<<53 + 1, math.MaxInt64},
		func(p *Person, v int64) { p.Seen = v })
	put(t, c, docs...)
	wantOrder(t, c, store.Query{Index: "seen"}, docs)
	wantOrder(t, c, store.Query{Index: "seen", From: -1, To: 10}, docs[3:7])
	wantOrder(t, c, store.Query{Index: "seen", From: int64(1 << 53), To: 1<<53 + 1}, docs[8:9])
	must(t, c.Delete(t.Context(), idsOf(docs)...))

	docs = each([]float64{-math.MaxFloat64, -1.5, -math.SmallestNonzeroFloat64, 0, 0.1, 1, 2.5, 1e300},
		func(p *Person, v float64) { p.Score, p.Active = v, true })
	put(t, c, docs...)
	put(t, c, person("inactive"))
	wantOrder(t, c, store.Query{Index: "activeScore", Prefix: []any{true}}, docs)
	wantOrder(t, c, store.Query{Index: "activeScore", Prefix: []any{true}, From: 0, To: 2.5}, docs[3:6])
	wantOrder(t, c, store.Query{Index: "activeScore"}, append([]*Person{person("inactive")}, docs...))
}

func orderTimes(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	day := time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)
	bangkok := time.FixedZone("ICT", 7*3600)
	docs := each([]time.Time{
		{}, time.Date(1932, 6, 24, 0, 0, 0, 0, time.UTC), time.UnixMilli(0), day, day.Add(time.Millisecond),
		day.Add(7 * time.Hour).In(bangkok), day.Add(500 * time.Hour), time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC),
	}, func(p *Person, v time.Time) { p.DueAt, p.State = v, "open" })
	put(t, c, docs...)
	wantOrder(t, c, store.Query{Index: "stateDue", Prefix: []any{"open"}}, docs)
	wantOrder(t, c, store.Query{Index: "stateDue", Prefix: []any{"open"}, From: day, To: day.Add(7*time.Hour + 1e6)}, docs[3:6])
	// Times are compared as they are kept: what is below a millisecond does not count.
	wantOrder(t, c, store.Query{Index: "stateDue", Prefix: []any{"open", day.Add(1999 * time.Microsecond).In(bangkok)}}, docs[4:5])
}

func orderIDs(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	docs := []*Person{person("A"), person("a"), person("a1"), person("a10"), person("a2"), person("ก"), person("เ")}
	for _, doc := range docs {
		doc.Name = "same"
	}
	put(t, c, docs[3], docs[0], docs[6], docs[1], docs[5], docs[4], docs[2])
	wantOrder(t, c, store.Query{}, docs)
	wantOrder(t, c, store.Query{Index: "name", Prefix: []any{"same"}}, docs)
	wantOrder(t, c, store.Query{From: "a", To: "ก"}, docs[1:5])
	wantOrder(t, c, store.Query{Index: "name", Prefix: []any{"same"}, From: "a1"}, docs[2:])
	wantOrder(t, c, store.Query{Index: "name", Prefix: []any{"same", "a2"}}, docs[4:5])
	wantOrder(t, c, store.Query{Prefix: []any{"a"}}, docs[1:2])
}

func ranges(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	docs := each([]string{"a", "b", "c", "d", "e"}, func(p *Person, v string) { p.Name = v })
	put(t, c, docs...)
	cases := []struct {
		from, to any
		want     []*Person
	}{
		{nil, nil, docs}, {"b", nil, docs[1:]}, {nil, "d", docs[:3]}, {"b", "d", docs[1:3]},
		{"bb", "dd", docs[2:4]}, {"c", "c", nil}, {"d", "b", nil}, {"", "\U0010FFFF", docs}, {"x", nil, nil},
	}
	for _, k := range cases {
		wantOrder(t, c, store.Query{Index: "name", From: k.from, To: k.to}, k.want)
	}
	if got := find(t, c, store.Query{Index: "name", From: "b", Limit: 2}); !slices.Equal(got, idsOf(docs[1:3])) {
		t.Errorf("limited: %v", got)
	}
	if got := find(t, c, store.Query{Index: "name", To: "e", Limit: 2, Reverse: true}); !slices.Equal(got, []string{docs[3].ID, docs[2].ID}) {
		t.Errorf("limited, reversed: %v", got)
	}
	if n, err := c.Count(t.Context(), store.Query{Index: "name", Limit: 3}); err != nil || n != 3 {
		t.Errorf("limited count: %d, %v", n, err)
	}
}

func missingFields(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	docs := each([]int{0, -5, 3}, func(p *Person, v int) { p.Age = v })
	put(t, c, docs...)
	wantOrder(t, c, store.Query{Index: "age"}, docs) // left out comes first, even before -5
	wantOrder(t, c, store.Query{Index: "age", Prefix: []any{0}}, docs[:1])
	wantOrder(t, c, store.Query{Index: "age", Prefix: []any{nil}}, docs[:1])
	wantOrder(t, c, store.Query{Index: "age", From: -100}, docs[1:])
	wantOrder(t, c, store.Query{Index: "age", To: 100}, docs[1:])
	wantOrder(t, c, store.Query{Index: "age", To: 3}, docs[1:2])
	must(t, c.Delete(t.Context(), idsOf(docs)...))

	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	docs = each([]*time.Time{nil, {}, &at}, func(p *Person, v *time.Time) { p.LeftAt = v })
	put(t, c, docs...)
	wantOrder(t, c, store.Query{Index: "left"}, docs)
	wantOrder(t, c, store.Query{Index: "left", Prefix: []any{nil}}, docs[:1])
	wantOrder(t, c, store.Query{Index: "left", Prefix: []any{time.Time{}}}, docs[1:2])
	wantOrder(t, c, store.Query{Index: "left", To: at}, docs[1:2])
	must(t, c.Delete(t.Context(), idsOf(docs)...))

	docs = each([]*Place{nil, {}, {"10"}, {"32"}}, func(p *Person, v *Place) { p.Home = v })
	docs[0].Name, docs[1].Name = "1", "2"
	put(t, c, docs...)
	wantOrder(t, c, store.Query{Index: "province"}, docs)
	wantOrder(t, c, store.Query{Index: "province", Prefix: []any{""}}, docs[:2])
	wantOrder(t, c, store.Query{Index: "province", From: ""}, docs[2:])
}

func sparse(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	docs := each([]time.Time{{}, at, at.Add(time.Hour), {}}, func(p *Person, v time.Time) { p.DueAt = v })
	put(t, c, docs...)
	wantOrder(t, c, store.Query{Index: "due"}, docs[1:3])
	wantOrder(t, c, store.Query{Index: "due", To: at.Add(1)}, nil)
	wantOrder(t, c, store.Query{Index: "due", To: at.Add(time.Millisecond)}, docs[1:2])
	wantOrder(t, c, store.Query{Index: "due", Prefix: []any{time.Time{}}}, nil)
	if got := find(t, c, store.Query{Index: "due", After: c.Cursor(docs[1], "due")}); !slices.Equal(got, idsOf(docs[2:3])) {
		t.Errorf("behind the first: %v", got)
	}
	_, err := c.Update(t.Context(), docs[1].ID, func(p *Person) error { p.DueAt = time.Time{}; return nil })
	must(t, err)
	wantOrder(t, c, store.Query{Index: "due"}, docs[2:3])
}

func lists(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	docs := each([][]Tag{{"x"}, {"y", "x", "x"}, nil, {"y"}, {"z", ""}}, func(p *Person, v []Tag) { p.Tags = v })
	for i, doc := range docs {
		doc.Name = fmt.Sprint(i)
	}
	put(t, c, docs...)
	tag := func(v any) store.Query { return store.Query{Index: "tag", Prefix: []any{v}} }
	wantOrder(t, c, tag("x"), docs[:2])
	wantOrder(t, c, tag(Tag("y")), []*Person{docs[1], docs[3]})
	wantOrder(t, c, tag("z"), docs[4:])
	wantOrder(t, c, tag("none"), nil)
	q := tag("x")
	q.From, q.To = "1", "2"
	wantOrder(t, c, q, docs[1:2])
	wantOrder(t, c, store.Query{Index: "tag", Prefix: []any{"x", "0"}}, docs[:1])
	q = tag("x")
	q.After = c.Cursor(docs[0], "tag")
	if got := find(t, c, q); !slices.Equal(got, idsOf(docs[1:2])) {
		t.Errorf("behind the first: %v", got)
	}
	_, err := c.Update(t.Context(), docs[1].ID, func(p *Person) error { p.Tags, p.Name = []Tag{"z"}, "9"; return nil })
	must(t, err)
	wantOrder(t, c, tag("x"), docs[:1])
	wantOrder(t, c, tag("z"), []*Person{docs[4], docs[1]})
}
