package flow_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"jitasa/internal/chat"
	"jitasa/internal/flow"
)

// sides is the question of the sides, with some chosen.
func sides(t *testing.T, values ...string) (flow.State[meal], []chat.Message) {
	t.Helper()
	s, m, _ := order().Advance(flow.State[meal]{Session: "s1", Answered: []string{"name", "eats"}, Draft: meal{Name: "Bo", Eats: "rice"}}, tapped(chat.Tap{Flow: "!resume"}))
	for _, v := range values {
		s, m, _ = order().Advance(s, tapped(chat.Tap{Flow: "meal", Step: "sides", Session: "s1", Value: v}))
	}
	return s, m
}

// A tap that comes twice adds once, and takes away what is ticked once; neither order nor number of the taps loses a choice.
func TestTapsThatComeTwiceLoseNothing(t *testing.T) {
	for _, test := range []struct {
		taps, want string
	}{
		{"soup soup", "soup"}, {"soup fruit soup", "soup fruit"}, {"soup fruit -soup", "fruit"}, {"soup -soup -soup", ""}, {"-soup", ""}, {"fruit soup -fruit fruit", "soup fruit"},
	} {
		s, _ := sides(t, strings.Fields(test.taps)...)
		if got := strings.Join(s.Chosen, " "); got != test.want {
			t.Errorf("%s: %q is chosen; want %q", test.taps, got, test.want)
		}
	}
	rapid.Check(t, func(r *rapid.T) {
		taps := rapid.SliceOfN(rapid.SampledFrom([]string{"salad", "soup", "fruit"}), 1, 8).Draw(r, "taps")
		s, m := sides(t, taps...)
		for _, v := range taps {
			if !slices.Contains(s.Chosen, v) {
				r.Fatalf("%v: %v are chosen", taps, s.Chosen)
			}
		}
		if len(m) != 1 || !strings.Contains(m[0].Text, "flow.chosen List") {
			r.Fatalf("%v: %+v does not tell what is chosen", taps, m)
		}
	})
}

// What ends is offered once something is chosen, and skipping then loses nothing.
func TestDoneIsOffered(t *testing.T) {
	ends := func(m []chat.Message) bool {
		return slices.ContainsFunc(m[0].Choices, func(c chat.Choice) bool { return c.Ends && !c.Later })
	}
	if _, m := sides(t); ends(m) {
		t.Errorf("nothing is chosen, and it can end: %+v", m)
	}
	s, m := sides(t, "soup")
	if !ends(m) {
		t.Errorf("soup is chosen, and nothing ends: %+v", m)
	}
	if done, _, outcome := order().Advance(s, said("skip")); outcome != flow.Finished || !slices.Equal(done.Draft.Sides, []string{"soup"}) {
		t.Errorf("skipping with soup chosen: %v, %v", done.Draft.Sides, outcome)
	}
}

// Done that comes twice changes nothing, and asks what is open in one line.
func TestDoneTwice(t *testing.T) {
	s, _ := sides(t, "soup")
	s.Opened = true
	done := chat.Tap{Flow: "meal", Step: "sides", Session: "s1", Value: "!done"}
	s, _, _ = order().Advance(s, tapped(done))
	again, m, outcome := order().Advance(s, tapped(done))
	if outcome != flow.Asking || again.At != "" || !slices.Equal(again.Draft.Sides, []string{"soup"}) || len(m) != 1 || m[0].Text != "meal.note" {
		t.Errorf("%v, %+v: %+v", outcome, again, m)
	}
}

// Of many options as many are shown as there is room for; the others keep their words and places.
func TestManyOptionsInBrief(t *testing.T) {
	var letters []string
	for r := 'a'; r <= 't'; r++ {
		letters = append(letters, string(r))
	}
	f := flow.New("letters", flow.Ask("which", flow.Many(options(letters...), false), func(d *[]string, v []string) { *d = v }))
	s, m, _ := f.Advance(flow.State[[]string]{Session: "s1"}, tapped(chat.Tap{Flow: "letters", Step: "which", Session: "s1", Value: "b"}))
	if shown := chat.Shown(m[0].Choices); len(m[0].Choices) != 21 || len(shown) != 9 || shown[0].Label != "A" || shown[1].Label != "C" {
		t.Errorf("%d of %d are shown: %+v", len(shown), len(m[0].Choices), shown)
	}
	all := m[0].Nav[0]
	if _, m, _ := f.Advance(s, tapped(all.Tap)); len(chat.Shown(m[0].Choices)) != 21 || !m[0].Choices[1].Chosen {
		t.Errorf("%s shows %+v", all.Label, m[0].Choices)
	}
}
