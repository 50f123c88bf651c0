package calls_test

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/calls"
	"jitasa/internal/deliver"
	"jitasa/internal/domain"
)

// Whoever made a call learns what an answer changes, and that enough come when it is so, once; saying the same again changes nothing.
func TestChanged(t *testing.T) {
	c := proposed("a")
	c.By, c.Need = "U-maker", 3
	for _, test := range []struct {
		mine, answer string
		come         int // before
		want         string
	}{
		{"", domain.WillCome, 0, "more 1"},
		{"", domain.WillCome, 1, "more 2"},
		{"", domain.WillCome, 2, "more 3, enough"},
		{domain.MaybeLater, domain.WillCome, 0, "more 1"},
		{domain.WillCome, domain.WillCome, 2, ""},
		{domain.WillCome, domain.CannotCome, 3, "fewer 2"},
		{domain.WillCome, domain.MaybeLater, 1, "fewer 0"},
		{"", domain.MaybeLater, 1, ""},
		{"", domain.CannotCome, 1, ""},
		{domain.CannotCome, domain.MaybeLater, 1, ""},
	} {
		var told []string
		for _, n := range calls.Changed(c, domain.CallTally{Come: test.come, Mine: test.mine}, test.answer) {
			line := string(n.Kind)
			if n.Kind != calls.Enough {
				line += " " + strconv.Itoa(n.Come)
			}
			if n.To != "U-maker" || n.CanWait != (n.Kind != calls.Enough) || (n.Key == "") != (n.Kind != calls.Enough) {
				t.Errorf("%+v", n.Envelope)
			}
			told = append(told, line)
		}
		if got := strings.Join(told, ", "); got != test.want {
			t.Errorf("%q after %q, %d coming: told %q, want %q", test.answer, test.mine, test.come, got, test.want)
		}
	}
}

