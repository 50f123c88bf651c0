package main

import (
	"context"
	"errors"
	"fmt"
	"text/tabwriter"
	"time"

	"github.com/spf13/pflag"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/access"
	"jitasa/internal/domain"
)

const organisationUsage = `usage: jitasa organisation codes                     which organisations have a code, until when, for how many
       jitasa organisation code ID [--line CODE]    make a new code, in place of the one before
       jitasa organisation revoke ID                end its code; whoever manages it still does
       jitasa organisation managers ID [--ids]      who manages it, and since when
       jitasa organisation remove ID MANAGER        end that, and the code with it, which they know

Whoever types an organisation's code in the chat becomes its manager. The code is the last line that is printed; it is good
for 90 days and 20 managers. MANAGER is as the list of managers names them. What was changed: ` + "`jitasa staff log`."

// organisationCommand is `jitasa organisation …`.
func organisationCommand(ctx context.Context, args []string, s command.Streams) int {
	o := &accessCommand{Streams: s}
	return o.run(ctx, args, organisationUsage, map[string]deed{
		"codes": {0, o.codes}, "code": {1, o.newCode}, "revoke": {1, o.revoke}, "managers": {1, o.managers}, "remove": {2, o.remove},
	}, func(f *pflag.FlagSet) {
		f.StringVar(&o.code, "line", "", "code: a code of your own, at least 16 letters and digits with hyphens between")
		f.BoolVar(&o.ids, "ids", false, "managers: their ids on LINE as well")
	})
}

func (o *accessCommand) codes(ctx context.Context) error {
	all, err := o.Managed(ctx, access.ByCommand())
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(o.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "id\tname\tcode\tmanagers\t")
	for _, one := range all {
		state := string(access.CodeState(one, time.Now()))
		if one.CodeGood(time.Now()) {
			state = fmt.Sprintf("until %s, for %d more", o.at(one.CodeUntil), one.CodeUses)
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%d\t\n", one.ID, one.Name.In(domain.DefaultLanguage()), state, len(one.Managers))
	}
	return t.Flush()
}

func (o *accessCommand) newCode(ctx context.Context) error {
	one, err := o.MakeCode(ctx, access.ByCommand(), command.NewID(), o.args[0], o.code)
	if err != nil {
		return o.refused(err, "organisation")
	}
	fmt.Fprintf(o.Out, "%s: whoever types this code in the chat becomes a manager, %d people at most, before %s; a code before it is no longer good:\n%s\n",
		one.ID, one.CodeUses, o.at(one.CodeUntil), access.Grouped(one.Code))
	return nil
}

func (o *accessCommand) revoke(ctx context.Context) error {
	return o.refused(o.RevokeCode(ctx, access.ByCommand(), command.NewID(), o.args[0]), "organisation")
}

func (o *accessCommand) managers(ctx context.Context) error {
	all, err := o.Managers(ctx, access.ByCommand(), o.args[0])
	if err != nil {
		return o.refused(err, "organisation")
	}
	t := tabwriter.NewWriter(o.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "manager\tname\tsince\t")
	for _, m := range all {
		fmt.Fprintf(t, "%s\t%s\t%s\t", shortRef(m.Ref), m.Name, o.at(m.Since))
		if o.ids {
			fmt.Fprintf(t, "%s\t", m.Person)
		}
		fmt.Fprintln(t)
	}
	return t.Flush()
}

func (o *accessCommand) remove(ctx context.Context) error {
	err := o.RemoveManager(ctx, access.ByCommand(), command.NewID(), o.args[0], o.args[1])
	if n := (*access.NotOne)(nil); errors.As(err, &n) {
		return command.Mistaken("%d managers of %s are %q; `jitasa organisation managers %s` lists them", n.Found, o.args[0], o.args[1], o.args[0])
	}
	if err != nil {
		return o.refused(err, "organisation")
	}
	fmt.Fprintf(o.Out, "removed; the code of %s has ended with it\n", o.args[0])
	return nil
}
