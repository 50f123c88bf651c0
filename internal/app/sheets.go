package app

import (
	"context"
	"sync"
	"time"

	"jitasa/internal/match"
	"jitasa/internal/web/page"
)

// How long a page is shown without a look at what it shows, how long one lasts
// whose work may be over meanwhile, and how many are kept.
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

// sheets keeps pages that were made: making one takes as long as many answers in
// the chat, so one that nothing has changed is made once, whoever asks.
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

// get gives a page. of says what it shows now, or that there is no such page.
func (s *sheets) get(ctx context.Context, name string, of func(context.Context) (edition, error), print func(context.Context) ([]byte, error)) (page.Sheet, error) {
	kept := s.find(name)
	kept.mu.Lock()
	defer kept.mu.Unlock()
	now := s.now()
	if !kept.seen.IsZero() && now.Sub(kept.seen) < sheetFresh {
		return kept.Sheet, nil
	}
	showing, err := of(ctx)
	if err == nil && (kept.seen.IsZero() || showing != kept.of) {
		err = kept.make(ctx, now, print)
	}
	if err != nil {
		s.drop(name)
		return page.Sheet{}, err
	}
	kept.of, kept.seen = showing, now
	s.keep(name, kept)
	return kept.Sheet, nil
}

// make prints a page; it changes only if it reads otherwise than before.
func (s *sheet) make(ctx context.Context, now time.Time, print func(context.Context) ([]byte, error)) error {
	content, err := print(ctx)
	if err != nil {
		return err
	}
	if next := page.NewSheet(content, now); next.Tag != s.Tag {
		s.Sheet = next
	}
	return nil
}

// find gives the page of a name, or a new one, which is kept once it is made:
// whoever asks for what there is not drives no page out.
func (s *sheets) find(name string) *sheet {
	s.mu.Lock()
	defer s.mu.Unlock()
	if page, there := s.kept[name]; there {
		return page
	}
	return &sheet{}
}

func (s *sheets) keep(name string, page *sheet) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept[name] == page {
		return
	}
	for other := range s.kept {
		if len(s.kept) < sheetsKept {
			break
		}
		delete(s.kept, other) // any one: what is asked for often is made again
	}
	s.kept[name] = page
}

func (s *sheets) drop(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.kept, name)
}
