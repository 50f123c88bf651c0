package newsroom

import (
	"context"
	"errors"
	"iter"
	"strconv"

	"jitasa/internal/access"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
	"jitasa/internal/measure"
	"jitasa/internal/newsletter"
)

// Results tells what came of an issue so far, or of another campaign: domain.ErrNotFound.
func (s *Service) Results(ctx context.Context, by access.Actor, name string) (*measure.Report, error) {
	c, err := s.Find(ctx, by, name)
	if err != nil {
		return nil, err
	}
	sources := s.Measures
	sources.Ledger = ledger{s.Deliver, c}
	q := measure.Query{Campaign: c.ID, Subject: c.Subject, Unit: c.Unit, From: c.StartedAt, To: s.Now()}
	if q.From.IsZero() { // the platform has nothing to tell yet
		q.Unit = ""
	}
	r, err := sources.Report(ctx, q)
	if err != nil {
		return nil, err
	}
	if c.Kind == deliver.Newsletter {
		r.Polls, err = s.polls(ctx, c.Subject)
	}
	return r, err
}

// polls says what the polls of an issue ask; nil if its text is not known any more.
func (s *Service) polls(ctx context.Context, id string) (measure.Polls, error) {
	source, err := s.source(ctx, id)
	if errors.Is(err, domain.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	issue, _ := newsletter.Parse(source)
	return func(lang, poll, option string) (question, answer string) {
		block, wrong := strconv.Atoi(poll)
		item, wrongToo := strconv.Atoi(option)
		if wrong != nil || wrongToo != nil || block < 0 || block >= len(issue.Blocks) {
			return "", ""
		}
		part := issue.Blocks[block].In(lang)
		if item < 0 || item >= len(part.Items) {
			return "", ""
		}
		w := s.Speak(lang)
		return issue.Fill(w, part.Title), issue.Fill(w, part.Items[item])
	}, nil
}

// ledger is a campaign's, as reports see it.
type ledger struct {
	deliverer *dispatch.Desk
	campaign  *deliver.Campaign
}

func (l ledger) Segments(ctx context.Context, _ string) iter.Seq2[measure.Sent, error] {
	return func(yield func(measure.Sent, error) bool) {
		status, err := l.deliverer.Status(ctx, l.campaign)
		if err != nil {
			yield(measure.Sent{}, err)
			return
		}
		for key, n := range status.Segments {
			sent := measure.Sent{
				Segment: measure.Segment(key), Waiting: n.Waiting, Accepted: n.Accepted, Failed: n.Failed, Uncertain: n.Uncertain, Skipped: n.Skipped,
			}
			if !yield(sent, nil) {
				return
			}
		}
	}
}
