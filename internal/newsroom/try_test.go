package newsroom_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
	"jitasa/internal/newsroom"
)

// staffed adds members of staff; one whose name ends in "?" has not typed the code yet, one in "-" is disabled.
func (d *desk) staffed(names ...string) {
	d.Helper()
	for i, name := range names {
		s := &domain.Staff{Meta: domain.Meta{ID: fmt.Sprint("staff", i)}, Name: strings.TrimRight(name, "?-"), Role: domain.Editor, Lang: "en", Code: fmt.Sprint("CODE", i)}
		if !strings.HasSuffix(name, "?") {
			s.Person = "S-" + s.Name
		}
		if strings.HasSuffix(name, "-") {
			s.DisabledAt = d.house.Time
		}
		must(d, d.house.Kept.Staff.Insert(d.Context(), s))
	}
}

// Nobody but a member of staff who is linked gets a try, and only one whom the name can mean.
func TestOnWhomItIsTried(t *testing.T) {
	for _, tt := range []struct {
		staff        string
		to, by, want string
		says         string
	}{
		{staff: "", to: "me", says: "no member of staff is linked"},
		{staff: "Kanya", to: "me", by: "operator", want: "S-Kanya"},
		{staff: "Kanya Lek", to: "me", by: "operator", says: "there are: Kanya, Lek"},
		{staff: "Kanya Lek", to: "me", by: "lek", want: "S-Lek"},
		{staff: "Kanya Lek", to: "LEK", want: "S-Lek"},
		{staff: "Kanya Lek", to: "staff1", want: "S-Lek"},
		{staff: "Kanya Lek", to: "S-Lek", want: "S-Lek"},
		{staff: "Kanya Lek", to: "code1", want: "S-Lek"},
		{staff: "Lek Lek", to: "Lek", says: "several"},
		{staff: "Kanya Lek?", to: "Lek", says: "has not typed the code"},
		{staff: "Kanya Lek-", to: "Lek", says: "no member of staff is called"},
		{staff: "Kanya", to: "U000", says: "no member of staff is called"},
		{staff: "Kanya", to: "", says: "no member of staff is called"},
	} {
		d := newDesk(t, 1)
		d.staffed(strings.Fields(tt.staff)...)
		trial, err := d.Try(t.Context(), d.by.Called(tt.by), d.key(), issue(), tt.to)
		if tt.want == "" {
			if !errors.Is(err, domain.ErrInvalid) || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("%q of %q: %v", tt.to, tt.staff, err)
			}
			continue
		}
		must(t, err)
		d.rounds()
		must(t, d.Tried(t.Context(), d.by, trial, time.Hour))
		if len(d.line.took) != 1 || len(d.line.took[0].people) != 1 || d.line.took[0].people[0] != tt.want {
			t.Errorf("%q of %q: %+v", tt.to, tt.staff, d.line.took)
		}
	}
}

// A try says that it is one, publishes nothing, and leaves the issue to be sent.
func TestATryIsMarked(t *testing.T) {
	d := newDesk(t, 2)
	d.staffed("Kanya")
	_, err := d.Try(t.Context(), d.by, d.key(), issue("{.lead", "{.lid"), "me")
	if !errors.Is(err, newsroom.ErrProblems) {
		t.Errorf("tried in spite of errors: %v", err)
	}
	_, err = d.Try(t.Context(), d.by, d.key(), issue(), "me")
	must(t, err)
	d.rounds()
	d.got("Test · ", 1)
	d.got("Test: ", 1)
	if len(d.out()) > 0 {
		t.Error("a try was published")
	}
	must(t, d.send(issue(), newsroom.How{}))
	d.rounds()
	d.got("", 3)
	d.got("Test", 1)
}

// What came of a try is what came of it alone, and one that nobody waits for any more is cancelled.
func TestWhatCameOfATry(t *testing.T) {
	for _, tt := range []struct {
		name  string
		then  func(*desk)
		stop  bool
		check func(*newsroom.NotSent) bool
	}{
		{"refused", func(d *desk) { d.line.fails = deliver.ErrUnauthorized }, false, func(n *newsroom.NotSent) bool { return n.Why == deliver.Unauthorized }},
		{"late", func(*desk) {}, false, func(n *newsroom.NotSent) bool { return n.Late && !n.Interrupted }},
		{"interrupted", func(*desk) {}, true, func(n *newsroom.NotSent) bool { return n.Interrupted && !n.Late }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t, 2)
			d.staffed("Kanya")
			must(t, d.send(issue(), newsroom.How{}))
			d.rounds() // the issue itself reaches everybody
			trial, err := d.Try(t.Context(), d.by, d.key(), issue(), "me")
			must(t, err)
			if tt.then(d); d.line.fails != nil {
				d.rounds()
			}
			ctx, stop := context.WithCancel(t.Context())
			within := time.Millisecond
			if tt.stop {
				stop()
				within = time.Hour
			}
			defer stop()
			var not *newsroom.NotSent
			if err := d.Tried(ctx, d.by, trial, within); !errors.As(err, &not) || not.Left != nil || not.Accepted > 0 || !tt.check(not) {
				t.Fatalf("%v: %+v", err, not)
			}
			d.line.fails = nil
			d.house.Time = d.house.Time.Add(time.Hour)
			d.rounds()
			if c, err := d.Find(t.Context(), d.by, trial.ID); err != nil || c.State != deliver.Cancelled {
				t.Errorf("it goes on: %+v, %v", c, err)
			}
			d.got("Test", 0)
		})
	}
}

// A try costs a message, and is refused where there is none.
func TestATryFits(t *testing.T) {
	d := newDesk(t, 0)
	d.staffed("Kanya")
	d.line.left = 0
	if _, err := d.Try(t.Context(), d.by, d.key(), issue(), "me"); !errors.Is(err, dispatch.ErrOverCost) {
		t.Error(err)
	}
}
