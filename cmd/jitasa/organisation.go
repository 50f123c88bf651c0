package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/pflag"

	"jitasa/internal/access"
	"jitasa/internal/domain"
	"jitasa/internal/store"
)

const organisationUsage = `usage: jitasa organisation codes                     which organisations have a code, until when, for how many
       jitasa organisation code ID [--line CODE]    make a new code, in place of the one before
       jitasa organisation revoke ID                end its code; whoever manages it still does
       jitasa organisation managers ID [--ids]      who manages it, and since when
       jitasa organisation remove ID MANAGER        end that, and the code with it, which they know

Whoever types an organisation's code in the chat becomes its manager. The code is the last line that is printed; it is good
for 90 days and 20 managers. MANAGER is as the list of managers names them. What was changed: ` + "`jitasa staff log`."

// organisationCommand is `jitasa organisation …`.
func organisationCommand(ctx context.Context, args []string, s streams) int {
	o := &office{streams: s}
	return o.run(ctx, args, organisationUsage, map[string]deed{
		"codes": {0, o.codes}, "code": {1, o.newCode}, "revoke": {1, o.revoke}, "managers": {1, o.managers}, "remove": {2, o.remove},
	}, func(f *pflag.FlagSet) {
		f.StringVar(&o.code, "line", "", "code: a code of your own, at least 16 letters and digits with hyphens between")
		f.BoolVar(&o.ids, "ids", false, "managers: their ids on LINE as well")
	})
}

func (o *office) codes(ctx context.Context) error {
	t := tabwriter.NewWriter(o.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "id\tname\tcode\tmanagers\t")
	for one, err := range o.Collections.Organisations.Find(ctx, store.Query{}) {
		if err != nil {
			return err
		}
		state := "none"
		switch {
		case one.CodeGood(time.Now()):
			state = fmt.Sprintf("until %s, for %d more", o.at(one.CodeUntil), one.CodeUses)
		case one.Code != "":
			state = "ran out"
		case len(one.Managers) == 0:
			continue
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%d\t\n", one.ID, one.Name.In(domain.DefaultLanguage()), state, len(one.Managers))
	}
	return t.Flush()
}

func (o *office) newCode(ctx context.Context) error {
	code, err := o.fresh(ctx, o.args[0])
	if err != nil {
		return err
	}
	one, err := o.change(ctx, access.CodeMade, func(one *domain.Organisation) error {
		access.ForManagers(one, code, time.Now())
		return nil
	})
	if err != nil {
		return err
	}
	fmt.Fprintf(o.out, "%s: whoever types this code in the chat becomes a manager, %d people at most, before %s; a code before it is no longer good:\n%s\n",
		one.ID, one.CodeUses, o.at(one.CodeUntil), access.Grouped(code))
	return nil
}

func (o *office) revoke(ctx context.Context) error {
	_, err := o.change(ctx, access.CodeRevoked, func(one *domain.Organisation) error {
		access.Revoke(one)
		return nil
	})
	return err
}

func (o *office) managers(ctx context.Context) error {
	one, err := o.Collections.Organisations.Get(ctx, o.args[0])
	if err != nil {
		return o.unknown(err, "organisation")
	}
	since, err := o.since(ctx, one.ID)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(o.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "manager\tname\tsince\t")
	for _, person := range one.Managers {
		name := ""
		v, err := o.Collections.Volunteers.Get(ctx, person)
		switch {
		case err == nil:
			name = v.Name
		case !errors.Is(err, domain.ErrNotFound):
			return err
		}
		ref := access.Ref(o.key, person)
		fmt.Fprintf(t, "%s\t%s\t%s\t", shortRef(ref), name, o.at(since[ref]))
		if o.ids {
			fmt.Fprintf(t, "%s\t", person)
		}
		fmt.Fprintln(t)
	}
	return t.Flush()
}

// since is when each became a manager, as far as it was recorded.
func (o *office) since(ctx context.Context, organisation string) (map[string]time.Time, error) {
	since := map[string]time.Time{}
	for e, err := range o.Collections.Audit.Latest(ctx, 0) {
		if err != nil {
			return nil, err
		}
		if _, later := since[e.By]; !later && e.Did == access.ManagerLinked && e.Subject == organisation {
			since[e.By] = e.At
		}
	}
	return since, nil
}

// remove takes the code back as well: whoever is removed knows it.
func (o *office) remove(ctx context.Context) error {
	which := strings.ToLower(o.args[1])
	_, err := o.change(ctx, access.ManagerRemoved, func(one *domain.Organisation) error {
		named := slices.DeleteFunc(slices.Clone(one.Managers), func(person string) bool {
			return len(which) < 8 || !strings.HasPrefix(access.Ref(o.key, person), which)
		})
		if len(named) != 1 {
			return mistaken("%d managers of %s are %q; `jitasa organisation managers %s` lists them", len(named), one.ID, o.args[1], one.ID)
		}
		one.Managers = slices.DeleteFunc(one.Managers, func(person string) bool { return person == named[0] })
		access.Revoke(one)
		return nil
	})
	if err == nil {
		fmt.Fprintf(o.out, "removed; the code of %s has ended with it\n", o.args[0])
	}
	return err
}

// change changes the organisation that the first operand names, and records it.
func (o *office) change(ctx context.Context, did access.Deed, how func(*domain.Organisation) error) (*domain.Organisation, error) {
	one, err := o.Collections.Organisations.Update(ctx, o.args[0], how)
	if err != nil {
		return nil, o.unknown(err, "organisation")
	}
	return one, o.record(ctx, did, one.ID)
}
