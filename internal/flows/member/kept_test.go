package member_test

import (
	"reflect"
	"slices"
	"testing"

	"jitasa/internal/chat"
	"jitasa/internal/flow/flowtest"
	"jitasa/internal/flows/member"
)

// notAsked are the fields of a profile that no question of the sign-up fills.
func notAsked() []string {
	return []string{
		"Meta", "PhoneBlind", "EmailBlind", "Consents", "Network", "Reach", "Interested", "Hidden", "Unmeasured", "CreatedAt", "UpdatedAt", "SignedUpAt",
	}
}

// signedUpBorn is somebody who was not yet 20, and whose guardian agrees, or who was just 20 ("2006").
func signedUpBorn(t *testing.T, stage *flowtest.Stage, born string) *flowtest.Person {
	t.Helper()
	p := stage.Person(t)
	p.Do(chat.Event{Kind: chat.Follow})
	p.Taps(chat.Tap{Flow: "language", Value: "en"})
	p.Taps(chat.Tap{Flow: "consent", Step: "!all"})
	p.Says(born)
	if born == "2006" {
		p.Taps(chat.Tap{Flow: "consent", Step: "adult", Value: "yes"})
		p.Says("Oat")
	} else {
		p.Says("Oat")
		p.Says("0812345678")
		p.Taps(chat.Tap{Flow: "signup", Step: "agrees", Value: "yes"})
	}
	p.Shares(14.88, 103.49)
	p.Taps(chat.Tap{Flow: "signup", Step: "causes", Value: "children"})
	return p
}

// The guardian's word is of a minor: it does not stay with somebody who says to be of age after all.
func TestGuardianGoesWithTheYear(t *testing.T) {
	p := signedUpBorn(t, flowtest.NewStage(t), "2011")
	p.Taps(chat.Tap{Flow: "signup", Step: "!edit", Value: "birth"})
	p.Says("1990")
	if me := p.Me(); me.BirthYear != 1990 || me.Guardian != "" || me.GuardianOK {
		t.Errorf("born in %d, the guardian %q is kept, agreed: %t; want 1990 and none", me.BirthYear, me.Guardian, me.GuardianOK)
	}
}

// The rest of the questions begins with the first that has no answer: one cause is what the short way asked for, two are an answer.
func TestRestAsksWhatIsOpen(t *testing.T) {
	p := signedUpBorn(t, flowtest.NewStage(t), "2006")
	for _, want := range []string{"likes", "skills"} {
		asked := p.Taps(chat.Tap{Flow: "signup", Step: "!rest"})
		if got := asked[len(asked)-1].Choices[1].Tap.Step; got != want {
			t.Errorf("the rest begins with %s; want %s", got, want)
		}
		p.Taps(chat.Tap{Flow: "!cancel"})
		p.Taps(chat.Tap{Flow: "signup", Step: "!edit", Value: "likes"})
		p.Says("animals, elderly")
		p.Says("done")
	}
}

// tell changes one answer: to the first choice offered, or to a text where the question offers none.
func tell(t *testing.T, p *flowtest.Person, step string) {
	t.Helper()
	asked := p.Taps(chat.Tap{Flow: "signup", Step: "!edit", Value: step})
	for _, c := range asked[len(asked)-1].Choices {
		if c.Tap.Step == step && c.Tap.Value != "any" {
			p.Taps(c.Tap)
			p.Says("done")
			return
		}
	}
	said, ok := map[string]string{"phone": "0898765432", "email": "oat@example.com"}[step]
	if !ok {
		t.Errorf("the question %s offers nothing, and this test does not know what to write", step)
	}
	p.Says(said)
}

// Whatever the sign-up asks is kept, of those for whom it asks most: somebody under 20, and somebody who was just 20.
func TestEveryAnswerIsKept(t *testing.T) {
	stage := flowtest.NewStage(t)
	for _, born := range []string{"2011", "2006"} {
		p := signedUpBorn(t, stage, born)
		for step, shown := range member.Questions() {
			if shown && !slices.Contains([]string{"name", "birth", "guardian", "agrees", "place"}, step) {
				tell(t, p, step)
			}
		}
		me := p.Me()
		asked := reflect.ValueOf(*me)
		for i := range asked.NumField() {
			field := asked.Type().Field(i).Name
			empty := asked.Field(i).IsZero()
			switch {
			case slices.Contains(notAsked(), field):
			case field == "Adult":
				empty = me.Adult != (born == "2006")
			case field == "Guardian", field == "GuardianOK":
				empty = empty != (born == "2006")
			}
			if empty && !slices.Contains(notAsked(), field) {
				t.Errorf("born in %s: the answer that fills %s was not kept: %v", born, field, asked.Field(i))
			}
		}
	}
}
