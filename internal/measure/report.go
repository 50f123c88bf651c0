package measure

import (
	"context"
	"fmt"
	"iter"
	"time"

	"jitasa/internal/domain"
)

// Segment is a part of an audience: those of one province who read one language.
type Segment struct {
	Province string // gazetteer code; "": not known
	Lang     string // "": not known
}

// Sent is what a ledger says of a segment, in people.
type Sent struct {
	Segment
	Waiting   int            // not sent yet
	Accepted  int            // by the platform
	Failed    int            // certainly not sent
	Uncertain int            // nobody knows
	Skipped   map[string]int // by reason
}

// Ledger knows what became of everybody in a campaign's audience. A segment may
// come in parts; whoever belongs to none that is known comes in the empty one.
type Ledger interface {
	Segments(ctx context.Context, campaign string) iter.Seq2[Sent, error]
}

// Platform knows how many people opened what was sent under a unit, and how many
// of them an address in it; nil where it does not tell.
type Platform interface {
	Statistics(ctx context.Context, unit string, from, to time.Time) (opened, clicked *int, err error)
}

// ClickBook has the clicks that were counted.
type ClickBook interface {
	Of(ctx context.Context, campaign string) iter.Seq2[*domain.Click, error]
}

// ResponseBook has the responses that were recorded.
type ResponseBook interface {
	In(ctx context.Context, campaign string) iter.Seq2[*domain.Response, error]
}

// Sources are where a report comes from.
type Sources struct {
	Ledger    Ledger
	Platform  Platform // nil: the platform is not asked
	Clicks    ClickBook
	Responses ResponseBook
}

// Query says what to report on.
type Query struct {
	Campaign string // in the ledger
	Subject  string // that links and buttons name; "": the campaign's id
	Unit     string // of the platform's statistics; "": there are none
	From, To time.Time
}

// Figures count a segment, or the whole. Who did something twice counts once; clicks count each time.
type Figures struct {
	Sent
	Clicks int
	People map[domain.ResponseKind]int
}

// Audience is everybody who was to get it, skipped or not.
func (f *Figures) Audience() int {
	return f.Waiting + f.Accepted + f.Failed + f.Uncertain + f.SkippedPeople()
}

// SkippedPeople is how many were left out, for whatever reason.
func (f *Figures) SkippedPeople() (n int) {
	for _, skipped := range f.Skipped {
		n += skipped
	}
	return n
}

// add adds the figures of another part.
func (f *Figures) add(part Figures) {
	f.Waiting += part.Waiting
	f.Accepted += part.Accepted
	f.Failed += part.Failed
	f.Uncertain += part.Uncertain
	f.Clicks += part.Clicks
	f.Skipped = sum(f.Skipped, part.Skipped)
	f.People = sum(f.People, part.People)
}

func sum[K comparable](a, b map[K]int) map[K]int {
	if a == nil && len(b) > 0 {
		a = make(map[K]int, len(b))
	}
	for k, n := range b {
		a[k] += n
	}
	return a
}

// Tally is a thing and how often.
type Tally struct {
	Name  string
	Count int
}

// Polls says in a language what a poll asked, and one of its answers, by their numbers; empty where there is none.
type Polls func(lang, poll, option string) (question, answer string)

// Report is what came of a campaign.
type Report struct {
	Query
	Total    Figures
	Segments []Figures // by province, then language; the unknown one last
	Opened   *int      // people, as the platform tells; nil: it does not, of less than twenty
	Clicked  *int      // people who opened an address, likewise
	Links    []Tally   // clicks, the most first
	Votes    []Tally   // people, by "poll:option"
	Polls    Polls     // what was asked; nil: votes are told by number
	Untold   error     // why the platform's numbers are missing, if it was asked in vain
}

// Report looks everything up. Numbers go on changing while people read. That
// the platform does not answer leaves its numbers out, and nothing else.
func (s Sources) Report(ctx context.Context, q Query) (*Report, error) {
	if q.Subject == "" {
		q.Subject = q.Campaign
	}
	c := newCounter(q)
	for sent, err := range s.Ledger.Segments(ctx, q.Campaign) {
		if err != nil {
			return nil, fmt.Errorf("reading the ledger: %w", err)
		}
		c.add(Figures{Sent: sent})
	}
	for click, err := range s.Clicks.Of(ctx, q.Subject) {
		if err != nil {
			return nil, fmt.Errorf("reading clicks: %w", err)
		}
		c.click(click)
	}
	for response, err := range s.Responses.In(ctx, q.Subject) {
		if err != nil {
			return nil, fmt.Errorf("reading responses: %w", err)
		}
		c.response(response)
	}
	r := c.done()
	if s.Platform != nil && q.Unit != "" {
		r.Opened, r.Clicked, r.Untold = s.Platform.Statistics(ctx, q.Unit, q.From, q.To)
	}
	return r, nil
}
