package app

import (
	"context"
	"log/slog"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/app/opening"
	"jitasa/internal/calls"
	"jitasa/internal/collections"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/members"
	"jitasa/internal/newsroom"
	"jitasa/internal/privacy"
	"jitasa/internal/shifts"
)

// Owners is everything that knows people, and who answers for it: what a copy of somebody's data says of
// each, and how they are taken out. A collection that is not here is in [KnowNobody].
func Owners(c *collections.Collections, now func() time.Time) []privacy.Part {
	sent := dispatch.New(deliver.Parts{ // which sends nothing
		Campaigns: c.Campaigns, Batches: c.Batches, Rolls: c.Rolls, Contents: c.Contents, Paces: c.Paces, Rests: c.Rests, Audience: c.Audience, Readers: c.Responses,
		Now: now, Log: slog.New(slog.DiscardHandler),
	})
	return []privacy.Part{
		{Collections: []string{"volunteers"}, Name: "profile", One: true, Owner: members.Data{Profiles: c.Volunteers}},
		{Collections: []string{"threads"}, Name: "conversation", One: true, InTurn: true, Owner: privacy.Kept(c.Threads.Remembered, c.Threads.Forget)},
		{Collections: []string{"inbox"}, InTurn: true, Owner: privacy.Silent(c.Inbox.Forget)}, // it knows what is not answered yet
		{Collections: []string{"log"}, Name: "messages", Owner: privacy.Kept(c.Log.Of, c.Log.Forget)},
		{Collections: []string{"exports"}, Owner: privacy.Silent(c.Exports.Forget)}, // the links under which copies are fetched
		{Collections: []string{"responses"}, Name: "responses", Owner: privacy.Kept(c.Responses.By, c.Responses.Forget)},
		{Collections: []string{"staff"}, Name: "staff", Owner: access.StaffData{Staff: c.Staff}},
		{Collections: []string{"calls", "contents"}, Name: "calls", Owner: calls.Data{Calls: c.Calls, TakeBack: takeBackCall(c, sent), Now: now}},
		{Collections: []string{"support"}, Name: "support", Owner: supportDesk(c.Support, sent)},
		{Collections: []string{"hours"}, Name: "hours", Owner: hoursDesk(c, sent)},
		{Collections: []string{"organisations"}, Name: "manages", Owner: access.ManagerData{Organisations: c.Organisations}},
		{Collections: []string{"shifts", "signUps"}, Name: "shifts", Owner: shifts.Data{Service: TakingPart(c, now), SignUps: c.SignUps, Shifts: c.Shifts}},
		{Collections: []string{"campaigns", "batches", "rolls", "rests"}, Name: "sent", Owner: privacy.Kept(sent.ReceivedBy, sent.Forget)},
		{Collections: []string{"segments"}, Owner: privacy.Silent(newsroom.SegmentData{Segments: c.Segments}.Forget)}, // what operators look for, by id
	}
}

// Restored is a store as it comes from a backup, to erase people from it again; master is its master key.
func Restored(ctx context.Context, o opening.Opened, master []byte, now func() time.Time) (r privacy.Restored, err error) {
	marks, err := privacy.NewMarks(master)
	return privacy.Restored{
		Parts: Owners(o.Collections, now), Marks: marks, Erasures: o.Collections.Erasures, People: o.Collections.Known(ctx, o.Engine), Profiles: o.Collections.Volunteers,
	}, err
}

// KnowNobody are the collections that know nobody, and why that is so.
func KnowNobody() map[string]string {
	return map[string]string{
		"opportunities": "published work; its contact is the organisation's",
		"networks":      "published",
		"issues":        "written to be read by everybody; by an operator's account",
		"clicks":        "counted without whose they are",
		"paces":         "how fast things go",
		"timers":        "what the program does by itself",
		"keys":          "what seals",
		"tries":         "wrong codes under a hash of the day and the person, for two days: an erasure must not forgive them",
		"signIns":       "links that let members of staff in, who are named by their ids",
		"sessions":      "browsers of members of staff, who are named by their ids",
		"audit":         "what was changed about staff and managers; persons by a keyed hash",
		"erasures":      "that there was an erasure, with a mark by which who has the master key knows a person again in an old backup; see privacy.Marks",
	}
}

// takeBackCall deletes what carries a call to people, and the notices about it.
func takeBackCall(c *collections.Collections, sent *dispatch.Desk) func(ctx context.Context, call string) error {
	notices := takeBackNotices(c, sent)
	return func(ctx context.Context, call string) error {
		if err := sent.TakeBack(ctx, call); err != nil {
			return err
		}
		return notices(ctx, call)
	}
}

// takeBackNotices deletes the notices whose keys begin with an id.
func takeBackNotices(c *collections.Collections, sent *dispatch.Desk) func(ctx context.Context, about string) error {
	return func(ctx context.Context, about string) error {
		var all []string
		for k, err := range c.Campaigns.Beginning(ctx, noticeID(about)+"-") {
			if err != nil {
				return err
			}
			all = append(all, k.ID)
		}
		for _, id := range all {
			if err := sent.TakeBack(ctx, id); err != nil {
				return err
			}
		}
		return nil
	}
}
