package support

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// Store keeps threads.
type Store interface {
	Get(ctx context.Context, id string) (*Thread, error)
	InsertNew(ctx context.Context, t []*Thread) ([]bool, error)
	Update(ctx context.Context, id string, change func(*Thread) error) (*Thread, error)
	// Last is a person's newest thread, open or not.
	Last(ctx context.Context, person string) (*Thread, error)
	// In streams the threads in a state, who has waited longest first; limit 0: all.
	In(ctx context.Context, s State, limit int) iter.Seq2[*Thread, error]
}

// Duty knows who answers people.
type Duty interface {
	// OnDuty are the members of staff who answer people and can be reached now.
	OnDuty(ctx context.Context) ([]*domain.Staff, error)
	// Warned notes the month of which a member of staff was told that they cannot be told of who waits.
	Warned(ctx context.Context, staff, month string) error
}

// Means knows whether messages are left to tell people something.
type Means interface {
	// Has reports whether there are so many. What is urgent may have those that are kept in reserve.
	Has(ctx context.Context, messages int, urgent bool) bool
}

// Audit records what somebody did.
type Audit interface {
	Record(ctx context.Context, by access.Actor, key string, c access.Change) error
}

// Service is who waits for a person, and who answers. What staff do, they do as an access.Actor who may answer people.
type Service struct {
	Store Store
	Duty  Duty
	Means Means // nil: messages cost nothing
	Audit Audit
	Now   func() time.Time
}

// Said is something that somebody says to a person, or to nobody yet.
type Said struct {
	Line
	Person, Name, Lang string
	Asks               bool         // for a person; otherwise it goes on where they have
	Danger             bool         // somebody may be harmed
	Where              *domain.Home // what is known of the place
	Reply              string       // a reply token that the bot leaves unused,
	Received           time.Time    // from when it counts
}

// Heard is what came of it.
type Heard struct {
	*Thread
	OnDuty  int  // members of staff who were told, or will be,
	Later   bool // when they look: there are no messages left to tell them
	Notices []Notice
}

