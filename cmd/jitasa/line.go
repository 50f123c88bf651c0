package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/config"
	"jitasa/internal/line"
	"jitasa/internal/line/richmenu"
)

const lineUsage = `usage: jitasa line setup   installs the rich menus and, if JITASA_PUBLIC_URL is https, the webhook address; then checks
       jitasa line check   says what works and what does not, changing nothing

Lines begin with ok, LOOK (it works, or LINE does not tell) or MEND (then the exit code is 1).`

// lineCommand is `jitasa line setup` and `jitasa line check`.
func lineCommand(ctx context.Context, args []string, s command.Streams) int {
	c, rest, code, ok := command.Configured(s, args, lineUsage, 1, config.Require("JITASA_LINE_TOKEN"))
	if !ok {
		return code
	}
	if rest[0] != "setup" && rest[0] != "check" {
		fmt.Fprintln(s.Err, lineUsage)
		return 2
	}
	sender, err := line.NewSender(line.SenderOptions{
		Endpoint: c.Line.API, DataEndpoint: c.Line.DataAPI, Token: line.Fixed(c.Line.Token.Reveal()),
	})
	if err != nil {
		return command.Fail(s, err)
	}
	want := line.Expected{Webhook: webhookAddress(c, sender), Secret: c.Line.Secret.Reveal()}
	if rest[0] == "setup" {
		if trouble := lineSetup(ctx, sender, want.Webhook, s.Out); trouble != nil {
			return report(s.Out, []line.Finding{*trouble})
		}
	}
	return report(s.Out, line.Check(ctx, sender, want))
}

// webhookAddress is where LINE shall send events: https, unless LINE is played
// by this machine. It is "" where no such address is known.
func webhookAddress(c config.Config, sender *line.Sender) string {
	if strings.HasPrefix(c.PublicURL, "https://") || c.PublicURL != "" && sender.Simulated() {
		return c.PublicURL + line.WebhookPath
	}
	return ""
}

// lineSetup installs what LINE keeps for us, and says what hindered it. Calling it again changes nothing.
func lineSetup(ctx context.Context, sender *line.Sender, webhook string, out io.Writer) *line.Finding {
	if err := line.SetupMenus(ctx, sender, richmenu.All()); err != nil {
		return explained("to install the rich menus", err)
	}
	if webhook == "" {
		fmt.Fprintln(out, "The webhook address is left as it is: set JITASA_PUBLIC_URL to the https address of this bot to have it set.")
		return nil
	}
	hook, err := sender.Webhook(ctx)
	if err == nil && hook.URL == webhook {
		return nil
	}
	err = sender.SetWebhook(ctx, webhook)
	switch {
	case line.IsKind(err, line.Rejected):
		return &line.Finding{
			Standing: line.Broken, What: "LINE does not take " + webhook + " as the webhook's address.",
			Mend: "It must be https, at most 500 characters long, with a name that the internet knows: mend JITASA_PUBLIC_URL.",
		}
	case err != nil:
		return explained("to set the webhook address", err)
	}
	return nil
}

func explained(doing string, err error) *line.Finding {
	f := line.Explain(doing, err)
	return &f
}

// report prints findings, and is 1 when something is to be mended.
func report(out io.Writer, found []line.Finding) (code int) {
	for _, f := range found {
		switch f.Standing {
		case line.Fine:
			fmt.Fprintln(out, "ok    "+f.What)
		case line.Look:
			fmt.Fprintf(out, "LOOK  %s\n      %s\n", f.What, f.Mend)
		default:
			code = 1
			fmt.Fprintf(out, "MEND  %s\n      %s\n", f.What, f.Mend)
		}
	}
	return code
}
