package measure

import (
	"context"
	"fmt"
	"strings"

	"jitasa/internal/domain"
)

// Responses keeps responses.
type Responses interface {
	InsertNew(ctx context.Context, responses []*domain.Response) ([]bool, error)
	Update(ctx context.Context, id string, change func(*domain.Response) error) (*domain.Response, error)
}

// responseID is the same for what counts once: one person's doing of one kind,
// with one piece of work, or in one poll.
func responseID(r *domain.Response) string {
	id := r.Campaign + "/" + string(r.Kind) + "/" + r.Person
	switch r.Kind {
	case domain.HasVoted:
		return VoteID(r.Campaign, r.Person, r.Value[:max(0, strings.LastIndex(r.Value, ":"))])
	case domain.HasOpened, domain.HasJoined:
		return id + "/" + r.Value
	}
	return id
}

// VoteID is the id of a person's answer to a poll of a campaign.
func VoteID(campaign, person, poll string) string {
	return campaign + "/" + string(domain.HasVoted) + "/" + person + "/" + poll
}

// Recorder keeps what people do.
type Recorder struct{ Kept Responses }

// Record keeps what people did. What is kept already stays as it is, but for the
// answer to a poll, which a later one replaces. Done twice it changes nothing.
func (c Recorder) Record(ctx context.Context, done ...*domain.Response) error {
	for _, r := range done {
		r.ID, r.At = responseID(r), domain.Instant(r.At)
	}
	fresh, err := c.Kept.InsertNew(ctx, done)
	if err != nil {
		return fmt.Errorf("keeping responses: %w", err)
	}
	for i, r := range done {
		if fresh[i] || r.Kind != domain.HasVoted {
			continue
		}
		if _, err := c.Kept.Update(ctx, r.ID, func(was *domain.Response) error {
			if r.At.After(was.At) {
				was.Value, was.Variant, was.At = r.Value, r.Variant, r.At
			}
			return nil
		}); err != nil {
			return fmt.Errorf("changing an answer: %w", err)
		}
	}
	return nil
}
