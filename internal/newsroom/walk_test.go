package newsroom_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/access/accesstest"
	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/newsroom"
)

// Who may do what with issues and audiences: whoever writes newsletters, and nobody else.
func TestWhoMay(t *testing.T) {
	writers := []string{accesstest.Editor, accesstest.Admin, accesstest.Operator}
	type try = func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error
	// with is a use case where an issue waits, one is out, and somebody can read them.
	with := func(do func(ctx context.Context, d *desk, by access.Actor, key string) error) try {
		return func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			d := deskIn(t, h)
			at := domain.Instant(h.Time)
			_, err := h.Kept.Volunteers.InsertNew(ctx, []*domain.Volunteer{{Meta: domain.Meta{ID: "U"}, BirthYear: 1980, Consents: []domain.Consent{{Purpose: domain.ForNewsletter, Given: true, At: at}}}})
			h.Do(err)
			_, err = h.Kept.Issues.InsertNew(ctx, []*domain.Issue{{Meta: domain.Meta{ID: "2026-10"}, Markdown: string(issue("id: 2026-11", "id: 2026-10")), PublishedAt: at}})
			h.Do(err)
			_, err = h.Kept.Campaigns.InsertNew(ctx, []*deliver.Campaign{{
				Meta: domain.Meta{ID: "newsletter-2026-11"}, Kind: deliver.Newsletter, Subject: "2026-11", Source: string(issue()), Purpose: domain.ForNewsletter, State: deliver.Paused, Active: true,
				CreatedAt: at, Blocks: []deliver.Block{{Token: "b"}},
			}})
			h.Do(err)
			_, err = h.Kept.Batches.InsertNew(ctx, []*deliver.Batch{{Meta: domain.Meta{ID: "newsletter-2026-11.b.0"}, Campaign: "newsletter-2026-11", State: deliver.Uncertain}})
			h.Do(err)
			return do(ctx, d, by, key)
		}
	}
	reads := func(do func(ctx context.Context, d *desk, by access.Actor) error) try {
		return with(func(ctx context.Context, d *desk, by access.Actor, _ string) error { return do(ctx, d, by) })
	}
	next := issue("id: 2026-11", "id: 2026-12")
	accesstest.Walk(t, &newsroom.Service{}, []accesstest.Case{
		{Method: "Composer", Open: "what sends issues asks it"},
		{Method: "Out", Open: "everybody reads what is out"},
		{Method: "Published", Open: "everybody reads what is out"},
		{Method: "Page", Open: "everybody reads what is out"},
		{Method: "Address", Open: "everybody reads what is out"},
		{Method: "Latest", Open: "it is the reader's own"},
		{Method: "Why", Open: "it is the reader's own"},
		{Method: "Title", Open: "it is of a campaign that somebody has found"},
		{Method: "CarryOut", May: writers, Did: access.IssueSent, Try: with(func(ctx context.Context, d *desk, by access.Actor, key string) error {
			plan, err := d.PlanSending(ctx, d.by, next, newsroom.How{})
			if errors.Is(err, newsroom.ErrWaiting) { // it was carried out
				plan, err = &newsroom.Plan{Campaign: &deliver.Campaign{Meta: domain.Meta{ID: "newsletter-2026-12"}, Subject: "2026-12"}}, nil
			}
			d.house.Do(err)
			return d.CarryOut(ctx, by, key, plan)
		})},
		{Method: "Publish", May: writers, Did: access.IssuePublished, Try: with(func(ctx context.Context, d *desk, by access.Actor, key string) error {
			_, err := d.Publish(ctx, by, key, next)
			return err
		})},
		{Method: "Withdraw", May: writers, Did: access.IssueWithdrawn, Try: with(func(ctx context.Context, d *desk, by access.Actor, key string) error {
			return d.Withdraw(ctx, by, key, "2026-10")
		})},
		{Method: "Try", May: writers, Did: access.IssueTried, Try: with(func(ctx context.Context, d *desk, by access.Actor, key string) error {
			_, err := d.Try(ctx, by, key, next, accesstest.Editor)
			return err
		})},
		{Method: "Pause", May: writers, Did: access.SendingPaused, Try: with(func(ctx context.Context, d *desk, by access.Actor, key string) error {
			return d.Pause(ctx, by, key, "2026-11")
		})},
		{Method: "Resume", May: writers, Did: access.SendingResumed, Try: with(func(ctx context.Context, d *desk, by access.Actor, key string) error {
			return d.Resume(ctx, by, key, "2026-11")
		})},
		{Method: "Cancel", May: writers, Did: access.SendingEnded, Try: with(func(ctx context.Context, d *desk, by access.Actor, key string) error {
			return d.Cancel(ctx, by, key, "2026-11")
		})},
		{Method: "Decide", May: writers, Did: access.BatchDecided, Try: with(func(ctx context.Context, d *desk, by access.Actor, key string) error {
			return d.Decide(ctx, by, key, "newsletter-2026-11.b.0", true)
		})},
		{Method: "SaveSegment", May: writers, Did: access.SegmentSaved, Try: with(func(ctx context.Context, d *desk, by access.Actor, key string) error {
			return d.SaveSegment(ctx, by, key, "surin", "province=32")
		})},
		{Method: "DeleteSegment", May: writers, Did: access.SegmentDeleted, Try: with(func(ctx context.Context, d *desk, by access.Actor, key string) error {
			return d.DeleteSegment(ctx, by, key, "surin")
		})},
		{Method: "Draft", May: writers, Try: reads(func(ctx context.Context, d *desk, by access.Actor) error {
			_, err := d.Draft(ctx, by, "us")
			return err
		})},
		{Method: "Lint", May: writers, Try: reads(func(ctx context.Context, d *desk, by access.Actor) error {
			_, _, err := d.Lint(ctx, by, next, false)
			return err
		})},
		{Method: "Preview", May: writers, Try: reads(func(ctx context.Context, d *desk, by access.Actor) error {
			_, err := d.Preview(ctx, by, next, newsroom.Reader{})
			return err
		})},
		{Method: "PlanSending", May: writers, Try: reads(func(ctx context.Context, d *desk, by access.Actor) error {
			_, err := d.PlanSending(ctx, by, next, newsroom.How{})
			return err
		})},
		{Method: "PlanReplacing", May: writers, Try: reads(func(ctx context.Context, d *desk, by access.Actor) error {
			_, err := d.PlanReplacing(ctx, by, issue(), newsroom.How{})
			return err
		})},
		{Method: "PlanRescheduling", May: writers, Try: reads(func(ctx context.Context, d *desk, by access.Actor) error {
			_, err := d.PlanRescheduling(ctx, by, "2026-11", newsroom.How{})
			return err
		})},
		{Method: "Source", May: writers, Try: reads(func(ctx context.Context, d *desk, by access.Actor) error {
			_, err := d.Source(ctx, by, "2026-11")
			return err
		})},
		{Method: "Results", May: writers, Try: reads(func(ctx context.Context, d *desk, by access.Actor) error {
			_, err := d.Results(ctx, by, "2026-11")
			return err
		})},
		{Method: "Find", May: writers, Try: reads(func(ctx context.Context, d *desk, by access.Actor) error {
			_, err := d.Find(ctx, by, "2026-11")
			return err
		})},
		{Method: "Status", May: writers, Try: reads(func(ctx context.Context, d *desk, by access.Actor) error {
			_, err := d.Status(ctx, by, "2026-11")
			return err
		})},
		{Method: "Explain", May: writers, Try: reads(func(ctx context.Context, d *desk, by access.Actor) error {
			_, err := d.Explain(ctx, by, "2026-11", "U")
			return err
		})},
		{Method: "Statuses", May: writers, Try: reads(func(ctx context.Context, d *desk, by access.Actor) (err error) {
			for _, err = range d.Statuses(ctx, by) {
				break
			}
			return err
		})},
		{Method: "SavedSegments", May: writers, Try: reads(func(ctx context.Context, d *desk, by access.Actor) (err error) {
			for _, err = range d.SavedSegments(ctx, by) {
				break
			}
			return err
		})},
		{Method: "CountSegment", May: writers, Try: reads(func(ctx context.Context, d *desk, by access.Actor) error {
			_, _, err := d.CountSegment(ctx, by, "all")
			return err
		})},
		{Method: "ExplainSegment", May: writers, Try: reads(func(ctx context.Context, d *desk, by access.Actor) error {
			_, err := d.ExplainSegment(ctx, by, "all", "U")
			return err
		})},
		{Method: "Tried", May: writers, Try: reads(func(ctx context.Context, d *desk, by access.Actor) error {
			_, err := d.house.Kept.Campaigns.InsertNew(ctx, []*deliver.Campaign{{Meta: domain.Meta{ID: "try-1"}, Kind: deliver.Notice, State: deliver.Done}})
			d.house.Do(err)
			var not *newsroom.NotSent
			if err := d.Tried(ctx, by, &newsroom.Trial{ID: "try-1"}, time.Hour); !errors.As(err, &not) {
				return err
			}
			return nil
		})},
	})
}

