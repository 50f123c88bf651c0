package sending

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"text/tabwriter"

	"github.com/spf13/pflag"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/app"
	"jitasa/internal/config"
	"jitasa/internal/deliver"
)

const campaignUsage = `usage: jitasa campaign list          what is going out or paused: calls for help, notices and newsletters
       jitasa campaign status ID     how far it is, and why it is paused
       jitasa campaign pause|resume|cancel ID

ID is as the list shows it. A call or a notice that LINE would not take goes on by itself once the cause has passed; resume does it at once.`

// Campaign is `jitasa campaign …`: the newsletter's commands for whatever is sent to many.
func Campaign(ctx context.Context, args []string, s command.Streams) int {
	q := &request{Streams: s}
	verbs := q.verbs()
	verbs = map[string]command.Verb{"list": command.Takes(0, 0, q.list), "status": command.Takes(1, 1, q.standing), "pause": verbs["pause"], "resume": verbs["resume"], "cancel": verbs["cancel"]}
	c, verb, rest, code, ok := command.Said(s, args, campaignUsage, verbs, config.Require("JITASA_KEY"), config.WithFlags(func(f *pflag.FlagSet) {
		command.LangFlag(f, &q.lang, "")
	}))
	if !ok {
		return code
	}
	q.args = rest
	var err error
	if q.App, err = app.New(ctx, c, app.Options{}); err != nil {
		return command.Fail(s, err)
	}
	return q.end(errors.Join(verb(ctx), q.Close()))
}

// list shows the campaigns in which something is left to do, most urgent first; why in the words of the runbook and the alerts.
func (q *request) list(ctx context.Context) error {
	var all []*deliver.Campaign
	for c, err := range q.Deliver.Campaigns.Active(ctx) {
		if err != nil {
			return err
		}
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b *deliver.Campaign) int {
		return cmp.Or(slices.Index(deliver.Kinds(), a.Kind)-slices.Index(deliver.Kinds(), b.Kind), a.CreatedAt.Compare(b.CreatedAt))
	})
	t := tabwriter.NewWriter(q.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "kind\tid\tstate\twhy\tpaused since\ttries again\tstarted\t")
	for _, c := range all {
		s := c.Standing()
		again := q.time(s.Again)
		if s.State == deliver.Paused && !s.Waits {
			again = "when resumed"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t\n", c.Kind, c.ID, c.State, cmp.Or(c.Why, "–"), q.time(s.Since), again, q.time(c.StartedAt))
	}
	return t.Flush()
}

// standing is the status, and for what is paused, until when.
func (q *request) standing(ctx context.Context) error {
	c, err := q.News.Find(ctx, q.actor(), q.args[0])
	if err != nil {
		return q.unsent(err)
	}
	if err := q.status(ctx); err != nil {
		return err
	}
	switch s := c.Standing(); {
	case s.Waits:
		fmt.Fprintf(q.Out, "paused since %s; it tries again by itself at %s\n", q.time(s.Since), q.time(s.Again))
	case s.State == deliver.Paused:
		fmt.Fprintf(q.Out, "paused since %s, until somebody resumes it\n", q.time(s.Since))
	}
	return nil
}
