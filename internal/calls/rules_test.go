package calls

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jitasa/internal/deliver"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/domain"
	"jitasa/internal/thai"
)

// noon is when rules are tried.
var noon = time.Date(2026, time.December, 1, 12, 0, 0, 0, thai.Zone())

// What everybody may make of a call, in every state that it can be in.
func TestDecide(t *testing.T) {
	const me, other = "s1", "s2"
	waits := domain.Call{State: domain.Proposed}
	past := domain.Call{State: domain.Proposed, To: noon}
	mine := domain.Call{State: domain.Approved, DecidedBy: me}
	theirs := domain.Call{State: domain.Approved, DecidedBy: other}
	back := domain.Call{State: domain.Proposed, DecidedBy: other, Pending: true} // that could not be sent
	refused := domain.Call{State: domain.Refused, DecidedBy: me}
	ended := domain.Call{State: domain.Ended, DecidedBy: me}
	for _, tt := range []struct {
		name string
		call domain.Call
		to   domain.CallState
		want domain.CallState
		by   string
		err  error
	}{
		{"approving what waits", waits, domain.Approved, domain.Approved, me, nil},
		{"refusing what waits", waits, domain.Refused, domain.Refused, me, nil},
		{"approving what is past", past, domain.Approved, domain.Proposed, "", ErrPast},
		{"refusing what is past", past, domain.Refused, domain.Refused, me, nil},
		{"approving again", mine, domain.Approved, domain.Approved, me, nil},
		{"approving what another has", theirs, domain.Approved, domain.Approved, other, domain.ErrConflict},
		{"refusing what is approved", mine, domain.Refused, domain.Approved, me, domain.ErrConflict},
		{"approving what could not be sent", back, domain.Approved, domain.Approved, me, nil},
		{"refusing what could not be sent", back, domain.Refused, domain.Refused, me, nil},
		{"approving what is refused", refused, domain.Approved, domain.Refused, me, domain.ErrConflict},
		{"refusing again", refused, domain.Refused, domain.Refused, me, nil},
		{"approving what is ended", ended, domain.Approved, domain.Ended, me, domain.ErrConflict},
		{"refusing what is ended", ended, domain.Refused, domain.Ended, me, domain.ErrConflict},
		{"proposing again", mine, domain.Proposed, domain.Approved, me, domain.ErrConflict},
	} {
		c := tt.call
		err := decide(&c, tt.to, me, noon)
		if !errors.Is(err, tt.err) || c.State != tt.want || c.DecidedBy != tt.by {
			t.Errorf("%s: %s by %q, %v", tt.name, c.State, c.DecidedBy, err)
		}
		if err != nil && !cmp.Equal(c, tt.call) {
			t.Errorf("%s is refused, and changes the call", tt.name)
		}
		if follows := tt.call.State == domain.Proposed; err == nil && tt.call.State != tt.want && c.Pending != follows {
			t.Errorf("%s: pending is %v", tt.name, c.Pending)
		}
	}
}

