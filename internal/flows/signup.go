package flows

import (
	"slices"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
)

// signupDraft is a profile in the making. It starts from the profile, so that
// changing one answer later is the same flow at one question.
type signupDraft struct {
	Suggested    string         `json:"suggested,omitempty"` // the platform's name for the person
	Editing      bool           `json:"editing,omitempty"`   // started from the profile card
	Name         string         `json:"name,omitempty"`
	Birth        int            `json:"birth,omitempty"`      // C.E.
	Adult        bool           `json:"adult,omitempty"`      // says to have turned 20 in the year of doing so
	WithParent   string         `json:"withParent,omitempty"` // "yes" or "no": for children, whether a parent answers
	Guardian     string         `json:"guardian,omitempty"`
	GuardianOK   bool           `json:"guardianOk,omitempty"`
	Year         int            `json:"year,omitempty"` // of the conversation, C.E.
	Home         *domain.Home   `json:"home,omitempty"`
	Causes       []domain.Cause `json:"causes,omitempty"`
	Skills       []string       `json:"skills,omitempty"`
	Availability []string       `json:"availability,omitempty"`
	Languages    []string       `json:"languages,omitempty"`
	Affiliation  string         `json:"affiliation,omitempty"`
	Phone        string         `json:"phone,omitempty"`
	Email        string         `json:"email,omitempty"`
}

// signupFlow is the sign-up. The short way asks four things (eight taps from
// "hello" to work nearby); what else helps matching is offered afterwards.
func signupFlow(w World) flow.Flow[signupDraft] {
	return flow.New("signup",
		flow.Ask("birth", birthYear(), func(d *signupDraft, v int) { d.Birth = v }), // mostly told before, with the consent
		flow.Ask("adult", yesNo("signup.adult.yes.label", "signup.adult.no.label"), func(d *signupDraft, v bool) { d.Adult = v }).
			If(turns20),
		flow.Ask("parent", yesNo("signup.parent.yes.label", "signup.parent.no.label"), func(d *signupDraft, v bool) {
			d.WithParent = withParent(v)
		}).If(child),
		flow.Ask("name", name(), func(d *signupDraft, v string) { d.Name = v }).
			Suggest(func(d signupDraft) string { return d.Suggested }).If(allowed),
		flow.Ask("guardian", phone(), func(d *signupDraft, v string) { d.Guardian = v }).If(minor),
		flow.Ask("agrees", yesNo("signup.agrees.yes.label", "signup.agrees.no.label", guardianAgrees()...), func(d *signupDraft, v bool) { d.GuardianOK = v }).
			If(minor),
		flow.Ask("place", placeAnswer(w.Places), func(d *signupDraft, v domain.Home) { d.Home = &v }).If(allowed).
			Heard(func(d signupDraft, in flow.Input) string { return placed(w.Places, d.Home, in) }),
		flow.Ask("causes", causesAnswer(w.Reader, true), func(d *signupDraft, v []domain.Cause) { d.Causes = v }).
			If(func(d signupDraft) bool { return !d.Editing && allowed(d) }),
		flow.Ask("likes", causesAnswer(w.Reader, false), func(d *signupDraft, v []domain.Cause) { d.Causes = v }).
			From(func(d signupDraft) []string { return causeCodes(d.Causes) }).Later(),
		several("skills", "skill.", domain.Skills(), func(d *signupDraft) *[]string { return &d.Skills }),
		several("availability", "availability.", domain.Availabilities(), func(d *signupDraft) *[]string { return &d.Availability }),
		several("languages", "spoken.", domain.SpokenLanguages(), func(d *signupDraft) *[]string { return &d.Languages }),
		flow.Ask("affiliation", flow.Choice(labelled("affiliation.", domain.Affiliations(), nil)),
			func(d *signupDraft, v string) { d.Affiliation = v }).Later().
			Clear(func(d signupDraft) bool { return d.Affiliation != "" }, func(d *signupDraft) { d.Affiliation = "" }),
		flow.Ask("phone", phone(), func(d *signupDraft, v string) { d.Phone = v }).Later().
			Clear(func(d signupDraft) bool { return d.Phone != "" }, func(d *signupDraft) { d.Phone = "" }),
		flow.Ask("email", email(), func(d *signupDraft, v string) { d.Email = v }).Later().
			Clear(func(d signupDraft) bool { return d.Email != "" }, func(d *signupDraft) { d.Email = "" }),
	)
}

// several is an optional question with several answers.
func several(id, labels string, codes []string, field func(*signupDraft) *[]string) flow.Step[signupDraft] {
	return flow.Ask(id, flow.Many(labelled(labels, codes, nil), false), func(d *signupDraft, v []string) { *field(d) = v }).
		From(func(d signupDraft) []string { return known(*field(&d), codes) }).Later().
		Clear(func(d signupDraft) bool { return len(*field(&d)) > 0 }, func(d *signupDraft) { *field(d) = nil })
}

// age is what was told of it.
func (d signupDraft) age() age { return age{d.Birth, d.Adult, d.WithParent, d.Year} }

// told are the questions about the age that were answered with the consent.
func (d signupDraft) told() (steps []string) {
	if d.Birth > 0 {
		steps = append(steps, "birth")
	}
	if turns20(d) {
		steps = append(steps, "adult")
	}
	if child(d) { // without a parent there would be no consent
		steps = append(steps, "parent")
	}
	return steps
}

