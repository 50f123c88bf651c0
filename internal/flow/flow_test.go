package flow_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jitasa/internal/chat"
	"jitasa/internal/flow"
)

// meal is the draft of the test's flow.
type meal struct {
	Name    string   `json:"name,omitempty"`
	Eats    string   `json:"eats,omitempty"`
	Allergy string   `json:"allergy,omitempty"`
	Sides   []string `json:"sides,omitempty"`
	Note    string   `json:"note,omitempty"`
}

func options(values ...string) func(flow.Input) []flow.Option {
	return func(flow.Input) []flow.Option {
		all := make([]flow.Option, len(values))
		for i, v := range values {
			all[i] = flow.Option{Value: v, Label: strings.ToUpper(v)}
		}
		return all
	}
}

func order() flow.Flow[meal] {
	return flow.New("meal",
		flow.Ask("name", flow.Text(1, 10), func(d *meal, v string) { d.Name = v }).Suggest(func(meal) string { return "Ann" }),
		flow.Ask("eats", flow.Choice(options("fish", "rice")), func(d *meal, v string) { d.Eats = v }).
			Heard(func(d meal, _ flow.Input) string { return "you eat " + d.Eats }),
		flow.Ask("allergy", flow.Text(1, 10), func(d *meal, v string) { d.Allergy = v }).If(func(d meal) bool { return d.Eats == "fish" }),
		flow.Ask("sides", flow.Many(options("salad", "soup", "fruit"), false), func(d *meal, v []string) { d.Sides = v }).Optional(),
		flow.Ask("note", flow.Text(1, 10), func(d *meal, v string) { d.Note = v }).Later().
			Clear(func(d meal) bool { return d.Note != "" }, func(d *meal) { d.Note = "" }),
	)
}

// words says ids instead of texts.
type words struct{}

func (words) Lang() string { return "en" }
func (words) Has(id string) bool {
	return strings.HasSuffix(id, "eats.hint")
}
func (words) T(id string, args ...any) string {
	return strings.TrimSpace(fmt.Sprintln(append([]any{id}, args...)...))
}

func said(text string) flow.Input {
	in := flow.Input{Event: chat.Event{Kind: chat.Text}, Text: text, Now: time.Unix(0, 0), Texts: words{}}
	for _, w := range []flow.Word{flow.Back, flow.Skip, flow.Cancel, flow.Done, flow.Yes, flow.No, flow.Any} {
		if text == string(w) {
			in.Word = w
		}
	}
	return in
}

func tapped(tap chat.Tap) flow.Input {
	in := said("")
	in.Event, in.Tap = chat.Event{Kind: chat.Tapped, Tap: tap}, &tap
	if word, ok := strings.CutPrefix(tap.Flow, "!"); ok {
		in.Word = flow.Word(word)
	}
	return in
}

// play says one thing after the other and gives the last question and state.
func play(t *testing.T, s flow.State[meal], texts ...string) (flow.State[meal], string, flow.Outcome) {
	t.Helper()
	var (
		m       []chat.Message
		outcome flow.Outcome
	)
	for _, text := range texts {
		s, m, outcome = order().Advance(s, said(text))
	}
	if len(m) == 0 {
		return s, "", outcome
	}
	return s, m[0].Text, outcome
}

