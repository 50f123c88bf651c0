package newsroom

import (
	"context"

	"jitasa/internal/access"
	"jitasa/internal/chat"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/domain"
	"jitasa/internal/newsletter"
)

// Lint reads an issue and finds fault with it; outside looks at its pictures and links as well.
func (s *Service) Lint(ctx context.Context, by access.Actor, source []byte, outside bool) (*newsletter.Issue, []newsletter.Problem, error) {
	if !by.May(access.WriteNewsletters) {
		return nil, nil, domain.ErrForbidden
	}
	issue, problems := s.lint(ctx, source, outside)
	return issue, problems, nil
}

func (s *Service) lint(ctx context.Context, source []byte, outside bool) (*newsletter.Issue, []newsletter.Problem) {
	issue, problems := newsletter.Parse(source)
	if _, err := s.audience(ctx, issue.Audience); err != nil {
		problems = append(problems, newsletter.Problem{Level: newsletter.Error, Line: 1, Code: "audience", Detail: err.Error()})
	}
	if newsletter.Bad(problems) {
		return issue, problems
	}
	l := newsletter.Linter{Speak: s.Speak, Objects: s.Objects, Works: s.Work.Opportunities, Zone: s.Zone}
	if outside {
		l.Look = s.Look
	}
	return issue, append(problems, l.Lint(ctx, issue)...)
}

// Reader is one kind of reader.
type Reader struct {
	Lang  string
	Place string // a name or code of the province or district where they live; "": it is not known
	Plain bool   // they want texts only
}

// Preview is an issue as one kind of reader gets it: ErrProblems, and domain.ErrNotFound for a place that there is not.
func (s *Service) Preview(ctx context.Context, by access.Actor, source []byte, as Reader) ([]chat.Message, error) {
	if !by.May(access.WriteNewsletters) {
		return nil, domain.ErrForbidden
	}
	issue, err := s.checked(ctx, source)
	if err != nil {
		return nil, err
	}
	p := &audience.Person{ID: "preview", Reach: domain.Reach{Lang: as.Lang, Plain: as.Plain}}
	if as.Place != "" {
		if p.Home, err = s.home(as.Place); err != nil {
			return nil, err
		}
	}
	return s.said(ctx, issue, p)
}

// home is a province or district that is given by name or code.
func (s *Service) home(name string) (*audience.Home, error) {
	at, ok := s.Places.Place(name)
	if !ok {
		if at, ok = s.Places.Find(name).One(); !ok {
			return nil, domain.ErrNotFound
		}
	}
	h := &audience.Home{Province: at.Code[:2]}
	if len(at.Code) >= 4 {
		h.District = at.Code[:4]
	}
	return h, nil
}

// said is an issue as somebody gets it.
func (s *Service) said(ctx context.Context, issue *newsletter.Issue, p *audience.Person) ([]chat.Message, error) {
	c, err := s.edition(ctx, issue)
	if err != nil {
		return nil, err
	}
	return c.Compose(ctx, c.Variant(p))
}