// What can be ended: everything that is not refused, by the one who ends it first; for them it stays ended.
func TestEnd(t *testing.T) {
	for _, tt := range []struct {
		call domain.Call
		by   string
		want domain.CallState
		err  error
	}{
		{domain.Call{State: domain.Proposed}, "", domain.Ended, nil},
		{domain.Call{State: domain.Approved, DecidedBy: "s1"}, "", domain.Ended, nil},
		{domain.Call{State: domain.Approved, DecidedBy: "s1"}, "s2", domain.Ended, nil},
		{domain.Call{State: domain.Approved, DecidedBy: "s1", Pending: true}, "", domain.Ended, nil},
		{domain.Call{State: domain.Refused, DecidedBy: "s1"}, "", domain.Refused, domain.ErrConflict},
		{domain.Call{State: domain.Refused, DecidedBy: "s1"}, "s1", domain.Refused, domain.ErrConflict},
		{domain.Call{State: domain.Ended, EndedAt: noon.Add(-time.Hour)}, "", domain.Ended, nil},
		{domain.Call{State: domain.Ended, EndedAt: noon.Add(-time.Hour), EndedBy: "s1"}, "s1", domain.Ended, nil},
		{domain.Call{State: domain.Ended, EndedAt: noon.Add(-time.Hour)}, "s1", domain.Ended, domain.ErrConflict},
		{domain.Call{State: domain.Ended, EndedAt: noon.Add(-time.Hour), EndedBy: "s1"}, "", domain.Ended, domain.ErrConflict},
	} {
		c := tt.call
		err := end(&c, tt.by, noon)
		if !errors.Is(err, tt.err) || (err == nil) != (tt.err == nil) || c.State != tt.want || c.DecidedBy != tt.call.DecidedBy {
			t.Errorf("%+v becomes %+v, %v", tt.call, c, err)
		}
		if follows := err == nil && tt.by != "" && tt.call.State != domain.Ended; c.Pending != follows {
			t.Errorf("%+v ended by %q: pending is %v, want %v", tt.call, tt.by, c.Pending, follows)
		}
		if ended := c.State == domain.Ended && err == nil; ended && c.EndedBy != tt.by {
			t.Errorf("%+v is ended by %q, want %q", tt.call, c.EndedBy, tt.by)
		}
		if tt.call.State == domain.Ended && !c.EndedAt.Equal(tt.call.EndedAt) {
			t.Error("it is ended once more")
		}
	}
}

// Who comes too late: to a call that is over, or has enough. Whoever said that they come may say so again, or take it back.
func TestTooLate(t *testing.T) {
	open := domain.Call{State: domain.Approved, What: "x", Need: 2}
	ended, past, waits, disowned := open, open, open, open
	ended.State, past.To, waits.State, disowned.What = domain.Ended, noon, domain.Proposed, ""
	for _, tt := range []struct {
		name   string
		call   domain.Call
		come   int
		mine   string
		answer string
		late   bool
	}{
		{"a place is left", open, 1, "", domain.WillCome, false},
		{"the last place is gone", open, 2, "", domain.WillCome, true},
		{"who cannot come", open, 2, "", domain.CannotCome, false},
		{"who comes already", open, 2, domain.WillCome, domain.WillCome, false},
		{"it was ended", ended, 0, "", domain.CannotCome, true},
		{"it was ended, and they come", ended, 2, domain.WillCome, domain.CannotCome, false},
		{"it is past", past, 0, "", domain.WillCome, true},
		{"it is past, and they came", past, 2, domain.WillCome, domain.CannotCome, true},
		{"nobody was asked yet", waits, 0, "", domain.WillCome, true},
		{"whoever made it was erased", disowned, 2, domain.WillCome, domain.WillCome, true},
	} {
		if late := tooLate(&tt.call, domain.CallTally{Come: tt.come, Mine: tt.mine}, tt.answer, noon); late != tt.late {
			t.Errorf("%s: too late %v", tt.name, late)
		}
	}
}

// An approval is only taken back while nothing was sent, and while it is the same one.
func TestTakeBack(t *testing.T) {
	for _, tt := range []struct {
		call domain.Call
		ok   bool
	}{
		{domain.Call{State: domain.Approved, Pending: true, DecidedBy: "s1"}, true},
		{domain.Call{State: domain.Approved, DecidedBy: "s1"}, false},
		{domain.Call{State: domain.Approved, Pending: true, DecidedBy: "s2"}, false},
		{domain.Call{State: domain.Ended, DecidedBy: "s1"}, false},
		{domain.Call{State: domain.Ended, Pending: true, DecidedBy: "s1"}, false},
		{domain.Call{State: domain.Refused, Pending: true, DecidedBy: "s1"}, false},
	} {
		c := tt.call
		if err := takeBack(&c, "s1"); (err == nil) != tt.ok || (c.State == domain.Proposed) != tt.ok {
			t.Errorf("%+v becomes %s, %v", tt.call, c.State, err)
		}
	}
}

