package member

import (
	"cmp"
	"slices"

	"jitasa/internal/cards"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/flows/answers"
	"jitasa/internal/members"
)

// question is one field of the profile: how it is asked, shown and kept. Its id names its texts: signup.ID asks, field.ID
// is what it is called. A new one is a row of [questions] with a field in signupDraft and in [domain.Volunteer].
type question struct {
	id    string
	icon  string
	ask   func(Parts) flow.Step[signupDraft]
	shown func(*dialog.Turn) string             // the answer as the profile says it, "" without one; nil: it is not shown
	has   func(signupDraft) bool                // whether the profile of somebody who has signed up answers it
	load  func(*signupDraft, *domain.Volunteer) // nil, as save: another row, or members.SignUp, keeps the answer
	save  func(signupDraft, *domain.Volunteer)
}

// signupDraft is a profile in the making. It starts from the profile, so that
// changing one answer later is the same flow at one question.
type signupDraft struct {
	Suggested    string         `json:"suggested,omitempty"` // the platform's name for the person
	Editing      bool           `json:"editing,omitempty"`   // started from the profile card
	Name         string         `json:"name,omitempty"`
	Birth        int            `json:"birth,omitempty"` // C.E.
	Adult        bool           `json:"adult,omitempty"` // says to have turned 20 in the year of doing so
	WithParent   members.Parent `json:"withParent,omitempty"`
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

// questions lists the fields in the order in which they are asked.
func questions() []question {
	return slices.Concat(aboutAge(), []question{
		{
			id: "name", icon: "🙂", shown: func(t *dialog.Turn) string { return t.Me.Name }, has: always,
			ask: func(w Parts) flow.Step[signupDraft] {
				return flow.Ask("name", name(w.Places), func(d *signupDraft, v string) { d.Name = v }).
					Suggest(func(d signupDraft) string { return d.Suggested }).If(allowed)
			},
			load: func(d *signupDraft, v *domain.Volunteer) { d.Name = v.Name },
			save: func(d signupDraft, v *domain.Volunteer) { v.Name = d.Name },
		},
	}, aboutGuardian(), aboutWork(), []question{
		several("skills", "🧰", "skill.", domain.Skills(),
			func(d *signupDraft) *[]string { return &d.Skills }, func(v *domain.Volunteer) *[]string { return &v.Skills }),
		several("availability", "📅", "availability.", domain.Availabilities(),
			func(d *signupDraft) *[]string { return &d.Availability }, func(v *domain.Volunteer) *[]string { return &v.Availability }),
		several("languages", "💬", "spoken.", domain.SpokenLanguages(),
			func(d *signupDraft) *[]string { return &d.Languages }, func(v *domain.Volunteer) *[]string { return &v.Languages }),
		one("affiliation", "👤", nearestOne("affiliation", answers.Labelled("affiliation.", domain.Affiliations(), nil)),
			func(d *signupDraft) *string { return &d.Affiliation }, func(v *domain.Volunteer) *string { return &v.Affiliation },
			func(t *dialog.Turn, kept string) string { return t.Cards().Labels("affiliation.", []string{kept}) }),
		one("phone", "📞", answers.Phone(),
			func(d *signupDraft) *string { return &d.Phone }, func(v *domain.Volunteer) *string { return &v.Phone },
			func(t *dialog.Turn, kept string) string { return t.Words.Phone(kept) }),
		one("email", "✉️", answers.Email(),
			func(d *signupDraft) *string { return &d.Email }, func(v *domain.Volunteer) *string { return &v.Email },
			func(_ *dialog.Turn, kept string) string { return kept }),
	})
}

// signupFlow is the sign-up. The short way asks four things (eight taps from
// "hello" to work nearby); what else helps matching is offered afterwards.
func signupFlow(w Parts) flow.Flow[signupDraft] {
	var steps []flow.Step[signupDraft]
	for _, q := range questions() {
		steps = append(steps, q.ask(w))
	}
	return flow.New("signup", steps...)
}

// aboutAge are mostly told before, with the consent.
func aboutAge() []question {
	return []question{
		{
			id: "birth", icon: "🎂", has: always,
			ask: func(Parts) flow.Step[signupDraft] {
				return flow.Ask("birth", birthYear(), func(d *signupDraft, v int) { d.Birth = v })
			},
			shown: func(t *dialog.Turn) string {
				if t.Me.BirthYear == 0 {
					return ""
				}
				return t.Words.Year(t.Me.BirthYear)
			},
			load: func(d *signupDraft, v *domain.Volunteer) { d.Birth = v.BirthYear },
		},
		{
			id: "adult", has: turns20,
			ask: func(Parts) flow.Step[signupDraft] {
				return flow.Ask("adult", answers.YesNo("signup.adult.yes.label", "signup.adult.no.label"), func(d *signupDraft, v bool) { d.Adult = v }).
					If(turns20)
			},
			load: func(d *signupDraft, v *domain.Volunteer) { d.Adult = v.Adult },
		},
		{
			id: "parent", has: always,
			ask: func(Parts) flow.Step[signupDraft] {
				return flow.Ask("parent", answers.YesNo("signup.parent.yes.label", "signup.parent.no.label"), func(d *signupDraft, v bool) {
					d.WithParent = members.Answered(v)
				}).If(child)
			},
		},
	}
}

// aboutGuardian is asked of minors, and shown only of those who have named one.
func aboutGuardian() []question {
	return []question{
		{
			id: "guardian", icon: "👪", has: func(d signupDraft) bool { return d.Guardian != "" },
			ask: func(Parts) flow.Step[signupDraft] {
				return flow.Ask("guardian", answers.Phone(), func(d *signupDraft, v string) { d.Guardian = v }).If(needsGuardian)
			},
			shown: func(t *dialog.Turn) string { return t.Words.Phone(t.Me.Guardian) },
			load:  func(d *signupDraft, v *domain.Volunteer) { d.Guardian = v.Guardian },
		},
		{
			id: "agrees", icon: "🤝", has: func(d signupDraft) bool { return d.Guardian != "" },
			ask: func(Parts) flow.Step[signupDraft] {
				return flow.Ask("agrees", answers.YesNo("signup.agrees.yes.label", "signup.agrees.no.label", guardianAgrees()...), func(d *signupDraft, v bool) { d.GuardianOK = v }).
					If(needsGuardian)
			},
			shown: func(t *dialog.Turn) string {
				return t.T(map[bool]string{true: "profile.guardian_agreed", false: "profile.guardian_not_yet"}[t.Me.GuardianOK])
			},
			load: func(d *signupDraft, v *domain.Volunteer) { d.GuardianOK = v.GuardianOK },
		},
	}
}

// aboutWork is where and for what somebody wants to help: the causes are asked at the sign-up with one tap, later with several.
func aboutWork() []question {
	return []question{
		{
			id: "place", icon: "📍", has: always,
			ask: func(w Parts) flow.Step[signupDraft] {
				return flow.Ask("place", answers.Place(w.Places), func(d *signupDraft, v domain.Home) { d.Home = &v }).If(allowed).
					Heard(func(d signupDraft, in flow.Input) string { return answers.Placed(w.Places, d.Home, in) })
			},
			shown: func(t *dialog.Turn) string {
				if t.Me.Home == nil {
					return ""
				}
				return t.NameOf(cards.HomeCode(*t.Me.Home))
			},
			load: func(d *signupDraft, v *domain.Volunteer) { d.Home = v.Home },
			save: func(d signupDraft, v *domain.Volunteer) { v.Home = d.Home },
		},
		{
			id: "causes", has: always,
			ask: func(w Parts) flow.Step[signupDraft] {
				return flow.Ask("causes", answers.Causes(w.Reader, true), func(d *signupDraft, v []domain.Cause) { d.Causes = v }).
					If(func(d signupDraft) bool { return !d.Editing && allowed(d) })
			},
		},
		{
			id: "likes", icon: "💚", has: func(d signupDraft) bool { return len(d.Causes) > 1 },
			ask: func(w Parts) flow.Step[signupDraft] {
				return flow.Ask("likes", answers.Causes(w.Reader, false), func(d *signupDraft, v []domain.Cause) { d.Causes = v }).
					From(func(d signupDraft) []string { return causeCodes(d.Causes) }).Later()
			},
			shown: func(t *dialog.Turn) string {
				if len(t.Me.Causes) == 0 && t.Me.SignedUp() {
					return t.T("cause.any.label")
				}
				return causesSaid(t, t.Me.Causes)
			},
			load: func(d *signupDraft, v *domain.Volunteer) { d.Causes = v.Causes },
			save: func(d signupDraft, v *domain.Volunteer) { v.Causes = d.Causes },
		},
	}
}

// leftOutAtMost is how many causes are left out of all that are named instead of the others.
const leftOutAtMost = 3

// causesSaid names causes, or of nearly all those that are left out.
func causesSaid(t *dialog.Turn, causes []domain.Cause) string {
	var others []domain.Cause
	for _, c := range domain.Causes() {
		if !slices.Contains(causes, c) {
			others = append(others, c)
		}
	}
	if n := len(others); n > 0 && n <= leftOutAtMost {
		return t.T("cause.any_but", "Causes", t.Cards().Labels("cause.", causeCodes(others)))
	}
	return t.Cards().Labels("cause.", causeCodes(causes))
}

func always(signupDraft) bool { return true }

// several is an optional question with several answers of a list.
func several(id, icon, labels string, codes []string, draft func(*signupDraft) *[]string, profile func(*domain.Volunteer) *[]string) question {
	options := calledAlso(answers.Labelled(labels, codes, nil), called[id])
	has := func(d signupDraft) bool { return len(*draft(&d)) > 0 }
	return question{
		id: id, icon: icon, has: has,
		ask: func(Parts) flow.Step[signupDraft] {
			return flow.Ask(id, loosely(flow.Many(options, false), options, id), func(d *signupDraft, v []string) { *draft(d) = v }).
				From(func(d signupDraft) []string { return domain.Known(*draft(&d), codes) }).Later().
				Clear(has, func(d *signupDraft) { *draft(d) = nil })
		},
		shown: func(t *dialog.Turn) string { return t.Cards().Labels(labels, *profile(t.Me)) },
		load:  func(d *signupDraft, v *domain.Volunteer) { *draft(d) = *profile(v) },
		save:  func(d signupDraft, v *domain.Volunteer) { *profile(v) = *draft(&d) },
	}
}

// one is an optional question with one answer.
func one(id, icon string, answer flow.Answer[string], draft func(*signupDraft) *string, profile func(*domain.Volunteer) *string, shown func(*dialog.Turn, string) string) question {
	has := func(d signupDraft) bool { return *draft(&d) != "" }
	return question{
		id: id, icon: icon, has: has,
		ask: func(Parts) flow.Step[signupDraft] {
			return flow.Ask(id, answer, func(d *signupDraft, v string) { *draft(d) = v }).Later().
				Clear(has, func(d *signupDraft) { *draft(d) = "" })
		},
		shown: func(t *dialog.Turn) string {
			if kept := *profile(t.Me); kept != "" {
				return shown(t, kept)
			}
			return ""
		},
		load: func(d *signupDraft, v *domain.Volunteer) { *draft(d) = *profile(v) },
		save: func(d signupDraft, v *domain.Volunteer) { *profile(v) = *draft(&d) },
	}
}

// fields are the questions whose answers the person is shown, the name first, or only those asked for. Those about a guardian
// are there where there is one.
func fields(t *dialog.Turn, only ...string) []question {
	shown := slices.DeleteFunc(questions(), func(q question) bool {
		return q.shown == nil || len(only) > 0 && !slices.Contains(only, q.id) || (q.id == "guardian" || q.id == "agrees") && t.Me.Guardian == ""
	})
	slices.SortStableFunc(shown, func(a, b question) int { return cmp.Compare(rank(a), rank(b)) })
	return shown
}

func rank(q question) int {
	if q.id == "name" {
		return 0
	}
	return 1
}
