package mongo

import (
	"context"
	"errors"

	driver "go.mongodb.org/mongo-driver/v2/mongo"
)

// each sends n documents in one unordered command and gives the outcome of each; say puts the
// server's word on one of them into ours. Those that the server took back are sent again. The error
// is for all of them.
func (e *Engine) each(
	ctx context.Context, n int, send func(ctx context.Context, places []int) error, say func(context.Context, driver.WriteError) error,
) ([]error, error) {
	outcomes, left := make([]error, n), make([]int, n)
	for i := range left {
		left[i] = i
	}
	err := e.write(ctx, func(ctx context.Context) error {
		single, err := errorsOf(send(ctx, left))
		if err != nil {
			return err
		}
		var back []int
		for _, s := range single {
			place := left[s.Index]
			if takenBack(s.Code) {
				back, err = append(back, place), alone(s.WriteError)
				continue
			}
			outcomes[place] = say(ctx, s.WriteError)
		}
		left = back
		return err
	})
	if err != nil && len(left) == n {
		return nil, err
	}
	for _, place := range left {
		outcomes[place] = err
	}
	return outcomes, nil
}

// errorsOf takes apart what concerns single documents and what concerns all.
func errorsOf(err error) (single []driver.BulkWriteError, rest error) {
	var bulk driver.BulkWriteException
	switch {
	case !errors.As(err, &bulk):
		return nil, err
	case bulk.WriteConcernError != nil:
		return nil, driver.BulkWriteException{WriteConcernError: bulk.WriteConcernError}
	}
	return bulk.WriteErrors, nil
}

// alone is the error of one document as that of a command.
func alone(e driver.WriteError) error {
	return driver.WriteException{WriteErrors: driver.WriteErrors{e}}
}

func pick[T any](all []T, places []int) []T {
	if len(places) == len(all) {
		return all
	}
	some := make([]T, len(places))
	for i, at := range places {
		some[i] = all[at]
	}
	return some
}
