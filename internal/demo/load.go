package demo

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
	"jitasa/internal/importer"
	"jitasa/internal/newsletter"
	"jitasa/internal/shifts"
)

// Codes make whoever types them in the chat a manager, or staff.
type Codes struct{ Manager, Staff string }

// NewCodes makes them up.
func NewCodes() (c Codes, err error) {
	for _, code := range []*string{&c.Manager, &c.Staff} {
		if *code, err = access.NewCode(rand.Reader); err != nil {
			return c, err
		}
	}
	return c, nil
}

// Admin is the id of the member of staff who visitors are in the console.
const Admin = "demo-admin"

// Store is where the data goes.
type Store struct {
	Opportunities importer.Collection[domain.Opportunity]
	Organisations importer.Collection[domain.Organisation]
	Networks      importer.Collection[domain.Network]
	Staff         Inserter[domain.Staff]
	Issues        Inserter[domain.Issue]
	Shifts        Inserter[shifts.Shift]
}

// Inserter adds documents that are not there yet.
type Inserter[T any] interface {
	InsertNew(ctx context.Context, docs []*T) ([]bool, error)
}

// Load imports the data of a day, through the importer that users have: an organisation whose manager knows a code and whose work people can
// join, a
// member of staff who knows the other, an admin, and a newsletter of the day before.
func Load(ctx context.Context, s Store, places importer.Places, today time.Time, codes Codes) error {
	opportunities, err := Opportunities(today, places)
	if err != nil {
		return fmt.Errorf("making opportunities: %w", err)
	}
	organisations, err := Organisations()
	if err != nil {
		return fmt.Errorf("making organisations: %w", err)
	}
	networks, err := Networks(places)
	if err != nil {
		return fmt.Errorf("making networks: %w", err)
	}
	organisations[0].Code = codes.Manager
	joined, shifts := Taking(today, organisations[0])
	opportunities = append(opportunities, joined...)
	saving := importer.Saving{Now: today}
	if _, err := importer.SaveOpportunities(ctx, s.Opportunities, opportunities, saving); err != nil {
		return fmt.Errorf("importing opportunities: %w", err)
	}
	if _, err := importer.SaveOrganisations(ctx, s.Organisations, organisations, saving); err != nil {
		return fmt.Errorf("importing organisations: %w", err)
	}
	if _, err := importer.SaveNetworks(ctx, s.Networks, networks, saving); err != nil {
		return fmt.Errorf("importing networks: %w", err)
	}
	if _, err := s.Shifts.InsertNew(ctx, shifts); err != nil {
		return fmt.Errorf("adding shifts: %w", err)
	}
	if _, err := s.Staff.InsertNew(ctx, staff(today, codes)); err != nil {
		return fmt.Errorf("adding staff: %w", err)
	}
	return s.publish(ctx, today)
}

// staff are a coordinator whose code is not used yet, and an admin.
func staff(today time.Time, codes Codes) []*domain.Staff {
	coordinator := &domain.Staff{Meta: domain.Meta{ID: "demo"}, Name: "Demo", Role: domain.Coordinator, CreatedAt: domain.Instant(today)}
	access.ForStaff(coordinator, codes.Staff, today)
	return []*domain.Staff{coordinator, {Meta: domain.Meta{ID: Admin}, Name: "Demo Admin", Role: domain.Admin, CreatedAt: domain.Instant(today)}}
}

// publish puts the newsletter of the day before into the archive.
func (s Store) publish(ctx context.Context, today time.Time) error {
	issue, problems := newsletter.Parse([]byte(Issue()))
	if newsletter.Bad(problems) {
		return fmt.Errorf("reading the newsletter: %w", problems[0])
	}
	kept := &domain.Issue{Meta: domain.Meta{ID: issue.ID}, Title: issue.Title, Markdown: Issue(), By: "demo", PublishedAt: domain.Instant(today.AddDate(0, 0, -1))}
	if _, err := s.Issues.InsertNew(ctx, []*domain.Issue{kept}); err != nil {
		return fmt.Errorf("publishing the newsletter: %w", err)
	}
	return nil
}
