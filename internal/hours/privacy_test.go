package hours_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"jitasa/internal/access/accesstest"
	"jitasa/internal/hours"
)

var errAway = errors.New("the store is away")

// failing is a store that is away once so many things were written.
type failing struct {
	hours.Records
	left int
}

func (f *failing) counts() error {
	if f.left--; f.left < 0 {
		return errAway
	}
	return nil
}

func (f *failing) InsertNew(ctx context.Context, entries []*hours.Entry) ([]bool, error) {
	if err := f.counts(); err != nil {
		return nil, err
	}
	return f.Records.InsertNew(ctx, entries)
}

func (f *failing) Update(ctx context.Context, id string, change func(*hours.Entry) error) (*hours.Entry, error) {
	if err := f.counts(); err != nil {
		return nil, err
	}
	return f.Records.Update(ctx, id, change)
}

func (f *failing) Delete(ctx context.Context, ids ...string) error {
	if err := f.counts(); err != nil {
		return err
	}
	return f.Records.Delete(ctx, ids...)
}

// history has U1 confirmed, absent, claimed and disputed, and U2 beside them; U1 leads b1.
func history(t *testing.T) *rig {
	t.Helper()
	r := newRig(t)
	ctx := t.Context()
	_, _, err := r.Claim(ctx, person1("U1"), r.next(), hours.Word{Shift: "a1", Person: "U1", Minutes: 170})
	r.house.Do(err)
	first := r.confirm(t, "a1", "U1", 60)
	r.confirm(t, "a1", "U2", 90)
	_, _, err = r.Dispute(ctx, person1("U1"), r.next(), hours.Word{Shift: "a1", Person: "U1", Seen: first.Seen, Minutes: 180, Reason: "คำที่บอก"})
	r.house.Do(err)
	_, _, err = r.Absent(ctx, person1(leader), r.next(), hours.Word{Shift: "a2", Person: "U1"})
	r.house.Do(err)
	led := shift("b1", 2)
	led.Leaders = []string{"U1", second}
	r.of.all["b1"] = led
	for _, p := range []string{"U2", "U3"} {
		_, _, err = r.Confirm(ctx, person1("U1"), r.next(), hours.Batch{Shift: "b1", People: []string{p}, Minutes: 30})
		r.house.Do(err)
	}
	_, _, err = r.Claim(ctx, person1("U1"), r.next(), hours.Word{Shift: "b1", Person: "U1", Minutes: 30})
	r.house.Do(err)
	return r
}

// figures are what an organisation and its network are told.
func figures(t *testing.T, r *rig) string {
	t.Helper()
	months, err := r.Totals(t.Context(), r.house.Actor(accesstest.Admin), accesstest.Organisation, nine, nine.AddDate(0, 2, 0))
	r.house.Do(err)
	for i := range months {
		months[i].Waiting = 0 // what nobody has confirmed goes
	}
	u, err := r.ShowUp(t.Context(), accesstest.Organisation, 9)
	r.house.Do(err)
	return fmt.Sprint(months, u)
}

// Who is erased is in no entry any more, nor what they said; what an organisation is told stays, wherever the erasure was
// interrupted and done again. What they confirmed for others counts, by a leader without a name.
func TestForget(t *testing.T) {
	for fails := range 40 {
		r := history(t)
		before := figures(t, r)
		store := &failing{Records: r.house.Kept.Hours, left: fails}
		var taken []string
		d := hours.Desk{Records: store, Random: rand.Reader, TakeBack: func(_ context.Context, key string) error { taken = append(taken, key); return nil }}
		err := d.Forget(t.Context(), "U1")
		complete := err == nil
		if !complete && !errors.Is(err, errAway) {
			t.Fatal(err)
		}
		store.left = 1000
		for range 2 {
			if err := d.Forget(t.Context(), "U1"); err != nil {
				t.Fatal(err)
			}
		}
		for e, err := range r.house.Kept.Hours.All(t.Context()) {
			r.house.Do(err)
			raw, err := json.Marshal(e)
			r.house.Do(err)
			if bytes.Contains(raw, []byte("U1")) || bytes.Contains(raw, []byte("คำที่บอก")) {
				t.Errorf("interrupted after %d: it is still there: %s", fails, raw)
			}
		}
		if now := figures(t, r); now != before {
			t.Errorf("interrupted after %d: %s was %s", fails, now, before)
		}
		s, err := r.Statement(t.Context(), person1("U2"), "U2", nine, nine.AddDate(0, 0, 9))
		if err != nil || s.Minutes != 120 || s.Works[1].Times[0].By != "" || s.Works[1].Times[0].As != hours.Leader || s.Works[0].Times[0].By == "" {
			t.Errorf("%+v, %v", s, err)
		}
		if !strings.Contains(strings.Join(taken, " "), hours.NoticeKey("a1/U1/0003")) || strings.Contains(strings.Join(taken, " "), hours.NoticeKey("a1/U1/0002")) {
			t.Errorf("taken back: %v", taken)
		}
		if complete {
			if fails < 5 {
				t.Errorf("%d writes were enough: that proves nothing", fails)
			}
			return
		}
	}
	t.Error("it is never complete")
}

// Somebody who is erased and comes again begins anew.
func TestForgottenComesAgain(t *testing.T) {
	r := history(t)
	r.house.Do(hours.Desk{Records: r.house.Kept.Hours, Random: rand.Reader}.Forget(t.Context(), "U1"))
	if now := r.confirm(t, "a1", "U1", 10); len(now.Entries) != 1 {
		t.Errorf("%+v", now)
	}
	in, err := r.In(t.Context(), person1(leader), "a1")
	if err != nil || len(in) != 3 || in[2].Person != "" || in[2].Minutes != 60 {
		t.Errorf("%+v, %v", in, err)
	}
}

// A copy has what was said of somebody, with the words and names, and what they confirmed for others, without whom.
func TestKnown(t *testing.T) {
	r := history(t)
	var all []string
	for x, err := range (hours.Desk{Records: r.house.Kept.Hours}).Known(t.Context(), "U1") {
		r.house.Do(err)
		raw, err := json.Marshal(x)
		r.house.Do(err)
		all = append(all, string(raw))
	}
	copied := strings.Join(all, "\n")
	for _, want := range []string{"คำที่บอก", "ชื่อ" + leader, `"kind":"absent"`, `"kind":"claimed"`, `"ofOthers":true`} {
		if !strings.Contains(copied, want) {
			t.Errorf("no %s in the copy", want)
		}
	}
	if len(all) != 7 || strings.Contains(copied, "U2") || strings.Contains(copied, "U3") || strings.Contains(copied, `"`+leader+`"`) {
		t.Errorf("%d entries in the copy:\n%s", len(all), copied)
	}
}
