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
	"jitasa/internal/app"
	"jitasa/internal/app/opening"
	"jitasa/internal/config"
	"jitasa/internal/domain"
)

const staffUsage = `usage: jitasa staff add [--name NAME] [--role ROLE] [--line CODE]  make a code; whoever types it in the chat first becomes staff
       jitasa staff code ID [--line CODE]                         a new code, for somebody whose code ran out
       jitasa staff link ID                                       a link that signs them in to the console, once, within a day
       jitasa staff list [--ids]
       jitasa staff disable ID
       jitasa staff log                                           what was changed about staff and managers, newest first

The code, or the link, is the last line that is printed. The code is good for seven days, once. ROLE is admin, editor, coordinator or viewer;
admins and coordinators approve calls for help, and admins are told whenever a code is used.`

// accessCommand is a command about staff, organisations or their codes.
type accessCommand struct {
	command.Streams
	*access.Service
	link             func(ctx context.Context, staff string) (string, error)
	zone             *time.Location
	args             []string
	code, name, role string
	ids              bool
}

// staffCommand is `jitasa staff …`.
func staffCommand(ctx context.Context, args []string, s command.Streams) int {
	o := &accessCommand{Streams: s}
	return o.run(ctx, args, staffUsage, map[string]deed{
		"add": {0, o.add}, "code": {1, o.renew}, "list": {0, o.list}, "disable": {1, o.disable}, "link": {1, o.signIn}, "log": {0, o.log},
	}, func(f *pflag.FlagSet) {
		f.StringVar(&o.code, "line", "", "add, code: a code of your own, at least 16 letters and digits with hyphens between")
		f.StringVar(&o.name, "name", "", "add: what they are called; admins are told it when the code is used")
		f.StringVar(&o.role, "role", string(domain.Coordinator), "add: what they may do")
		f.BoolVar(&o.ids, "ids", false, "list: their ids on LINE as well")
	})
}

// deed is what a word does with a number of operands.
type deed struct {
	operands int
	do       func(context.Context) error
}

// run does what the first operand says.
func (o *accessCommand) run(ctx context.Context, args []string, usage string, deeds map[string]deed, flags func(*pflag.FlagSet)) int {
	operands := 1
	for _, arg := range args {
		if d, known := deeds[arg]; known {
			operands += d.operands
			break
		}
	}
	c, rest, code, ok := command.Configured(o.Streams, args, usage, operands, config.Require("JITASA_KEY"), config.WithFlags(flags))
	if !ok {
		return code
	}
	d, known := deeds[rest[0]]
	if !known {
		fmt.Fprintln(o.Err, usage)
		return 2
	}
	opened, err := opening.Store(ctx, c)
	if err != nil {
		return command.Fail(o.Streams, err)
	}
	o.args, o.zone, o.Service = rest[1:], c.Zone, app.Access(opened.Collections, []byte(c.Key), time.Now)
	o.link = func(ctx context.Context, staff string) (string, error) {
		return app.SignInLink(ctx, app.Doors(opened.Collections, []byte(c.Key), time.Now), app.BaseURL(c), access.ByCommand(), command.NewID(), staff, access.InvitationLasts)
	}
	return command.Fail(o.Streams, errors.Join(d.do(ctx), opened.Engine.Close()))
}

func (o *accessCommand) add(ctx context.Context) error {
	m, err := o.AddStaff(ctx, access.ByCommand(), command.NewID(), access.NewStaff{Name: o.name, Role: domain.Role(o.role), Code: o.code})
	if errors.Is(err, access.ErrRole) {
		return command.Mistaken("--role: there is no role %q", o.role)
	}
	if err != nil {
		return o.refused(err, "")
	}
	if link, err := o.link(ctx, m.ID); err != nil { // they are added, and their code is good
		fmt.Fprintf(o.Err, "no link to the console: %v\n", err)
	} else {
		fmt.Fprintf(o.Out, "A link that signs them in to the console, once, within a day:\n%s\n", link)
	}
	fmt.Fprintf(o.Out, "%s added (%s). Whoever types this code in the chat first, before %s, is linked:\n%s\n", m.ID, m.Role, o.at(m.CodeUntil), access.Grouped(m.Code))
	return nil
}

// renew gives somebody who is not linked another code.
func (o *accessCommand) renew(ctx context.Context) error {
	m, err := o.RenewCode(ctx, access.ByCommand(), command.NewID(), o.args[0], o.code)
	if err != nil {
		return o.refused(err, "member of staff")
	}
	fmt.Fprintf(o.Out, "%s: whoever types this code in the chat first, before %s, is linked; the one before is no longer good:\n%s\n", m.ID, o.at(m.CodeUntil), access.Grouped(m.Code))
	return nil
}

// signIn makes a link to the console.
func (o *accessCommand) signIn(ctx context.Context) error {
	link, err := o.link(ctx, o.args[0])
	switch {
	case errors.Is(err, domain.ErrConflict):
		return command.Mistaken("no active member of staff has the id %s", o.args[0])
	case err != nil:
		return err
	}
	fmt.Fprintln(o.Out, link)
	return nil
}

func (o *accessCommand) list(ctx context.Context) error {
	all, err := o.StaffList(ctx, access.ByCommand())
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(o.Out, 0, 0, 2, ' ', 0)
	head := "id\tname\trole\tstate\tlinked\tdisabled\t"
	if o.ids {
		head += "on LINE\t"
	}
	fmt.Fprintln(t, head)
	for _, m := range all {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t", m.ID, m.Name, m.Role, o.state(m), o.at(m.LinkedAt), o.at(m.DisabledAt))
		if o.ids {
			fmt.Fprintf(t, "%s\t", m.Person)
		}
		fmt.Fprintln(t)
	}
	return t.Flush()
}

// state says whether somebody is linked, or what of their code.
func (o *accessCommand) state(m *domain.Staff) string {
	switch state := access.StaffState(m, time.Now()); state {
	case access.Waits:
		return "code not used, until " + o.at(m.CodeUntil)
	case access.RanOut:
		return "code ran out"
	default:
		return string(state)
	}
}

func (o *accessCommand) disable(ctx context.Context) error {
	return o.refused(o.DisableStaff(ctx, access.ByCommand(), command.NewID(), o.args[0]), "member of staff")
}

// log lists what was changed. Persons are named by the references that `organisation managers` shows, staff by their ids.
func (o *accessCommand) log(ctx context.Context) error {
	t := tabwriter.NewWriter(o.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "when\twhat\tof\tby\t")
	for e, err := range o.Entries(ctx, access.ByCommand(), 0) {
		if err != nil {
			return err
		}
		by := shortRef(e.By)
		if e.Staff != "" {
			by = e.Staff
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t\n", o.at(e.At), e.Did, e.Subject, by)
	}
	return t.Flush()
}

func (o *accessCommand) at(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(o.zone).Format("2006-01-02 15:04")
}

// refused says what is wrong with the operands; what is what the first one should name.
func (o *accessCommand) refused(err error, what string) error {
	switch {
	case errors.Is(err, domain.ErrNotFound):
		return command.Mistaken("no %s has the id %q", what, o.args[0])
	case errors.Is(err, access.ErrLinked):
		return command.Mistaken("%s is linked or disabled already", o.args[0])
	case errors.Is(err, access.ErrForm):
		return command.Mistaken("--line: a code has at least 16 letters and digits, with hyphens between; without --line one is made")
	case errors.Is(err, access.ErrTaken):
		return command.Mistaken("--line: %v", access.ErrTaken)
	}
	return err
}

// shortRef is enough of a reference to tell people apart.
func shortRef(ref string) string { return ref[:min(12, len(ref))] }
