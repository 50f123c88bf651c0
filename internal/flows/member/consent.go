package member

import (
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/flows/answers"
	"jitasa/internal/members"
	"jitasa/internal/understand"
)

// consentDraft holds decisions, and what they are worth: nothing is written down before the age is known.
type consentDraft struct {
	Given      members.Decisions `json:"given,omitempty"`
	Decided    bool              `json:"decided,omitempty"`  // at once, not one by one
	AgeKnown   bool              `json:"ageKnown,omitempty"` // from before
	Birth      int               `json:"birth,omitempty"`
	Adult      bool              `json:"adult,omitempty"`
	WithParent members.Parent    `json:"withParent,omitempty"`
	Year       int               `json:"year,omitempty"` // of the conversation
	Then       string            `json:"then,omitempty"` // what led here: see afterConsent
}

func (d consentDraft) age() members.Age {
	return members.Age{Birth: d.Birth, Is20: d.Adult, Parent: d.WithParent, Year: d.Year}
}

func (d consentDraft) ageAsked() bool { return d.Given.NeedAge(d.AgeKnown) }

// consenting is the talk in which people decide.
func (m *Member) consenting() dialog.Talk[consentDraft] {
	return dialog.Talk[consentDraft]{Flow: consentFlow(), Finish: func(t *dialog.Turn, s flow.State[consentDraft]) {
		var told *members.Age
		if s.Draft.ageAsked() {
			age := s.Draft.age()
			told = &age
		}
		if members.Decide(t.Me, s.Draft.Given, told, t.Event.ID, t.Now) != nil {
			needParent(t)
			return
		}
		m.afterConsent(t, s.Draft)
	}, Cancel: func(t *dialog.Turn, _ flow.State[consentDraft]) {
		t.Say(chat.Message{Text: t.T("consent.unchanged"), Nav: t.Commands("nearby", "my_data", "menu")})
	}}
}

// needParent says that nothing of a child is kept without a parent, as members.ErrParent means.
func needParent(t *dialog.Turn) {
	t.Effects.Unmake = true
	t.Say(chat.Message{Text: t.T("signup.need_parent"), Nav: t.Commands("signup", "nearby", "menu")})
}

// undecided is the beginning of deciding; given: what was decided at once, if anything was.
func undecided(t *dialog.Turn, given members.Decisions, then string) flow.State[consentDraft] {
	return flow.State[consentDraft]{Draft: consentDraft{Given: given, Decided: given != nil, AgeKnown: t.Me.BirthYear > 0, Year: t.Now.Year(), Then: then}}
}

// Consent takes decisions that were made at once. They lead to no sign-up, but to what is said then: see Parts.Consented.
func (m *Member) Consent(t *dialog.Turn, given members.Decisions, then string) {
	m.consent.Start(t, undecided(t, given, then))
}

// consentConversation asks for consent per purpose: all, none, or one by one.
func (m *Member) consentConversation() dialog.Conversation {
	return dialog.Conversation{
		ID:    "consent",
		Start: func(t *dialog.Turn) { m.askConsent(t, "consent.intro") },
		Take:  m.takeConsent,
		Yes:   "!all", No: "!none", Plainly: true,
		Reminds: remindConsent,
		Hears:   []dialog.Hearing{{Surety: dialog.Addressed, Hear: agreesInWords}, {Surety: dialog.Exact, Hear: underCard}},
		Tapped: func(t *dialog.Turn, tap chat.Tap) {
			switch tap.Step {
			case "!all":
				if t.Event.Kind == chat.Text { // "ok": to what?
					sayAgreed(t)
				}
				m.consent.Start(t, undecided(t, members.Every(true), ""))
			case "!none":
				m.consent.Start(t, undecided(t, members.Every(false), ""))
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
//i18n:keys consent.matching consent.newsletter consent.emergency consent.contact consent.matching.why consent.newsletter.why consent.emergency.why consent.contact.why consent.matching.again consent.newsletter.again consent.emergency.again consent.contact.again
func consentFlow() flow.Flow[consentDraft] {
	var steps []flow.Step[consentDraft]
	for _, p := range domain.Purposes() {
		steps = append(steps, flow.Ask(string(p), answers.YesNo("consent.yes.label", "consent.no.label"), func(d *consentDraft, yes bool) {
			given := members.Decisions{p: yes}
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
			If(func(d consentDraft) bool { return d.ageAsked() && d.age().Turns20() }),
		flow.Ask("parent", answers.YesNo("signup.parent.yes.label", "signup.parent.no.label"), func(d *consentDraft, v bool) { d.WithParent = members.Answered(v) }).
			If(func(d consentDraft) bool { return d.ageAsked() && d.age().Child() }),
	)...)
}

// askConsent shows the plain summary: what for, which data, how long, whose.
func (m *Member) askConsent(t *dialog.Turn, intro string) {
	card := chat.Card{Tone: chat.Calm, Icon: "🔒", Title: t.T("consent.title"), Body: t.T(intro)}
	for _, p := range domain.Purposes() {
		card.Rows = append(card.Rows, chat.Row{Icon: purposeIcon(p), Label: t.T("consent.name." + string(p)), Value: t.T("consent.why." + string(p))})
	}
	card.Note = t.T("consent.note")
	card.Choices = consentChoices(t)
	if m.Notice != "" {
		card.Choices = append(card.Choices, chat.Choice{Label: t.T("consent.notice.label"), Does: chat.OpensURL, URL: m.Notice})
	}
	t.Say(chat.Message{Cards: []chat.Card{card}, Alt: t.T("consent.title")})
}

// consentChoices are the answers to the card: all, one by one, none.
func consentChoices(t *dialog.Turn) []chat.Choice {
	tap := func(label, step string, primary bool) chat.Choice {
		return chat.Choice{Label: t.T(label), Tap: chat.Tap{Flow: "consent", Step: step}, Primary: primary}
	}
	return []chat.Choice{
		tap("consent.all.label", "!all", true), tap("consent.each.label", "!each", false), tap("consent.none.label", "!none", false),
	}
}

// remindConsent asks the card's question in one line.
//
//i18n:keys consent.remind.*
func remindConsent(t *dialog.Turn) (string, []chat.Choice) {
	return t.Vary("consent.remind"), consentChoices(t)
}

// takeConsent goes on deciding. Back from the first question is back to the card.
func (m *Member) takeConsent(t *dialog.Turn, s flow.Session) bool {
	if t.Typed() && t.Said.Sure && t.Said.Intent == understand.Back && len(s.Answered) == 0 {
		t.Close("consent")
		m.askConsent(t, "consent.intro")
		return true
	}
	return m.consent.Take(t, s)
}

func purposeIcon(p domain.Purpose) string {
	return map[domain.Purpose]string{
		domain.ForMatching: "🔎", domain.ForNewsletter: "📰", domain.ForEmergency: "🚨", domain.ForContact: "📞",
	}[p]
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
		m.beginWithText(t)
	}
}

// thenMyData is what leads to a consent from a person's own data.
const thenMyData = "my_data"
