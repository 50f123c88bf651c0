package member

import (
	"crypto/sha256"
	"encoding/base32"
	"maps"
	"slices"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/flows/answers"
)

// consentDraft holds decisions, and what they are worth: nothing is written down before the age is known.
type consentDraft struct {
	Given      map[domain.Purpose]bool `json:"given,omitempty"`
	Decided    bool                    `json:"decided,omitempty"`  // at once, not one by one
	AgeKnown   bool                    `json:"ageKnown,omitempty"` // from before
	Birth      int                     `json:"birth,omitempty"`
	Adult      bool                    `json:"adult,omitempty"`
	WithParent string                  `json:"withParent,omitempty"`
	Year       int                     `json:"year,omitempty"` // of the conversation
	Then       string                  `json:"then,omitempty"` // what led here: see afterConsent
}

func (d consentDraft) age() age { return age{d.Birth, d.Adult, d.WithParent, d.Year} }

// ageAsked: whoever consents to something is asked, once.
func (d consentDraft) ageAsked() bool {
	return !d.AgeKnown && slices.Contains(slices.Collect(maps.Values(d.Given)), true)
}

// consenting is the talk in which people decide.
func (m *Member) consenting() dialog.Talk[consentDraft] {
	return dialog.Talk[consentDraft]{Flow: consentFlow(), Finish: func(t *dialog.Turn, s flow.State[consentDraft]) {
		if s.Draft.ageAsked() {
			if !s.Draft.age().allowed() {
				needParent(t)
				return
			}
			t.Me.BirthYear, t.Me.Adult = s.Draft.Birth, s.Draft.age().adult()
		}
		decide(t, s.Draft.Given)
		m.afterConsent(t, s.Draft)
	}, Cancel: func(t *dialog.Turn, _ flow.State[consentDraft]) {
		t.Say(chat.Message{Text: t.T("consent.unchanged"), Nav: t.Commands("nearby", "my_data", "menu")})
	}}
}

// needParent: nothing of a child is kept without a parent, nor what was kept before the age was known.
func needParent(t *dialog.Turn) {
	*t.Me = domain.Volunteer{Meta: t.Me.Meta}
	t.Effects.Unmake = true
	t.Say(chat.Message{Text: t.T("signup.need_parent"), Nav: t.Commands("signup", "nearby", "menu")})
}

// undecided is the beginning of deciding; given: what was decided at once, if anything was.
func undecided(t *dialog.Turn, given map[domain.Purpose]bool, then string) flow.State[consentDraft] {
	return flow.State[consentDraft]{Draft: consentDraft{Given: given, Decided: given != nil, AgeKnown: t.Me.BirthYear > 0, Year: t.Now.Year(), Then: then}}
}

// Consent takes decisions that were made at once. They lead to no sign-up, but to what is said then: see Parts.Consented.
func (m *Member) Consent(t *dialog.Turn, given map[domain.Purpose]bool, then string) {
	m.consent.Start(t, undecided(t, given, then))
}

// consentConversation asks for consent per purpose: all, none, or one by one.
func (m *Member) consentConversation() dialog.Conversation {
	return dialog.Conversation{
		ID:    "consent",
		Start: func(t *dialog.Turn) { m.askConsent(t, "consent.intro") },
		Take:  m.consent.Take,
		Yes:   "!all", No: "!none",
		Tapped: func(t *dialog.Turn, tap chat.Tap) {
			switch tap.Step {
			case "!all":
				m.consent.Start(t, undecided(t, every(true), ""))
			case "!none":
				m.consent.Start(t, undecided(t, every(false), ""))
			case "!each":
				m.consent.Start(t, undecided(t, nil, ""))
			default:
				t.Stale()
			}
		},
	}
}

// consentFlow asks for each purpose, and then for the age.
//
//i18n:keys consent.matching consent.newsletter consent.emergency consent.contact
func consentFlow() flow.Flow[consentDraft] {
	var steps []flow.Step[consentDraft]
	for _, p := range domain.Purposes() {
		steps = append(steps, flow.Ask(string(p), answers.YesNo("consent.yes.label", "consent.no.label"), func(d *consentDraft, yes bool) {
			given := map[domain.Purpose]bool{p: yes}
			for k, v := range d.Given { // a new map: a draft is a value
				if k != p {
					given[k] = v
				}
			}
			d.Given = given
		}).If(func(d consentDraft) bool { return !d.Decided }))
	}
	return flow.New("consent", append(steps,
		flow.Ask("birth", birthYear(), func(d *consentDraft, v int) { d.Birth = v }).If(consentDraft.ageAsked),
		flow.Ask("adult", answers.YesNo("signup.adult.yes.label", "signup.adult.no.label"), func(d *consentDraft, v bool) { d.Adult = v }).
			If(func(d consentDraft) bool { return d.ageAsked() && d.age().turns20() }),
		flow.Ask("parent", answers.YesNo("signup.parent.yes.label", "signup.parent.no.label"), func(d *consentDraft, v bool) { d.WithParent = withParent(v) }).
			If(func(d consentDraft) bool { return d.ageAsked() && d.age().child() }),
	)...)
}

// askConsent shows the plain summary: what for, which data, how long, whose.
func (m *Member) askConsent(t *dialog.Turn, intro string) {
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
	if m.Notice != "" {
		card.Choices = append(card.Choices, chat.Choice{Label: t.T("consent.notice.label"), Does: chat.OpensURL, URL: m.Notice})
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
func decide(t *dialog.Turn, given map[domain.Purpose]bool) {
	for _, p := range domain.Purposes() {
		yes, decided := given[p]
		if !decided {
			continue
		}
		if last, ok := t.Me.Consents.Last(p); ok && last.Given == yes && last.Notice == domain.NoticeVersion {
			continue
		}
		t.Me.Consents = append(t.Me.Consents, domain.Consent{
			Purpose: p, Given: yes, At: domain.Instant(t.Now), Notice: domain.NoticeVersion, Receipt: receipt(t, string(p)),
		})
	}
}

// receipt is a short code that a person can quote: the same for the same event and subject.
func receipt(t *dialog.Turn, subject string) string {
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

// afterConsent says what was decided, to who did so on the way to something else; others go the shortest way on: to the
// sign-up, or to looking around.
func (m *Member) afterConsent(t *dialog.Turn, d consentDraft) {
	matching := t.Me.Consents.Given(domain.ForMatching)
	switch {
	case d.Then == thenMyData:
		for p, given := range d.Given { // there is one
			m.sayConsent(t, p, given)
		}
	case d.Then != "":
		m.Consented(t, d.Then)
	case t.Me.SignedUp() && !matching:
		t.Say(chat.Message{Text: t.T("consent.withdrawn_matching"), Nav: t.Commands("nearby", "my_data", "erase", "menu")})
	case !matching:
		t.Say(chat.Message{Text: t.T("consent.browse"), Nav: t.Commands("nearby", "signup", "help", "menu")})
	case t.Me.SignedUp():
		t.Say(chat.Message{Text: t.T("consent.saved"), Nav: t.Commands("nearby", "my_data", "menu")})
	default:
		m.beginTold(t)
	}
}

// thenMyData is what leads to a consent from a person's own data.
const thenMyData = "my_data"
