package public

import (
	"context"
	"sync"
	"time"

	"jitasa/internal/match"
	"jitasa/internal/web/page"
)

// How long a page is shown before the store is asked whether it has changed, how long it is kept
// although the work on it may be over meanwhile, and how many pages are kept.
const (
	sheetFresh = 2 * time.Second
	sheetLasts = time.Minute
	sheetsKept = 64
)

// edition is what a page shows: while it is the same, so is the page.
type edition struct {
	issues string // their ids and versions
	work   *match.Index
	at     int64 // in units of sheetLasts
}

// sheets keeps pages that were made. Making one takes as long as many answers in the chat, so a
// page that has not changed is made once, whoever asks for it.
type sheets struct {
	now  func() time.Time
	mu   sync.Mutex
	kept map[string]*sheet
}

type sheet struct {
	mu   sync.Mutex // held while it is looked at, and made
	seen time.Time  // when it was known to be right
	of   edition
	page.Sheet
}

func newSheets(now func() time.Time) *sheets { return &sheets{now: now, kept: map[string]*sheet{}} }

// get gives a page. of tells what it shows now, or that there is no such page; render makes it.
func (s *sheets) get(ctx context.Context, name string, of func(context.Context) (edition, error), render func(context.Context) ([]byte, error)) (page.Sheet, error) {
	p := s.find(name)
	p.mu.Lock()
	defer p.mu.Unlock()
	now := s.now()
	if !p.seen.IsZero() && now.Sub(p.seen) < sheetFresh {
		return p.Sheet, nil
	}
	showing, err := of(ctx)
	if err == nil && (p.seen.IsZero() || showing != p.of) {
		err = p.make(ctx, now, render)
	}
	if err != nil {
		s.drop(name)
		return page.Sheet{}, err
	}
	p.of, p.seen = showing, now
	s.keep(name, p)
	return p.Sheet, nil
}

// make prints a page; it changes only if it reads otherwise than before.
func (s *sheet) make(ctx context.Context, now time.Time, render func(context.Context) ([]byte, error)) error {
	content, err := render(ctx)
	if err != nil {
		return err
	}
	if next := page.NewSheet(content, now); next.Tag != s.Tag {
		s.Sheet = next
	}
	return nil
}

// find gives the page of a name, or a new one, which is kept once it is made: asking for pages that do
// not exist drives no page out.
func (s *sheets) find(name string) *sheet {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p, there := s.kept[name]; there {
		return p
	}
	return &sheet{}
}

func (s *sheets) keep(name string, p *sheet) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept[name] == p {
		return
	}
	for other := range s.kept {
		if len(s.kept) < sheetsKept {
			break
		}
		delete(s.kept, other) // any one: what is asked for often is made again
	}
	s.kept[name] = p
}

func (s *sheets) drop(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.kept, name)
}
