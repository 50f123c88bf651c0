package hours

import (
	"context"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// StudentHours is how many hours the student loan fund is commonly said to want of a borrower in an academic year.
const StudentHours = 36

// The academic year, roughly: it differs by university.
const (
	yearBegins = time.August
	yearEnds   = time.May
)

// Statement is what somebody did in a span of time, as others confirmed it.
type Statement struct {
	Person   string
	From, To time.Time // days: the first one, and the one after the last
	Minutes  int
	Works    []Work // in the order in which they were begun
	Waiting  int    // minutes that are claimed or estimated, and count once they are confirmed
}

// Work is what somebody did for one piece of work.
type Work struct {
	ID, Organisation string
	Title            domain.Text
	Minutes          int
	Times            []Time
}

// Time is one shift, and who confirmed it.
type Time struct {
	Shift    string
	From, To time.Time // of the shift
	Minutes  int
	By       string // what who confirmed it was called then; "" if nobody knows (any more)
	As       string // leader, manager or a role of staff
	At       time.Time
	Open     bool // it is disputed, and may become another time
}

// Student is how far somebody is with the hours of an academic year.
type Student struct {
	Statement
	Goal, Missing int // minutes
}

// Statement is what somebody did from one day up to another, which is not included, for themselves. Hours that nobody has
// confirmed are not in it.
func (s *Service) Statement(ctx context.Context, by access.Actor, person string, from, to time.Time) (Statement, error) {
	if by.Person == "" || by.Person != person {
		return Statement{}, domain.ErrForbidden
	}
	zone := s.Now().Location()
	all := Statement{Person: person, From: from, To: to}
	works := map[string]int{}
	for r, err := range grouped(s.Lists.Of(ctx, person, from.In(zone).Format(dayForm), to.In(zone).Format(dayForm))) {
		switch {
		case err != nil:
			return Statement{}, err
		case r.State == IsClaimed || r.State == IsEstimated:
			all.Waiting += r.Said
		case r.Minutes > 0:
			i, known := works[r.Work]
			if !known {
				i = len(all.Works)
				works[r.Work], all.Works = i, append(all.Works, Work{ID: r.Work, Organisation: r.Organisation})
			}
			all.Works[i].add(r)
			all.Minutes += r.Minutes
		}
	}
	return all, nil
}

func (w *Work) add(r Record) {
	d := r.Decided
	w.Title = r.Title
	w.Minutes += r.Minutes
	w.Times = append(w.Times, Time{Shift: r.Shift, From: r.From, To: r.To, Minutes: r.Minutes, By: d.Name, As: d.As, At: d.At, Open: r.Case()})
}

// Year proposes the academic year of a time: from August up to June, which is not included. In June and July it is the one
// that is just over.
func Year(at time.Time) (from, to time.Time) {
	begins := at.Year()
	if at.Month() < yearBegins {
		begins--
	}
	return time.Date(begins, yearBegins, 1, 0, 0, 0, 0, at.Location()), time.Date(begins+1, yearEnds+1, 1, 0, 0, 0, 0, at.Location())
}

// Student is how far somebody is with their hours from one day up to another, which is not included ([Year] proposes
// which), for themselves. goal is in hours; 0: [StudentHours].
func (s *Service) Student(ctx context.Context, by access.Actor, person string, from, to time.Time, goal int) (Student, error) {
	if goal <= 0 {
		goal = StudentHours
	}
	of, err := s.Statement(ctx, by, person, from, to)
	if err != nil {
		return Student{}, err
	}
	return Student{Statement: of, Goal: goal * 60, Missing: max(0, goal*60-of.Minutes)}, nil
}
