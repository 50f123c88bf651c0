package main

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/spf13/pflag"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/access"
	"jitasa/internal/app/tryout"
)

func demoCommand(ctx context.Context, args []string, s command.Streams) int {
	flags := pflag.NewFlagSet("jitasa demo", pflag.ContinueOnError)
	bot := flags.String("addr", "127.0.0.1:8080", "where the bot listens")
	phone := flags.String("phone-addr", "127.0.0.1:8081", "where the phone listens")
	verbose := flags.BoolP("verbose", "v", false, "log every call")
	if code, ok := command.Without(s, args, "usage: jitasa demo [FLAGS]", flags); !ok {
		return code
	}
	d, err := tryout.NewDemo(ctx, tryout.DemoOptions{BotAddr: *bot, PhoneAddr: *phone, Log: logger(s, *verbose)})
	if err != nil {
		return command.Fail(s, err)
	}
	return command.Fail(s, d.Run(ctx, func() {
		fmt.Fprintf(s.Out, "Jitasa is ready.\n\n  Phone in the browser  %s/\n  The bot's own pages   %s/\n  The staff console     %s\n\nIn the chat, ข่าวเดือนนี้ is the newsletter; the code %s makes you manage an organisation, %s staff.\nCtrl-C ends it.\n",
			d.PhoneURL, d.BotURL, d.Console, access.Grouped(d.Codes.Manager), access.Grouped(d.Codes.Staff))
	}))
}

// logger writes warnings, or everything.
func logger(s command.Streams, verbose bool) *slog.Logger {
	level := slog.LevelWarn
	if verbose {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewTextHandler(s.Err, &slog.HandlerOptions{Level: level}))
}
