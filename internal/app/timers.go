package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/oklog/ulid/v2"

	"jitasa/internal/access"
	"jitasa/internal/calls"
	"jitasa/internal/collections"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/domain"
	"jitasa/internal/inbox"
	"jitasa/internal/measure"
	"jitasa/internal/privacy"
	"jitasa/internal/support"
	"jitasa/internal/timer"
)

// How often things are done whose owners do not say it.
const (
	retainEvery = time.Hour
	daily       = 24 * time.Hour
)

// keepTime does what is done regularly: each time once, however many processes there are.
func (a *App) keepTime(ctx context.Context) error {
	if !a.config.Roles.Worker {
		return nil
	}
	o := a.timers
	o.Owner, o.Now = ulid.Make().String(), a.now
	return timer.RunRegular(ctx, a.Store.Timers, []timer.Regular{
		{ID: "retention", Kind: "retention", Every: retainEvery, Do: a.retain},
		{ID: "calls", Kind: "calls", Every: calls.RepairEvery, Do: a.repairCalls},
		{ID: "support", Kind: "support", Every: support.RoundEvery, AtOnce: true, Do: a.supportRound},
		{ID: migrationID(), Kind: "migration", Every: daily, AtOnce: true, Do: a.migrate}, // daily, as older processes may still be writing old documents
	}, a.log, o)
}

// migrationID is another for each version of the documents: a new release begins at once.
func migrationID() string { return fmt.Sprintf("migration-%d", collections.SchemaVersion) }

// migrate brings documents to the shape of this release.
func (a *App) migrate(ctx context.Context, _ *timer.Timer) error {
	defer giveBack()
	if err := a.reach(ctx); err != nil {
		return err
	}
	if err := a.calls().Adopt(ctx); err != nil {
		return fmt.Errorf("looking for calls that nothing sends: %w", err)
	}
	for _, c := range a.Store.All() {
		n, err := c.Migrate(ctx)
		if err != nil {
			return fmt.Errorf("migrating: %w", err)
		}
		if n > 0 {
			a.log.InfoContext(ctx, "documents migrated", "collection", c.Name(), "documents", n)
		}
	}
	return nil
}

// The pass over everybody that reach makes is never to be felt: it rests after so many.
const (
	reachAtOnce = 1000
	reachRest   = 100 * time.Millisecond
)

// reach tells profiles of older releases how to write to their people. It looks
// at everybody, so it opens nothing that is sealed but of those it is for.
func (a *App) reach(ctx context.Context) error {
	n := 0
	for p, err := range a.Store.Audience.Of(ctx, audience.Segment{}, "") {
		if err != nil {
			return fmt.Errorf("looking at profiles: %w", err)
		}
		if n++; n%reachAtOnce == 0 {
			select {
			case <-time.After(reachRest):
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		if p.Reach.Lang == "" {
			if err := a.learnReach(ctx, p.ID); err != nil && !isNotFound(err) {
				return fmt.Errorf("completing a profile: %w", err)
			}
		}
		if domain.Minor(p.BirthYear, p.Adult, a.local().Year()) && !domain.Minor(p.BirthYear, true, a.local().Year()) {
			if err := a.learnAdult(ctx, p.ID); err != nil && !isNotFound(err) {
				return fmt.Errorf("completing a profile: %w", err)
			}
		}
	}
	return nil
}

// learnReach takes from a person's thread what their profile lacks.
func (a *App) learnReach(ctx context.Context, person string) error {
	thread, err := a.Store.Threads.Get(ctx, person)
	if err != nil {
		return err
	}
	_, err = a.Store.Volunteers.Update(ctx, person, func(v *domain.Volunteer) error {
		if v.Reach.Lang == "" {
			v.Reach = thread.Reach(v.Reach, thread.UpdatedAt)
		}
		return nil
	})
	return err
}

// learnAdult keeps what older releases asked and threw away: who was to turn 20 in the year of signing up, and needed no guardian, had said so.
func (a *App) learnAdult(ctx context.Context, person string) error {
	v, err := a.Store.Volunteers.Get(ctx, person)
	if err != nil || !v.SaidAdult() || v.Adult {
		return err
	}
	_, err = a.Store.Volunteers.Update(ctx, person, func(v *domain.Volunteer) error {
		v.Adult = v.Adult || v.SaidAdult()
		return nil
	})
	return err
}

// retain deletes what has been kept for as long as its owner says. Done twice it changes nothing.
func (a *App) retain(ctx context.Context, _ *timer.Timer) error {
	now := a.now()
	_, logs := a.Store.Log.Purge(ctx, now.Add(-privacy.MessageLife))
	_, threads := a.Store.Support.Purge(ctx, now.Add(-privacy.MessageLife))
	_, tickets := a.Store.Exports.Purge(ctx, now)
	_, events := a.Store.Inbox.Purge(ctx, now.Add(-inbox.Remembered))
	_, clicks := a.Store.Clicks.Purge(ctx, now.Add(-measure.Life))
	_, tries := a.Store.Tries.Purge(ctx, now)
	_, links := a.Store.SignIns.Purge(ctx, now)
	_, sessions := a.Store.Sessions.Purge(ctx, now)
	_, audit := a.Store.Audit.Purge(ctx, now.Add(-access.AuditLife))
	_, responses := a.Store.Responses.Purge(ctx, now.Add(-measure.Life))
	marks := a.Store.Erasures.Unmark(ctx, now)
	_, rests := a.Store.Rests.Purge(ctx, now.Add(-measure.Life))
	var ledgers error
	if a.Deliver != nil {
		ledgers = a.Deliver.Purge(ctx, now.Add(-measure.Life))
	}
	if err := errors.Join(logs, threads, tickets, events, clicks, tries, links, sessions, audit, responses, marks, rests, ledgers); err != nil {
		return fmt.Errorf("deleting what was kept long enough: %w", err)
	}
	return nil
}
