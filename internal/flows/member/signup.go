package member

import (
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/members"
)

// age is what was told of it.
func (d signupDraft) age() members.Age {
	return members.Age{Birth: d.Birth, Is20: d.Adult, Parent: d.WithParent, Year: d.Year}
}

// knownBefore are the questions about the age that were answered with the consent.
func (d signupDraft) knownBefore() (steps []string) {
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

func turns20(d signupDraft) bool       { return d.age().Turns20() }
func child(d signupDraft) bool         { return d.age().Child() }
func allowed(d signupDraft) bool       { return d.age().Allowed() }
func needsGuardian(d signupDraft) bool { return d.age().NeedsGuardian() }

func (m *Member) signupConversation() dialog.Conversation {
	return dialog.Conversation{
		ID: "signup", Yes: dialog.SignsUp,
		Start: func(t *dialog.Turn) {
			switch {
			case !t.Me.Consents.Given(domain.ForMatching):
				m.askConsent(t, "consent.for_signup")
			case t.Me.SignedUp():
				showProfile(t, t.T("signup.already"))
			default:
				m.signup.Begin(t, signupState(t))
			}
		},
		Take: func(t *dialog.Turn, s flow.Session) bool {
			filled, _ := m.readAtOnce(t, s)
			return m.signup.Take(t, filled)
		},
		Tapped: func(t *dialog.Turn, tap chat.Tap) {
			switch {
			case tap.Step == dialog.SignsUp:
				begins(t)
			case !t.Me.SignedUp():
				t.Stale()
			case tap.Step == "!rest":
				m.signup.More(t, signupState(t))
			case tap.Step == "!edit":
				s := signupState(t)
				s.Draft.Editing = true
				if !m.signup.Edit(t, s, tap.Value) {
					showProfile(t, t.T("flow.stale_ended"))
				}
			default:
				showProfile(t, t.T("flow.stale_ended"))
			}
		},
	}
}

// begins begins the sign-up by the button of who is asked to, and says so to who only said yes to it.
func begins(t *dialog.Turn) {
	if t.Event.Kind == chat.Text && !t.Says(t.T("command.signup.label")) && !t.Me.SignedUp() {
		t.Say(chat.Say(t.T("signup.begins")))
	}
	t.Begin("signup")
}

// signupState is the profile as answers.
func signupState(t *dialog.Turn) flow.State[signupDraft] {
	s := flow.State[signupDraft]{Draft: signupDraft{Suggested: t.Memory.Name, Year: t.Now.Year()}}
	all := questions()
	for _, q := range all {
		if q.load != nil {
			q.load(&s.Draft, t.Me)
		}
	}
	if !t.Me.SignedUp() {
		s.Answered = s.Draft.knownBefore()
		return s
	}
	for _, q := range all {
		if q.has(s.Draft) {
			s.Answered = append(s.Answered, q.id)
		}
	}
	return s
}

// save keeps the answers, or says why nothing is kept.
func (d signupDraft) save(t *dialog.Turn) bool {
	if members.SignUp(t.Me, members.Told{Age: d.age(), Guardian: d.Guardian, GuardianOK: d.GuardianOK}, t.Now) != nil {
		needParent(t)
		return false
	}
	for _, q := range questions() {
		if q.save != nil {
			q.save(d, t.Me)
		}
	}
	return true
}

// signedUp keeps the answers. A new volunteer is shown work nearby at once.
func (m *Member) signedUp(t *dialog.Turn, s flow.State[signupDraft]) {
	first := !t.Me.SignedUp()
	if !s.Draft.save(t) {
		return
	}
	switch {
	case !first && s.Opened: // they told more to be shown what suits them better
		t.Say(chat.Say(t.T("signup.told_more")))
		m.SignedUp(t)
		return
	case !first:
		showProfile(t, t.T("profile.saved"))
		return
	}
	t.NewMenu()
	text := t.T("signup.welcome", "Name", t.Me.Name)
	if t.Me.WaitsForGuardian(t.Now) {
		text += "\n" + t.T("signup.guardian_pending")
	}
	t.Say(chat.Message{Text: text, Cards: []chat.Card{signupCard(t)}})
	m.SignedUp(t)
}

// signupCard sums up what was answered, each with its way to change it.
func signupCard(t *dialog.Turn) chat.Card {
	card := chat.Card{Tone: chat.Warm, Icon: "🎉", Title: t.T("signup.done"), Rows: profileRows(t, fields(t, "name", "birth", "agrees", "place", "likes"))}
	card.Choices = []chat.Choice{
		{Label: t.T("signup.rest.label"), Tap: chat.Tap{Flow: "signup", Step: "!rest"}},
	}
	return card
}

// signupCancelled keeps what a volunteer had added to a finished sign-up, and
// nothing of one that was not.
func signupCancelled(t *dialog.Turn, s flow.State[signupDraft]) {
	if t.Me.SignedUp() {
		if s.Opened && !s.Draft.save(t) {
			return
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
