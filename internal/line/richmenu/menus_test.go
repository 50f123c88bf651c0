package richmenu_test

import (
	"bytes"
	"image/png"
	"slices"
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/line/richmenu"
)

func TestMenusAreWithinLimits(t *testing.T) {
	for _, m := range richmenu.All() {
		t.Run(m.ID(), func(t *testing.T) {
			picture, err := png.DecodeConfig(bytes.NewReader(m.Picture))
			if err != nil || picture.Width != richmenu.Width || picture.Height != richmenu.Height {
				t.Errorf("picture %+v, %v", picture, err)
			}
			if len(m.Picture) > 1<<20 || richmenu.Width > 2500 || richmenu.Height < 250 || richmenu.Width*100 < richmenu.Height*145 {
				t.Errorf("LINE refuses %d bytes of %d×%d", len(m.Picture), richmenu.Width, richmenu.Height)
			}
			if n := uniseg.GraphemeClusterCount(m.Bar); n == 0 || n > 14 {
				t.Errorf("chat bar %q", m.Bar)
			}
			if n := uniseg.GraphemeClusterCount(m.Name()); n > 300 || !strings.HasPrefix(m.Name(), richmenu.Prefix(m.ID())) {
				t.Errorf("name %q", m.Name())
			}
			if len(m.Areas) > 20 {
				t.Errorf("%d areas", len(m.Areas))
			}
		})
	}
}

func TestEveryLanguageHasItsMenus(t *testing.T) {
	var want, have []string
	for _, l := range domain.Languages() {
		want = append(want, l.Tag, l.Tag+"-member", l.Tag+"-manager", l.Tag+"-staff")
	}
	for _, m := range richmenu.All() {
		have = append(have, m.ID())
	}
	if !slices.Equal(want, have) {
		t.Errorf("menus %q, want %q", have, want)
	}
}

// Whoever is in danger finds help in the same place, whatever menu they have.
func TestDangerIsInTheSamePlace(t *testing.T) {
	for _, m := range richmenu.All() {
		last := m.Areas[len(m.Areas)-1]
		if !last.Alert || last.Tap != (chat.Tap{Flow: "call", Step: "!numbers"}) {
			t.Errorf("%s: the last tile is %q and does %+v", m.ID(), last.Label, last.Tap)
		}
	}
}

func TestAreasTileThePicture(t *testing.T) {
	for _, m := range richmenu.All() {
		covered := 0
		for i, a := range m.Areas {
			if a.X < 0 || a.Y < 0 || a.W < 250 || a.H < 250 || a.X+a.W > richmenu.Width || a.Y+a.H > richmenu.Height {
				t.Errorf("%s: %q lies at %d,%d %d×%d", m.Lang, a.Label, a.X, a.Y, a.W, a.H)
			}
			covered += a.W * a.H
			for _, b := range m.Areas[:i] {
				if a.X < b.X+b.W && b.X < a.X+a.W && a.Y < b.Y+b.H && b.Y < a.Y+a.H {
					t.Errorf("%s: %q overlaps %q", m.Lang, a.Label, b.Label)
				}
			}
			if n := uniseg.GraphemeClusterCount(a.Label); n == 0 || n > 20 {
				t.Errorf("%s: label %q", m.Lang, a.Label)
			}
			if back, ok := chat.ParseTap(a.Tap.String()); !ok || back != a.Tap || !strings.HasPrefix(a.Tap.Flow, "!") && !a.Alert {
				t.Errorf("%s: %q does %+v", m.Lang, a.Label, a.Tap)
			}
		}
		if covered != richmenu.Width*richmenu.Height {
			t.Errorf("%s: tiles cover %d of %d pixels", m.Lang, covered, richmenu.Width*richmenu.Height)
		}
	}
}

// TestPicturesAreFresh fails when words, areas or menu.html changed after the
// pictures were drawn.
func TestPicturesAreFresh(t *testing.T) {
	for _, m := range richmenu.All() {
		page, err := m.Source()
		if err != nil {
			t.Fatal(err)
		}
		if richmenu.Sum(page) != m.Drawn() {
			t.Errorf("%s.png is stale: go run ./internal/line/richmenu/draw", m.ID())
		}
		for _, a := range m.Areas {
			if !bytes.Contains(page, []byte(a.Label)) || !bytes.Contains(page, []byte(`id="`+a.Icon+`"`)) {
				t.Errorf("%s: the page lacks %q or its icon", m.Lang, a.Label)
			}
		}
	}
}

func TestLanguagesOfferTheSame(t *testing.T) {
	all := richmenu.All()
	per := len(richmenu.Audiences())
	for n, m := range all[per:] {
		for i, a := range m.Areas {
			if first := all[n%per].Areas[i]; a.Tap != first.Tap || a.X != first.X || a.Y != first.Y {
				t.Errorf("%s: %q is where %s has %q", m.ID(), a.Label, all[n%per].ID(), first.Label)
			}
		}
	}
}
