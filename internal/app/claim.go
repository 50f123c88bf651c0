package app

import (
	"context"
	"log/slog"
	"time"

	"jitasa/internal/config"
	"jitasa/internal/store/sqlite"
)

// ClaimWait is how long a process waits for the one before it: that has ten seconds to end.
const ClaimWait = 20 * time.Second

// Claim makes sure that nobody else serves the store: two that serve one file, whatever their roles, would
// do work twice. MongoDB is for many, so there is nothing to claim. See sqlite.Claim.
func Claim(ctx context.Context, s config.Store, wait time.Duration, log *slog.Logger) (release func() error, err error) {
	if s.Engine != config.SQLite {
		return func() error { return nil }, nil
	}
	return sqlite.Claim(ctx, s.Path, wait, func() {
		log.InfoContext(ctx, "waiting for the process that serves this database to end", "seconds", int(wait.Seconds()))
	})
}