// Whoever writes newsletters has no say in calls for help and notices; whoever administers has. The log leads to nobody.
func TestOtherCampaigns(t *testing.T) {
	h := accesstest.New(t)
	d := deskIn(t, h)
	for id, kind := range map[string]deliver.Kind{"call-1": deliver.Call, "tell-U1": deliver.Notice, "try-1": deliver.Notice} {
		must(t, h.Kept.Campaigns.Insert(t.Context(), &deliver.Campaign{Meta: domain.Meta{ID: id}, Kind: kind, State: deliver.Running, Active: true}))
		must(t, h.Kept.Batches.Insert(t.Context(), &deliver.Batch{Meta: domain.Meta{ID: id + ".b.0"}, Campaign: id, State: deliver.Uncertain}))
		var want error
		if id != "try-1" {
			want = domain.ErrForbidden
		}
		for what, err := range map[string]error{
			"pauses": d.Pause(t.Context(), h.Actor(accesstest.Editor), "k1", id), "decides about": d.Decide(t.Context(), h.Actor(accesstest.Editor), "k1", id+".b.0", true),
		} {
			if !errors.Is(err, want) {
				t.Errorf("an editor %s %s: %v, want %v", what, id, err, want)
			}
		}
		must(t, d.Cancel(t.Context(), h.Actor(accesstest.Operator), "k2", id))
	}
	var subjects []string
	for _, e := range h.Log() {
		subjects = append(subjects, e.Subject)
	}
	slices.Sort(subjects)
	if want := []string{"call-1", "notice", "try-1", "try-1", "try-1"}; !slices.Equal(subjects, want) {
		t.Errorf("recorded of %v, want %v", subjects, want)
	}
}

