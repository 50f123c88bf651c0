package shifts

import (
	"context"
	"fmt"
	"hash/maphash"
	"slices"
	"sync"
)

// gates let the moves of a process go one after the other for each shift: a thousand people who want one shift would
// otherwise read and write it against each other. Between processes the version decides. The zero value is ready.
type gates struct {
	once sync.Once
	seed maphash.Seed
	all  [128]gate
}

// gate is for the shifts that share it.
type gate struct {
	in       chan struct{}
	mu       sync.Mutex
	finished map[string][]int // moves of a shift that it may forget
}

func (g *gates) of(shift string) *gate {
	g.once.Do(func() {
		g.seed = maphash.MakeSeed()
		for i := range g.all {
			g.all[i].in, g.all[i].finished = make(chan struct{}, 1), map[string][]int{}
		}
	})
	return &g.all[maphash.String(g.seed, shift)%uint64(len(g.all))]
}

func (g *gate) enter(ctx context.Context) error {
	select {
	case g.in <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("waiting for a shift: %w", ctx.Err())
	}
}

func (g *gate) leave() { <-g.in }

// done notes that a move is finished.
func (g *gate) done(shift string, move int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.finished[shift] = append(g.finished[shift], move)
}

// has reports whether the shift still remembers a finished move.
func (g *gate) has(shift string, move int) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Contains(g.finished[shift], move)
}

// drop takes the finished moves out of a shift that is about to be written, and says which.
func (g *gate) drop(s *Shift) []int {
	g.mu.Lock()
	defer g.mu.Unlock()
	moves := slices.Clone(g.finished[s.ID])
	s.finished(moves...)
	return moves
}

// dropped notes that the shift was written without them.
func (g *gate) dropped(shift string, moves []int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	left := slices.DeleteFunc(g.finished[shift], func(n int) bool { return slices.Contains(moves, n) })
	if len(left) == 0 {
		delete(g.finished, shift)
		return
	}
	g.finished[shift] = left
}