// Hear takes what somebody says. domain.ErrNotFound: they do not ask for a person, and have not.
func (s *Service) Hear(ctx context.Context, said Said) (*Heard, error) {
	staff, err := s.others(ctx, said.Person)
	if err != nil {
		return nil, err
	}
	t, err := s.open(ctx, said.Person, said.Event)
	if errors.Is(err, domain.ErrNotFound) && said.Asks {
		t, err = s.begin(ctx, said)
	}
	if err != nil {
		return nil, err
	}
	reached := s.reaches(ctx, len(staff), said.Danger || t.Danger)
	t, err = s.Store.Update(ctx, t.ID, func(t *Thread) error {
		if _, again := t.heard(said.Event); again {
			return nil
		}
		if said.Where != nil {
			t.Where = domain.Home{Province: said.Where.Province, District: said.Where.District}
		}
		if said.Reply != "" {
			t.Reply, t.ReplyAt, t.ReplyFor = said.Reply, domain.Instant(said.Received), ""
		}
		t.say(said.Line, said.Danger, len(staff) > 0 && reached)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("keeping what was said: %w", err)
	}
	h := &Heard{Thread: t, OnDuty: len(staff), Later: len(staff) > 0 && !reached}
	h.Notices, err = s.atOnce(ctx, t, said.Event, staff)
	return h, err
}

// reaches reports whether so many of staff can be told now: of danger whoever of them can.
func (s *Service) reaches(ctx context.Context, staff int, danger bool) bool {
	if danger {
		staff = min(staff, 1)
	}
	return s.Means == nil || s.Means.Has(ctx, staff, danger)
}

// Reaches reports whether an answer to the thread's person can be sent now, unless it is free; otherwise it waits for
// what they write next.
func (s *Service) Reaches(ctx context.Context, t *Thread) bool { return s.reaches(ctx, 1, t.Danger) }

// begin keeps a new thread.
func (s *Service) begin(ctx context.Context, said Said) (*Thread, error) {
	t := &Thread{
		Meta: domain.Meta{ID: said.Event}, Person: said.Person, Name: said.Name, Lang: said.Lang, State: Waits, Since: domain.Instant(said.At),
	}
	if _, err := s.Store.InsertNew(ctx, []*Thread{t}); err != nil {
		return nil, fmt.Errorf("keeping who asks for a person: %w", err)
	}
	return t, nil
}

// atOnce are the notices that cannot be gathered. An alarm is for all of staff, whoever has the word.
func (s *Service) atOnce(ctx context.Context, t *Thread, event string, staff []*domain.Staff) ([]Notice, error) {
	l, _ := t.heard(event)
	switch l.Notice {
	case Alarm:
		return s.noted(ctx, toStaff(Alarm, event, staff, t))
	case More:
		return s.noted(ctx, toStaff(More, event, with(staff, t.By), t))
	}
	return nil, nil
}

// with are those of staff who are of that id.
func with(staff []*domain.Staff, id string) []*domain.Staff {
	return slices.DeleteFunc(slices.Clone(staff), func(m *domain.Staff) bool { return m.ID != id })
}

// others are those on duty, without the person themselves.
func (s *Service) others(ctx context.Context, person string) ([]*domain.Staff, error) {
	staff, err := s.Duty.OnDuty(ctx)
	if err != nil {
		return nil, fmt.Errorf("looking who is on duty: %w", err)
	}
	return slices.DeleteFunc(staff, func(m *domain.Staff) bool { return m.Person == person }), nil
}

// noted writes the notices' keys into their threads, before they are sent: what was said can then be taken back.
func (s *Service) noted(ctx context.Context, notices []Notice) ([]Notice, error) {
	for _, n := range notices {
		for i, t := range n.Threads {
			kept, err := s.Store.Update(ctx, t.ID, func(t *Thread) error {
				if !slices.Contains(t.Notices, n.Key) {
					t.Notices = append(t.Notices, n.Key)
				}
				return nil
			})
			if err != nil {
				return nil, fmt.Errorf("noting a notice: %w", err)
			}
			n.Threads[i] = kept
		}
	}
	return notices, nil
}

// Last is a person's newest thread, open or not; domain.ErrNotFound if they never wanted anybody.
func (s *Service) Last(ctx context.Context, person string) (*Thread, error) {
	t, err := s.Store.Last(ctx, person)
	if err != nil {
		return nil, fmt.Errorf("looking for a thread: %w", err)
	}
	return t, nil
}

// open is the thread in which a person wants somebody, or has said this already; domain.ErrNotFound if there is none.
func (s *Service) open(ctx context.Context, person, event string) (*Thread, error) {
	t, err := s.Last(ctx, person)
	if err != nil {
		return nil, err
	}
	if _, again := t.heard(event); t.State == Over && !again {
		return nil, domain.ErrNotFound
	}
	return t, nil
}

// Take gives a member of staff the word. ErrTaken, with the thread, if somebody else has it; ErrOver if nobody waits any
// more, ErrOwn if it is themselves who wait; domain.ErrNotFound if nobody ever did; domain.ErrForbidden.
func (s *Service) Take(ctx context.Context, by access.Actor, key, id string) (*Thread, error) {
	return s.asStaff(ctx, by, key, access.ThreadTaken, id, func(t *Thread) error { return t.take(by, s.Now()) })
}

// Answer takes what a member of staff says, which the notice brings to the person; key is the event by which they say it.
// Errors as those of Take.
func (s *Service) Answer(ctx context.Context, by access.Actor, key, id, text string, wait bool) (*Thread, Notice, error) {
	t, err := s.asStaff(ctx, by, key, access.ThreadAnswered, id, func(t *Thread) error { return t.answer(by.StaffID(), key, text, wait, s.Now()) })
	if err != nil {
		return t, Notice{}, err
	}
	return t, Notice{Envelope: domain.Envelope{Key: AnswerKey(key), To: t.Person, Lang: t.Lang, CanWait: wait}, Kind: Answer, Threads: []*Thread{t}, Staff: by.Staff.Name, Text: text}, nil
}

// GiveBack ends what a member of staff has in hands; the notice is for the person, unless they have ended it themselves.
// Errors as those of Take; done twice it changes nothing.
func (s *Service) GiveBack(ctx context.Context, by access.Actor, key, id string) (*Thread, []Notice, error) {
	t, err := s.asStaff(ctx, by, key, access.ThreadReturned, id, func(t *Thread) error { return t.giveBack(by.StaffID(), s.Now()) })
	if err != nil || t.EndedBy != "" {
		return t, nil, err
	}
	return t, []Notice{{Envelope: domain.Envelope{Key: "back-" + id, To: t.Person, Lang: t.Lang, CanWait: true}, Kind: Closed, Threads: []*Thread{t}}}, nil
}

// asStaff changes a thread for a member of staff who may answer people, and records it.
func (s *Service) asStaff(ctx context.Context, by access.Actor, key string, did access.Deed, id string, change func(*Thread) error) (*Thread, error) {
	if !by.May(access.AnswerPeople) {
		return nil, domain.ErrForbidden
	}
	var before State
	t, err := s.change(ctx, id, func(t *Thread) error {
		before = t.State
		return change(t)
	})
	if err != nil {
		return t, err
	}
	return t, s.Audit.Record(ctx, by, key, access.Change{Did: did, Subject: id, Before: before.word(), After: t.State.word()})
}

// End is the person's own wish; the notices are for who had the word. ended is nil if there was nothing to end.
func (s *Service) End(ctx context.Context, person, event string) (ended *Thread, told []Notice, err error) {
	last, err := s.Last(ctx, person)
	if errors.Is(err, domain.ErrNotFound) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	var in State
	ended, err = s.change(ctx, last.ID, func(t *Thread) error {
		in = t.State
		if t.State != Over {
			t.EndedBy = event
		}
		t.end(s.Now())
		return nil
	})
	if err != nil || in == Over && ended.EndedBy != event {
		return ended, nil, err
	}
	staff, err := s.others(ctx, person)
	if err != nil {
		return nil, nil, err
	}
	switch {
	case ended.Danger && ended.Told > 0: // whoever was alarmed need not worry any more
		told = toStaff(Safe, event, staff, ended)
	case ended.By != "":
		told = toStaff(Ended, event, with(staff, ended.By), ended)
	}
	for i := range told {
		told[i].CanWait = true
	}
	return ended, told, nil
}

// change updates a thread; with ErrTaken, ErrOver and ErrOwn it comes as it is.
func (s *Service) change(ctx context.Context, id string, change func(*Thread) error) (*Thread, error) {
	var seen *Thread
	t, err := s.Store.Update(ctx, id, func(t *Thread) error {
		seen = t
		return change(t)
	})
	if errors.Is(err, ErrTaken) || errors.Is(err, ErrOver) || errors.Is(err, ErrOwn) {
		return seen, err
	}
	if err != nil {
		return nil, fmt.Errorf("changing a thread: %w", err)
	}
	return t, nil
}

// without drops from threads those of the person themselves, whom others answer.
func without(all []*Thread, person string) []*Thread {
	return slices.DeleteFunc(slices.Clone(all), func(t *Thread) bool { return t.isOf(person) })
}

// Waiting are the threads in which somebody wants a person: danger first, then who has waited longest, then those in
// hands. One's own is for colleagues, and only told of. limit bounds each state; 0: all.
func (s *Service) Waiting(ctx context.Context, by access.Actor, limit int) (others []*Thread, own bool, err error) {
	if !by.May(access.SeeWaiting) {
		return nil, false, domain.ErrForbidden
	}
	if limit > 0 {
		limit++ // one of them may be their own
	}
	all, err := s.waiting(ctx, limit)
	others = without(all, by.Person)
	return others, len(others) < len(all), err
}

func (s *Service) waiting(ctx context.Context, limit int) (all []*Thread, err error) {
	for _, state := range Open() {
		for t, err := range s.Store.In(ctx, state, limit) {
			if err != nil {
				return nil, fmt.Errorf("looking who waits: %w", err)
			}
			all = append(all, t)
		}
	}
	return all, nil
}