// What is sent is approved, unless it was refused or ended; and who was told is told about this approval.
func TestStartedAndTold(t *testing.T) {
	for state, want := range map[domain.CallState]domain.CallState{
		domain.Proposed: domain.Approved, domain.Approved: domain.Approved, domain.Refused: domain.Refused, domain.Ended: domain.Ended,
	} {
		c := domain.Call{State: state, Pending: true}
		if started(&c, "s1", noon); c.State != want || c.Pending {
			t.Errorf("%s becomes %s, pending %v", state, c.State, c.Pending)
		}
	}
	for by, left := range map[string]bool{"s1": false, "s2": true} {
		c := domain.Call{State: domain.Proposed, Pending: true, DecidedBy: "s1", DecidedAt: noon}
		if settled(&c, by); c.Pending != left || c.DecidedBy != "" != left || c.DecidedAt.IsZero() == left {
			t.Errorf("told by %s: %+v", by, c)
		}
	}
	c := domain.Call{State: domain.Approved, Pending: true, DecidedBy: "s1"}
	if settled(&c, "s1"); !c.Pending || c.DecidedBy != "s1" {
		t.Errorf("a newer approval was taken back: %+v", c)
	}
}

func TestOver(t *testing.T) {
	for _, tt := range []struct {
		call domain.Call
		come int
		want bool
	}{
		{domain.Call{State: domain.Approved, Need: 3}, 2, false},
		{domain.Call{State: domain.Approved, Need: 3}, 3, true},
		{domain.Call{State: domain.Approved, Need: 3, To: noon}, 0, true},
		{domain.Call{State: domain.Approved, Need: 3, To: noon.Add(time.Minute)}, 0, false},
		{domain.Call{State: domain.Proposed, Need: 3}, 0, false},
		{domain.Call{State: domain.Refused, Need: 3}, 0, true},
		{domain.Call{State: domain.Ended, Need: 3}, 0, true},
	} {
		if got := over(&tt.call, tt.come, noon); got != tt.want {
			t.Errorf("%+v with %d coming: over is %v", tt.call, tt.come, got)
		}
	}
}

// An approval that nothing came of is carried out late, but not too late.
func TestLapsed(t *testing.T) {
	for _, tt := range []struct {
		call domain.Call
		want error
	}{
		{domain.Call{DecidedAt: noon.Add(-12 * time.Hour)}, nil},
		{domain.Call{DecidedAt: noon.Add(-12*time.Hour - time.Second)}, ErrLate},
		{domain.Call{DecidedAt: noon.Add(-time.Minute), To: noon}, ErrPast},
	} {
		if err := lapsed(&tt.call, noon); !errors.Is(err, tt.want) {
			t.Errorf("%+v: %v", tt.call, err)
		}
	}
}

func TestCheck(t *testing.T) {
	good := "คุณแดง 081-234-5678"
	for contact, want := range map[string]error{
		good: nil, "02 123 4567 ต่อ 12": nil, "บ่ายสาม": ErrUnreachable, "คุณแดง": ErrUnreachable, "9 โมง": ErrUnreachable, "1784": ErrUnreachable, "": ErrUnreachable,
	} {
		if err := Check(&domain.Call{Contact: contact}, noon); !errors.Is(err, want) {
			t.Errorf("contact %q: %v", contact, err)
		}
	}
	if err := Check(&domain.Call{Contact: good, To: noon}, noon); !errors.Is(err, ErrPast) {
		t.Errorf("a past call: %v", err)
	}
}

