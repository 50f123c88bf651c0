package typeset

import (
	"bytes"
	"slices"
	"testing"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
)

// A part of a font has the outlines that were asked for, whole, and no others: À is made of A and an accent.
func TestSubsetHasWhatIsUsed(t *testing.T) {
	s := newSetter(t)
	f := s.fonts[regular]
	gid := func(r rune) font.GID {
		g, ok := f.font.NominalGlyph(r)
		if !ok {
			t.Fatalf("no %c", r)
		}
		return g
	}
	file, err := f.subset(map[font.GID]bool{gid('À'): true, gid('ก'): true})
	if err != nil {
		t.Fatal(err)
	}
	now, whole := glyphsOf(t, file), glyphsOf(t, f.file)
	kept := append(components(whole[gid('À')]), 0, gid('À'), gid('ก'))
	if len(kept) < 5 {
		t.Fatal("À is made of nothing: another example is needed")
	}
	for i, was := range whole {
		want := was
		if !slices.Contains(kept, font.GID(i)) { //nolint:gosec // fewer than 65,536
			want = nil
		}
		if got := now[i]; !bytes.HasPrefix(got, want) || len(want) == 0 && len(got) > 0 {
			t.Errorf("glyph %d has %d bytes of %d", i, len(got), len(want))
		}
	}
	if len(file) > len(f.file)/4 {
		t.Errorf("a part of %d bytes, of %d", len(file), len(f.file))
	}
}

func glyphsOf(t *testing.T, file []byte) [][]byte {
	t.Helper()
	ld, err := ot.NewLoader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	table := func(tag string) []byte {
		b, err := ld.RawTable(ot.MustNewTag(tag))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	glyf, at := table("glyf"), offsets(table("loca"), table("head")[51] == 0)
	all := make([][]byte, len(at)-1)
	for i := range all {
		all[i] = glyf[at[i]:at[i+1]]
	}
	return all
}
