package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"text/tabwriter"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
	"jitasa/internal/i18n"
	"jitasa/internal/newsroom"
	"jitasa/internal/privacy"
)

func (p *press) status(ctx context.Context) error {
	if len(p.args) == 1 {
		s, err := p.News.Status(ctx, p.actor(), p.args[0])
		if err != nil {
			return p.unsent(err)
		}
		p.print(s)
		return nil
	}
	w := p.words()
	t := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, w.T("report.status.columns")+"\t")
	for s, err := range p.News.Statuses(ctx, p.actor()) {
		if err != nil {
			return err
		}
		fmt.Fprintf(t, "%s\t%s\t%d\t%d\t%d\t%d\t%s\t%s\t\n", s.Subject, p.state(s.Campaign), s.Total(), s.Accepted, s.Failed, s.Uncertain, p.time(s.StartedAt), s.By)
	}
	return t.Flush()
}

func (p *press) words() *i18n.Texts { return p.Texts(p.lang) }

// state is how far a campaign is, and what it waits for, if for anything.
//
//i18n:keys report.state.* report.cause.*
func (p *press) state(c *deliver.Campaign) string {
	w := p.words()
	switch now := time.Now(); {
	case c.Why != "":
		return w.T("report.status.because", "State", w.T("report.state."+string(c.State)), "Why", w.T("report.cause."+c.Why))
	case c.State == deliver.Scheduled && now.Before(c.NotBefore):
		return w.T("report.status.starts", "Time", p.when(c.NotBefore))
	case c.State == deliver.Running && !c.Hours.Allow(now.In(p.Zone())):
		return w.T("report.status.sleeps", "Hours", c.Hours.String())
	}
	return w.T("report.state." + string(c.State))
}

func (p *press) time(at time.Time) string {
	if at.IsZero() {
		return "–"
	}
	return at.In(p.Zone()).Format("2006-01-02 15:04")
}

// when is a time as people say it.
func (p *press) when(at time.Time) string {
	w, at := p.words(), at.In(p.Zone())
	return w.Day(at) + " " + w.Clock(at)
}

// print shows how far a campaign is, for whom it is and who sends it.
func (p *press) print(s *dispatch.Status) {
	w := p.words()
	fmt.Fprintf(p.out, "%s  %s\n", p.News.Title(s.Campaign, p.lang), p.state(s.Campaign))
	fmt.Fprintln(p.out, w.T("report.status.audience", "Audience", s.Segment.String()))
	if s.By != "" {
		fmt.Fprintln(p.out, w.T("report.status.by", "Name", s.By, "Time", p.when(s.CreatedAt)))
	}
	fmt.Fprintln(p.out, w.T("report.status.counts", "Accepted", w.Number(s.Accepted), "Total", w.Number(s.Total()), "Failed", w.Number(s.Failed),
		"Uncertain", w.Number(s.Uncertain), "Waiting", w.Number(s.Waiting)))
	for _, reason := range slices.Sorted(maps.Keys(s.Skipped)) {
		fmt.Fprintln(p.out, w.T("report.status.left_out", "Number", w.Number(s.Skipped[reason]), "Reason", w.T("report.reason."+reason)))
	}
	if left := s.Remaining(time.Now()); left > 0 {
		fmt.Fprintln(p.out, w.T("report.status.remaining", "Time", left.Round(time.Second).String()))
	}
	for _, id := range s.Doubtful {
		fmt.Fprintln(p.out, w.T("report.status.decide", "Command", "jitasa newsletter decide "+id+" sent|again"))
	}
}

// change does something to the sending of an issue, or another campaign, and shows how it stands then.
func (p *press) change(how func(s *newsroom.Service, ctx context.Context, by access.Actor, key, name string) error) func(context.Context) error {
	return func(ctx context.Context) error {
		if err := how(p.News, ctx, p.actor(), newID(), p.args[0]); err != nil {
			return p.unsent(err)
		}
		return p.status(ctx)
	}
}

// unsent says that there is no such issue, where that is what is wrong.
func (p *press) unsent(err error) error {
	if errors.Is(err, domain.ErrNotFound) {
		return mistaken("no issue %q has been sent", p.args[0])
	}
	return err
}

func (p *press) why(ctx context.Context) error {
	x, err := p.News.Explain(ctx, p.actor(), p.args[0], p.args[1])
	if err != nil {
		return p.unsent(err)
	}
	fmt.Fprintln(p.out, "audience:", x.Segment)
	for _, check := range x.Checks {
		fmt.Fprintf(p.out, "  %-9s %v\n", check.Condition, map[bool]string{true: "yes", false: "no"}[check.OK])
	}
	if !x.Known {
		known, err := p.known(ctx, p.args[1])
		if err != nil {
			return err
		}
		fmt.Fprintln(p.out, "person:  ", known)
	} else if x.Refused != "" {
		fmt.Fprintln(p.out, "not now, because:", p.Texts(p.lang).T("report.reason."+x.Refused))
	}
	switch {
	case x.Entry == nil:
		fmt.Fprintln(p.out, "ledger:   not in it")
	case x.Entry.Reason != "":
		fmt.Fprintf(p.out, "ledger:   %s (%s) %s, batch %s\n", x.Entry.State, x.Entry.Reason, p.time(x.Entry.At), x.Entry.Batch)
	default:
		fmt.Fprintf(p.out, "ledger:   %s %s, batch %s\n", x.Entry.State, p.time(x.Entry.At), x.Entry.Batch)
	}
	return nil
}

// known says what is known of somebody who has no profile.
func (p *press) known(ctx context.Context, person string) (string, error) {
	erased, err := p.ErasedAt(ctx, person)
	if err != nil || !erased.IsZero() {
		return "erased on " + p.time(erased) + ", by their own wish: what there was is gone", err
	}
	_, err = p.Store.Threads.Get(ctx, person)
	if errors.Is(err, domain.ErrNotFound) {
		days := int(privacy.BackupLife / (24 * time.Hour))
		return fmt.Sprintf("nobody with this id is known: it is wrong, or they were erased more than %d days ago, after which nothing tells", days), nil
	}
	return "has followed or written, and has no profile: nothing was agreed to", err
}

func (p *press) decide(ctx context.Context) error {
	if p.args[1] != "sent" && p.args[1] != "again" {
		return mistaken("say sent or again")
	}
	err := p.News.Decide(ctx, p.actor(), newID(), p.args[0], p.args[1] == "sent")
	if errors.Is(err, domain.ErrNotFound) {
		return mistaken("there is no batch %q", p.args[0])
	}
	return err
}

func (p *press) report(ctx context.Context) error {
	if len(p.args) == 2 {
		if err := newsroom.ReportFormat(p.args[1]); err != nil {
			return err
		}
	}
	r, err := p.News.Results(ctx, p.actor(), p.args[0])
	if err != nil {
		return p.unsent(err)
	}
	w, names := p.Texts(p.lang), p.ProvinceNames(p.lang)
	if len(p.args) == 1 {
		fmt.Fprint(p.out, r.Text(w, names))
		return nil
	}
	f, err := os.Create(p.args[1])
	if err != nil {
		return mistaken("%v", err)
	}
	return errors.Join(newsroom.WriteReport(f, p.args[1], r, w, names), f.Close())
}
