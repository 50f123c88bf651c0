package main

import (
	"context"
	"fmt"
	"os/user"
	"time"

	"github.com/spf13/pflag"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/app"
	"jitasa/internal/app/tryout"
	"jitasa/internal/config"
	"jitasa/internal/terminal"
)

func chatCommand(ctx context.Context, args []string, s command.Streams) int {
	var keep bool
	c, _, code, ok := command.Configured(s, args, "usage: jitasa chat [--keep]", 0, config.WithFlags(func(f *pflag.FlagSet) {
		f.BoolVar(&keep, "keep", false, "use the store of the settings instead of demo data that are gone at the end")
	}))
	if !ok {
		return code
	}
	switch {
	case !keep:
		c.Store = config.Store{}
	case c.Key == "":
		return command.Fail(s, config.Problems{{Name: "JITASA_KEY", Text: "is needed with --keep: what people say is sealed with it"}})
	}
	t := &terminal.Terminal{In: s.In, Out: s.Out, Now: time.Now}
	if u, err := user.Current(); err == nil {
		t.Person = u.Username
	}
	fmt.Fprintln(s.Out, "Type a number to choose, a text to say it, @14.88,103.49 to share a location; Ctrl-D ends.")
	return command.Fail(s, tryout.Chat(ctx, c, app.Options{Log: logger(s, false)}, t))
}
