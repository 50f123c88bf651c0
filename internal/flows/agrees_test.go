package flows_test

import (
	"slices"
	"testing"

	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/flow/flowtest"
)

// A typed yes to whether some work is meant is no agreement to the consent card above, of which the bot reminds; its own words are.
func TestYesIsToTheLastQuestion(t *testing.T) {
	stage := flowtest.NewStage(t)
	p := stage.Person(t)
	p.Visit("en")
	for _, text := range []string{"find work in surin", "the second one", "sign up"} {
		p.Says(text)
	}
	if m := p.Memory(); !offers(m.Offered, "consent", "!all") {
		t.Fatalf("no consent card: %v", m.Offered)
	}
	p.Says("this one")
	if m := p.Memory(); !offers(m.Offered, "consent", "!all") || !offers(m.Offered, "opportunity", "!agrees") {
		t.Fatalf("it is not asked whether this work is meant, under the card: %v", m.Offered)
	}
	p.Says("ok")
	if p.Me().Consents.Given(domain.ForMatching) || len(p.Memory().Sessions) > 0 {
		t.Error("ok to a piece of work is an agreement")
	}
	if p.Says("agree to all"); len(p.Memory().Sessions) == 0 { // the age is asked next
		t.Error("the words of the button are no agreement")
	}
	p = stage.Person(t)
	p.SignUp("en")
	p.Says("work nearby")
	p.Says("the second one")
	p.Says("this one")
	if p.Says("ok"); len(p.Me().Interested) != 1 {
		t.Errorf("ok is no interest: %v", p.Me().Interested)
	}
}

func offers(all []dialog.Offer, flow, step string) bool {
	return slices.ContainsFunc(all, func(o dialog.Offer) bool { return o.Tap.Flow == flow && o.Tap.Step == step })
}