// The board has each call once: those past their time are over, whatever was decided.
func TestBoard(t *testing.T) {
	var all []*domain.Call
	d := newDesk(t)
	for i, id := range []string{"waits", "waits-past", "runs", "runs-past", "refused", "ended"} {
		c := proposed(id)
		c.CreatedAt = d.now.Add(time.Duration(i) * time.Second)
		switch {
		case strings.HasPrefix(id, "runs"):
			c.State = domain.Approved
		case id == "refused":
			c.State = domain.Refused
		case id == "ended":
			c.State = domain.Ended
		}
		if strings.HasSuffix(id, "past") {
			c.From, c.To = d.now.Add(-2*time.Hour), d.now
		}
		all = append(all, c)
	}
	if _, err := d.house.Kept.Calls.InsertNew(t.Context(), all); err != nil {
		t.Fatal(err)
	}
	b, err := d.Board(t.Context(), staff("s1"))
	if err != nil {
		t.Fatal(err)
	}
	ids := func(list []*domain.Call) string {
		var all []string
		for _, c := range list {
			all = append(all, c.ID)
		}
		return strings.Join(all, " ")
	}
	if got, want := ids(b.Waiting)+" | "+ids(b.Running)+" | "+ids(b.Over), "waits | runs | ended refused runs-past waits-past"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// A call that staff end is told to its maker; one that its manager ends is no news to them.
func TestEndedByStaff(t *testing.T) {
	d := newDesk(t, proposed("a"), proposed("b"), proposed("c"))
	_, told, err := d.End(t.Context(), staff("s1"), d.next(), "a")
	if err != nil || len(told) != 1 || told[0].Kind != calls.Ended || told[0].Key != "a-ended" {
		t.Errorf("by staff: %+v, %v", told, err)
	}
	if _, told, err = d.End(t.Context(), staff("s1"), d.next(), "a"); err != nil || len(told) != 1 || told[0].Key != "a-ended" {
		t.Errorf("by the same once more: %+v, %v", told, err)
	}
	if _, told, err = d.End(t.Context(), staff("s2"), d.next(), "a"); !errors.Is(err, domain.ErrConflict) || len(told) > 0 {
		t.Errorf("by a colleague after that: %+v, %v", told, err)
	}
	if _, told, err = d.End(t.Context(), manager(), d.next(), "b"); err != nil || len(told) > 0 {
		t.Errorf("by its manager: %+v, %v", told, err)
	}
	if _, told, err = d.End(t.Context(), staff("s1"), d.next(), "b"); !errors.Is(err, domain.ErrConflict) || len(told) > 0 {
		t.Errorf("by staff after that: %+v, %v", told, err)
	}
	both := staff("s1")
	both.Organisations, both.From = manager().Organisations, access.Console
	if _, told, err = d.End(t.Context(), both, d.next(), "c"); err != nil || len(told) != 1 {
		t.Errorf("in the console by staff who manage it as well: %+v, %v", told, err)
	}
}

// Whoever approves in vain, as a colleague did, tells its maker nothing more; nor does an approval that was overtaken by the end.
func TestNoticesOfApprovals(t *testing.T) {
	d := newDesk(t, proposed("a"))
	if first, err := d.decides(t.Context(), "a", "s1", domain.Approved); err != nil || len(first.Notices) != 1 || first.Notices[0].Kind != calls.Approved {
		t.Fatalf("%+v, %v", first.Notices, err)
	}
	if late, err := d.decides(t.Context(), "a", "s2", domain.Approved); !errors.Is(err, domain.ErrConflict) || len(late.Notices) > 0 {
		t.Errorf("too late: %+v, %v", late.Notices, err)
	}
}

// Whoever decided against a call may be cut off before its maker is told: then they are told after all, once, and nobody else is.
func TestToldAfterAKill(t *testing.T) {
	d := newDesk(t, proposed("refused"), proposed("ended"), proposed("withdrawn"))
	if _, err := d.decides(t.Context(), "refused", "s1", domain.Refused); err != nil {
		t.Fatal(err)
	}
	for id, by := range map[string]access.Actor{"ended": staff("s1"), "withdrawn": manager()} {
		if _, _, err := d.End(t.Context(), by, d.next(), id); err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []struct {
		after time.Duration
		want  string
	}{{10 * time.Second, ""}, {10 * time.Second, "ended-ended refused-refused"}, {time.Hour, "ended-ended refused-refused"}} {
		d.now = d.now.Add(step.after)
		if err := d.Repair(t.Context()); err != nil {
			t.Fatal(err)
		}
		slices.Sort(d.told)
		if got := strings.Join(d.told, " "); got != step.want {
			t.Errorf("after %v more: told %q, want %q", step.after, got, step.want)
		}
	}
	for _, id := range []string{"refused", "ended", "withdrawn"} {
		if d.get(t, id).Pending {
			t.Errorf("%s: something is still to follow", id)
		}
	}
}

// What costs a message waits for its maker's next answer where there are none, but not once they think that their call goes out.
func TestNoticesWithoutMessages(t *testing.T) {
	d := newDesk(t, proposed("costs"), proposed("broke"), proposed("later"))
	d.sending.Left = 9 // of 10 people
	if got, err := d.decides(t.Context(), "costs", "s1", domain.Approved); !errors.Is(err, calls.ErrOverCost) || len(got.Notices) != 1 || !got.Notices[0].CanWait {
		t.Errorf("over cost: %+v, %v; want a notice that can wait", got.Notices, err)
	}
	d.sending.Left = 0
	d.sending.Begin(deliver.Campaign{Meta: domain.Meta{ID: "broke"}, State: deliver.Paused, Why: deliver.NoQuota})
	if got, err := d.decides(t.Context(), "broke", "s1", domain.Approved); err != nil || len(got.Notices) != 1 || !got.Notices[0].CanWait || got.Notices[0].Wait.Why != domain.WaitsForMessages {
		t.Errorf("none left: %+v, %v; want a notice that can wait", got.Notices, err)
	}
	d.sending.Down = domain.ErrUnavailable
	if got, err := d.decides(t.Context(), "later", "s1", domain.Approved); err != nil || len(got.Notices) != 1 || got.Notices[0].CanWait || got.Notices[0].Wait.Why != domain.WaitsToStart {
		t.Errorf("without the platform: %+v, %v; want a notice that cannot wait", got.Notices, err)
	}
	d.sending.Down, d.sending.Left, d.now, d.back = nil, 9, d.now.Add(time.Minute), nil
	if err := d.Repair(t.Context()); err != nil || len(d.back) != 1 || d.back[0].CanWait {
		t.Errorf("given back later: %+v, %v; want a notice that cannot wait", d.back, err)
	}
}
