package app

import (
	"context"
	"fmt"
	"iter"

	"jitasa/internal/deliver"
	"jitasa/internal/measure"
)

// Report tells what came of a campaign so far: domain.ErrNotFound.
func (a *App) Report(ctx context.Context, campaign string) (*measure.Report, error) {
	c, err := a.Store.Campaigns.Get(ctx, campaign)
	if err != nil {
		return nil, fmt.Errorf("looking up the campaign: %w", err)
	}
	sources := measure.Sources{Ledger: ledger{a.Deliver, c}, Clicks: a.Store.Clicks, Responses: a.Store.Responses}
	if a.Sender != nil {
		sources.Platform = a.Sender
	}
	q := measure.Query{Campaign: c.ID, Subject: c.Subject, Unit: c.Unit, From: c.StartedAt, To: a.now()}
	if q.From.IsZero() { // LINE has nothing to tell yet
		q.Unit = ""
	}
	return sources.Report(ctx, q)
}

// ProvinceNames gives the names of provinces in a language, for reports.
func (a *App) ProvinceNames(lang string) measure.Names {
	return func(code string) string {
		p, ok := a.Places.Place(code)
		if !ok {
			return code
		}
		return p.Name(lang)
	}
}

// ledger is a campaign's, as reports see it.
type ledger struct {
	deliverer *deliver.Deliverer
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
