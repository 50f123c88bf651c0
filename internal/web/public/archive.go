package public

import (
	"context"
	"fmt"
	"iter"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/match"
	"jitasa/internal/newsletter"
	"jitasa/internal/newsroom"
	"jitasa/internal/web/page"
)

// Newsroom knows the issues that are out.
type Newsroom interface {
	// Out streams them, the newest first.
	Out(ctx context.Context, limit int) iter.Seq2[*domain.Issue, error]
	// Published is one of them: domain.ErrNotFound.
	Published(ctx context.Context, id string) (*domain.Issue, error)
	Page(ctx context.Context, kept *domain.Issue, w newsletter.Words) (newsroom.Page, error)
}

// Words are the texts of a language.
type Words interface {
	page.Texts
	newsletter.Words
}

// ArchiveParts are what the pages of the newsletter are made of.
type ArchiveParts struct {
	Newsroom Newsroom
	Index    func() *match.Index // the work that pages show, in the newest index
	Speak    func(lang string) Words
	Pages    *Pages
	Base     string // the address of the site, without a slash at the end
	Zone     *time.Location
	Now      func() time.Time
}

// Archive is the newsletter and its feed as pages, each made once.
type Archive struct {
	ArchiveParts
	sheets *sheets
}

// NewArchive makes an archive of which no page is made yet.
func NewArchive(p ArchiveParts) *Archive { return &Archive{p, newSheets(p.Now)} }

// How many issues the archive and the feed list: one a month, for ten years and for two.
const (
	archived = 120
	fed      = 24
)

func (a *Archive) print(ctx context.Context, kept *domain.Issue, t Words) (Printed, error) {
	out, err := a.Newsroom.Page(ctx, kept, t)
	if err != nil {
		return Printed{}, fmt.Errorf("printing an issue: %w", err)
	}
	return Printed{ID: kept.ID, At: kept.PublishedAt.In(a.Zone), Title: out.Title, Sections: out.Sections, Lead: out.Sections[0].Title, Rights: out.Rights}, nil
}

func (a *Archive) printAll(ctx context.Context, t Words, limit int) (all []Printed, err error) {
	for kept, err := range a.Newsroom.Out(ctx, limit) {
		if err != nil {
			return nil, fmt.Errorf("reading the archive: %w", err)
		}
		p, err := a.print(ctx, kept, t)
		if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
	return all, nil
}

// shows is what a page of issues shows now.
func (a *Archive) shows(issues ...*domain.Issue) edition {
	e := edition{work: a.Index(), at: a.Now().UnixNano() / int64(sheetLasts)}
	for _, i := range issues {
		e.issues += fmt.Sprintf("%s@%d ", i.ID, i.Version)
	}
	return e
}

func (a *Archive) latest(limit int) func(context.Context) (edition, error) {
	return func(ctx context.Context) (edition, error) {
		var all []*domain.Issue
		for kept, err := range a.Newsroom.Out(ctx, limit) {
			if err != nil {
				return edition{}, fmt.Errorf("reading the archive: %w", err)
			}
			all = append(all, kept)
		}
		return a.shows(all...), nil
	}
}

// Archive implements News.
func (a *Archive) Archive(ctx context.Context, lang string) (page.Sheet, error) {
	t := a.Speak(lang)
	return a.sheets.get(ctx, "archive "+t.Lang(), a.latest(archived), func(ctx context.Context) ([]byte, error) {
		all, err := a.printAll(ctx, t, archived)
		if err != nil {
			return nil, err
		}
		return a.Pages.Archive(t, all)
	})
}

// Issue implements News.
func (a *Archive) Issue(ctx context.Context, id, lang string) (page.Sheet, error) {
	t := a.Speak(lang)
	var kept *domain.Issue
	return a.sheets.get(ctx, "issue "+t.Lang()+" "+id, func(ctx context.Context) (of edition, err error) {
		if kept, err = a.Newsroom.Published(ctx, id); err != nil {
			return of, err
		}
		return a.shows(kept), nil
	}, func(ctx context.Context) ([]byte, error) {
		p, err := a.print(ctx, kept, t)
		if err != nil {
			return nil, err
		}
		return a.Pages.Issue(t, p)
	})
}

// Feed implements News.
func (a *Archive) Feed(ctx context.Context, lang string) (page.Sheet, error) {
	t := a.Speak(lang)
	return a.sheets.get(ctx, "feed "+t.Lang(), a.latest(fed), func(ctx context.Context) ([]byte, error) {
		all, err := a.printAll(ctx, t, fed)
		if err != nil {
			return nil, err
		}
		return a.Pages.Feed(t, a.Base, all)
	})
}
