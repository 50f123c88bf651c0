package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"jitasa/internal/app/opening"
	"jitasa/internal/bot"
	"jitasa/internal/demo"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/place"
)

// A realistic turn is of somebody who has signed up, among many more than the bot can keep at hand,
// and there is work to be found.
const (
	signedUp      = 20_000
	opportunities = 10_000
)

// realisticRows: whole turns of such people, closed (as fast as answers come, on 64 and on 256
// connections) and open (so many a second, whatever comes), and what a turn costs beside time.
func realisticRows(ctx context.Context, s settings) (rows []row, err error) {
	api, path, done, err := populated(ctx, signedUp)
	if err != nil {
		return nil, err
	}
	defer done()
	servers, stop, err := startPair(ctx, "web,worker", "sqlite:"+path, api.url)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, stop()) }()
	talk := newTalk(signedUp, api)
	for _, connections := range []int{64, 256} {
		s.connections = connections
		p, err := compareOn(ctx, s, servers, talk.closed(ctx, connections))
		if err != nil {
			return nil, err
		}
		rows = append(rows, p.realistic(connections))
	}
	for _, perSecond := range []int{300, 1000} {
		r, err := openRow(ctx, s, servers, talk, perSecond)
		if err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	costs, err := costRow(ctx, s, servers[0], talk)
	if err != nil {
		return nil, err
	}
	disk, err := diskRow(ctx, s)
	return append(rows, costs, disk), err
}

// populated is a file with so many people and the work, and the place where replies arrive; done ends both.
func populated(ctx context.Context, people int) (api *sink, path string, done func(), err error) {
	folder, err := os.MkdirTemp("", "jitasa-bench-")
	if err != nil {
		return nil, "", nil, fmt.Errorf("making a folder: %w", err)
	}
	remove := func() { _ = os.RemoveAll(folder) } // a leftover in the temporary folder harms nobody
	path = filepath.Join(folder, "bench.db")
	if err = withStore(ctx, "sqlite:"+path, func(o opening.Opened) error { return populate(ctx, o, people) }); err == nil {
		api, err = startSink(ctx)
	}
	if err != nil {
		remove()
		return nil, "", nil, err
	}
	return api, path, func() { _ = api.Close(); remove() }, nil
}

func (p pair) realistic(connections int) row {
	times := float64(p.cpuOurs) / float64(max(1, p.cpuBare))
	r := row{
		work:   fmt.Sprintf("realistic turn, SQLite, %d connections", connections),
		figure: p.String(), ratio: fmt.Sprintf("%.2f; CPU %.1f ×", p.ratio, times),
	}
	if connections == 64 {
		r.goal, r.verdict = "CPU ≤ 3.5 ×", verdict(times <= 3.5)
	} else {
		r.goal, r.verdict = "≥ 0.45 ×", verdict(p.ratio >= 0.45)
	}
	return r
}

// populate makes the people, each with a conversation that is under way, and the work.
func populate(ctx context.Context, o opening.Opened, people int) error {
	if err := fillWork(ctx, o); err != nil {
		return err
	}
	if err := fillPeople(ctx, o, people); err != nil {
		return err
	}
	now := domain.Instant(time.Now().Add(-time.Hour))
	for from := 0; from < people; from += 1000 {
		threads := make([]*bot.Thread, 1000)
		for i := range threads {
			threads[i] = &bot.Thread{Meta: domain.Meta{ID: person(from + i)}, Memory: dialog.Memory{Lang: "th", Name: "สมศรี", Seen: now}, Following: true, UpdatedAt: now}
		}
		if _, err := o.Collections.Threads.InsertNew(ctx, threads); err != nil {
			return fmt.Errorf("filling threads: %w", err)
		}
	}
	return nil
}

