package app_test

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/chat"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/demo"
	"jitasa/internal/domain"
	"jitasa/internal/linesim"
	"jitasa/internal/measure"
	"jitasa/internal/newsroom"
	"jitasa/internal/thai"
)

// subscribers makes people who agreed to everything, spread over provinces, so
// that there are many small batches.
func (r *rig) subscribers(n int, change ...func(int, *domain.Volunteer)) []string {
	r.Helper()
	hook := func(active bool) { // that they follow is nothing for the bot to answer
		if err := r.sim.SetWebhook(linesim.WebhookState{URL: r.url + "/webhook/line", Active: active, Redelivery: active}); err != nil {
			r.Fatal(err)
		}
	}
	hook(false)
	defer hook(true)
	now := domain.Instant(r.sim.Now())
	var ids []string
	var all []*domain.Volunteer
	for i := range n {
		id := r.sim.AddPerson(fmt.Sprint("reader ", i), "th").ID
		if _, err := r.sim.Follow(id); err != nil {
			r.Fatal(err)
		}
		v := &domain.Volunteer{
			Meta: domain.Meta{ID: id}, Name: "ผู้อ่าน", BirthYear: 1980, Home: &domain.Home{Province: fmt.Sprint(10 + i%60), District: fmt.Sprint(10+i%60) + "01"},
			Reach: domain.Reach{Lang: "th", Seen: now}, CreatedAt: now, UpdatedAt: now, SignedUpAt: now,
		}
		for _, p := range domain.Purposes() {
			v.Consents = append(v.Consents, domain.Consent{Purpose: p, Given: true, At: now, Notice: domain.NoticeVersion, Receipt: "R"})
		}
		for _, f := range change {
			f(i, v)
		}
		ids, all = append(ids, id), append(all, v)
	}
	if _, err := r.app.Store.Volunteers.InsertNew(r.Context(), all); err != nil {
		r.Fatal(err)
	}
	slices.Sort(ids)
	return ids
}

// newsletter is a campaign that is ready to be started.
func newsletterTo(segment string) *deliver.Campaign {
	s, _ := audience.ParseSegment(segment)
	return &deliver.Campaign{
		Meta: domain.Meta{ID: "newsletter-test"}, Kind: deliver.Newsletter, Subject: "test", Purpose: domain.ForNewsletter, Segment: s, Messages: []chat.Message{chat.Say("ข่าว")},
	}
}

func (r *rig) begin(c *deliver.Campaign) dispatch.Estimate {
	r.Helper()
	e, err := r.app.Deliver.Start(r.Context(), c, 0)
	if err != nil {
		r.Fatal(err)
	}
	return e
}

// until looks at the campaign until it is as wanted.
func (r *rig) campaign(id, what string, ok func(*dispatch.Status) bool) *dispatch.Status {
	r.Helper()
	deadline := time.After(60 * time.Second)
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		c, err := r.app.Store.Campaigns.Get(r.Context(), id)
		if errors.Is(err, domain.ErrNotFound) { // not yet: what sends a call may have to be tried again
			c, err = &deliver.Campaign{Meta: domain.Meta{ID: id}}, nil
		}
		if err != nil {
			r.Fatal(err)
		}
		s, err := r.app.Deliver.Status(r.Context(), c)
		if err != nil {
			r.Fatal(err)
		}
		if ok(s) {
			return s
		}
		select {
		case <-tick.C:
		case <-deadline:
			r.Fatalf("not %s: %s (%s), accepted %d of %d\n%s", what, s.State, s.Why, s.Accepted, s.Total(), r.logs)
		}
	}
}

func over(s *dispatch.Status) bool { return s.Over() && !s.Active }

// pushed tells how often each person got something that they did not ask for.
func (r *rig) pushed() map[string]int {
	got := map[string]int{}
	for _, d := range r.sim.Accepted() {
		if d.Endpoint != "reply" {
			got[d.Recipient]++
		}
	}
	return got
}

func (r *rig) quota(q linesim.Quota) {
	r.Helper()
	if err := r.sim.SetQuota(q); err != nil {
		r.Fatal(err)
	}
}

