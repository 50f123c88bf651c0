package sending

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/access"
	"jitasa/internal/app"
	"jitasa/internal/config"
	"jitasa/internal/domain"
	"jitasa/internal/newsroom"
)

const segmentUsage = `usage: jitasa segment save NAME "CONDITIONS"     keeps a group of people under a name: --audience @NAME
       jitasa segment list                       the saved ones, counted now
       jitasa segment count "CONDITIONS"|@NAME   how many people are in it, and why others do not get the newsletter
       jitasa segment why "CONDITIONS"|@NAME PERSON
       jitasa segment delete NAME

CONDITIONS are such as "province=Surin,สุรินทร์,10 lang=th cause=animals active=90"; there are province, district, network, lang,
cause, skill, kind, active and quiet (days), near=LATITUDE,LONGITUDE,KM and person. All of them have to be met.`

// segments is what the segment commands work with.
type segments struct {
	command.Streams
	*app.App
	args []string
}

// Segment is `jitasa segment …`.
func Segment(ctx context.Context, args []string, s command.Streams) int {
	operands := map[string]int{"save": 3, "list": 1, "count": 2, "why": 3, "delete": 2}
	n := 1
	if len(args) > 0 && operands[args[0]] > 0 {
		n = operands[args[0]]
	}
	c, rest, code, ok := command.Configured(s, args, segmentUsage, n, config.Require("JITASA_KEY"))
	if !ok {
		return code
	}
	g := &segments{Streams: s, args: rest[1:]}
	do, known := map[string]func(context.Context) error{"save": g.save, "list": g.list, "count": g.count, "why": g.why, "delete": g.remove}[rest[0]]
	if !known {
		fmt.Fprintln(s.Err, segmentUsage)
		return 2
	}
	var err error
	if g.App, err = app.New(ctx, c, app.Options{}); err != nil {
		return command.Fail(s, err)
	}
	err = errors.Join(do(ctx), g.Close())
	if errors.Is(err, domain.ErrInvalid) {
		err = command.Mistaken("%v", err)
	}
	return command.Fail(s, err)
}

func (g *segments) save(ctx context.Context) error {
	err := g.News.SaveSegment(ctx, access.ByCommand(), command.NewID(), g.args[0], g.args[1])
	if errors.Is(err, newsroom.ErrName) {
		return command.Mistaken("%v", err)
	}
	return err
}

func (g *segments) list(ctx context.Context) error {
	t := tabwriter.NewWriter(g.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "name\tget the newsletter\tconditions\t")
	for s, err := range g.News.SavedSegments(ctx, access.ByCommand()) {
		if err != nil {
			return err
		}
		fmt.Fprintf(t, "%s\t%d\t%s\t\n", s.ID, s.People, s.Segment)
	}
	return t.Flush()
}

func (g *segments) count(ctx context.Context) error {
	n, skipped, err := g.News.CountSegment(ctx, access.ByCommand(), g.args[0])
	if err != nil {
		return err
	}
	fmt.Fprintf(g.Out, "%d people\n", n)
	for reason, n := range skipped {
		fmt.Fprintf(g.Out, "%d not: %s\n", n, g.Texts(domain.English).T("report.reason."+reason))
	}
	return nil
}

func (g *segments) why(ctx context.Context) error {
	x, err := g.News.ExplainSegment(ctx, access.ByCommand(), g.args[0], g.args[1])
	if errors.Is(err, domain.ErrNotFound) {
		return command.Mistaken("nobody has the id")
	}
	if err != nil {
		return err
	}
	for _, check := range x.Checks {
		fmt.Fprintf(g.Out, "%-9s %v\n", check.Condition, map[bool]string{true: "yes", false: "no"}[check.OK])
	}
	if x.Refused != "" {
		fmt.Fprintln(g.Out, "does not get the newsletter:", g.Texts(domain.English).T("report.reason."+x.Refused))
	}
	return nil
}

func (g *segments) remove(ctx context.Context) error {
	return g.News.DeleteSegment(ctx, access.ByCommand(), command.NewID(), g.args[0])
}
