package app_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
	"jitasa/internal/hours"
)

// everybodysShift is one that is over, and everybody takes part in.
type everybodysShift hours.Shift

func (s everybodysShift) Shift(context.Context, string) (hours.Shift, error) {
	return hours.Shift(s), nil
}

func (everybodysShift) Among(_ context.Context, _ string, people []string) ([]string, error) {
	return people, nil
}

// Somebody finds their hours in their copy. Once erased they are in no document, nor what they said of them or a manager was
// sent; what the organisation's month says stays.
func TestHoursAreErased(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		all, ctx := r.app.Store, t.Context()
		p, lead, boss := r.person("อาสา"), r.person("หัวหน้า"), r.person("ผู้จัดการ")
		insert(t, all.Organisations.Collection, &domain.Organisation{Meta: domain.Meta{ID: "flood"}, Name: domain.Text{"th": "ศูนย์น้ำท่วม"}, Managers: []string{boss.id}})
		now := r.sim.Now()
		s := r.app.Hours(everybodysShift{ID: "shift", Work: "work", Organisation: "flood", From: now.Add(-4 * time.Hour), To: now.Add(-time.Hour), Leaders: []string{lead.id}})
		for _, person := range []string{p.id, lead.id} {
			by := access.Actor{Person: lead.id}
			if person == lead.id {
				by = access.Actor{Person: boss.id, Organisations: []*domain.Organisation{{Meta: domain.Meta{ID: "flood"}}}}
			}
			if _, _, err := s.Confirm(ctx, by, "confirm as "+by.As(), hours.Batch{Shift: "shift", People: []string{person, "other of the " + by.As()}, Minutes: 60}); err != nil {
				t.Fatal(err)
			}
		}
		_, told, err := s.Dispute(ctx, access.Actor{Person: p.id}, "dispute", hours.Word{Shift: "shift", Person: p.id, Seen: 1, Minutes: 90, Reason: markedText})
		if err != nil || len(told) != 2 {
			t.Fatalf("%+v, %v", told, err)
		}
		insert(t, all.Campaigns.Collection, notice("tell-"+told[0].Key, boss.id))
		totals := func() {
			by := access.Actor{Organisations: []*domain.Organisation{{Meta: domain.Meta{ID: "flood"}}}}
			months, err := s.Totals(ctx, by, "flood", now.AddDate(0, -1, 0), now.AddDate(0, 2, 0))
			if err != nil || len(months) != 1 || months[0].Minutes != 240 || months[0].Came != 4 {
				t.Errorf("%+v, %v", months, err)
			}
		}
		totals()
		r.app.Deliver.Nudge()
		r.until("told", func() bool { return r.pushed()[boss.id] == 1 })
		if _, data := p.fetch(p.link()); !strings.Contains(data, `"kind":"disputed","minutes":90`) || !strings.Contains(data, markedText) {
			t.Errorf("the copy says nothing of hours:\n%s", data)
		}
		p.erase()
		checkErased(t, all, p.id, map[string]int{})
		totals()
	})
}
