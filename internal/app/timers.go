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
	"jitasa/internal/domain"
	"jitasa/internal/inbox"
	"jitasa/internal/measure"
	"jitasa/internal/members"
	"jitasa/internal/privacy"
	"jitasa/internal/shifts"
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
		{ID: "shifts", Kind: "shifts", Every: shifts.RoundEvery, AtOnce: true, Do: a.shiftsRound},
		{ID: ProfilesTimer, Kind: "profiles", Every: daily, AtOnce: true, Do: a.complete},
		{ID: migrationID(), Kind: "migration", Every: daily, AtOnce: true, Do: a.migrate}, // daily, as older processes may still be writing old documents
	}, a.log, o)
}

// migrationID is another for each version of the documents: a new release begins at once.
func migrationID() string { return fmt.Sprintf("migration-%d", collections.SchemaVersion) }

// ProfilesTimer is the id of the timer of that pass; another when [members.Service.Complete] looks for more than before: the first pass is over everybody.
const ProfilesTimer = "profiles-1"

// complete adds to profiles what they lack. The timer knows up to when that is done.
func (a *App) complete(ctx context.Context, t *timer.Timer) error {
	defer giveBack()
	begun := a.now()
	people := &members.Service{Profiles: a.Store.Volunteers, Outlines: a.Store.Audience, Conversations: reached{a.Store.Threads}, Now: a.local}
	if err := people.Complete(ctx, t.Mark); err != nil {
		return err
	}
	t.Mark = begun
	return nil
}

// migrate brings documents to the shape of this release.
func (a *App) migrate(ctx context.Context, _ *timer.Timer) error {
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

// reached knows from people's threads how they are reached.
type reached struct{ *collections.Threads }

// Reach implements members.Conversations.
func (r reached) Reach(ctx context.Context, person string, was domain.Reach) (domain.Reach, error) {
	thread, err := r.Get(ctx, person)
	if err != nil {
		return was, err
	}
	return thread.Reach(was, thread.UpdatedAt), nil
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
