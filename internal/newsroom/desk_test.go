package newsroom_test

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/access/accesstest"
	"jitasa/internal/chat"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/demo"
	"jitasa/internal/domain"
	"jitasa/internal/i18n"
	"jitasa/internal/match"
	"jitasa/internal/measure"
	"jitasa/internal/newsletter"
	"jitasa/internal/newsroom"
	"jitasa/internal/place"
	"jitasa/internal/thai"
)

// desk is an editor's: the service on real collections in memory, real sending, and a platform that does as a test says.
type desk struct {
	testing.TB
	*newsroom.Service
	house *accesstest.House
	line  *line
	by    access.Actor
	made  atomic.Int64
}

// words are the texts and the gazetteer, which take a while to load.
var words = sync.OnceValues(func() (*i18n.Catalog, *place.Gazetteer) {
	texts, err := i18n.Load(i18n.WithZone(thai.Zone()))
	if err != nil {
		panic(err)
	}
	places, err := place.New()
	if err != nil {
		panic(err)
	}
	return texts, places
})

// newDesk is one with so many subscribers, in Surin and Buri Ram by turns.
func newDesk(t *testing.T, subscribers int) *desk {
	t.Helper()
	d := deskIn(t, accesstest.Open(t))
	d.house.Time = time.Date(2026, time.November, 20, 9, 30, 0, 0, thai.Zone())
	for i := range subscribers {
		d.volunteer(fmt.Sprintf("U%03d", i), []string{"32", "31"}[i%2])
	}
	return d
}

// deskIn is one in a house.
func deskIn(t testing.TB, h *accesstest.House) *desk {
	t.Helper()
	texts, places := words()
	d := &desk{TB: t, house: h, line: &line{left: -1}, by: access.ByCommand().Called("kanya")}
	all := h.Kept
	d.Service = &newsroom.Service{
		Issues: all.Issues, Segments: all.Segments, Networks: all.Networks, Volunteers: all.Volunteers, Newcomers: all.Audience, Staff: all.Staff, Opportunities: all.Opportunities,
		Work: work{match.NewLive(all.Opportunities, h.Now)}, Measures: measure.Sources{Clicks: all.Clicks, Responses: all.Responses}, Audit: h.Access.Audit, Places: places,
		Speak:   func(lang string) newsletter.Words { return texts.For(lang) },
		Objects: func(m []chat.Message, _ string, _ bool) int { return len(m) }, Links: measure.Links{Key: []byte("key"), BaseURL: "https://bot.example"}, Base: "https://bot.example",
		Zone: thai.Zone(), Now: h.Now,
	}
	d.Deliver = dispatch.New(deliver.Parts{
		Campaigns: all.Campaigns, Batches: all.Batches, Rolls: all.Rolls, Contents: all.Contents, Paces: all.Paces, Rests: all.Rests, Audience: all.Audience, Readers: all.Responses,
		Courier: d.line, Composer: d.composer, Owner: "test", NewID: d.key, NewKey: d.key, Now: h.Now, Log: slog.New(slog.DiscardHandler),
		Options: deliver.Options{Requests: limits.Rate{Messages: -1}, Senders: 1},
	})
	return d
}

// key is another one each time.
func (d *desk) key() string { return fmt.Sprintf("n%04d", d.made.Add(1)) }

// composer says what a notice carries, and has the newsroom say issues.
func (d *desk) composer(ctx context.Context, c *deliver.Campaign) (deliver.Composer, error) {
	if len(c.Messages) > 0 {
		return notice(c.Messages), nil
	}
	return d.Composer(ctx, c)
}

type notice []chat.Message

func (n notice) Variant(*audience.Person) deliver.Variant {
	return deliver.Variant{Key: "th", Lang: "th"}
}
func (n notice) Compose(context.Context, deliver.Variant) ([]chat.Message, error) {
	return n, nil
}

// volunteer signs somebody up who agreed to get the newsletter.
func (d *desk) volunteer(id, province string) {
	d.Helper()
	at := domain.Instant(d.house.Time)
	must(d, d.house.Kept.Volunteers.Insert(d.Context(), &domain.Volunteer{
		Meta: domain.Meta{ID: id}, BirthYear: 1980, Home: &domain.Home{Province: province}, Reach: domain.Reach{Lang: "th", Seen: at}, CreatedAt: at, UpdatedAt: at, SignedUpAt: at,
		Consents: []domain.Consent{{Purpose: domain.ForNewsletter, Given: true, At: at, Notice: domain.NoticeVersion, Receipt: "R"}},
	}))
}

func must(t interface {
	Helper()
	Fatal(...any)
}, err error,
) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// issue is the demo's, of November 2026, with something changed.
func issue(changes ...string) []byte {
	return []byte(strings.NewReplacer(changes...).Replace(demo.Issue()))
}

// to says something about a sending.
func to[T any](v T) *T { return &v }

// send plans and carries out at once.
func (d *desk) send(source []byte, how newsroom.How) error {
	d.Helper()
	p, err := d.PlanSending(d.Context(), d.by, source, how)
	if err != nil {
		return err
	}
	return d.CarryOut(d.Context(), d.by, d.key(), p)
}

func (d *desk) replace(source []byte, how newsroom.How) error {
	d.Helper()
	p, err := d.PlanReplacing(d.Context(), d.by, source, how)
	if err != nil {
		return err
	}
	return d.CarryOut(d.Context(), d.by, d.key(), p)
}

func (d *desk) reschedule(issue string, how newsroom.How) error {
	d.Helper()
	p, err := d.PlanRescheduling(d.Context(), d.by, issue, how)
	if err != nil {
		return err
	}
	return d.CarryOut(d.Context(), d.by, d.key(), p)
}

// rounds lets everything go out that can.
func (d *desk) rounds() {
	d.Helper()
	for range 100 {
		wait, err := d.Deliver.Round(d.Context())
		must(d, err)
		if wait > 0 {
			return
		}
	}
	d.Fatal("it never rests")
}

// out are the issues that are out.
func (d *desk) out() (ids []string) {
	d.Helper()
	for i, err := range d.Out(d.Context(), 10) {
		must(d, err)
		ids = append(ids, i.ID)
	}
	return ids
}

// got fails unless so many requests with a text reached people, and each of them once.
func (d *desk) got(text string, people int) {
	d.Helper()
	var all []string
	for _, p := range d.line.took {
		if strings.Contains(p.text, text) {
			all = append(all, p.people...)
		}
	}
	slices.Sort(all)
	if once := slices.Compact(slices.Clone(all)); len(all) != people || len(once) != people {
		d.Errorf("%q was sent to %v, not to %d people once", text, all, people)
	}
}

// line is the platform.
type line struct {
	left  int64 // messages of the month; below 0: no limit
	fails error
	took  []took
}

// took is what it accepted.
type took struct {
	people []string
	text   string
}

func (l *line) Send(_ context.Context, p deliver.Parcel) error {
	if l.fails != nil {
		return l.fails
	}
	l.took = append(l.took, took{p.People, fmt.Sprintf("%+v", p.Content.Messages)})
	return nil
}

func (l *line) Quota(context.Context) (limit, used int64, err error) {
	if l.left < 0 {
		return -1, 0, nil
	}
	return 1000, 1000 - l.left, nil
}

// work is what is open.
type work struct{ *match.Live }

func (work) Opportunities(context.Context, ...string) ([]*domain.Opportunity, error) { return nil, nil }
