package flows

import (
	"crypto/sha256"
	"encoding/base32"
	"maps"
	"slices"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
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

// consenting is the talk in which people decide; signup is where it leads those who agree.
func consenting(signup func(*Turn)) talk[consentDraft] {
	return talk[consentDraft]{flow: consentFlow(), finish: func(t *Turn, s flow.State[consentDraft]) {
		if s.Draft.ageAsked() {
			if !s.Draft.age().allowed() {
				needParent(t)
				return
			}
			t.Me.BirthYear, t.Me.Adult = s.Draft.Birth, s.Draft.age().adult()
		}
		t.decide(s.Draft.Given)
		afterConsent(t, s.Draft, signup)
	}, cancel: func(t *Turn, _ flow.State[consentDraft]) {
		t.Say(chat.Message{Text: t.T("consent.unchanged"), Nav: t.Commands("nearby", "my_data", "menu")})
	}}
}

// needParent: nothing of a child is kept without a parent, nor what was kept before the age was known.
func needParent(t *Turn) {
	*t.Me = domain.Volunteer{Meta: t.Me.Meta}
	t.Effects.Unmake = true
	t.Say(chat.Message{Text: t.T("signup.need_parent"), Nav: t.Commands("signup", "nearby", "menu")})
}

// undecided is the beginning of deciding; given: what was decided at once, if anything was.
func undecided(t *Turn, given map[domain.Purpose]bool, then string) flow.State[consentDraft] {
	return flow.State[consentDraft]{Draft: consentDraft{Given: given, Decided: given != nil, AgeKnown: t.Me.BirthYear > 0, Year: t.Now.Year(), Then: then}}
}

// consent takes decisions that were made at once. They lead to no sign-up, but to what is said then.
func consent(t *Turn, given map[domain.Purpose]bool, then string) {
	consenting(nil).start(t, undecided(t, given, then))
}

// consentConversation asks for consent per purpose: all, none, or one by one.
func consentConversation(signup func(*Turn)) Conversation {
	each := consenting(signup)
	return Conversation{
		ID:    "consent",
		Start: func(t *Turn) { askConsent(t, "consent.intro") },
		Take:  each.take,
		Tapped: func(t *Turn, tap chat.Tap) {
			switch tap.Step {
			case "!all":
				each.start(t, undecided(t, every(true), ""))
			case "!none":
				each.start(t, undecided(t, every(false), ""))
			case "!each":
				each.start(t, undecided(t, nil, ""))
			default:
				t.stale()
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
		steps = append(steps, flow.Ask(string(p), yesNo("consent.yes.label", "consent.no.label"), func(d *consentDraft, yes bool) {
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
		flow.Ask("adult", yesNo("signup.adult.yes.label", "signup.adult.no.label"), func(d *consentDraft, v bool) { d.Adult = v }).
			If(func(d consentDraft) bool { return d.ageAsked() && d.age().turns20() }),
		flow.Ask("parent", yesNo("signup.parent.yes.label", "signup.parent.no.label"), func(d *consentDraft, v bool) { d.WithParent = withParent(v) }).
			If(func(d consentDraft) bool { return d.ageAsked() && d.age().child() }),
	)...)
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

// afterConsent says what was decided, to who did so on the way to something else; others go the shortest way on: to the
// sign-up, or to looking around.
func afterConsent(t *Turn, d consentDraft, signup func(*Turn)) {
	matching := t.Me.Consents.Given(domain.ForMatching)
	switch {
	case d.Then == thenNewsletter:
		saySubscribed(t)
	case d.Then == thenMyData:
		for p, given := range d.Given { // there is one
			sayConsent(t, p, given)
		}
	case d.Then != "":
		sayOften(t, d.Then)
	case t.Me.SignedUp() && !matching:
		t.Say(chat.Message{Text: t.T("consent.withdrawn_matching"), Nav: t.Commands("nearby", "my_data", "erase", "menu")})
	case !matching:
		t.Say(chat.Message{Text: t.T("consent.browse"), Nav: t.Commands("nearby", "signup", "help", "menu")})
	case t.Me.SignedUp():
		t.Say(chat.Message{Text: t.T("consent.saved"), Nav: t.Commands("nearby", "my_data", "menu")})
	default:
		signup(t)
	}
}

// What leads to a consent, beside the sign-up and the choices of how often to write.
const (
	thenNewsletter = "newsletter"
	thenMyData     = "my_data"
)

// pending says that a consent was given and does not count yet; "" if it does.
func (t *Turn) pending(p domain.Purpose) string {
	if !t.Me.Consents.Given(p) || t.Me.Allows(p, t.Now) {
		return ""
	}
	return "\n" + t.T("consent.pending")
}

// guardianChoice is the way to say that the guardian agrees, for those for whom that is missing.
func (t *Turn) guardianChoice() []chat.Choice {
	switch {
	case !t.Me.WaitsForGuardian(t.Now):
		return nil
	case !t.Me.SignedUp():
		return t.Commands("signup")
	}
	agrees := t.editChoice("agrees")
	agrees.Label = t.T("signup.agrees.yes.label")
	return []chat.Choice{agrees}
}