// A use case that is done again under its key changes nothing more, though what it changed was changed since.
func TestOnceUnderAKey(t *testing.T) {
	d := newDesk(t, 2)
	for range 2 {
		_, err := d.Publish(t.Context(), d.by, "publish", issue())
		must(t, err)
		must(t, d.Withdraw(t.Context(), d.by, "withdraw", "2026-11"))
	}
	if len(d.out()) > 0 {
		t.Error("a repeated click brought it out again")
	}
	plan, err := d.PlanSending(t.Context(), d.by, issue(), newsroom.How{})
	must(t, err)
	for range 2 {
		must(t, d.CarryOut(t.Context(), d.by, "send", plan))
	}
	replacing, err := d.PlanReplacing(t.Context(), d.by, issue("title: ", "title: MENDED "), newsroom.How{})
	must(t, err)
	for range 2 {
		must(t, d.CarryOut(t.Context(), d.by, "replace", replacing))
	}
	d.rounds()
	d.got("MENDED", 2)
	d.got("", 2)
	type line struct{ did, subject, as, before, after string }
	var got []line
	for _, e := range d.house.Log() {
		got = append(got, line{string(e.Did), e.Subject, e.As, e.Before, e.After})
	}
	for _, want := range []line{
		{"issue_published", "2026-11", "operator", "", "published"}, {"issue_withdrawn", "2026-11", "operator", "published", "withdrawn"},
		{"issue_sent", "2026-11", "operator", "", "2"}, {"issue_replaced", "2026-11", "operator", "2", "2"},
	} {
		if !slices.Contains(got, want) {
			t.Errorf("not recorded: %+v in %+v", want, got)
		}
	}
	if len(got) != 4 {
		t.Errorf("recorded: %+v", got)
	}
}
