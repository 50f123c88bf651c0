package calls_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jitasa/internal/access"
	"jitasa/internal/access/accesstest"
	"jitasa/internal/calls"
	"jitasa/internal/calls/callstest"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
	"jitasa/internal/thai"
)

// noon is when it is.
var noon = time.Date(2026, time.December, 1, 12, 0, 0, 0, thai.Zone())

// desk is a service over the product's collections in memory, with a clock, a platform that can be away, and what was said to whom.
type desk struct {
	*calls.Service
	house   *accesstest.House
	sending *callstest.Sending
	people  int
	now     time.Time
	told    []string
	back    []calls.Notice // that a call was given back
	key     int
}

func newDesk(t testing.TB, all ...*domain.Call) *desk {
	t.Helper()
	h := accesstest.Open(t)
	d := &desk{house: h, people: 10, now: h.Time}
	_, err := h.Kept.Calls.InsertNew(t.Context(), all)
	h.Do(err)
	d.sending = &callstest.Sending{Left: -1, Count: func(*deliver.Campaign) (int, map[string]int) { return d.people, nil }}
	d.Service = &calls.Service{
		Store: h.Kept.Calls, Lists: h.Kept.Calls, Answers: nobody{}, Sending: d.sending, Teller: d, Staff: h.Access, Audit: h.Access.Audit, Now: func() time.Time { return d.now }, Log: slog.New(slog.DiscardHandler),
	}
	return d
}

// staff is a member of staff who decides.
func staff(id string) access.Actor {
	return access.Actor{Person: "U" + id, From: access.Chat, Staff: &domain.Staff{Meta: domain.Meta{ID: id}, Role: domain.Coordinator, Person: "U" + id}}
}

func manager() access.Actor {
	return access.Actor{Person: "manager", From: access.Chat, Organisations: []*domain.Organisation{{Meta: domain.Meta{ID: accesstest.Organisation}}}}
}

// next is a key that nobody has used.
func (d *desk) next() string {
	d.key++
	return strconv.Itoa(d.key)
}

// decides decides as a member of staff.
func (d *desk) decides(ctx context.Context, id, by string, to domain.CallState) (calls.Decision, error) {
	return d.Decide(ctx, staff(by), d.next(), id, to)
}

// Tell notes what a call's maker is told.
func (d *desk) Tell(_ context.Context, all ...domain.Notice) error {
	for _, told := range all {
		switch n := told.(calls.Notice); n.Kind {
		case calls.Returned:
			d.back = append(d.back, n)
			d.told = append(d.told, fmt.Sprintf("%s to %s: %v", n.Call.ID, n.Call.DecidedBy, n.Why))
		case calls.Refused, calls.Ended:
			d.told = append(d.told, n.Key)
		}
	}
	return nil
}

// nobody has answered anything.
type nobody struct{}

func (nobody) Answers(context.Context, string) (domain.CallTally, error) {
	return domain.CallTally{}, nil
}
func (nobody) Answer(context.Context, string, string) (string, error) { return "", nil }

func proposed(id string) *domain.Call {
	return &domain.Call{Meta: domain.Meta{ID: id}, Organisation: accesstest.Organisation, State: domain.Proposed, Need: 2, Urgent: true, Place: domain.Home{Province: "32"}, Contact: "0812345678"}
}

