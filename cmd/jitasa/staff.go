package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/oklog/ulid/v2"
	"github.com/spf13/pflag"

	"jitasa/internal/access"
	"jitasa/internal/app"
	"jitasa/internal/collections"
	"jitasa/internal/config"
	"jitasa/internal/domain"
	"jitasa/internal/store"
)

const staffUsage = `usage: jitasa staff add [--name NAME] [--role ROLE] [--line CODE]  make a code; whoever types it in the chat first becomes staff
       jitasa staff code ID [--line CODE]                         a new code, for somebody whose code ran out
       jitasa staff list [--ids]
       jitasa staff disable ID
       jitasa staff log                                           what was changed about staff and managers, newest first

The code is the last line that is printed. It is good for seven days, once. ROLE is admin, editor, coordinator or viewer;
admins and coordinators approve calls for help, and admins are told whenever a code is used.`

// office is the store in which staff and organisations are kept.
type office struct {
	streams
	app.Opened
	zone             *time.Location
	key              []byte
	args             []string
	code, name, role string
	ids              bool
}

// staffCommand is `jitasa staff …`.
func staffCommand(ctx context.Context, args []string, s streams) int {
	o := &office{streams: s}
	return o.run(ctx, args, staffUsage, map[string]deed{
		"add": {0, o.add}, "code": {1, o.renew}, "list": {0, o.list}, "disable": {1, o.disable}, "log": {0, o.log},
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
func (o *office) run(ctx context.Context, args []string, usage string, deeds map[string]deed, flags func(*pflag.FlagSet)) int {
	operands := 1
	for _, arg := range args {
		if d, known := deeds[arg]; known {
			operands += d.operands
			break
		}
	}
	c, rest, code, ok := configured(o.streams, args, usage, operands, config.Require("JITASA_KEY"), config.WithFlags(flags))
	if !ok {
		return code
	}
	d, known := deeds[rest[0]]
	if !known {
		fmt.Fprintln(o.err, usage)
		return 2
	}
	o.args, o.zone, o.key = rest[1:], c.Zone, []byte(c.Key)
	var err error
	if o.Opened, err = app.OpenStore(ctx, c); err != nil {
		return fail(o.streams, err)
	}
	return fail(o.streams, errors.Join(d.do(ctx), o.Engine.Close()))
}

func (o *office) add(ctx context.Context) error {
	if !slices.Contains(domain.RoleNames(), domain.Role(o.role)) {
		return mistaken("--role: there is no role %q", o.role)
	}
	code, err := o.fresh(ctx, "")
	if err != nil {
		return err
	}
	now := time.Now()
	s := &domain.Staff{Meta: domain.Meta{ID: newID()}, Name: o.name, Role: domain.Role(o.role), CreatedAt: domain.Instant(now)}
	access.ForStaff(s, code, now)
	if err := errors.Join(o.Collections.Staff.Insert(ctx, s), o.record(ctx, access.StaffAdded, s.ID)); err != nil {
		return err
	}
	fmt.Fprintf(o.out, "%s added (%s). Whoever types this code in the chat first, before %s, is linked:\n%s\n", s.ID, s.Role, o.at(s.CodeUntil), access.Grouped(code))
	return nil
}

// renew gives somebody who is not linked another code.
func (o *office) renew(ctx context.Context) error {
	code, err := o.fresh(ctx, "")
	if err != nil {
		return err
	}
	s, err := o.Collections.Staff.Update(ctx, o.args[0], func(s *domain.Staff) error {
		if s.Person != "" || !s.DisabledAt.IsZero() {
			return mistaken("%s is linked or disabled already", s.ID)
		}
		access.ForStaff(s, code, time.Now())
		return nil
	})
	if err != nil {
		return o.unknown(err, "member of staff")
	}
	if err := o.record(ctx, access.CodeMade, s.ID); err != nil {
		return err
	}
	fmt.Fprintf(o.out, "%s: whoever types this code in the chat first, before %s, is linked; the one before is no longer good:\n%s\n", s.ID, o.at(s.CodeUntil), access.Grouped(code))
	return nil
}

// fresh is the code that was given, or one that is made, free for the organisation named.
func (o *office) fresh(ctx context.Context, organisation string) (string, error) {
	code, ok := access.ReadCode(o.code)
	switch {
	case o.code == "":
		var err error
		if code, err = access.NewCode(rand.Reader); err != nil {
			return "", err
		}
	case !ok:
		return "", mistaken("--line: a code has at least 16 letters and digits, with hyphens between; without --line one is made")
	}
	codes := access.Codes{Staff: o.Collections.Staff, Organisations: o.Collections.Organisations}
	if err := codes.Free(ctx, code, organisation); errors.Is(err, access.ErrTaken) {
		return "", mistaken("--line: %v", err)
	} else if err != nil {
		return "", err
	}
	return code, nil
}

func (o *office) list(ctx context.Context) error {
	t := tabwriter.NewWriter(o.out, 0, 0, 2, ' ', 0)
	head := "id\tname\trole\tstate\tlinked\tdisabled\t"
	if o.ids {
		head += "on LINE\t"
	}
	fmt.Fprintln(t, head)
	for s, err := range o.Collections.Staff.Find(ctx, store.Query{}) {
		if err != nil {
			return err
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\t", s.ID, s.Name, s.Role, o.state(s), o.at(s.LinkedAt), o.at(s.DisabledAt))
		if o.ids {
			fmt.Fprintf(t, "%s\t", s.Person)
		}
		fmt.Fprintln(t)
	}
	return t.Flush()
}

// state says whether somebody is linked, or what of their code.
func (o *office) state(s *domain.Staff) string {
	switch {
	case !s.DisabledAt.IsZero():
		return "disabled"
	case s.Person != "":
		return "linked"
	case s.CodeGood(time.Now()):
		return "code not used, until " + o.at(s.CodeUntil)
	}
	return "code ran out"
}

func (o *office) disable(ctx context.Context) error {
	_, err := o.Collections.Staff.Update(ctx, o.args[0], func(s *domain.Staff) error {
		s.DisabledAt = domain.Instant(time.Now())
		return nil
	})
	if err != nil {
		return o.unknown(err, "member of staff")
	}
	return o.record(ctx, access.StaffDisabled, o.args[0])
}

// log lists what was changed. Persons are named by the references that `organisation managers` shows.
func (o *office) log(ctx context.Context) error {
	t := tabwriter.NewWriter(o.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "when\twhat\tof\tby\t")
	for e, err := range o.Collections.Audit.Latest(ctx, 0) {
		if err != nil {
			return err
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t\n", o.at(e.At), e.Did, e.Subject, shortRef(e.By))
	}
	return t.Flush()
}

func (o *office) record(ctx context.Context, did access.Deed, subject string) error {
	return record(ctx, o.Collections, did, subject)
}

// record notes what the operator did.
func record(ctx context.Context, c *collections.Collections, did access.Deed, subject string) error {
	return access.Record(ctx, c.Audit, newID(), time.Now(), access.Operator, did, subject)
}

func (o *office) at(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(o.zone).Format("2006-01-02 15:04")
}

// unknown says that the first operand names nothing.
func (o *office) unknown(err error, what string) error {
	if errors.Is(err, domain.ErrNotFound) {
		return mistaken("no %s has the id %q", what, o.args[0])
	}
	return err
}

func newID() string { return strings.ToLower(ulid.Make().String()) }

// shortRef is enough of a reference to tell people apart.
func shortRef(ref string) string { return ref[:min(12, len(ref))] }
