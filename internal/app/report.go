package app

import (
	"context"
	"fmt"
	"iter"
	"strconv"

	"jitasa/internal/deliver"
	"jitasa/internal/measure"
	"jitasa/internal/newsletter"
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
	r, err := sources.Report(ctx, q)
	if err != nil {
		return nil, err
	}
	if c.Kind == deliver.Newsletter {
		r.Polls, err = a.News.polls(ctx, c.Subject)
	}
	return r, err
}

// polls says what the polls of an issue ask; nil if its text is not known any more.
func (n *News) polls(ctx context.Context, id string) (measure.Polls, error) {
	source, err := n.Source(ctx, id)
	if isNotFound(err) {
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
		w := n.texts.For(lang)
		return issue.Fill(w, part.Title), issue.Fill(w, part.Items[item])
	}, nil
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
