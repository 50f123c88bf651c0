package flows

import (
	"crypto/sha256"
	"encoding/base32"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
)

// consentDraft holds the decisions of those who decide one by one.
type consentDraft struct {
	Given map[domain.Purpose]bool `json:"given,omitempty"`
}

// consentConversation asks for consent per purpose: all, none, or one by one.
func consentConversation(signup func(*Turn)) Conversation {
	each := talk[consentDraft]{flow: consentFlow(), finish: func(t *Turn, s flow.State[consentDraft]) {
		t.decide(s.Draft.Given)
		afterConsent(t, signup)
	}, cancel: func(t *Turn, _ flow.State[consentDraft]) {
		t.Say(chat.Message{Text: t.T("consent.unchanged"), Nav: t.Commands("nearby", "my_data", "menu")})
	}}
	return Conversation{
		ID:    "consent",
		Start: func(t *Turn) { askConsent(t, "consent.intro") },
		Take:  each.take,
		Tapped: func(t *Turn, tap chat.Tap) {
			switch tap.Step {
			case "!all":
				t.decide(every(true))
				afterConsent(t, signup)
			case "!none":
				t.decide(every(false))
				afterConsent(t, signup)
			case "!each":
				each.start(t, flow.State[consentDraft]{})
			default:
				t.stale()
			}
		},
	}
}

func consentFlow() flow.Flow[consentDraft] {
	var steps []flow.Step[consentDraft]
	for _, p := range domain.Purposes() {
		steps = append(steps, flow.Ask(string(p), yesNo("consent.yes.label", "consent.no.label"), func(d *consentDraft, yes bool) {
			given := map[domain.Purpose]bool{p: yes}
			for k, v := range d.Given { // a new map: a draft is a value
				if k != p {
					given[k] = v
				}
			}
			d.Given = given
		}))
	}
	return flow.New("consent", steps...)
}

// askConsent shows the plain summary: what for, which data, how long, whose.
func askConsent(t *Turn, intro string) {
	card := chat.Card{Tone: chat.Calm, Icon: "🔒", Title: t.T("consent.title"), Body: t.T(intro)}
	for _, p := range domain.Purposes() {
		card.Rows = append(card.Rows, chat.Row{Icon: purposeIcon(p), Label: t.T("consent.name." + string(p)), Value: t.T("consent.why." + string(p))})
	}
	card.Note = t.T("consent.note")
	tap := func(label, step string, primary bool) chat.Choice {
		return chat.Choice{Label: t.T(label), Tap: chat.Tap{Flow: "consent", Step: step}, Primary: primary}
	}
	card.Choices = []chat.Choice{
		tap("consent.all.label", "!all", true), tap("consent.each.label", "!each", false), tap("consent.none.label", "!none", false),
	}
	if t.Notice != "" {
		card.Choices = append(card.Choices, chat.Choice{Label: t.T("consent.notice.label"), Does: chat.OpensURL, URL: t.Notice})
	}
	t.Say(chat.Message{Cards: []chat.Card{card}, Alt: t.T("consent.title")})
}

func purposeIcon(p domain.Purpose) string {
	return map[domain.Purpose]string{
		domain.ForMatching: "🔎", domain.ForNewsletter: "📰", domain.ForEmergency: "🚨", domain.ForContact: "📞",
	}[p]
}

// decide writes decisions into the ledger, each with a receipt. One that is as
// before, to the same notice, adds nothing; nor does the same event played again.
func (t *Turn) decide(given map[domain.Purpose]bool) {
	for _, p := range domain.Purposes() {
		yes, decided := given[p]
		if !decided {
			continue
		}
		if last, ok := t.decision(p); ok && last.Given == yes && last.Notice == domain.NoticeVersion {
			continue
		}
		t.Me.Consents = append(t.Me.Consents, domain.Consent{
			Purpose: p, Given: yes, At: domain.Instant(t.Now), Notice: domain.NoticeVersion, Receipt: t.receipt(string(p)),
		})
	}
}

// decision is the last decision about a purpose.
func (t *Turn) decision(p domain.Purpose) (last domain.Consent, ok bool) {
	for _, c := range t.Me.Consents {
		if c.Purpose == p {
			last, ok = c, true
		}
	}
	return last, ok
}

// receipt is a short code that a person can quote: the same for the same event and subject.
func (t *Turn) receipt(subject string) string {
	sum := sha256.Sum256([]byte(t.Event.ID + "/" + subject))
	return base32.StdEncoding.EncodeToString(sum[:5])
}

func every(yes bool) map[domain.Purpose]bool {
	all := map[domain.Purpose]bool{}
	for _, p := range domain.Purposes() {
		all[p] = yes
	}
	return all
}

// afterConsent goes the shortest way on: to the sign-up, or to looking around.
func afterConsent(t *Turn, signup func(*Turn)) {
	switch {
	case t.Me.SignedUp() && !t.Me.Consents.Given(domain.ForMatching):
		t.Say(chat.Message{Text: t.T("consent.withdrawn_matching"), Nav: t.Commands("nearby", "my_data", "erase", "menu")})
	case !t.Me.Consents.Given(domain.ForMatching):
		t.Say(chat.Message{Text: t.T("consent.browse"), Nav: t.Commands("nearby", "signup", "help", "menu")})
	case t.Me.SignedUp():
		t.Say(chat.Message{Text: t.T("consent.saved"), Nav: t.Commands("nearby", "my_data", "menu")})
	default:
		signup(t)
	}
}
