package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/oklog/ulid/v2"
	"github.com/spf13/pflag"

	"jitasa/internal/app"
	"jitasa/internal/config"
	"jitasa/internal/domain"
	"jitasa/internal/store"
)

const staffUsage = `usage: jitasa staff add --line CODE [--name NAME] [--role ROLE]   whoever types CODE in the chat first becomes staff
       jitasa staff list
       jitasa staff disable ID

CODE is at least eight letters and digits with a hyphen, such as KANYA-7341. ROLE is admin, editor, coordinator or
viewer; admins and coordinators approve calls for help.`

// office is the store in which staff are kept.
type office struct {
	streams
	app.Opened
	args             []string
	code, name, role string
}

// staffCommand is `jitasa staff …`.
func staffCommand(ctx context.Context, args []string, s streams) int {
	o := &office{streams: s}
	own := []config.Option{config.Require("JITASA_KEY"), config.WithFlags(func(f *pflag.FlagSet) {
		f.StringVar(&o.code, "line", "", "add: the code that links their LINE account")
		f.StringVar(&o.name, "name", "", "add: what they are called")
		f.StringVar(&o.role, "role", string(domain.Coordinator), "add: what they may do")
	})}
	operands := 1
	if slices.Contains(args, "disable") {
		operands = 2
	}
	c, rest, code, ok := configured(s, args, staffUsage, operands, own...)
	if !ok {
		return code
	}
	o.args = rest[1:]
	do, known := map[string]func(context.Context) error{"add": o.add, "list": o.list, "disable": o.disable}[rest[0]]
	if !known {
		fmt.Fprintln(s.err, staffUsage)
		return 2
	}
	var err error
	if o.Opened, err = app.OpenStore(ctx, c); err != nil {
		return fail(s, err)
	}
	return fail(s, errors.Join(do(ctx), o.Engine.Close()))
}

func (o *office) add(ctx context.Context) error {
	code := strings.ToUpper(o.code)
	if !domain.CodeForm(code) {
		return fmt.Errorf("%w: --line: a code is at least eight letters and digits with a hyphen, such as KANYA-7341", store.ErrSetup)
	}
	if !slices.Contains(domain.RoleNames(), domain.Role(o.role)) {
		return fmt.Errorf("%w: --role: there is no role %q", store.ErrSetup, o.role)
	}
	members, err := o.Collections.Staff.ByCode(ctx, code)
	if err != nil {
		return err
	}
	managed, err := o.Collections.Organisations.ByCode(ctx, code)
	if err != nil {
		return err
	}
	if len(members)+len(managed) > 0 {
		return fmt.Errorf("%w: --line: that code is taken", store.ErrSetup)
	}
	s := &domain.Staff{
		Meta: domain.Meta{ID: strings.ToLower(ulid.Make().String())}, Name: o.name, Role: domain.Role(o.role), Code: code, CreatedAt: domain.Instant(time.Now()),
	}
	if err := o.Collections.Staff.Insert(ctx, s); err != nil {
		return err
	}
	fmt.Fprintf(o.out, "%s added: they type %s in the chat, once\n", s.ID, code)
	return nil
}

func (o *office) list(ctx context.Context) error {
	t := tabwriter.NewWriter(o.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "id\tname\trole\tstate\t")
	for s, err := range o.Collections.Staff.Find(ctx, store.Query{}) {
		if err != nil {
			return err
		}
		state := "linked"
		switch {
		case !s.DisabledAt.IsZero():
			state = "disabled"
		case s.Person == "":
			state = "code not used yet"
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t\n", s.ID, s.Name, s.Role, state)
	}
	return t.Flush()
}

func (o *office) disable(ctx context.Context) error {
	_, err := o.Collections.Staff.Update(ctx, o.args[0], func(s *domain.Staff) error {
		s.DisabledAt = domain.Instant(time.Now())
		return nil
	})
	if errors.Is(err, domain.ErrNotFound) {
		return fmt.Errorf("%w: no member of staff has the id %q", store.ErrSetup, o.args[0])
	}
	return err
}