func fillWork(ctx context.Context, o opening.Opened) error {
	now := domain.Instant(time.Now())
	many, err := demo.Many(opportunities, 1, now)
	if err != nil {
		return fmt.Errorf("making opportunities: %w", err)
	}
	all := make([]*domain.Opportunity, len(many))
	for i := range many {
		many[i].UpdatedAt = now.Add(-time.Hour) // not a moment ago: this is a day like any other
		all[i] = &many[i]
	}
	if _, err := o.Collections.Opportunities.InsertNew(ctx, all); err != nil {
		return fmt.Errorf("filling opportunities: %w", err)
	}
	return nil
}

// fillPeople makes profiles as signing up makes them: all over the country, in both languages, with what people tell.
func fillPeople(ctx context.Context, o opening.Opened, n int) error {
	g, err := place.New()
	if err != nil {
		return fmt.Errorf("loading gazetteer: %w", err)
	}
	all := g.Provinces("", "th")
	now := domain.Instant(time.Now().Add(-time.Hour))
	causes, skills, availabilities := domain.Causes(), domain.Skills(), domain.Availabilities()
	for from := 0; from < n; from += 1000 {
		part := make([]*domain.Volunteer, min(1000, n-from))
		for i := range part {
			k := from + i
			province := all[k%provinces]
			v := &domain.Volunteer{
				Meta: domain.Meta{ID: person(k)}, Name: fmt.Sprintf("อาสาคนที่ %d", k), BirthYear: 1950 + k%50, Phone: fmt.Sprintf("+668%08d", k%100_000_000),
				Home: &domain.Home{Province: province.Code, District: province.Code + "01", Exact: k%2 == 0, Point: domain.Point{
					Lat: province.Point.Lat + float64(k%100-50)/200, Lng: province.Point.Lng + float64(k%90-45)/200,
				}},
				Causes: []domain.Cause{causes[k%len(causes)], causes[(k+5)%len(causes)]}, Skills: skills[k%len(skills):][:1], Availability: availabilities[k%len(availabilities):][:1],
				Reach: domain.Reach{Lang: []string{"th", "en"}[k/provinces%languages], Seen: now}, CreatedAt: now, UpdatedAt: now, SignedUpAt: now,
			}
			for _, p := range domain.Purposes() {
				v.Consents = append(v.Consents, domain.Consent{Purpose: p, Given: true, At: now, Notice: domain.NoticeVersion, Receipt: "R-123456"})
			}
			part[i] = v
		}
		if _, err := o.Collections.Volunteers.InsertNew(ctx, part); err != nil {
			return fmt.Errorf("filling volunteers: %w", err)
		}
	}
	return nil
}

// talk is what people write: each goes on where they were, whatever load it is in and with whichever server,
// and they are at different texts. So every text is sent as often as the others.
type talk struct {
	people int
	api    *sink
	tokens atomic.Int64
	turns  sync.Map // address of a server → []atomic.Int32, the next text of each person
}

func newTalk(people int, api *sink) *talk { return &talk{people: people, api: api} }

// next is what a person writes next to a server.
func (t *talk) next(server string, person int) string {
	at, ok := t.turns.Load(server)
	if !ok {
		at, _ = t.turns.LoadOrStore(server, make([]atomic.Int32, t.people))
	}
	texts := script()
	n := int(at.([]atomic.Int32)[person].Add(1)) - 1
	return texts[(person+n)%len(texts)]
}

// say sends a person's next text and waits for the reply.
func (t *talk) say(ctx context.Context, c *client, who int) error {
	token := fmt.Sprintf("%032x", t.tokens.Add(1))
	text := t.next(c.url, who)
	replied := t.api.expect(token)
	if err := c.post(ctx, textEvent(person(who), token, text)); err != nil {
		return err
	}
	return await(replied, text)
}

// closed lets each connection's people write in turn, the next one when the last was answered.
func (t *talk) closed(ctx context.Context, connections int) once {
	mine := t.people / connections
	return func(c *client, conn, round int) (time.Duration, error) {
		start := time.Now()
		if err := t.say(ctx, c, conn*mine+round%mine); err != nil {
			return 0, err
		}
		return time.Since(start), nil
	}
}