func (r *rig) fault(f linesim.Fault) {
	r.Helper()
	if _, err := r.sim.SetFault(f); err != nil {
		r.Fatal(err)
	}
}

func (r *rig) slow(ms int64) {
	r.Helper()
	r.fault(linesim.Fault{Kind: linesim.FaultSlow, Match: linesim.FaultMatch{PathPrefix: "/v2/bot/message/multicast"}, Ms: ms})
}

// Pausing stops within the batches in flight, resuming goes on without a gap, and everybody has it once.
func TestPauseAndResume(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		readers := r.subscribers(600)
		r.slow(50)
		r.begin(newsletterTo("all"))
		r.campaign("newsletter-test", "begun", func(s *dispatch.Status) bool { return s.Accepted > 50 })
		if err := r.app.Deliver.Pause(t.Context(), "newsletter-test"); err != nil {
			t.Fatal(err)
		}
		at := len(r.pushed())
		const inFlight = 8 * 10            // senders × people in a batch
		time.Sleep(500 * time.Millisecond) // longer than anything in flight takes
		paused := len(r.pushed())
		if paused > at+2*inFlight || paused == len(readers) {
			t.Errorf("%d people had it when it was paused, %d later", at, paused)
		}
		time.Sleep(300 * time.Millisecond)
		if now := len(r.pushed()); now != paused {
			t.Errorf("a paused campaign went on: %d, then %d", paused, now)
		}
		if err := r.app.Deliver.Resume(t.Context(), "newsletter-test"); err != nil {
			t.Fatal(err)
		}
		s := r.campaign("newsletter-test", "over", over)
		got := r.pushed()
		if s.State != deliver.Done || s.Accepted != len(readers) || len(got) != len(readers) {
			t.Errorf("%s: ledger %d, platform %d, of %d", s.State, s.Accepted, len(got), len(readers))
		}
		for _, n := range got {
			if n != 1 {
				t.Errorf("somebody got it %d times", n)
			}
		}
	})
}

// A cancelled campaign leaves a ledger that says what the platform says.
func TestCancel(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		readers := r.subscribers(600)
		r.slow(50)
		r.begin(newsletterTo("all"))
		r.campaign("newsletter-test", "begun", func(s *dispatch.Status) bool { return s.Accepted > 50 })
		if err := r.app.Deliver.Cancel(t.Context(), "newsletter-test"); err != nil {
			t.Fatal(err)
		}
		s := r.campaign("newsletter-test", "over", over)
		got := r.pushed()
		if s.Accepted != len(got) || s.Skipped[deliver.Stopped] != len(readers)-len(got) || s.Waiting+s.Uncertain+s.Failed != 0 || len(got) == len(readers) {
			t.Errorf("ledger: accepted %d, stopped %d, waiting %d; platform %d of %d", s.Accepted, s.Skipped[deliver.Stopped], s.Waiting, len(got), len(readers))
		}
		if err := r.app.Deliver.Resume(t.Context(), "newsletter-test"); !errors.Is(err, deliver.ErrState) {
			t.Errorf("a cancelled campaign was resumed: %v", err)
		}
	})
}

