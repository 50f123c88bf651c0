package newsroom

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/chat"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
	"jitasa/internal/match"
	"jitasa/internal/measure"
	"jitasa/internal/newsletter"
	"jitasa/internal/place"
)

// Issues keeps what is published.
type Issues interface {
	InsertNew(ctx context.Context, i []*domain.Issue) ([]bool, error)
	Get(ctx context.Context, id string) (*domain.Issue, error)
	Update(ctx context.Context, id string, change func(*domain.Issue) error) (*domain.Issue, error)
	// Published streams the issues that are out, the newest first.
	Published(ctx context.Context, now time.Time, limit int) iter.Seq2[*domain.Issue, error]
}

// Segments keeps audiences under their names.
type Segments interface {
	Insert(ctx context.Context, s *audience.Saved) error
	Get(ctx context.Context, name string) (*audience.Saved, error)
	Update(ctx context.Context, name string, change func(*audience.Saved) error) (*audience.Saved, error)
	Delete(ctx context.Context, names ...string) error
	All(ctx context.Context) iter.Seq2[*audience.Saved, error]
}

// Networks knows the networks of volunteers.
type Networks interface {
	Get(ctx context.Context, id string) (*domain.Network, error)
	All(ctx context.Context) iter.Seq2[*domain.Network, error]
}

// Volunteers knows profiles.
type Volunteers interface {
	Get(ctx context.Context, person string) (*domain.Volunteer, error)
}

// Newcomers streams whoever has changed since a time.
type Newcomers interface {
	Newcomers(ctx context.Context, since time.Time) iter.Seq2[*Newcomer, error]
}

// Newcomer is what is counted of somebody who came lately; nothing of it is sealed.
type Newcomer struct {
	ID         string    `json:"_id"`
	SignedUpAt time.Time `json:"signedUpAt"`
	Interested []string  `json:"interested,omitempty"`
	UpdatedAt  time.Time `json:"updatedAt"`
}

// Staff knows the members of staff. There are few.
type Staff interface {
	All(ctx context.Context) iter.Seq2[*domain.Staff, error]
}

// Opportunities streams what has changed since a time, closed ones included.
type Opportunities interface {
	Changed(ctx context.Context, since time.Time) iter.Seq2[*domain.Opportunity, error]
}

// Work finds opportunities that are open.
type Work interface {
	Near(q match.Query) match.Result
	// Opportunities gives those that are open still, in the order of the ids.
	Opportunities(ctx context.Context, ids ...string) ([]*domain.Opportunity, error)
}

// Audit records what somebody did, under a key once.
type Audit interface {
	Once(ctx context.Context, by access.Actor, key string, did access.Deed, subject string, change func() (before, after string, err error)) error
}

// Service is what can be done with issues and audiences. It is safe for concurrent use. Use cases answer
// domain.ErrForbidden to whoever does not write newsletters; a change is recorded, and done once under the same key.
type Service struct {
	Issues        Issues
	Segments      Segments
	Networks      Networks
	Volunteers    Volunteers
	Newcomers     Newcomers
	Staff         Staff
	Opportunities Opportunities
	Work          Work
	Measures      measure.Sources // its ledger is each campaign's own
	Deliver       *dispatch.Desk  // nil: nothing is sent here
	Reserve       int             // messages of the month that are not the newsletter's
	Audit         Audit

	Places *place.Gazetteer
	Speak  func(lang string) newsletter.Words
	// Objects counts the objects that messages become on the platform.
	Objects func(m []chat.Message, lang string, plain bool) int
	// Look asks for the head of an address, as [newsletter.Linter.Look].
	Look  func(ctx context.Context, url string) (kind string, length int64, err error)
	Links measure.Links
	Base  string         // address of the pages
	Zone  *time.Location // in which people mean dates
	Now   func() time.Time
}

// ErrProblems is an issue that has errors: see [Service.Lint].
var ErrProblems = errors.New("the issue has errors")

// errUnreadable says that what is published cannot be read: it was, when it was published.
var errUnreadable = errors.New("the issue cannot be read")

func parsed(id, source string) (*newsletter.Issue, error) {
	issue, problems := newsletter.Parse([]byte(source))
	if newsletter.Bad(problems) {
		return nil, fmt.Errorf("%w: %s", errUnreadable, id)
	}
	return issue, nil
}

// checked reads an issue that has no errors.
func (s *Service) checked(ctx context.Context, source []byte) (*newsletter.Issue, error) {
	issue, problems := s.lint(ctx, source, false)
	if newsletter.Bad(problems) {
		return nil, ErrProblems
	}
	return issue, nil
}

// once makes a change that whoever writes newsletters may make.
func (s *Service) once(ctx context.Context, by access.Actor, key string, did access.Deed, subject string, change func() (before, after string, err error)) error {
	if !by.May(access.WriteNewsletters) {
		return domain.ErrForbidden
	}
	return s.Audit.Once(ctx, by, key, did, subject, change)
}

// campaignOf is the id of the campaign that sends an issue.
func campaignOf(issue string) string { return "newsletter-" + issue }

// name is what an issue is called in the network's own language.
func (s *Service) name(issue *newsletter.Issue) string { return issue.Name(s.Speak(newsletter.Main)) }
