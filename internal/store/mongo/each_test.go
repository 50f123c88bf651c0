package mongo

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"

	driver "go.mongodb.org/mongo-driver/v2/mongo"

	"jitasa/internal/domain"
)

// answers are what a server says to one unordered command after the other.
func answers(t *testing.T, all ...error) (each func(n int) ([]error, error), sent *[][]int) {
	t.Helper()
	e := &Engine{watch: newWatch(), turn: make(chan struct{}, 1)}
	sent = &[][]int{}
	send := func(_ context.Context, places []int) error {
		*sent = append(*sent, slices.Clone(places))
		err := all[0]
		all = all[1:]
		return err
	}
	say := func(_ context.Context, e driver.WriteError) error {
		if e.Code == codeDuplicate {
			return domain.ErrExists
		}
		return domain.ErrConflict
	}
	return func(n int) ([]error, error) { return e.each(t.Context(), n, send, say) }, sent
}

func refused(indexCode ...int) driver.BulkWriteException {
	var all driver.BulkWriteException
	for i := 0; i < len(indexCode); i += 2 {
		all.WriteErrors = append(all.WriteErrors, driver.BulkWriteError{WriteError: driver.WriteError{Index: indexCode[i], Code: indexCode[i+1]}})
	}
	return all
}

// Each is told what the server says of theirs; those that it took back are sent again, and nobody else.
func TestEach(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		each, sent := answers(t, refused(1, codeDuplicate, 2, codeConflict, 3, 7777, 4, codeDeadlock), refused(1, codeDuplicate))
		got, err := each(6)
		want := []error{nil, domain.ErrExists, nil, domain.ErrConflict, domain.ErrExists, nil}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("told %v, %v; want %v", got, err, want)
		}
		if len(*sent) != 2 || !slices.Equal((*sent)[1], []int{2, 4}) {
			t.Errorf("sent %v", *sent)
		}
	})
}

// A command that fails as a whole fails those whom it was about: not those that the one before had settled.
func TestEachFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gone := driver.CommandError{Code: 91}
		unsure := driver.BulkWriteException{WriteConcernError: &driver.WriteConcernError{Code: 91}, WriteErrors: refused(0, codeDuplicate).WriteErrors}
		for _, whole := range []error{gone, unsure} {
			each, _ := answers(t, whole)
			if _, err := each(2); !errors.Is(err, domain.ErrUnavailable) {
				t.Errorf("all of them: %v", err)
			}
			each, _ = answers(t, refused(1, codeConflict), whole)
			got, err := each(2)
			if err != nil || got[0] != nil || !errors.Is(got[1], domain.ErrUnavailable) {
				t.Errorf("the second attempt: %v, %v", got, err)
			}
		}
	})
}
