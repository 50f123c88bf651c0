package collections

import (
	"context"
	"iter"
	"time"

	"jitasa/internal/store"
	"jitasa/internal/timer"
)

type later = timer.Timer

// Timers keeps what is to be done later.
type Timers struct{ *store.Collection[later] }

func timersSpec() store.Spec {
	return store.Spec{Name: "timers", Indexes: []store.Index{{Name: "due", Fields: []string{"due"}}}}
}

// Due streams the timers that anybody may claim now, earliest first.
func (t *Timers) Due(ctx context.Context, now time.Time, limit int) iter.Seq2[*later, error] {
	return t.Find(ctx, store.Query{Index: "due", To: now.Add(time.Millisecond), Limit: limit})
}
