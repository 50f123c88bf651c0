package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"jitasa/internal/config"
	"jitasa/internal/line"
	"jitasa/internal/line/richmenu"
)

const lineUsage = `usage: jitasa line setup   installs the rich menus and, if JITASA_PUBLIC_URL is https, the webhook address
       jitasa line check   says what works and what does not, changing nothing`

// lineCommand is `jitasa line setup` and `jitasa line check`.
func lineCommand(ctx context.Context, args []string, s streams) int {
	c, rest, code, ok := configured(s, args, lineUsage, 1, config.Require("JITASA_LINE_TOKEN"))
	if !ok {
		return code
	}
	if rest[0] != "setup" && rest[0] != "check" {
		fmt.Fprintln(s.err, lineUsage)
		return 2
	}
	sender, err := line.NewSender(line.SenderOptions{
		Endpoint: c.Line.API, DataEndpoint: c.Line.DataAPI, Token: line.Fixed(c.Line.Token.Reveal()),
	})
	if err != nil {
		return fail(s, err)
	}
	if rest[0] == "setup" {
		if err := lineSetup(ctx, c, sender, s.out); err != nil {
			return fail(s, err)
		}
	}
	return report(s.out, line.Check(ctx, sender))
}

// lineSetup installs what LINE keeps for us. Calling it again changes nothing.
func lineSetup(ctx context.Context, c config.Config, sender *line.Sender, out io.Writer) error {
	if err := line.SetupMenus(ctx, sender, richmenu.All()); err != nil {
		return fmt.Errorf("installing the rich menus: %w", err)
	}
	if !strings.HasPrefix(c.PublicURL, "https://") {
		fmt.Fprintln(out, "The webhook address is left as it is: set JITASA_PUBLIC_URL to the https address of this bot to have it set.")
		return nil
	}
	want := c.PublicURL + "/webhook/line"
	if hook, err := sender.Webhook(ctx); err == nil && hook.URL == want {
		return nil
	}
	if err := sender.SetWebhook(ctx, want); err != nil {
		return fmt.Errorf("setting the webhook address: %w", err)
	}
	return nil
}

// report prints findings, and is 1 when something is to be mended.
func report(out io.Writer, found []line.Finding) (code int) {
	for _, f := range found {
		if f.OK {
			fmt.Fprintln(out, "ok    "+f.What)
			continue
		}
		code = 1
		fmt.Fprintf(out, "MEND  %s\n      %s\n", f.What, f.Mend)
	}
	return code
}
