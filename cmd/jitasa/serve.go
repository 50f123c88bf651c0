package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/app"
	"jitasa/internal/config"
)

func serveCommand(ctx context.Context, args []string, s command.Streams) int {
	c, _, code, ok := command.Configured(s, args, "usage: jitasa serve", 0, config.ForServe())
	if !ok {
		return code
	}
	log := slog.New(slog.NewJSONHandler(s.Err, nil))
	release, err := app.Claim(ctx, c.Store, app.ClaimWait, log)
	if err != nil {
		return command.Fail(s, err)
	}
	return command.Fail(s, errors.Join(serve(ctx, c, log), release()))
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