func turns20(d signupDraft) bool { return d.age().turns20() }
func child(d signupDraft) bool   { return d.age().child() }
func allowed(d signupDraft) bool { return d.age().allowed() }
func minor(d signupDraft) bool   { return d.age().minor() && allowed(d) }

func signupTalk(w World) talk[signupDraft] {
	return talk[signupDraft]{flow: signupFlow(w), finish: signedUp, cancel: signupCancelled}
}

func signupConversation(k talk[signupDraft]) Conversation {
	return Conversation{
		ID: "signup",
		Start: func(t *Turn) {
			switch {
			case !t.Me.Consents.Given(domain.ForMatching):
				askConsent(t, "consent.for_signup")
			case t.Me.SignedUp():
				showProfile(t, t.T("signup.already"))
			default:
				k.begin(t, signupState(t))
			}
		},
		Take: func(t *Turn, s flow.Session) bool {
			told, _ := toldAtOnce(t, k.flow, s)
			return k.take(t, told)
		},
		Tapped: func(t *Turn, tap chat.Tap) {
			switch {
			case !t.Me.SignedUp():
				t.stale()
			case tap.Step == "!rest":
				k.more(t, signupState(t))
			case tap.Step == "!edit":
				s := signupState(t)
				s.Draft.Editing = true
				if !k.edit(t, s, tap.Value) {
					showProfile(t, t.T("flow.stale_ended"))
				}
			default:
				showProfile(t, t.T("flow.stale_ended"))
			}
		},
	}
}

// signupState is the profile as answers.
func signupState(t *Turn) flow.State[signupDraft] {
	v := t.Me
	s := flow.State[signupDraft]{Draft: signupDraft{
		Suggested: t.Memory.Name, Year: t.Now.Year(), Name: v.Name, Birth: v.BirthYear, Guardian: v.Guardian, GuardianOK: v.GuardianOK,
		Home: v.Home, Causes: v.Causes, Skills: v.Skills, Availability: v.Availability, Languages: v.Languages,
		Affiliation: v.Affiliation, Phone: v.Phone, Email: v.Email,
	}}
	s.Draft.Adult = v.Adult
	if !v.SignedUp() {
		s.Answered = s.Draft.told()
		return s
	}
	s.Answered = []string{"name", "birth", "parent", "place", "causes"}
	for id, has := range map[string]bool{
		"adult": turns20(s.Draft), "guardian": v.Guardian != "", "agrees": v.Guardian != "",
		"likes": len(v.Causes) > 1, "skills": len(v.Skills) > 0, "availability": len(v.Availability) > 0, "languages": len(v.Languages) > 0,
		"affiliation": v.Affiliation != "", "phone": v.Phone != "", "email": v.Email != "",
	} {
		if has {
			s.Answered = append(s.Answered, id)
		}
	}
	slices.Sort(s.Answered[5:]) // a map has no order, a draft must
	return s
}

func (d signupDraft) save(t *Turn) {
	v := t.Me
	v.Name, v.BirthYear, v.Adult, v.Home, v.Causes = d.Name, d.Birth, d.age().adult(), d.Home, d.Causes
	v.Guardian, v.GuardianOK = "", false
	if minor(d) {
		v.Guardian, v.GuardianOK = d.Guardian, d.GuardianOK
	}
	v.Skills, v.Availability, v.Languages = d.Skills, d.Availability, d.Languages
	v.Affiliation, v.Phone, v.Email = d.Affiliation, d.Phone, d.Email
}

// signedUp keeps the answers. A new volunteer is shown work nearby at once.
func signedUp(t *Turn, s flow.State[signupDraft]) {
	if !allowed(s.Draft) {
		needParent(t)
		return
	}
	first := !t.Me.SignedUp()
	s.Draft.save(t)
	if !first {
		showProfile(t, t.T("profile.saved"))
		return
	}
	t.Me.SignedUpAt = domain.Instant(t.Now)
	text := t.T("signup.welcome", "Name", t.Me.Name)
	if t.Me.WaitsForGuardian(t.Now) {
		text += "\n" + t.T("signup.guardian_pending")
	}
	t.Say(chat.Message{Text: text, Cards: []chat.Card{signupCard(t)}})
	nearHome(t)
}

// signupCard sums up what was answered, each with its way to change it.
func signupCard(t *Turn) chat.Card {
	card := chat.Card{Tone: chat.Warm, Icon: "🎉", Title: t.T("signup.done"), Rows: profileRows(t, "name", "birth", "agrees", "place", "likes")}
	card.Choices = []chat.Choice{
		{Label: t.T("signup.rest.label"), Tap: chat.Tap{Flow: "signup", Step: "!rest"}},
	}
	return card
}

// signupCancelled keeps what a volunteer had added to a finished sign-up, and
// nothing of one that was not.
func signupCancelled(t *Turn, s flow.State[signupDraft]) {
	if t.Me.SignedUp() {
		if s.Opened {
			s.Draft.save(t)
		}
		showProfile(t, t.T("profile.kept"))
		return
	}
	t.Say(chat.Message{Text: t.T("signup.cancelled"), Nav: t.Commands("nearby", "signup", "menu")})
}

func causeCodes(causes []domain.Cause) []string {
	codes := make([]string, len(causes))
	for i, c := range causes {
		codes[i] = string(c)
	}
	return codes
}
