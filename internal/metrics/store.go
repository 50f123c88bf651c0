package metrics

import (
	"context"
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// Store times every call to an engine, and counts the commands of one that sends them to a server.
func (m *Metrics) Store(e store.Engine, now func() time.Time) store.Engine {
	if sends, ok := e.(interface{ Commands() uint64 }); ok {
		m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "jitasa_store_commands_total", Help: "Commands sent to the database server; calls at the same moment share them.",
		}, func() float64 { return float64(sends.Commands()) }))
	}
	return &engine{Engine: e, metrics: m, now: now}
}

type engine struct {
	store.Engine
	metrics *Metrics
	now     func() time.Time
}

func (e *engine) Table(ctx context.Context, s *store.Schema) (store.Table, error) {
	t, err := e.Engine.Table(ctx, s)
	if err != nil {
		return nil, err
	}
	timed := &table{table: t, now: e.now}
	for op := range operations {
		for result := range outcomes {
			timed.times[op][result] = e.metrics.store.WithLabelValues(s.Name, operationNames[op], outcomeNames[result])
		}
	}
	return timed, nil
}

const (
	get = iota
	find
	count
	insert
	replace
	remove
	operations
)

const (
	ok = iota
	conflict
	exists
	unavailable
	cancelled
	failed
	outcomes
)

var (
	operationNames = [operations]string{"get", "find", "count", "insert", "replace", "delete"}
	outcomeNames   = [outcomes]string{"ok", "conflict", "exists", "unavailable", "cancelled", "error"}
)

// table resolves its labels once: an observation costs no look-up.
type table struct {
	table store.Table
	now   func() time.Time
	times [operations][outcomes]prometheus.Observer
}

func (t *table) note(op int, start time.Time, err error) {
	t.times[op][outcome(err)].Observe(t.now().Sub(start).Seconds())
}

func outcome(err error) int {
	switch {
	case err == nil:
		return ok
	case errors.Is(err, domain.ErrConflict):
		return conflict
	case errors.Is(err, domain.ErrExists):
		return exists
	case errors.Is(err, domain.ErrUnavailable):
		return unavailable
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return cancelled
	}
	return failed
}

func (t *table) Get(ctx context.Context, ids []string) (docs []any, err error) {
	start := t.now()
	docs, err = t.table.Get(ctx, ids)
	t.note(get, start, err)
	return docs, err
}

func (t *table) Find(ctx context.Context, r store.Range) (docs []any, more bool, err error) {
	start := t.now()
	docs, more, err = t.table.Find(ctx, r)
	t.note(find, start, err)
	return docs, more, err
}

func (t *table) Count(ctx context.Context, r store.Range) (n int, err error) {
	start := t.now()
	n, err = t.table.Count(ctx, r)
	t.note(count, start, err)
	return n, err
}

func (t *table) Insert(ctx context.Context, recs []store.Record) (each []error, err error) {
	start := t.now()
	each, err = t.table.Insert(ctx, recs)
	result := err
	if err == nil && len(each) == 1 {
		result = each[0]
	}
	t.note(insert, start, result)
	return each, err
}

func (t *table) Replace(ctx context.Context, rec store.Record, old int64) (err error) {
	start := t.now()
	err = t.table.Replace(ctx, rec, old)
	t.note(replace, start, err)
	return err
}

func (t *table) Delete(ctx context.Context, ids []string) (err error) {
	start := t.now()
	err = t.table.Delete(ctx, ids)
	t.note(remove, start, err)
	return err
}
