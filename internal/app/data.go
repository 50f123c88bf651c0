package app

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/demo"
	"jitasa/internal/domain"
	"jitasa/internal/importer"
	"jitasa/internal/newsletter"
	"jitasa/internal/place"
)

// Locate gives importers the points of gazetteer codes.
func Locate(g *place.Gazetteer) importer.Places {
	return importer.PlacesFunc(func(code string) (domain.Point, bool) {
		p, ok := g.Place(code)
		return p.Point, ok
	})
}

// DemoCodes make whoever types them in the demo's chat a manager, or staff.
type DemoCodes struct{ Manager, Staff string }

func newDemoCodes() (c DemoCodes, err error) {
	for _, code := range []*string{&c.Manager, &c.Staff} {
		if *code, err = access.NewCode(rand.Reader); err != nil {
			return c, err
		}
	}
	return c, nil
}

// demoAdmin is who visitors of the demo are in the console.
const demoAdmin = "demo-admin"

// loadDemo imports the demo data of a day, through the importer that users have.
func (a *App) loadDemo(ctx context.Context, today time.Time, codes DemoCodes) error {
	places := Locate(a.Places)
	opportunities, err := demo.Opportunities(today, places)
	if err != nil {
		return fmt.Errorf("making opportunities: %w", err)
	}
	organisations, err := demo.Organisations()
	if err != nil {
		return fmt.Errorf("making organisations: %w", err)
	}
	networks, err := demo.Networks(places)
	if err != nil {
		return fmt.Errorf("making networks: %w", err)
	}
	organisations[0].Code = codes.Manager
	staff := &domain.Staff{Meta: domain.Meta{ID: "demo"}, Name: "Demo", Role: domain.Coordinator, CreatedAt: domain.Instant(today)}
	access.ForStaff(staff, codes.Staff, today)
	if err := a.Store.Staff.Insert(ctx, staff); err != nil {
		return fmt.Errorf("adding staff: %w", err)
	}
	admin := &domain.Staff{Meta: domain.Meta{ID: demoAdmin}, Name: "Demo Admin", Role: domain.Admin, CreatedAt: domain.Instant(today)}
	if err := a.Store.Staff.Insert(ctx, admin); err != nil {
		return fmt.Errorf("adding staff: %w", err)
	}
	saving := importer.Saving{Now: today}
	if _, err := importer.SaveOpportunities(ctx, a.Store.Opportunities, opportunities, saving); err != nil {
		return fmt.Errorf("importing opportunities: %w", err)
	}
	if _, err := importer.SaveOrganisations(ctx, a.Store.Organisations, organisations, saving); err != nil {
		return fmt.Errorf("importing organisations: %w", err)
	}
	if err := a.loadIssue(ctx, today); err != nil {
		return err
	}
	if _, err := importer.SaveNetworks(ctx, a.Store.Networks, networks, saving); err != nil {
		return fmt.Errorf("importing networks: %w", err)
	}
	return nil
}

// loadIssue publishes the demo's newsletter of the day before.
func (a *App) loadIssue(ctx context.Context, today time.Time) error {
	issue, problems := newsletter.Parse([]byte(demo.Issue()))
	if newsletter.Bad(problems) {
		return fmt.Errorf("reading the newsletter: %w", problems[0])
	}
	kept := &domain.Issue{Meta: domain.Meta{ID: issue.ID}, Title: issue.Title, Markdown: demo.Issue(), By: "demo", PublishedAt: domain.Instant(today.AddDate(0, 0, -1))}
	if _, err := a.Store.Issues.InsertNew(ctx, []*domain.Issue{kept}); err != nil {
		return fmt.Errorf("publishing the newsletter: %w", err)
	}
	return nil
}
