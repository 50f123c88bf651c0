package support

import (
	"context"
	"errors"
	"iter"
	"strings"
	"testing"
	"time"

	"jitasa/internal/domain"
)

// desk is staff at work, with what is kept, and what the month allows to send.
type desk struct {
	threads []*Thread
	staff   []*domain.Staff
	left    int // messages, of which ten are for what is urgent
	told    []string
}

func (d *desk) Get(context.Context, string) (*Thread, error)         { return nil, domain.ErrNotFound }
func (d *desk) InsertNew(context.Context, []*Thread) ([]bool, error) { return nil, nil }
func (d *desk) Last(context.Context, string) (*Thread, error)        { return nil, domain.ErrNotFound }
func (d *desk) OnDuty(context.Context) ([]*domain.Staff, error)      { return d.staff, nil }
func (d *desk) Has(_ context.Context, messages int, urgent bool) bool {
	return urgent && messages <= d.left || messages+10 <= d.left
}

func (d *desk) Update(_ context.Context, id string, change func(*Thread) error) (*Thread, error) {
	for _, t := range d.threads {
		if t.ID == id {
			return t, change(t)
		}
	}
	return nil, domain.ErrNotFound
}

func (d *desk) In(_ context.Context, s State, _ int) iter.Seq2[*Thread, error] {
	return func(yield func(*Thread, error) bool) {
		for _, t := range d.threads {
			if t.State == s && !yield(t, nil) {
				return
			}
		}
	}
}

func (d *desk) Warned(_ context.Context, id, month string) error {
	for _, m := range d.staff {
		if m.ID == id {
			m.Warned = month
		}
	}
	return nil
}

// round is a look at a time; it gives who was told what, and how: "-" is with their next answer.
func (d *desk) round(t *testing.T, at time.Time) string {
	t.Helper()
	d.told = nil
	s := &Service{Store: d, Duty: d, Means: d, Now: func() time.Time { return at }}
	err := s.Round(t.Context(), func(_ context.Context, all ...domain.Notice) error {
		for _, told := range all {
			n, how := told.(Notice), " "
			if n.CanWait {
				how = "-"
			}
			d.told = append(d.told, n.To+how+string(n.Kind))
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	return strings.Join(d.told, ", ")
}

// Staff who cannot be told are warned once a month, from the reserve if there is one, and find a line with their next answer;
// what they were not told is told once there are messages. Of danger they are told from the reserve.
func TestRoundWithoutMessages(t *testing.T) {
	d := &desk{threads: []*Thread{waits(false, true)}, staff: []*domain.Staff{staff("s1").Staff, staff("s2").Staff}, left: 11}
	for _, c := range []struct {
		what  string
		left  int
		after time.Duration
		told  string
	}{
		{"one message is not enough for two", 11, 2 * time.Minute, "U-s1 spent, U-s2 spent"},
		{"who waits is due", 11, GatherFor, "U-s1-look, U-s2-look"},
		{"there are messages", 12, time.Hour, "U-s1 wait, U-s2 wait"},
		{"nothing new", 12, 2 * time.Hour, ""},
		{"the next month, without a reserve", 0, 40 * 24 * time.Hour, "U-s1-spent, U-s2-spent"},
	} {
		d.left = c.left
		if got := d.round(t, after(c.after)); got != c.told {
			t.Errorf("%s: told %q, not %q", c.what, got, c.told)
		}
	}
	d = &desk{threads: []*Thread{waits(true, false)}, staff: d.staff, left: 1}
	if got := d.round(t, after(41*24*time.Hour)); got != "U-s1 alarm, U-s2 alarm" || !d.threads[0].Alarm {
		t.Errorf("told %q of danger", got)
	}
	d = &desk{threads: []*Thread{waits(true, false)}, staff: d.staff}
	if got := d.round(t, after(41*24*time.Hour)); got != "U-s1-look, U-s2-look" || d.threads[0].Alarm {
		t.Errorf("told %q of danger, without any", got)
	}
}

// Danger of which nobody could be told is an alarm for everybody when it can be, though one of them has the word.
func TestRoundAlarmsInHands(t *testing.T) {
	h := held(false)
	h.say(Line{Event: "e2", At: after(2 * time.Minute)}, true, false)
	d := &desk{threads: []*Thread{h}, staff: []*domain.Staff{staff("s1").Staff, staff("s2").Staff}, left: 100}
	if got := d.round(t, after(5*time.Minute)); got != "U-s1 alarm, U-s2 alarm" {
		t.Errorf("told %q", got)
	}
	h.say(Line{Event: "e3", At: after(5*time.Minute + time.Second)}, true, false)
	if got := d.round(t, after(10*time.Minute)); got != "U-s1 more" {
		t.Errorf("told %q of what came after the alarm", got)
	}
}

// Nobody is told of their own request, and it makes nobody hear early of others.
func TestRoundLeavesOutOnesOwn(t *testing.T) {
	own, other := of("s1"), waits(false, true)
	other.ID, own.ID = "e9", "e8"
	d := &desk{threads: []*Thread{own, other}, staff: []*domain.Staff{staff("s1").Staff}, left: 100}
	if got := d.round(t, after(GatherFor)); got != "U-s1 wait" || own.Told != 0 || other.Told != 1 {
		t.Errorf("told %q; of their own %d, of the other %d lines", got, own.Told, other.Told)
	}
	other.say(Line{Event: "e91", At: after(GatherFor + time.Second)}, false, true)
	if got := d.round(t, after(GatherFor+time.Minute)); got != "" {
		t.Errorf("told %q before it was due", got)
	}
	if err := own.take(staff("s1"), noon); !errors.Is(err, ErrOwn) {
		t.Error(err)
	}
}
