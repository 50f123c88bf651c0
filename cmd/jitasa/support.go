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

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/access"
	"jitasa/internal/app/opening"
	"jitasa/internal/config"
	"jitasa/internal/domain"
	"jitasa/internal/place"
	"jitasa/internal/support"
)

const supportUsage = `usage: jitasa support waiting [--words]   who wants to talk to a person: danger first, then who has waited longest

Staff answer in the chat, by the buttons that they get there. --words shows names and what was said, too.`

// waitingRoom is the store in which those wait who want a person.
type waitingRoom struct {
	command.Streams
	opening.Opened
	words bool
}

// supportCommand is `jitasa support …`.
func supportCommand(ctx context.Context, args []string, s command.Streams) int {
	r := &waitingRoom{Streams: s}
	own := []config.Option{config.Require("JITASA_KEY"), config.WithFlags(func(f *pflag.FlagSet) {
		f.BoolVar(&r.words, "words", false, "waiting: show names and what was said")
	})}
	c, rest, code, ok := command.Configured(s, args, supportUsage, 1, own...)
	if !ok {
		return code
	}
	if rest[0] != "waiting" {
		fmt.Fprintln(s.Err, supportUsage)
		return 2
	}
	var err error
	if r.Opened, err = opening.Store(ctx, c); err != nil {
		return command.Fail(s, err)
	}
	return command.Fail(s, errors.Join(r.waiting(ctx, c.Zone), r.Engine.Close()))
}

func (r *waitingRoom) waiting(ctx context.Context, zone *time.Location) error {
	places, err := place.New()
	if err != nil {
		return err
	}
	all, _, err := (&support.Service{Store: r.Collections.Support, Now: time.Now}).Waiting(ctx, access.ByCommand(), 0)
	if err != nil {
		return err
	}
	if len(all) == 0 {
		fmt.Fprintln(r.Out, "nobody is waiting")
		return nil
	}
	t := tabwriter.NewWriter(r.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "id\tstate\tsince\tplace\tstaff\t")
	for _, thread := range all {
		staff, err := r.staff(ctx, thread)
		if err != nil {
			return err
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t\n", thread.ID, stateName(thread.State), thread.Since.In(zone).Format("2006-01-02 15:04"), province(places, thread.Where), staff)
		if !r.words {
			continue
		}
		if err := t.Flush(); err != nil {
			return err
		}
		fmt.Fprintf(r.Out, "    %s: %s\n", nameOf(thread), strings.Join(said(thread), " / "))
	}
	return t.Flush()
}

// staff is who has the word, by the id that staff list shows.
func (r *waitingRoom) staff(ctx context.Context, t *support.Thread) (string, error) {
	if t.State != support.Hands {
		return "-", nil
	}
	s, err := r.Collections.Staff.Get(ctx, t.By)
	if errors.Is(err, domain.ErrNotFound) {
		return t.By, nil
	}
	if err != nil {
		return "", err
	}
	return s.Name, nil
}

func stateName(s support.State) string {
	return map[support.State]string{support.Danger: "DANGER", support.Waits: "waits", support.Hands: "is answered"}[s]
}

func province(places *place.Gazetteer, where domain.Home) string {
	p, ok := places.Place(where.Province)
	if !ok {
		return "-"
	}
	return places.FullName(p, domain.English)
}

// nameOf is what the person is called, as far as they said.
func nameOf(t *support.Thread) string {
	if t.Name == "" {
		return "-"
	}
	return t.Name
}

// said are the person's words.
func said(t *support.Thread) []string {
	var all []string
	for _, l := range t.Lines {
		if l.Staff == "" && l.Text != "" {
			all = append(all, l.Text)
		}
	}
	return slices.Clip(all)
}