func TestQuestions(t *testing.T) {
	for _, test := range []struct {
		name  string
		says  []string
		asks  string
		draft meal
		ends  flow.Outcome
	}{
		{"the first answer leads to the second question", []string{"Bo"}, "flow.progress N 2 Total 3 meal.eats", meal{Name: "Bo"}, flow.Asking},
		{"yes takes what is suggested", []string{"yes"}, "flow.progress N 2 Total 3 meal.eats", meal{Name: "Ann"}, flow.Asking},
		{"a branch opens, and what was heard is said", []string{"Bo", "FISH"}, "you eat fish\nflow.progress N 3 Total 4 meal.allergy", meal{Name: "Bo", Eats: "fish"}, flow.Asking},
		{"a branch stays shut", []string{"Bo", "rice"}, "you eat rice\nflow.progress N 3 Total 3 meal.sides", meal{Name: "Bo", Eats: "rice"}, flow.Asking},
		{"the beginning of a label is enough", []string{"Bo", "ri"}, "you eat rice\nflow.progress N 3 Total 3 meal.sides", meal{Name: "Bo", Eats: "rice"}, flow.Asking},
		{"a wrong answer gets its reason and a hint", []string{"Bo", "stone"}, "flow.want_choice\nflow.progress N 2 Total 3 meal.eats.hint", meal{Name: "Bo"}, flow.Asking},
		{"what is needed cannot be skipped", []string{"skip"}, "flow.why\nmeal.name", meal{}, flow.Asking},
		{"a word that steers is no name", []string{"no"}, "flow.want_text\nflow.progress N 1 Total 3 meal.name", meal{}, flow.Asking},
		{"too long", []string{"abcdefghijk"}, "flow.too_long Max 10\nflow.progress N 1 Total 3 meal.name", meal{}, flow.Asking},
		{"skipping ends it", []string{"Bo", "rice", "skip"}, "", meal{Name: "Bo", Eats: "rice"}, flow.Finished},
		{"a typed list ends it", []string{"Bo", "rice", "soup, fruit"}, "", meal{Name: "Bo", Eats: "rice", Sides: []string{"soup", "fruit"}}, flow.Finished},
		{"done without a choice asks again", []string{"Bo", "rice", "done"}, "flow.want_some\nflow.progress N 3 Total 3 meal.sides", meal{Name: "Bo", Eats: "rice"}, flow.Asking},
		{"back asks the question before", []string{"Bo", "rice", "back"}, "flow.progress N 2 Total 3 meal.eats", meal{Name: "Bo", Eats: "rice"}, flow.Asking},
		{"back and back again", []string{"Bo", "rice", "back", "back"}, "flow.progress N 1 Total 3 meal.name", meal{Name: "Bo", Eats: "rice"}, flow.Asking},
		{"back from the first", []string{"back"}, "flow.first\nflow.progress N 1 Total 3 meal.name", meal{}, flow.Asking},
		{"another answer shuts the branch", []string{"Bo", "fish", "back", "rice"}, "you eat rice\nflow.progress N 3 Total 3 meal.sides", meal{Name: "Bo", Eats: "rice"}, flow.Asking},
		{"out", []string{"Bo", "cancel"}, "", meal{Name: "Bo"}, flow.Cancelled},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, asks, ends := play(t, flow.State[meal]{Session: "s1"}, test.says...)
			if asks != test.asks || ends != test.ends {
				t.Errorf("asks %q (%v), want %q (%v)", asks, ends, test.asks, test.ends)
			}
			if diff := cmp.Diff(test.draft, s.Draft); diff != "" {
				t.Errorf("draft (-want +got):\n%s", diff)
			}
		})
	}
}

