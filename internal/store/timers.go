package store

import (
	"context"
	"iter"
	"time"

	"jitasa/internal/timer"
)

type later = timer.Timer

// Timers keeps what is to be done later.
type Timers struct{ *Collection[later] }

func timersSpec() Spec {
	return Spec{Name: "timers", Indexes: []Index{{Name: "due", Fields: []string{"due"}}}}
}

// Due streams the timers that anybody may claim now, earliest first.
func (t *Timers) Due(ctx context.Context, now time.Time, limit int) iter.Seq2[*later, error] {
	return t.Find(ctx, Query{Index: "due", To: now.Add(time.Millisecond), Limit: limit})
}