// Who unsubscribes, leaves or is erased after the plan, and whose batch is not in flight, gets nothing.
func TestChangedMinds(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		leaver, quitter, erased := r.person("ลา"), r.person("บล็อก"), r.person("ลบ")
		mine := []string{leaver.id, quitter.id, erased.id}
		readers := r.subscribers(300)
		for _, p := range []*talker{leaver, quitter, erased} {
			p.signUp()
			p.text("รับจดหมายข่าว")
			p.tap("f=newsletter&s=%21on")
		}
		c := newsletterTo("all")
		c.Hours = limits.Hours{From: 1, To: 2} // one minute of the night: planned by hand below
		if _, err := r.app.Deliver.Start(t.Context(), c, 0); err != nil {
			t.Fatal(err)
		}
		update := func(change func(*deliver.Campaign) error) {
			t.Helper()
			if _, err := r.app.Store.Campaigns.Update(t.Context(), c.ID, change); err != nil {
				t.Fatal(err)
			}
		}
		// Planned, and held back by a limit that allows nothing more than one batch.
		update(func(c *deliver.Campaign) error {
			c.Hours, c.Limit = limits.Hours{}, limits.Rate{Messages: 1, Per: time.Hour}
			return nil
		})
		r.app.Deliver.Nudge()
		r.campaign(c.ID, "planned", func(s *dispatch.Status) bool { return s.Planned && s.Waiting > 0 })
		leaver.text("เลิกรับจดหมายข่าว")
		if _, err := r.sim.Unfollow(quitter.id); err != nil {
			t.Fatal(err)
		}
		erased.tap(regexp.MustCompile(`f=erase&s=%21yes&n=[^"]*`).FindString(raw(erased.text("ลบข้อมูลของฉัน"))))
		early := r.pushed()
		update(func(c *deliver.Campaign) error { c.Limit = limits.Rate{}; return nil })
		r.app.Deliver.Nudge()
		s := r.campaign(c.ID, "over", over)
		got := r.pushed()
		for i, id := range mine {
			if got[id] != early[id] {
				t.Errorf("the one who left in way %d got it all the same", i)
			}
		}
		for _, id := range readers {
			if got[id] != 1 {
				t.Errorf("a reader got it %d times", got[id])
			}
		}
		if n := s.Accepted; n < len(readers) {
			t.Errorf("ledger: %d accepted, %v left out", n, s.Skipped)
		}
		if err := r.app.Deliver.Ledger(t.Context(), s.Campaign, func(person string, _ deliver.Entry) bool {
			if person == erased.id {
				t.Error("the ledger still knows somebody who was erased")
			}
			return true
		}); err != nil {
			t.Fatal(err)
		}
	})
}

// What does not fit into the month's messages is refused before anything is sent, with the numbers; what
// the platform refuses in the middle pauses with the truth in the ledger.
func TestQuota(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		r.subscribers(900)
		r.quota(linesim.Quota{Type: "limited", Value: 1000})
		e, err := r.app.Deliver.Start(t.Context(), newsletterTo("all"), 200)
		left, limited := e.Left()
		if !errors.Is(err, dispatch.ErrOverCost) || e.People != 900 || left != 800 || !limited || len(r.pushed()) != 0 {
			t.Fatalf("%v: %+v, %d left", err, e, left)
		}
		r.slow(100)
		r.begin(newsletterTo("all"))                                    // without a reserve it fits …
		r.quota(linesim.Quota{Type: "limited", Value: 1000, Used: 600}) // … but somebody sends by hand
		agree := 0                                                      // looks in a row: what is in flight takes some of them to be known on both sides
		s := r.campaign("newsletter-test", "paused, and all that was in flight known", func(s *dispatch.Status) bool {
			if agree++; s.State != deliver.Paused || s.Accepted != len(r.pushed()) {
				agree = 0
			}
			return agree > 50
		})
		got := r.pushed()
		if s.Why != deliver.NoQuota || s.Accepted != len(got) || s.Accepted > 400+600 || s.Uncertain != 0 {
			t.Errorf("%s: ledger %d, platform %d", s.Why, s.Accepted, len(got))
		}
		r.quota(linesim.Quota{Type: "none"})
		if err := r.app.Deliver.Resume(t.Context(), "newsletter-test"); err != nil {
			t.Fatal(err)
		}
		if s := r.campaign("newsletter-test", "over", over); s.Accepted != 900 || len(r.pushed()) != 900 {
			t.Errorf("after more messages were bought: ledger %d, platform %d", s.Accepted, len(r.pushed()))
		}
	})
}

// issue plans and carries out the sending of an issue.
func (r *rig) issue(by, source string, how newsroom.How) error {
	if how.Hours == nil {
		how.Hours = &limits.Hours{}
	}
	plan, err := r.app.News.PlanSending(r.Context(), access.ByCommand(), []byte(source), how)
	if err != nil {
		return err
	}
	return r.app.News.CarryOut(r.Context(), access.ByCommand().Called(by), by, plan)
}

