package flows

import (
	"jitasa/internal/access"
	"jitasa/internal/calls"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/flows/asking"
	"jitasa/internal/flows/calling"
	"jitasa/internal/flows/finding"
	"jitasa/internal/flows/general"
	"jitasa/internal/flows/human"
	"jitasa/internal/flows/member"
	"jitasa/internal/flows/news"
	"jitasa/internal/flows/sos"
	"jitasa/internal/flows/staff"
	"jitasa/internal/flows/taking"
	"jitasa/internal/hours"
	"jitasa/internal/place"
	"jitasa/internal/shifts"
	"jitasa/internal/support"
	"jitasa/internal/understand"
)

// World is what conversations can look at and do.
type World struct {
	Places  *place.Gazetteer
	Reader  *understand.Reader
	Work    finding.Work
	Exports member.Exports
	News    news.Issues      // nil: there is no newsletter here
	Taking  *shifts.Service  // nil: nobody can take part in work here
	Hours   *hours.Service   // of Taking; nil: nobody's hours are kept
	Calls   *calls.Service   // nil: nobody can call for help here
	Access  *access.Service  // nil: nobody is more than a volunteer here
	Support *support.Service // nil: there is nobody behind the bot here
	Console staff.Console    // nil: staff have no pages here
	Notice  string           // address of the full privacy notice
}

// Dialog is the part of the world that every turn looks at.
func (w World) Dialog() dialog.World {
	d := dialog.World{Places: w.Places}
	if w.Access != nil {
		d.Roles = w.Access
	}
	return d
}

// All lists every conversation, in the order in which they are asked what they hear: first who may be spoken to, last
// small talk. Where one theme leads on to another, it is said here.
func All(w World) []dialog.Conversation {
	var letters *news.News
	var called *calling.Calling
	looking := finding.Parts{Places: w.Places, Work: w.Work}
	if w.Calls != nil {
		looking.Promises = func(t *dialog.Turn) ([]string, []chat.Card) { return called.Promises(t) }
	}
	var part *taking.Taking
	if w.Taking != nil {
		part = taking.New(taking.Parts{Shifts: w.Taking, Hours: w.Hours})
		looking.Taking = part
	}
	work := finding.New(looking)
	if w.Calls != nil {
		called = calling.New(calling.Parts{Places: w.Places, Calls: w.Calls, Staff: w.Access, AtHand: work.AtHand})
	}
	people := member.New(member.Parts{
		Places: w.Places, Reader: w.Reader, Exports: w.Exports, Notice: w.Notice,
		SignedUp: func(t *dialog.Turn) {
			if part == nil || !part.Enters(t) {
				work.NearHome(t)
			}
		},
		Consented: func(t *dialog.Turn, then string) { letters.Consented(t, then) },
	})
	letters = news.New(news.Parts{Issues: w.News, Consent: people.Consent})
	desk := human.New(human.Parts{Support: w.Support, Staff: w.Access})
	questions := asking.Parts{Reader: w.Reader, Work: work, Desk: desk}
	if w.Calls != nil {
		questions.Calls = w.Calls
	}

	var all []dialog.Conversation
	if w.Access != nil {
		all = append(all, staff.New(staff.Parts{Access: w.Access, Console: w.Console}).Conversations()...)
	}
	all = append(all, sos.New(desk).Conversations()...) // what it ends comes before what staff were asked for
	all = append(all, desk.Conversations()...)
	if called != nil {
		all = append(all, called.Conversations()...)
	}
	if part != nil {
		all = append(all, part.Conversations()...)
	}
	all = append(all, people.Conversations()...)
	all = append(all, asking.New(questions).Conversations()...) // a question about work is no search for it
	all = append(all, work.Conversations()...)
	all = append(all, letters.Conversations()...)
	return append(all, general.Conversations()...)
}
