package index_test

import (
	"slices"
	"strings"
	"testing"

	"jitasa/internal/place/index"
	"jitasa/internal/thai"
)

// TestNames compares what is found with what looking at every name finds.
func TestNames(t *testing.T) {
	keys := strings.Fields("สุรินทร์ สุรินทร์ สุร สุราษฎร์ธานี สุราษ ตาก ตากใบ นาตาก ระยอง ระนอง ยอง surin surat ban sa sao é élan 1 กรุงเทพ")
	entries := make([]index.Entry, len(keys))
	for i, k := range keys {
		entries[i] = index.Entry{Key: k, ID: int32(i)}
	}
	x := index.New(slices.Clone(entries))
	which := func(is func(key string) bool) (ids []int32) {
		for _, e := range entries {
			if is(e.Key) {
				ids = append(ids, e.ID)
			}
		}
		return ids
	}
	for _, text := range append(keys, "", "สุรินทร", "สุรินทร์และตาก", "ตากใบไม้", "นาตา", "ระยอน", "surim", "sao paulo", "élans", "\xff", "bbb", "กรุงเทพมหานคร") {
		var at, near, ending []index.Entry
		x.At(text, func(es []index.Entry) { at = append(at, es...) })
		x.Near(text, func(e index.Entry) { near = append(near, e) })
		x.Ending(text, func(e index.Entry) { ending = append(ending, e) })
		for _, c := range []struct {
			what  string
			found []index.Entry
			want  []int32
		}{
			{"exact", x.Exact(text), which(func(k string) bool { return k == text })},
			{"beginning", x.Beginning(text), which(func(k string) bool { return strings.HasPrefix(k, text) })},
			{"ending", ending, which(func(k string) bool { return strings.HasSuffix(k, text) })},
			{"at", at, which(func(k string) bool { return strings.HasPrefix(text, k) })},
			{"near", near, which(func(k string) bool { return thai.WithinOneEdit(text, k) })},
		} {
			got := []int32{}
			for _, e := range c.found {
				got = append(got, e.ID)
			}
			slices.Sort(got)
			if got = slices.Compact(got); !slices.Equal(got, c.want) {
				t.Errorf("%s of %q: %v, want %v", c.what, text, got, c.want)
			}
		}
		if got, want := x.Begins(text), len(at) > 0; got != want {
			t.Errorf("%q begins with a name: %v", text, got)
		}
	}
}