// Two members of staff who send the same issue at the same moment send it once, and it is out then.
func TestIssueIsSentOnce(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		readers := r.subscribers(50)
		var together sync.WaitGroup
		errs := make([]error, 2)
		for i := range errs {
			together.Go(func() { errs[i] = r.issue(fmt.Sprint(i), demo.Issue(), newsroom.How{}) })
		}
		together.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Fatalf("%v, %v", errs[0], errs[1])
		}
		r.campaign("newsletter-2026-11", "over", over)
		got := r.pushed()
		for _, id := range readers {
			if got[id] != 1 {
				t.Errorf("somebody got it %d times", got[id])
			}
		}
		if err := r.issue("3", demo.Issue(), newsroom.How{}); !errors.Is(err, dispatch.ErrStarted) {
			t.Errorf("an issue that was sent can be sent again: %v", err)
		}
		if status := r.get("/news/2026-11"); status != 200 {
			t.Errorf("the archive answers %d", status)
		}
	})
}

// An issue waits for its time and its hours; who has read it in the chat, free of charge, is left out if staff
// say so; that a saved segment is edited changes nothing for what was started.
func TestScheduled(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		reader := r.person("อ่านแล้ว")
		reader.signUp()
		reader.tap("f=newsletter&s=%21on")
		readers := r.subscribers(40)
		now := r.sim.Now().In(thai.Zone())
		at := time.Date(now.Year(), now.Month(), now.Day()+1, 3, 0, 0, 0, thai.Zone()) // at night
		everybody, skip := "@everybody", true
		if err := r.app.News.SaveSegment(t.Context(), access.ByCommand(), "1", "everybody", "all"); err != nil {
			t.Fatal(err)
		}
		if err := r.issue("kanya", demo.Issue(), newsroom.How{At: &at, Hours: &limits.Hours{From: 9 * 60, To: 20 * 60}, SkipRead: &skip, Audience: &everybody}); err != nil {
			t.Fatal(err)
		}
		if err := r.app.News.SaveSegment(t.Context(), access.ByCommand(), "2", "everybody", "province=95"); err != nil {
			t.Fatal(err)
		}
		const id = "newsletter-2026-11"
		r.campaign(id, "scheduled", func(s *dispatch.Status) bool { return s.State == deliver.Scheduled })
		if status := r.get("/news/2026-11"); status != 404 {
			t.Errorf("an issue that is not out answers %d", status)
		}
		published := domain.Issue{Meta: domain.Meta{ID: "2026-10"}, Title: domain.Text{"th": "x"}, Markdown: strings.ReplaceAll(demo.Issue(), "id: 2026-11", "id: 2026-10"), PublishedAt: domain.Instant(now.Add(-time.Hour))}
		if err := r.app.Store.Issues.Insert(t.Context(), &published); err != nil {
			t.Fatal(err)
		}
		before := len(r.pushed())
		r.sim.Advance(at.Add(time.Hour).Sub(r.sim.Now())) // its time has come, its hours have not
		r.app.Deliver.Nudge()
		r.campaign(id, "running", func(s *dispatch.Status) bool { return s.State == deliver.Running })
		if now := len(r.pushed()); now != before {
			t.Errorf("sent at night: %d", now-before)
		}
		if err := (measure.Recorder{Kept: r.app.Store.Responses}).Record(t.Context(), &domain.Response{Campaign: "2026-11", Kind: domain.HasRead, Person: reader.id, At: r.sim.Now()}); err != nil {
			t.Fatal(err)
		}
		r.sim.Advance(8 * time.Hour)
		r.app.Deliver.Nudge()
		s := r.campaign(id, "over", over)
		got := r.pushed()
		for _, id := range readers {
			if got[id] != 1 {
				t.Errorf("a reader got it %d times", got[id])
			}
		}
		if s.Accepted != len(readers) || s.Skipped[deliver.ReadIt] != 1 {
			t.Errorf("ledger: %d accepted, %v", s.Accepted, s.Skipped)
		}
	})
}
