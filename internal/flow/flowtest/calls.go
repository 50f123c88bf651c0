package flowtest

import (
	"context"
	"strconv"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/thai"
)

// The ids of who is more than a volunteer: in transcripts, those that begin with "manager", "staff" or "many".
const (
	ManagerID = "U000000000000000000000000000000aa"
	StaffID   = "U000000000000000000000000000000bb"
	ManyID    = "U000000000000000000000000000000cc" // manages five organisations
)

// roles knows one manager and one member of staff, and a code of each.
type roles struct{}

func organisation() *domain.Organisation {
	return &domain.Organisation{Meta: domain.Meta{ID: "surin-flood"}, Name: domain.Text{"th": "ศูนย์อาสาน้ำท่วมสุรินทร์", "en": "Surin Flood Volunteers"}}
}

func member() *domain.Staff {
	return &domain.Staff{Meta: domain.Meta{ID: "s1"}, Name: "กัญญา", Lang: "th", Role: domain.Coordinator, Person: StaffID}
}

func (roles) Of(_ context.Context, person string) (of domain.Roles, err error) {
	switch person {
	case ManagerID:
		of.Organisations = []*domain.Organisation{organisation()}
	case StaffID:
		of.Staff = member()
	case ManyID:
		for i := range 5 {
			n := strconv.Itoa(i + 1)
			o := &domain.Organisation{Meta: domain.Meta{ID: "branch-" + n}, Name: domain.Text{"th": "ศูนย์ประสานงานอาสาสมัครสาขาที่ " + n, "en": "Volunteer Coordination Centre, Branch " + n}}
			of.Organisations = append(of.Organisations, o)
		}
	}
	return of, nil
}

func (roles) Redeem(_ context.Context, _, code, _ string) (of domain.Roles, err error) {
	switch code {
	case "SURIN-4821":
		of.Organisations = []*domain.Organisation{organisation()}
	case "KANYA-7341":
		of.Staff = member()
	default:
		err = domain.ErrNotFound
	}
	return of, err
}

func (roles) Name(_ context.Context, staff string) (string, error) {
	if staff != member().ID {
		return "", nil
	}
	return member().Name, nil
}

func (roles) Deciders(context.Context) ([]*domain.Staff, error) {
	return []*domain.Staff{member()}, nil
}

// calls knows a few calls by their ids: open, full, ended, decided, impossible, waiting; to some the person has said that they come.
// Nothing is kept: an event can be played twice. Nobody lives in Mae Hong Son, and Bangkok costs too much.
type calls struct{}

func known(id string) (*domain.Call, domain.CallTally, bool) {
	c := &domain.Call{
		Meta: domain.Meta{ID: id}, Organisation: organisation().ID, Name: organisation().Name, By: ManagerID, Lang: "th", What: "ช่วยกรอกกระสอบทราย",
		Place: domain.Home{Province: "32", District: "3201"}, When: "13.00–17.00 น.", Need: 10,
		From: thai.DayOf(Start()).Start(), To: thai.DayOf(Start()).Add(1).Start(), Contact: "คุณแดง 081-234-5678", State: domain.Approved,
	}
	n := domain.CallTally{Sent: 120, Come: 3, Later: 2, Cannot: 7}
	switch id {
	case "call-open", "call-impossible":
	case "call-nearly":
		n.Come = 9
	case "call-full":
		n.Come = 10
	case "call-mine":
		n.Come, n.Mine = 10, domain.WillCome
	case "call-ended":
		c.State = domain.Ended
	case "call-ended-mine":
		c.State, n.Mine = domain.Ended, domain.WillCome
	case "call-old": // of an older version: without days, without a contact
		c.When, c.From, c.To, c.Contact = "วันนี้ 13.00–17.00 น.", time.Time{}, time.Time{}, ""
	case "call-past", "call-waited":
		c.From, c.To = c.From.AddDate(0, 0, -1), c.To.AddDate(0, 0, -1)
		if id == "call-waited" {
			c.State = domain.Proposed
		} else {
			n.Mine = domain.WillCome
		}
	case "call-waiting":
		c.State = domain.Proposed
	case "call-decided":
		c.State, c.DecidedBy = domain.Refused, member().ID
	case "call-other":
		c.Organisation = "another"
	default:
		return nil, n, false
	}
	return c, n, true
}

func (calls) Estimate(_ context.Context, c *domain.Call) (domain.CallEstimate, error) {
	e := domain.CallEstimate{People: 128, LeftOut: map[string]int{"no_consent": 40, "left": 3, "too_often": 5}, Left: 1_500, Limited: true, Fits: true}
	switch c.Place.Province {
	case "58":
		e.People = 0
	case "10":
		e.People, e.Fits = 4_000, false
	}
	return e, nil
}

func (calls) Propose(context.Context, *domain.Call) error { return nil }

func (calls) Decide(_ context.Context, id, _ string, _ domain.CallState, _ time.Time) (*domain.Call, error) {
	c, _, ok := known(id)
	switch {
	case !ok:
		return nil, domain.ErrNotFound
	case id == "call-decided":
		return c, domain.ErrConflict
	case id == "call-impossible":
		return nil, domain.ErrInvalid
	}
	return c, nil
}

func (calls) Get(_ context.Context, id, _ string) (*domain.Call, domain.CallTally, error) {
	c, n, ok := known(id)
	if !ok {
		return nil, n, domain.ErrNotFound
	}
	return c, n, nil
}

func (calls) Of(context.Context, string) ([]*domain.Call, error) {
	c, _, _ := known("call-open")
	return []*domain.Call{c}, nil
}
