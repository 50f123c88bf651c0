package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"

	"jitasa/internal/app"
	"jitasa/internal/config"
)

func serveCommand(ctx context.Context, args []string, s streams) int {
	c, _, code, ok := configured(s, args, "usage: jitasa serve", 0, config.ForServe())
	if !ok {
		return code
	}
	log := slog.New(slog.NewJSONHandler(s.err, nil))
	release, err := app.Claim(ctx, c.Store, app.ClaimWait, log)
	if err != nil {
		return fail(s, err)
	}
	return fail(s, errors.Join(serve(ctx, c, log), release()))
}

// serve runs the bot on a store that is ours to serve.
func serve(ctx context.Context, c config.Config, log *slog.Logger) error {
	a, err := app.New(ctx, c, app.Options{Log: log})
	if err != nil {
		return err
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return errors.Join(fmt.Errorf("listening: %w", err), a.Close())
	}
	return a.Run(ctx, l, func() {
		log.InfoContext(ctx, "serving", "addr", l.Addr().String())
		app.Settle()
	})
}
