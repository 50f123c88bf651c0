package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"jitasa/internal/store"
)

// askAgain is how often a claim that somebody else has is asked for.
const askAgain = 100 * time.Millisecond

// Claim makes this process the one that serves a database file, until release is called or it dies in any way. If
// another one has it, waiting is called and the claim is waited for; store.ErrSetup if it does not come. Processes that
// open the file without serving it need no claim.
//
// The lock is one of the operating system, on a file of its own beside the database, which stays: SQLite would lose its
// locks on the database if we touched that one, and a lock file that is removed can be held by two.
func Claim(ctx context.Context, path string, wait time.Duration, waiting func()) (release func() error, err error) {
	if real, err := filepath.EvalSymlinks(path); err == nil { // another name must not be another lock
		path = real
	}
	lock := flock.New(path+"-lock", flock.SetPermissions(0o600))
	got, err := lock.TryLock()
	if err == nil && !got {
		waiting()
		patient, cancel := context.WithTimeout(ctx, wait)
		defer cancel()
		got, err = lock.TryLockContext(patient, askAgain)
	}
	switch {
	case got:
		return lock.Unlock, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err == nil || errors.Is(err, context.DeadlineExceeded):
		return nil, fmt.Errorf("%w: another process serves the database %s: stop it first; several processes need MongoDB", store.ErrSetup, path)
	}
	return nil, fmt.Errorf("%w: locking the database: %w", store.ErrSetup, err)
}
