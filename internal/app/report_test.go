package app_test

import (
	"errors"
	"testing"

	"jitasa/internal/access"
	"jitasa/internal/chat"
	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/measure"
)

// What was sent, and what people did because of it, meet in one report.
func TestReportOfACampaign(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		p, gone := r.person(markedProfile), r.person("Gone")
		p.signUp()
		gone.tap("f=consent&s=%21all")
		gone.text("2530")
		if _, err := r.sim.Unfollow(gone.id); err != nil {
			t.Fatal(err)
		}
		r.until("the news that somebody left", func() bool {
			v, err := r.app.Store.Volunteers.Get(t.Context(), gone.id)
			return err == nil && v.Reach.Left
		})
		c := &deliver.Campaign{
			Meta: domain.Meta{ID: "news-2026-12"}, Kind: deliver.Newsletter, Subject: "2026-12", Purpose: domain.ForNewsletter, Unit: measure.Unit("news-2026-12"),
			Messages: []chat.Message{chat.Say("ข่าวเดือนนี้")},
		}
		if _, err := r.app.Deliver.Start(t.Context(), c, 0); err != nil {
			t.Fatal(err)
		}
		r.until("the newsletter to be sent", func() bool {
			sent, err := r.app.Store.Campaigns.Get(t.Context(), c.ID)
			return err == nil && sent.State == deliver.Done
		})
		p.tap("f=newsletter&s=%21poll&n=2026-12&v=vote%3A1")
		report, err := r.app.News.Results(t.Context(), access.ByCommand(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		total := report.Total
		if total.Accepted != 1 || total.Skipped[deliver.Left] != 1 || total.Audience() != 2 || total.People[domain.HasVoted] != 1 || report.Untold != nil {
			t.Errorf("%+v", report)
		}
		if first := report.Segments[0]; first.Segment != (measure.Segment{Province: "31", Lang: "en"}) || first.Accepted != 1 || first.People[domain.HasVoted] != 1 {
			t.Errorf("%+v", first)
		}
		if name := r.app.ProvinceNames("en")("31"); name != "Buri Ram" {
			t.Errorf("31 is %q", name)
		}
		if _, err := r.app.News.Results(t.Context(), access.ByCommand(), "none"); !errors.Is(err, domain.ErrNotFound) {
			t.Error(err)
		}
	})
}
