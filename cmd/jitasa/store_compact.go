package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/app"
	"jitasa/internal/config"
	"jitasa/internal/store/sqlite"
)

// compact writes a database file anew, as small as it can be.
func compact(ctx context.Context, s command.Streams, name string) (err error) {
	at, err := config.ParseStore(name)
	if err != nil {
		return command.Mistaken("%v", err)
	}
	if at.Engine != config.SQLite {
		return command.Mistaken("MongoDB gives back by itself what is free: only a database file is compacted")
	}
	before, err := os.Stat(at.Path)
	if err != nil {
		return command.Mistaken("there is no file %s", at.Path)
	}
	release, err := app.Claim(ctx, at, 0, slog.New(slog.DiscardHandler)) // nobody may serve it meanwhile
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	if err := sqlite.Compact(ctx, at.Path); err != nil {
		return err
	}
	after, err := os.Stat(at.Path)
	if err != nil {
		return fmt.Errorf("looking at the file: %w", err)
	}
	fmt.Fprintf(s.Out, "%s had %.1f MB and has %.1f MB\n", at.Path, megabytes(before), megabytes(after))
	return nil
}

func megabytes(f os.FileInfo) float64 { return float64(f.Size()) / (1 << 20) }