func (d *desk) get(t interface {
	Helper()
	Fatal(...any)
}, id string) *domain.Call {
	t.Helper()
	c, err := d.house.Kept.Calls.Get(context.Background(), id)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A call that was approved when the platform did not answer goes out by itself when it does.
func TestRepairStarts(t *testing.T) {
	d := newDesk(t, proposed("a"))
	d.sending.Down = domain.ErrUnavailable
	got, err := d.decides(t.Context(), "a", "s1", domain.Approved)
	if err != nil || got.Wait.Why != domain.WaitsToStart || got.Call.State != domain.Approved {
		t.Fatalf("%+v, %v", got, err)
	}
	d.now = d.now.Add(time.Minute)
	if err := d.Repair(t.Context()); err != nil { // it is still away
		t.Fatal(err)
	}
	if c := d.get(t, "a"); !c.Pending || c.State != domain.Approved {
		t.Fatalf("%+v", c)
	}
	d.sending.Down = nil
	for range 2 {
		if err := d.Repair(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := d.sending.Progress(t.Context(), "a"); err != nil || d.get(t, "a").Pending || len(d.told) > 0 {
		t.Errorf("%v, pending %v, told %v", err, d.get(t, "a").Pending, d.told)
	}
}

// One that cannot be sent when the platform is back waits for staff again, and those who wait are told, once; also one whose time is over.
func TestRepairGivesBack(t *testing.T) {
	for _, tt := range []struct {
		name  string
		later time.Duration
		why   error
		then  func(*desk)
	}{
		{"nobody is left", time.Minute, calls.ErrNobody, func(d *desk) { d.people = 0 }},
		{"the messages are used up", time.Minute, calls.ErrOverCost, func(d *desk) { d.sending.Left = 5 }},
		{"its time is over", 2 * time.Hour, calls.ErrPast, func(*desk) {}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := proposed("a")
			c.To = noon.Add(time.Hour)
			d := newDesk(t, c)
			d.sending.Down = domain.ErrUnavailable
			if _, err := d.decides(t.Context(), "a", "s1", domain.Approved); err != nil {
				t.Fatal(err)
			}
			d.sending.Down = nil
			tt.then(d)
			d.now = d.now.Add(tt.later)
			for range 2 {
				if err := d.Repair(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			if want := []string{fmt.Sprintf("a to s1: %v", tt.why)}; !slices.Equal(d.told, want) {
				t.Errorf("told %v", d.told)
			}
			if c := d.get(t, "a"); c.State != domain.Proposed || c.DecidedBy != "" || c.Pending {
				t.Errorf("%+v", c)
			}
		})
	}
}

// Who approves what cannot be sent is told at once: nothing is left to say to anybody.
func TestRefusedAtOnce(t *testing.T) {
	d := newDesk(t, proposed("a"))
	d.people = 0
	if _, err := d.decides(t.Context(), "a", "s1", domain.Approved); !errors.Is(err, calls.ErrNobody) {
		t.Fatal(err)
	}
	d.now = d.now.Add(time.Minute)
	if err := d.Repair(t.Context()); err != nil {
		t.Fatal(err)
	}
	if c := d.get(t, "a"); c.State != domain.Proposed || c.DecidedBy != "" || c.Pending || len(d.told) > 0 {
		t.Errorf("%+v, told %v", c, d.told)
	}
}

// The repair pass leaves a fresh approval to whoever gave it.
func TestRepairWaits(t *testing.T) {
	d := newDesk(t, proposed("a"))
	d.sending.Down = domain.ErrUnavailable
	if _, err := d.decides(t.Context(), "a", "s1", domain.Approved); err != nil {
		t.Fatal(err)
	}
	d.sending.Down = nil
	if err := d.Repair(t.Context()); err != nil {
		t.Fatal(err)
	}
	if c := d.get(t, "a"); !c.Pending {
		t.Error("it was repaired at once")
	}
}

// Older versions left calls approved with nothing that sends them: a recent one is found, one that is sent, old or over is left alone.
func TestAdopt(t *testing.T) {
	var all []*domain.Call
	now := noon
	for id, age := range map[string]time.Duration{"lost": 24 * time.Hour, "sent": 24 * time.Hour, "old": 8 * 24 * time.Hour, "past": time.Hour} {
		c := proposed(id)
		c.State, c.DecidedBy, c.CreatedAt, c.DecidedAt = domain.Approved, "s1", now.Add(-age), now.Add(-age)
		if id == "past" {
			c.To = now
		}
		all = append(all, c)
	}
	d := newDesk(t, all...)
	d.sending.Begin(deliver.Campaign{Meta: domain.Meta{ID: "sent"}, State: deliver.Done})
	if err := d.Adopt(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		if got := d.get(t, c.ID).Pending; got != (c.ID == "lost") {
			t.Errorf("%s: pending %v", c.ID, got)
		}
	}
	if err := d.Repair(t.Context()); err != nil {
		t.Fatal(err)
	}
	if want := []string{fmt.Sprintf("lost to s1: %v", calls.ErrLate)}; !slices.Equal(d.told, want) {
		t.Errorf("told %v", d.told)
	}
}

// An approval of what is paused goes on with it, if there is anything to go on with; also that of somebody else.
func TestApprovingResumes(t *testing.T) {
	for _, tt := range []struct {
		name    string
		by, why string
		left    int
		down    error
		goes    bool
		wait    string
	}{
		{"the messages are there again", "s1", deliver.NoQuota, 1, nil, true, ""},
		{"they are not", "s1", deliver.NoQuota, 0, nil, false, domain.WaitsForMessages},
		{"another member of staff", "s2", deliver.NoQuota, 1, nil, true, ""},
		{"another one, in vain", "s2", deliver.NoQuota, 0, nil, false, domain.WaitsForMessages},
		{"the platform is away", "s1", deliver.Failing, 1, domain.ErrUnavailable, false, domain.WaitsForLine},
		{"nobody knows what it takes", "s1", deliver.Refused, 1, nil, true, domain.WaitsForLine},
		{"somebody had paused it", "s1", "", 1, nil, true, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := proposed("a")
			c.State, c.DecidedBy = domain.Approved, "s1"
			d := newDesk(t, c)
			d.sending.Begin(deliver.Campaign{Meta: domain.Meta{ID: "a"}, State: deliver.Paused, Why: tt.why})
			d.sending.Left, d.sending.Down = tt.left, tt.down
			got, err := d.decides(t.Context(), "a", tt.by, domain.Approved)
			if conflict := tt.by != "s1" && !tt.goes; errors.Is(err, domain.ErrConflict) != conflict || err != nil && !conflict {
				t.Fatal(err)
			}
			if got.Resumed != tt.goes || got.Wait.Why != tt.wait {
				t.Errorf("%+v", got)
			}
			if s, err := d.sending.Progress(t.Context(), "a"); err != nil || (s.State == deliver.Running) != tt.goes {
				t.Errorf("%v, %v", s.State, err)
			}
		})
	}
}

// interrupted is a sending in which something else happens while a call is started.
type interrupted struct {
	*callstest.Sending
	while func()
	err   error
}

func (s interrupted) Start(ctx context.Context, k *deliver.Campaign, reserve int) (dispatch.Estimate, error) {
	s.while()
	if s.err != nil {
		return dispatch.Estimate{}, s.err
	}
	return s.Sending.Start(ctx, k, reserve)
}

// A call that is ended while its approval fails stays ended.
func TestEndedWhileApproved(t *testing.T) {
	for _, failed := range []error{dispatch.ErrNobody, dispatch.ErrOverCost, domain.ErrUnavailable, nil} {
		d := newDesk(t, proposed("a"))
		d.Sending = interrupted{d.sending, func() {
			if _, _, err := d.End(t.Context(), manager(), d.next(), "a"); err != nil {
				t.Error(err)
			}
		}, failed}
		_, err := d.decides(t.Context(), "a", "s1", domain.Approved)
		if err != nil && !errors.Is(err, domain.ErrConflict) {
			t.Errorf("%v: %v", failed, err)
		}
		d.now = d.now.Add(time.Minute)
		if err := d.Repair(t.Context()); err != nil {
			t.Fatal(err)
		}
		if c := d.get(t, "a"); c.State != domain.Ended || c.Pending || len(d.told) > 0 {
			t.Errorf("%v: it is %s, pending %v, told %v", failed, c.State, c.Pending, d.told)
		}
	}
}

// Who finds nobody while another process begins to send does not take the call from it.
func TestStartedMeanwhile(t *testing.T) {
	d := newDesk(t, proposed("a"))
	d.Sending = interrupted{d.sending, func() { d.sending.Begin(deliver.Campaign{Meta: domain.Meta{ID: "a"}, State: deliver.Running}) }, dispatch.ErrNobody}
	got, err := d.decides(t.Context(), "a", "s1", domain.Approved)
	if c := d.get(t, "a"); err != nil || got.Call.State != domain.Approved || c.State != domain.Approved || c.Pending || c.DecidedBy != "s1" {
		t.Errorf("%+v, %v; kept %+v", got, err, c)
	}
}

// Whatever staff, managers, the platform and the repair pass do, in whatever order: what is ended or refused stays so, nothing is sent that staff
// have not approved, and once the platform answers no call is approved without being sent.
func TestAnyOrder(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		d := newDesk(t, proposed("a"))
		final := domain.CallState("")
		approvals := 0
		for range rapid.IntRange(1, 25).Draw(r, "steps") {
			before := d.get(r, "a").State
			member := rapid.SampledFrom([]string{"s1", "s2"}).Draw(r, "staff")
			var err error
			switch rapid.IntRange(0, 6).Draw(r, "what") {
			case 0, 1:
				_, err = d.decides(r.Context(), "a", member, domain.Approved)
				approvals++
			case 2:
				_, err = d.decides(r.Context(), "a", member, domain.Refused)
			case 3:
				by := rapid.SampledFrom([]access.Actor{manager(), staff(member)}).Draw(r, "ends")
				_, _, err = d.End(r.Context(), by, d.next(), "a")
			case 4:
				d.sending.Down = rapid.SampledFrom([]error{nil, domain.ErrUnavailable}).Draw(r, "down")
				d.people = rapid.SampledFrom([]int{0, 10}).Draw(r, "people")
			case 5:
				d.now = d.now.Add(time.Duration(rapid.IntRange(1, 60*20).Draw(r, "minutes")) * time.Minute)
				fallthrough
			default:
				if d.sending.Down == nil || !errors.Is(d.Repair(r.Context()), domain.ErrUnavailable) {
					err = d.Repair(r.Context())
				}
			}
			if err != nil && !errors.Is(err, domain.ErrConflict) && !errors.Is(err, calls.ErrNobody) && !errors.Is(err, domain.ErrUnavailable) {
				r.Fatal(err)
			}
			now := d.get(r, "a").State
			if final != "" && now != final {
				r.Fatalf("%s became %s", final, now)
			}
			if now == domain.Ended || now == domain.Refused {
				final = now
			}
			if now == domain.Approved && before != domain.Approved && approvals == 0 {
				r.Fatal("nobody has approved it")
			}
		}
		d.sending.Down = nil
		d.now = d.now.Add(time.Minute)
		if err := d.Repair(r.Context()); err != nil {
			r.Fatal(err)
		}
		c := d.get(r, "a")
		_, err := d.sending.Progress(r.Context(), "a")
		if sent := err == nil; c.Pending || (c.State == domain.Approved) != sent && c.State != domain.Ended || sent && approvals == 0 {
			r.Fatalf("it is %s, pending %v, sent %v after %d approvals", c.State, c.Pending, sent, approvals)
		}
	})
}

// Where nobody is left, it is counted whom the skills leave out.
func TestEstimateCountsTheUnskilled(t *testing.T) {
	c := proposed("a")
	c.Skills = []string{"boat"}
	d := newDesk(t, c)
	d.sending.Count = func(k *deliver.Campaign) (int, map[string]int) {
		if len(k.Segment.Skills) > 0 {
			return 0, map[string]int{"no_consent": 2}
		}
		return 30, map[string]int{"no_consent": 12}
	}
	e, err := d.Estimate(t.Context(), staff("s1"), c)
	if err != nil || e.People != 0 || e.Unskilled != 40 || e.InArea() != 42 || e.LeftOut["no_consent"] != 2 {
		t.Errorf("%+v, %v", e, err)
	}
}

// What waits for staff: what could still be sent.
func TestProposed(t *testing.T) {
	past, decided := proposed("past"), proposed("decided")
	past.To, decided.State = noon, domain.Refused
	d := newDesk(t, past, decided, proposed("waits"))
	list, err := d.Proposed(t.Context(), staff("s1"))
	if err != nil || len(list) != 1 || list[0].ID != "waits" {
		t.Errorf("%v, %v", list, err)
	}
}