func TestButtonsOfOtherQuestions(t *testing.T) {
	start, _, _ := play(t, flow.State[meal]{Session: "s1"}, "Bo", "rice")
	for _, test := range []struct {
		name string
		tap  chat.Tap
		asks string
		eats string
		ends flow.Outcome
	}{
		{"an earlier one changes its answer", chat.Tap{Flow: "meal", Step: "eats", Session: "s1", Value: "fish"}, "flow.changed\nyou eat fish\nflow.progress N 3 Total 4 meal.allergy", "fish", flow.Asking},
		{"one of another session does not", chat.Tap{Flow: "meal", Step: "eats", Session: "s0", Value: "fish"}, "flow.stale\nflow.progress N 3 Total 3 meal.sides", "rice", flow.Stale},
		{"one that nobody asked yet", chat.Tap{Flow: "meal", Step: "allergy", Session: "s1", Value: "x"}, "flow.stale\nflow.progress N 3 Total 3 meal.sides", "rice", flow.Stale},
		{"one that does not exist", chat.Tap{Flow: "meal", Step: "drink", Session: "s1", Value: "x"}, "flow.stale\nflow.progress N 3 Total 3 meal.sides", "rice", flow.Stale},
		{"an old way back", chat.Tap{Flow: "!back", Step: "eats", Session: "s1"}, "flow.stale\nflow.progress N 3 Total 3 meal.sides", "rice", flow.Stale},
		{"an old way out is a way out", chat.Tap{Flow: "!cancel", Step: "eats", Session: "s1"}, "", "rice", flow.Cancelled},
		{"a way out of another session is not", chat.Tap{Flow: "!cancel", Step: "eats", Session: "s0"}, "flow.stale\nflow.progress N 3 Total 3 meal.sides", "rice", flow.Stale},
		{"the open one, of another session", chat.Tap{Flow: "meal", Step: "sides", Session: "s0", Value: "soup"}, "flow.chosen List SOUP", "rice", flow.Asking},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, m, ends := order().Advance(start, tapped(test.tap))
			asks := ""
			if len(m) > 0 {
				asks = m[0].Text
			}
			if asks != test.asks || ends != test.ends || s.Draft.Eats != test.eats {
				t.Errorf("asks %q (%v), eats %s; want %q (%v), %s", asks, ends, s.Draft.Eats, test.asks, test.ends, test.eats)
			}
		})
	}
}

func TestEditAndClear(t *testing.T) {
	s := flow.State[meal]{Session: "s1", Answered: []string{"name", "eats", "sides"}, Draft: meal{Name: "Bo", Eats: "rice", Note: "hot"}}
	s, m, outcome := order().Edit(s, "note", said(""))
	if outcome != flow.Asking || len(m) != 1 || m[0].Text != "meal.note" {
		t.Fatalf("editing asks %+v (%v)", m, outcome)
	}
	if kept, _, outcome := order().Advance(s, said("back")); outcome != flow.Cancelled || kept.Draft.Note != "hot" {
		t.Errorf("back from an edit: %v, note %q", outcome, kept.Draft.Note)
	}
	if cleared, _, outcome := order().Advance(s, tapped(m[0].Choices[0].Tap)); outcome != flow.Finished || cleared.Draft.Note != "" {
		t.Errorf("clearing: %v, note %q", outcome, cleared.Draft.Note)
	}
	if _, m, outcome := order().Edit(s, "allergy", said("")); outcome != flow.Stale || m != nil {
		t.Errorf("editing a question that does not apply: %+v (%v)", m, outcome)
	}
}

// A flow that gained and lost questions since the person stopped goes on.
func TestSessionsOfAnotherVersion(t *testing.T) {
	old := flow.Session{
		Flow: "meal", ID: "s1", Draft: []byte(`{"name":"Bo","drink":"tea"}`), Answered: []string{"name", "drink", "eats"}, At: "drink", Within: "x",
	}
	s, err := flow.Wake[meal](old)
	if err != nil {
		t.Fatal(err)
	}
	if step := order().Current(s); step == nil || step.ID != "sides" {
		t.Fatalf("goes on at %+v", step)
	}
	if _, m, outcome := order().Advance(s, said("back")); outcome != flow.Asking || len(m) == 0 {
		t.Errorf("back: %v, %+v", outcome, m)
	}
	if _, err := flow.Wake[meal](flow.Session{Draft: []byte(`{"sides":"soup"}`)}); err == nil {
		t.Error("a draft of another shape is taken without a word")
	}
}