// Who is asked for what is not urgent sleeps at night and is asked once a day; where people are looked for, and in which waves.
func TestCampaign(t *testing.T) {
	point := domain.Point{Lat: 14.88, Lng: 103.49}
	call := domain.Call{Meta: domain.Meta{ID: "call-1"}, Name: domain.Text{"th": "ศูนย์"}, Place: domain.Home{Province: "32", District: "3201", Point: point}, Need: 10, Skills: []string{"boat"}, DecidedBy: "s1"}
	calm := Campaign(&call)
	if calm.OncePer != 24*time.Hour || calm.Hours.String() != "06:00-22:00" || calm.Wave != (deliver.Wave{People: 50, Every: 10 * time.Minute}) {
		t.Errorf("a call that is not urgent: once per %s, %s, %+v", calm.OncePer, calm.Hours, calm.Wave)
	}
	if calm.Purpose != domain.ForEmergency || !calm.AdultsOnly || calm.Subject != call.ID || calm.ID != call.ID || calm.Kind != deliver.Call {
		t.Errorf("%+v", calm)
	}
	urgent := call
	urgent.Urgent, urgent.Need = true, 1
	if k := Campaign(&urgent); k.OncePer != 0 || k.Hours != (limits.Hours{}) || k.Wave != (deliver.Wave{People: 20, Every: 3 * time.Minute}) {
		t.Errorf("an urgent call: once per %s, %s, %+v", k.OncePer, k.Hours, k.Wave)
	}
	near, wide := call, call
	near.KM, wide.Place.District, wide.Skills = 5, "", nil
	for want, k := range map[string]*deliver.Campaign{
		"district=3201 skill=boat": calm, "skill=boat near=14.88,103.49,5": Campaign(&near), "province=32": Campaign(&wide),
	} {
		if got := k.Segment.String(); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// Why nothing is sent at the moment, and until when.
func TestWaiting(t *testing.T) {
	night := limits.Hours{From: wakes, To: sleeps}
	at := func(hour, minute int) time.Time {
		return time.Date(2026, time.December, 1, hour, minute, 0, 0, thai.Zone())
	}
	for _, tt := range []struct {
		name     string
		campaign deliver.Campaign
		now      time.Time
		want     domain.CallWait
	}{
		{"sending", deliver.Campaign{State: deliver.Running, Hours: night}, noon, domain.CallWait{}},
		{"urgent at night", deliver.Campaign{State: deliver.Running}, at(23, 0), domain.CallWait{}},
		{"at night", deliver.Campaign{State: deliver.Running, Hours: night}, at(22, 0), domain.CallWait{Why: domain.WaitsForMorning, Until: at(30, 0)}},
		{"before morning", deliver.Campaign{State: deliver.Scheduled, Hours: night}, at(5, 59), domain.CallWait{Why: domain.WaitsForMorning, Until: at(6, 0)}},
		{"just before night", deliver.Campaign{State: deliver.Running, Hours: night}, at(21, 59), domain.CallWait{}},
		{"no messages", deliver.Campaign{State: deliver.Paused, Why: deliver.NoQuota}, noon, domain.CallWait{Why: domain.WaitsForMessages}},
		{"the token", deliver.Campaign{State: deliver.Paused, Why: deliver.Unauthorized}, noon, domain.CallWait{Why: domain.WaitsForLine}},
		{"a person paused it", deliver.Campaign{State: deliver.Paused}, noon, domain.CallWait{Why: domain.WaitsForStaff}},
		{"a person cancelled it", deliver.Campaign{State: deliver.Cancelled, Hours: night}, at(23, 0), domain.CallWait{Why: domain.WaitsForStaff}},
		{"enough will come", deliver.Campaign{State: deliver.Cancelled, Why: deliver.Enough, Hours: night}, at(23, 0), domain.CallWait{}},
		{"all is sent", deliver.Campaign{State: deliver.Done, Hours: night}, at(23, 0), domain.CallWait{}},
	} {
		if got := waiting(&tt.campaign, tt.now); got.Why != tt.want.Why || !got.Until.Equal(tt.want.Until) {
			t.Errorf("%s: %+v", tt.name, got)
		}
	}
}
