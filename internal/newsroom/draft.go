package newsroom

import (
	"context"
	"fmt"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
	"jitasa/internal/newsletter"
)

// newest bounds what a draft looks at.
const newest = 200

// ahead is how long before a month its issue is begun: in the last week of the one before.
const ahead = 7

// Draft begins the issue of the month, or of the next one in this one's last week, from what is new. source is who says it.
func (s *Service) Draft(ctx context.Context, by access.Actor, source string) ([]byte, error) {
	if !by.May(access.WriteNewsletters) {
		return nil, domain.ErrForbidden
	}
	month := s.Now().In(s.Zone).AddDate(0, 0, ahead)
	month = time.Date(month.Year(), month.Month(), 1, 0, 0, 0, 0, time.UTC)
	since := month.AddDate(0, -1, 0)
	var fresh []*domain.Opportunity
	results := newsletter.Results{}
	for o, err := range s.Opportunities.Changed(ctx, since) {
		if err != nil {
			return nil, fmt.Errorf("looking for new work: %w", err)
		}
		if o.CreatedAt.Before(since) {
			continue
		}
		results.Opportunities++
		if o.State == domain.Open && !o.Over(s.Now()) && len(fresh) < newest {
			fresh = append(fresh, o)
		}
	}
	for v, err := range s.Newcomers.Newcomers(ctx, since) {
		if err != nil {
			return nil, fmt.Errorf("counting new volunteers: %w", err)
		}
		if v.SignedUpAt.After(since) {
			results.People++
		}
		if len(v.Interested) > 0 {
			results.Interested++
		}
	}
	var spoken []newsletter.Words
	for _, l := range domain.Languages() {
		spoken = append(spoken, s.Speak(l.Tag))
	}
	return newsletter.Draft(month, spoken, source, fresh, results), nil
}