// Whatever is said and tapped: an open question is asked in full, the state
// survives storage, the same input gives the same answer, and nothing that was
// answered is forgotten but by going back.
func TestAnyInput(t *testing.T) {
	texts := []string{"Bo", "fish", "rice", "soup", "soup fruit", "", "done", "yes", "no", "any", "skip", "back", "cancel", "stone", "\x00", strings.Repeat("x", 5000)}
	rapid.Check(t, func(r *rapid.T) {
		f := order()
		s := flow.State[meal]{Session: "s1", Opened: rapid.Bool().Draw(r, "opened")}
		var offered []chat.Choice
		for range rapid.IntRange(1, 25).Draw(r, "inputs") {
			in := said(rapid.SampledFrom(texts).Draw(r, "text"))
			if len(offered) > 0 && rapid.Bool().Draw(r, "taps") {
				in = tapped(rapid.SampledFrom(offered).Draw(r, "tap").Tap)
			}
			next, m, outcome := f.Advance(s, in)
			again, m2, outcome2 := f.Advance(s, in)
			if diff := cmp.Diff(next, again) + cmp.Diff(m, m2); diff != "" || outcome != outcome2 {
				r.Fatalf("the same input twice differs:\n%s", diff)
			}
			if outcome == flow.Finished || outcome == flow.Cancelled {
				return
			}
			if len(m) != 1 || m[0].Text == "" || len(m[0].Nav) == 0 {
				r.Fatalf("after %+v: %+v", in, m)
			}
			if lost := len(s.Answered) - len(next.Answered); lost > 1 || lost == 1 && in.Word != flow.Back {
				r.Fatalf("%v became %v after %+v", s.Answered, next.Answered, in)
			}
			s = stored(r, f, next)
			offered = append(offered, chat.Offered(m)...)
		}
	})
}

// stored puts a state through storage.
func stored(r *rapid.T, f flow.Flow[meal], s flow.State[meal]) flow.State[meal] {
	session, err := flow.Rest(f.ID(), s, time.Unix(0, 0))
	if err != nil {
		r.Fatal(err)
	}
	back, err := flow.Wake[meal](session)
	if err != nil {
		r.Fatal(err)
	}
	if !slices.Equal(back.Answered, s.Answered) || !cmp.Equal(back, s) {
		r.Fatalf("storing changed %+v to %+v", s, back)
	}
	return back
}

// What is asked and answered elsewhere is no answer, whatever option its words hold; a tap is one.
func TestAKnownQuestionIsNoAnswer(t *testing.T) {
	s, _, _ := play(t, flow.State[meal]{Session: "s1"}, "Bob")
	known := said("fish")
	known.Sounds.About = true
	after, _, outcome := order().Advance(s, known)
	if after.Draft.Eats != "" || outcome != flow.Asking || after.Tries != 1 {
		t.Errorf("a question is taken: %+v, %v", after, outcome)
	}
	tap := tapped(chat.Tap{Flow: "meal", Step: "eats", Session: "s1", Value: "fish"})
	tap.Sounds.About = true
	if after, _, _ = order().Advance(s, tap); after.Draft.Eats != "fish" {
		t.Errorf("a tap is not taken: %+v", after)
	}
	if after, _, _ = order().Advance(s, said("fish")); after.Draft.Eats != "fish" {
		t.Errorf("an answer is not taken: %+v", after)
	}
}

// A question is taken only for the answer that it offers, and changes nothing otherwise.
func TestAQuestionThatOffers(t *testing.T) {
	f := order()
	s, _, _ := f.Advance(flow.State[meal]{}, said("Bo"))
	for _, c := range []struct {
		text, offers, eats string
	}{
		{"fish?", "fish", "fish"}, {"fish", "", ""}, {"is there fish on the moon", "", ""}, {"the moon ok?", "the moon", ""},
	} {
		in := said(c.text)
		in.Sounds = flow.Sense{Asks: true, Offers: c.offers}
		if next, _, outcome := f.Advance(s, in); next.Draft.Eats != c.eats || c.eats == "" && (outcome != flow.Asking || next.Tries != s.Tries+1) {
			t.Errorf("%q that offers %q: eats %q, outcome %v", c.text, c.offers, next.Draft.Eats, outcome)
		}
	}
}
