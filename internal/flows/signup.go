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
	Birth        int            `json:"birth,omitempty"` // C.E.
	Adult        bool           `json:"adult,omitempty"` // says to have turned 20 in the year of doing so
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
		flow.Ask("name", flow.Text(1, 80), func(d *signupDraft, v string) { d.Name = v }).
			Suggest(func(d signupDraft) string { return d.Suggested }),
		flow.Ask("birth", birthYear(), func(d *signupDraft, v int) { d.Birth = v }),
		flow.Ask("adult", yesNo("signup.adult.yes.label", "signup.adult.no.label"), func(d *signupDraft, v bool) { d.Adult = v }).
			If(turns20),
		flow.Ask("guardian", phone(), func(d *signupDraft, v string) { d.Guardian = v }).If(minor),
		flow.Ask("agrees", yesNo("signup.agrees.yes.label", "signup.agrees.no.label"), func(d *signupDraft, v bool) { d.GuardianOK = v }).
			If(minor),
		flow.Ask("place", placeAnswer(w.Places), func(d *signupDraft, v domain.Home) { d.Home = &v }),
		flow.Ask("causes", causesAnswer(w.Reader, true), func(d *signupDraft, v []domain.Cause) { d.Causes = v }).
			If(func(d signupDraft) bool { return !d.Editing }),
		flow.Ask("likes", causesAnswer(w.Reader, false), func(d *signupDraft, v []domain.Cause) { d.Causes = v }).
			From(func(d signupDraft) []string { return causeCodes(d.Causes) }).Later(),
		several("skills", "skill.", domain.Skills(), func(d *signupDraft) *[]string { return &d.Skills }),
		several("availability", "availability.", domain.Availabilities(), func(d *signupDraft) *[]string { return &d.Availability }),
		several("languages", "spoken.", domain.SpokenLanguages(), func(d *signupDraft) *[]string { return &d.Languages }),
		flow.Ask("affiliation", flow.Choice(labelled("affiliation.", domain.Affiliations(), nil)),
			func(d *signupDraft, v string) { d.Affiliation = v }).Later(),
		flow.Ask("phone", phone(), func(d *signupDraft, v string) { d.Phone = v }).Later(),
		flow.Ask("email", email(), func(d *signupDraft, v string) { d.Email = v }).Later(),
	)
}

// several is an optional question with several answers.
func several(id, labels string, codes []string, field func(*signupDraft) *[]string) flow.Step[signupDraft] {
	return flow.Ask(id, flow.Many(labelled(labels, codes, nil), false), func(d *signupDraft, v []string) { *field(d) = v }).
		From(func(d signupDraft) []string { return known(*field(&d), codes) }).Later()
}

// turns20: born 20 years ago, a person may or may not be of age yet.
func turns20(d signupDraft) bool { return d.Birth > 0 && d.Year-d.Birth == domain.AdultAge }

func minor(d signupDraft) bool {
	return d.Birth > 0 && domain.Minor(d.Birth, d.Year) && (!turns20(d) || !d.Adult)
}

func signupConversation(w World) Conversation {
	k := talk[signupDraft]{flow: signupFlow(w), finish: signedUp, cancel: signupCancelled}
	return Conversation{
		ID: "signup",
		Start: func(t *Turn) {
			switch {
			case !t.Me.Consents.Given(domain.ForMatching):
				askConsent(t, "consent.for_signup")
			case t.Me.SignedUp():
				showProfile(t, t.T("signup.already"))
			default:
				k.begin(t)
			}
		},
		Take: k.take,
		Tapped: func(t *Turn, tap chat.Tap) {
			switch {
			case !t.Me.SignedUp():
				t.stale()
			case tap.Step == "!rest":
				s := signupState(t)
				s.Opened = true
				k.start(t, s)
			case tap.Step == "!edit":
				s := signupState(t)
				s.Draft.Editing = true
				k.edit(t, s, tap.Value)
			default:
				showProfile(t, t.T("flow.stale_ended"))
			}
		},
	}
}

// begin starts the sign-up, or goes on where it was left.
func (k talk[D]) begin(t *Turn) {
	if s, ok := t.opened(k.flow.ID()); ok {
		t.Event = chat.Event{ID: t.Event.ID, Person: t.Event.Person, Kind: chat.Tapped, Tap: chat.Tap{Flow: "!resume"}}
		k.take(t, s)
		return
	}
	k.start(t, flow.State[D]{Draft: any(signupState(t).Draft).(D)})
}

// signupState is the profile as answers.
func signupState(t *Turn) flow.State[signupDraft] {
	v := t.Me
	s := flow.State[signupDraft]{Draft: signupDraft{
		Suggested: t.Memory.Name, Year: t.Now.Year(), Name: v.Name, Birth: v.BirthYear, Guardian: v.Guardian, GuardianOK: v.GuardianOK,
		Home: v.Home, Causes: v.Causes, Skills: v.Skills, Availability: v.Availability, Languages: v.Languages,
		Affiliation: v.Affiliation, Phone: v.Phone, Email: v.Email,
	}}
	if !v.SignedUp() {
		return s
	}
	s.Draft.Adult = v.Guardian == ""
	s.Answered = []string{"name", "birth", "adult", "guardian", "agrees", "place", "causes"}
	for id, has := range map[string]bool{
		"likes": len(v.Causes) > 1, "skills": len(v.Skills) > 0, "availability": len(v.Availability) > 0, "languages": len(v.Languages) > 0,
		"affiliation": v.Affiliation != "", "phone": v.Phone != "", "email": v.Email != "",
	} {
		if has {
			s.Answered = append(s.Answered, id)
		}
	}
	slices.Sort(s.Answered[7:]) // a map has no order, a draft must
	return s
}

func (d signupDraft) save(t *Turn) {
	v := t.Me
	v.Name, v.BirthYear, v.Home, v.Causes = d.Name, d.Birth, d.Home, d.Causes
	v.Guardian, v.GuardianOK = "", false
	if minor(d) {
		v.Guardian, v.GuardianOK = d.Guardian, d.GuardianOK
	}
	v.Skills, v.Availability, v.Languages = d.Skills, d.Availability, d.Languages
	v.Affiliation, v.Phone, v.Email = d.Affiliation, d.Phone, d.Email
}

// signedUp keeps the answers. A new volunteer is shown work nearby at once.
func signedUp(t *Turn, s flow.State[signupDraft]) {
	first := !t.Me.SignedUp()
	s.Draft.save(t)
	if !first {
		showProfile(t, t.T("profile.saved"))
		return
	}
	t.Me.SignedUpAt = domain.Instant(t.Now)
	text := t.T("signup.welcome", "Name", t.Me.Name)
	if minor(s.Draft) && !s.Draft.GuardianOK {
		text += "\n\n" + t.T("signup.guardian_pending")
	}
	t.Say(chat.Message{Text: text, Cards: []chat.Card{signupCard(t)}})
	nearHome(t)
}

// signupCard sums up what was answered, each with its way to change it.
func signupCard(t *Turn) chat.Card {
	card := chat.Card{Tone: chat.Warm, Icon: "🎉", Title: t.T("signup.done"), Rows: profileRows(t, "name", "birth", "place", "likes")}
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
