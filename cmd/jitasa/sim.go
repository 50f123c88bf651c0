package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/pflag"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/linesim"
)

func simCommand(ctx context.Context, args []string, s command.Streams) int {
	flags := pflag.NewFlagSet("jitasa sim", pflag.ContinueOnError)
	addr := flags.String("addr", "127.0.0.1:8081", "where the platform and the phone listen")
	webhook := flags.String("webhook", "", "where the bot under test takes webhooks, such as http://127.0.0.1:8080/webhook/line")
	secret := flags.String("secret", "sim-secret", "the channel secret that the bot knows")
	token := flags.String("token", "sim-token", "the channel access token that the bot uses")
	lenient := flags.Bool("lenient", false, "accept unknown properties")
	name := flags.String("name", "Bot", "what the bot is called")
	if code, ok := command.Without(s, args, "usage: jitasa sim [FLAGS]", flags); !ok {
		return code
	}
	sim, err := linesim.New(linesim.Options{
		ChannelSecret: *secret, ChannelToken: *token, WebhookURL: *webhook, Lenient: *lenient, Logger: logger(s, false),
		Bot: linesim.Bot{DisplayName: *name}, ChatSize: 2_000, BookSize: 10_000, // it may run for weeks
	})
	if err != nil {
		return command.Fail(s, err)
	}
	return command.Fail(s, serveSim(ctx, sim, *addr, func(address string) {
		fmt.Fprintf(s.Out, "A LINE platform on http://%s — the phone: http://%s/\n\n", address, address)
		fmt.Fprintf(s.Out, "Point your bot at it:\n  Messaging API and data API  http://%s\n  Channel secret              %s\n  Channel access token        %s\n\n", address, *secret, *token)
		fmt.Fprintln(s.Out, "Ctrl-C ends it.")
	}))
}

func serveSim(ctx context.Context, sim *linesim.Sim, addr string, ready func(address string)) error {
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", addr)
	if err != nil {
		return fmt.Errorf("listening: %w", err)
	}
	server := &http.Server{Handler: sim.Handler(), ReadHeaderTimeout: 5 * time.Second}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() }) // the phone's page holds a stream open: no point in waiting for it
	defer stop()
	ran := make(chan error, 1)
	go func() { ran <- sim.Run(ctx) }()
	ready(l.Addr().String())
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serving: %w", err)
	}
	return <-ran
}
