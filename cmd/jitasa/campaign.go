package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"text/tabwriter"

	"github.com/spf13/pflag"

	"jitasa/internal/app"
	"jitasa/internal/config"
	"jitasa/internal/deliver"
)

const campaignUsage = `usage: jitasa campaign list          what is going out or paused: calls for help, notices and newsletters
       jitasa campaign status ID     how far it is, and why it is paused
       jitasa campaign pause|resume|cancel ID

ID is as the list shows it. A call or a notice that LINE would not take goes on by itself once the cause has passed; resume does it at once.`

// campaignCommand is `jitasa campaign …`: the newsletter's commands for whatever is sent to many.
func campaignCommand(ctx context.Context, args []string, s streams) int {
	p := &press{streams: s}
	own := []config.Option{config.Require("JITASA_KEY"), config.WithFlags(func(f *pflag.FlagSet) {
		langFlag(f, &p.lang, "")
	})}
	verbs := p.verbs()
	verbs = map[string]verb{"list": {0, 0, p.list}, "status": {1, 1, p.standing}, "pause": verbs["pause"], "resume": verbs["resume"], "cancel": verbs["cancel"]}
	c, rest, err := config.Load(args, os.Getenv, own...)
	if errors.Is(err, config.ErrHelp) {
		fmt.Fprintf(s.out, "%s\n\n%s", campaignUsage, config.Usage(own...))
		return 0
	}
	if err != nil {
		return fail(s, err)
	}
	if len(rest) == 0 || verbs[rest[0]].run == nil || len(rest)-1 != verbs[rest[0]].most {
		fmt.Fprintln(s.err, campaignUsage)
		return 2
	}
	p.args = rest[1:]
	if p.App, err = app.New(ctx, c, app.Options{}); err != nil {
		return fail(s, err)
	}
	return p.end(errors.Join(verbs[rest[0]].run(ctx), p.Close()))
}

// list shows the campaigns in which something is left to do, most urgent first; why in the words of the runbook and the alerts.
func (p *press) list(ctx context.Context) error {
	var all []*deliver.Campaign
	for c, err := range p.Deliver.Campaigns.Active(ctx) {
		if err != nil {
			return err
		}
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b *deliver.Campaign) int {
		return cmp.Or(slices.Index(deliver.Kinds(), a.Kind)-slices.Index(deliver.Kinds(), b.Kind), a.CreatedAt.Compare(b.CreatedAt))
	})
	t := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "kind\tid\tstate\twhy\tpaused since\ttries again\tstarted\t")
	for _, c := range all {
		s := c.Standing()
		again := p.time(s.Again)
		if s.State == deliver.Paused && !s.Waits {
			again = "when resumed"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t\n", c.Kind, c.ID, c.State, cmp.Or(c.Why, "–"), p.time(s.Since), again, p.time(c.StartedAt))
	}
	return t.Flush()
}

// standing is the status, and for what is paused, until when.
func (p *press) standing(ctx context.Context) error {
	c, err := p.News.Find(ctx, p.actor(), p.args[0])
	if err != nil {
		return p.unsent(err)
	}
	if err := p.status(ctx); err != nil {
		return err
	}
	switch s := c.Standing(); {
	case s.Waits:
		fmt.Fprintf(p.out, "paused since %s; it tries again by itself at %s\n", p.time(s.Since), p.time(s.Again))
	case s.State == deliver.Paused:
		fmt.Fprintf(p.out, "paused since %s, until somebody resumes it\n", p.time(s.Since))
	}
	return nil
}
