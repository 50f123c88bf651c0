package flows_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"jitasa/internal/chat"
	"jitasa/internal/demo"
	"jitasa/internal/domain"
	"jitasa/internal/flow/flowtest"
	"jitasa/internal/importer"
)

// signups is how many people sign up, each for one cause: all provinces and all causes in turn, no pair twice.
const signups = 400

// nearKM is how far people may expect to be sent for what they chose.
const nearKM = 50

// What people chose comes first: the first card after signing up has the chosen cause wherever there is such work near home,
// and the list says how many there are.
func TestTheRightWorkFirst(t *testing.T) {
	t.Parallel()
	stage := flowtest.NewStage(t)
	work, byID := demoWork(t, stage)
	provinces, causes := stage.World.Places.Provinces("", "th"), domain.Causes()
	listed, there := 0, 0
	for i := range signups {
		province, cause := provinces[i%len(provinces)], causes[i%len(causes)]
		where := province.NameEN + ", " + string(cause)
		p := stage.Person(t)
		p.Do(chat.Event{Kind: chat.Follow})
		p.Taps(chat.Tap{Flow: "language", Value: "th"})
		p.Taps(chat.Tap{Flow: "consent", Step: "!all"})
		p.Says("1967")
		p.Says(p.Name)
		if i%2 == 0 {
			p.Shares(province.Point.Lat, province.Point.Lng)
		} else {
			p.Says("จังหวัด" + province.NameTH)
		}
		answer := p.Taps(chat.Tap{Flow: "signup", Step: "causes", Value: string(cause)})
		first := cardsOf(answer, byID)
		if !p.Me().SignedUp() || len(first) != 1 {
			t.Fatalf("%s: nobody signed up, or other than one piece of work was shown: %d", where, len(first))
		}
		chosen := func(o *domain.Opportunity) bool { return o.Cause == cause }
		home, near := p.Me().Home, 0
		for _, o := range work {
			inReach := o.Point != nil && (home.Point.KM(*o.Point) <= nearKM || !home.Exact && o.Province == home.Province)
			if left, limited := o.SeatsLeft(); chosen(o) && o.Kind != domain.Remote && inReach && !o.Over(p.Now) && (!limited || left > 0) {
				near++
			}
		}
		if said := answer[len(answer)-1].Text; near > 0 {
			there++
			if !chosen(first[0]) {
				t.Errorf("%s: the first card is about %s", where, first[0].Cause)
			}
			if !strings.Contains(said, fmt.Sprintf(" %d งาน", near)) {
				t.Errorf("%s: there are %d, and the line says %q", where, near, said)
			}
		} else if slices.ContainsFunc(work, func(o *domain.Opportunity) bool { return chosen(o) && o.Kind == domain.Remote }) && !chosen(first[0]) {
			t.Errorf("%s: there is such work that can be done from anywhere, and the first card is about %s", where, first[0].Cause)
		}
		page := p.Taps(chat.Tap{Flow: "nearby", Step: "!again", Session: p.Memory().Search.ID})
		if slices.ContainsFunc(cardsOf(page, byID), chosen) {
			listed++
		}
		if near > 0 && !strings.Contains(page[len(page)-min(2, len(page))].Text, fmt.Sprintf(" %d งาน", near)) {
			t.Errorf("%s: there are %d, and the list says %q", where, near, page[0].Text)
		}
	}
	t.Logf("%d sign-ups: for %d there is such work near home, for %d among the first eight", signups, there, listed)
}

// demoWork is the work of the stage.
func demoWork(t *testing.T, stage *flowtest.Stage) (all []*domain.Opportunity, byID map[string]*domain.Opportunity) {
	t.Helper()
	points := importer.PlacesFunc(func(code string) (domain.Point, bool) {
		p, ok := stage.World.Places.Place(code)
		return p.Point, ok
	})
	all, err := demo.Opportunities(flowtest.Start(), points)
	if err != nil {
		t.Fatal(err)
	}
	byID = map[string]*domain.Opportunity{}
	for _, o := range all {
		byID[o.ID] = o
	}
	return all, byID
}

// cardsOf is the work that an answer shows, in order.
func cardsOf(answer []chat.Message, byID map[string]*domain.Opportunity) (shown []*domain.Opportunity) {
	for _, m := range answer {
		for _, c := range m.Cards {
			for _, b := range c.Choices {
				if o := byID[b.Tap.Value]; o != nil && strings.HasPrefix(b.Tap.Flow, "opportunity") {
					shown = append(shown, o)
					break
				}
			}
		}
	}
	return shown
}
