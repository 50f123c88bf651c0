package flows_test

import (
	"reflect"
	"slices"
	"testing"

	"jitasa/internal/chat"
	"jitasa/internal/flow/flowtest"
)

// notAsked are the fields of a profile that no question of the sign-up fills.
func notAsked() []string {
	return []string{
		"Meta", "PhoneBlind", "EmailBlind", "Consents", "Network", "Reach", "Interested", "Hidden", "Unmeasured", "CreatedAt", "UpdatedAt", "SignedUpAt",
	}
}

// Whatever the sign-up asks is kept, of those for whom it asks most: somebody under 20, and somebody who was just 20.
func TestEveryAnswerIsKept(t *testing.T) {
	stage := flowtest.NewStage(t)
	for _, born := range []string{"2011", "2006"} {
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
		for step, said := range map[string]string{
			"likes": "animals", "skills": "cooking", "availability": "weekend", "languages": "English", "affiliation": "student", "phone": "0898765432", "email": "oat@example.com",
		} {
			p.Taps(chat.Tap{Flow: "signup", Step: "!edit", Value: step})
			p.Says(said)
			p.Says("done")
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
