package app

import (
	"context"
	"fmt"

	"jitasa/internal/domain"
	"jitasa/internal/i18n"
	"jitasa/internal/match"
	"jitasa/internal/newsroom"
	"jitasa/internal/web/page"
	"jitasa/internal/web/public"
)

// archive prints the newsletter for the web, each page once.
type archive struct {
	news   *newsroom.Service
	live   *match.Live
	texts  *i18n.Catalog
	pages  *public.Pages
	sheets *sheets
}

// archived is how many issues the archive and the feed list: ten years of them, and one.
const (
	archived = 120
	fed      = 24
)

func (a archive) print(ctx context.Context, kept *domain.Issue, t *i18n.Texts) (public.Printed, error) {
	page, err := a.news.Page(ctx, kept, t)
	if err != nil {
		return public.Printed{}, fmt.Errorf("printing an issue: %w", err)
	}
	return public.Printed{ID: kept.ID, At: kept.PublishedAt.In(a.news.Zone), Title: page.Title, Sections: page.Sections, Lead: page.Sections[0].Title, Rights: page.Rights}, nil
}

func (a archive) printAll(ctx context.Context, t *i18n.Texts, limit int) (all []public.Printed, err error) {
	for kept, err := range a.news.Out(ctx, limit) {
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
func (a archive) shows(issues ...*domain.Issue) edition {
	e := edition{work: a.live.Index(), at: a.news.Now().UnixNano() / int64(sheetLasts)}
	for _, i := range issues {
		e.issues += fmt.Sprintf("%s@%d ", i.ID, i.Version)
	}
	return e
}

func (a archive) latest(limit int) func(context.Context) (edition, error) {
	return func(ctx context.Context) (edition, error) {
		var all []*domain.Issue
		for kept, err := range a.news.Out(ctx, limit) {
			if err != nil {
				return edition{}, fmt.Errorf("reading the archive: %w", err)
			}
			all = append(all, kept)
		}
		return a.shows(all...), nil
	}
}

// Archive implements public.News.
func (a archive) Archive(ctx context.Context, lang string) (page.Sheet, error) {
	t := a.texts.For(lang)
	return a.sheets.get(ctx, "archive "+t.Lang(), a.latest(archived), func(ctx context.Context) ([]byte, error) {
		all, err := a.printAll(ctx, t, archived)
		if err != nil {
			return nil, err
		}
		return a.pages.Archive(t, all)
	})
}

// Issue implements public.News.
func (a archive) Issue(ctx context.Context, id, lang string) (page.Sheet, error) {
	t := a.texts.For(lang)
	var kept *domain.Issue
	return a.sheets.get(ctx, "issue "+t.Lang()+" "+id, func(ctx context.Context) (of edition, err error) {
		if kept, err = a.news.Published(ctx, id); err != nil {
			return of, err
		}
		return a.shows(kept), nil
	}, func(ctx context.Context) ([]byte, error) {
		p, err := a.print(ctx, kept, t)
		if err != nil {
			return nil, err
		}
		return a.pages.Issue(t, p)
	})
}

// Feed implements public.News.
func (a archive) Feed(ctx context.Context, lang string) (page.Sheet, error) {
	t := a.texts.For(lang)
	return a.sheets.get(ctx, "feed "+t.Lang(), a.latest(fed), func(ctx context.Context) ([]byte, error) {
		all, err := a.printAll(ctx, t, fed)
		if err != nil {
			return nil, err
		}
		return a.pages.Feed(t, a.news.Base, all)
	})
}
