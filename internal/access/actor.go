package access

import (
	"slices"

	"jitasa/internal/domain"
)

// Face is where something is done from.
type Face string

// The faces.
const (
	Chat    Face = "chat"
	Console Face = "console"
	Command Face = "command" // the command line
	Timer   Face = "timer"   // the program does it by itself
)

// Act is something that not everybody may do.
type Act string

// The acts. What a manager may do for their organisation is asked of [Actor.Manages].
const (
	DecideCalls      Act = "decide about calls"
	AnswerPeople     Act = "answer people"
	SeeWaiting       Act = "see who waits for a person"
	Administer       Act = "administer staff, managers and codes"
	WriteNewsletters Act = "write newsletters"
	KeepHours        Act = "lead any shift's hours, and settle what is disputed"
	EstimateHours    Act = "estimate hours"
	LeadShifts       Act = "lead shifts of any organisation"
)

// What an actor is recorded as who is no member of staff.
const (
	Operator = "operator" // whoever has the command line
	Program  = "program"
	Manager  = "manager" // of an organisation
)

// may is what staff of each role may do, and whoever has the command line. A viewer only looks.
var may = map[string][]Act{
	string(domain.Admin):       {DecideCalls, AnswerPeople, SeeWaiting, Administer, WriteNewsletters, KeepHours, LeadShifts},
	string(domain.Coordinator): {DecideCalls, AnswerPeople, SeeWaiting, KeepHours, LeadShifts},
	string(domain.Editor):      {WriteNewsletters},
	Operator:                   {SeeWaiting, Administer, WriteNewsletters},
	Program:                    {EstimateHours},
}

// Actor is who acts. The zero Actor may nothing.
type Actor struct {
	Person        string                 // id on the platform; "" where there is none
	Staff         *domain.Staff          // nil: they do not work for the network
	Organisations []*domain.Organisation // that they manage
	From          Face

	apart  string // Operator or Program: neither is a person
	called string // as whoever has the command line says
}

// ByCommand is whoever has the command line.
func ByCommand() Actor { return Actor{From: Command, apart: Operator} }

// Called is the actor under a name, for those who see what somebody began. The log goes by who they are.
func (a Actor) Called(name string) Actor {
	a.called = name
	return a
}

// Name is what the actor is called; "" if nobody knows.
func (a Actor) Name() string {
	if a.called == "" && a.Staff != nil {
		return a.Staff.Name
	}
	return a.called
}

// ByTimer is the program itself.
func ByTimer() Actor { return Actor{From: Timer, apart: Program} }

// Works reports whether the actor is a member of staff who was not disabled.
func (a Actor) Works() bool { return a.Staff != nil && a.Staff.DisabledAt.IsZero() }

// May reports whether the actor may do something. Who was disabled may nothing.
func (a Actor) May(act Act) bool {
	if a.Staff != nil && !a.Works() {
		return false
	}
	return slices.Contains(may[a.As()], act)
}

// Manages reports whether the actor manages an organisation.
func (a Actor) Manages(organisation string) bool {
	return slices.ContainsFunc(a.Organisations, func(o *domain.Organisation) bool { return o.ID == organisation })
}

// StaffID is the id of the member of staff that the actor is; "" if they are none.
func (a Actor) StaffID() string {
	if a.Staff == nil {
		return ""
	}
	return a.Staff.ID
}

// As is what the actor is recorded as; "" for a volunteer.
func (a Actor) As() string {
	switch {
	case a.apart != "":
		return a.apart
	case a.Staff != nil:
		return string(a.Staff.Role)
	case len(a.Organisations) > 0:
		return Manager
	}
	return ""
}

// AsManager is the actor without what they may do as staff: somebody who is both acts for their organisation.
func (a Actor) AsManager() Actor {
	a.Staff = nil
	return a
}
