package sending

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"text/tabwriter"
	"time"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/access"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
	"jitasa/internal/i18n"
	"jitasa/internal/newsroom"
	"jitasa/internal/privacy"
)

func (q *request) status(ctx context.Context) error {
	if len(q.args) == 1 {
		s, err := q.News.Status(ctx, q.actor(), q.args[0])
		if err != nil {
			return q.unsent(err)
		}
		q.print(s)
		return nil
	}
	w := q.words()
	t := tabwriter.NewWriter(q.Out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, w.T("report.status.columns")+"\t")
	for s, err := range q.News.Statuses(ctx, q.actor()) {
		if err != nil {
			return err
		}
		fmt.Fprintf(t, "%s\t%s\t%d\t%d\t%d\t%d\t%s\t%s\t\n", s.Subject, q.state(s.Campaign), s.Total(), s.Accepted, s.Failed, s.Uncertain, q.time(s.StartedAt), s.By)
	}
	return t.Flush()
}

func (q *request) words() *i18n.Texts { return q.Texts(q.lang) }

// state is how far a campaign is, and what it waits for, if for anything.
//
//i18n:keys report.state.* report.cause.*
func (q *request) state(c *deliver.Campaign) string {
	w := q.words()
	switch now := time.Now(); {
	case c.Why != "":
		return w.T("report.status.because", "State", w.T("report.state."+string(c.State)), "Why", w.T("report.cause."+c.Why))
	case c.State == deliver.Scheduled && now.Before(c.NotBefore):
		return w.T("report.status.starts", "Time", q.when(c.NotBefore))
	case c.State == deliver.Running && !c.Hours.Allow(now.In(q.Zone())):
		return w.T("report.status.sleeps", "Hours", c.Hours.String())
	}
	return w.T("report.state." + string(c.State))
}

func (q *request) time(at time.Time) string {
	if at.IsZero() {
		return "–"
	}
	return at.In(q.Zone()).Format("2006-01-02 15:04")
}

// when is a time as people say it.
func (q *request) when(at time.Time) string {
	w, at := q.words(), at.In(q.Zone())
	return w.Day(at) + " " + w.Clock(at)
}

// print shows how far a campaign is, for whom it is and who sends it.
func (q *request) print(s *dispatch.Status) {
	w := q.words()
	fmt.Fprintf(q.Out, "%s  %s\n", q.News.Title(s.Campaign, q.lang), q.state(s.Campaign))
	fmt.Fprintln(q.Out, w.T("report.status.audience", "Audience", s.Segment.String()))
	if s.By != "" {
		fmt.Fprintln(q.Out, w.T("report.status.by", "Name", s.By, "Time", q.when(s.CreatedAt)))
	}
	fmt.Fprintln(q.Out, w.T("report.status.counts", "Accepted", w.Number(s.Accepted), "Total", w.Number(s.Total()), "Failed", w.Number(s.Failed),
		"Uncertain", w.Number(s.Uncertain), "Waiting", w.Number(s.Waiting)))
	for _, reason := range slices.Sorted(maps.Keys(s.Skipped)) {
		fmt.Fprintln(q.Out, w.T("report.status.left_out", "Number", w.Number(s.Skipped[reason]), "Reason", w.T("report.reason."+reason)))
	}
	if left := s.Remaining(time.Now()); left > 0 {
		fmt.Fprintln(q.Out, w.T("report.status.remaining", "Time", left.Round(time.Second).String()))
	}
	for _, id := range s.Doubtful {
		fmt.Fprintln(q.Out, w.T("report.status.decide", "Command", "jitasa newsletter decide "+id+" sent|again"))
	}
}

// change does something to the sending of an issue, or another campaign, and shows how it stands then.
func (q *request) change(how func(s *newsroom.Service, ctx context.Context, by access.Actor, key, name string) error) func(context.Context) error {
	return func(ctx context.Context) error {
		if err := how(q.News, ctx, q.actor(), command.NewID(), q.args[0]); err != nil {
			return q.unsent(err)
		}
		return q.status(ctx)
	}
}

// unsent says that there is no such issue, where that is what is wrong.
func (q *request) unsent(err error) error {
	if errors.Is(err, domain.ErrNotFound) {
		return command.Mistaken("no issue %q has been sent", q.args[0])
	}
	return err
}

func (q *request) why(ctx context.Context) error {
	x, err := q.News.Explain(ctx, q.actor(), q.args[0], q.args[1])
	if err != nil {
		return q.unsent(err)
	}
	fmt.Fprintln(q.Out, "audience:", x.Segment)
	for _, check := range x.Checks {
		fmt.Fprintf(q.Out, "  %-9s %v\n", check.Condition, map[bool]string{true: "yes", false: "no"}[check.OK])
	}
	if !x.Known {
		known, err := q.known(ctx, q.args[1])
		if err != nil {
			return err
		}
		fmt.Fprintln(q.Out, "person:  ", known)
	} else if x.Refused != "" {
		fmt.Fprintln(q.Out, "not now, because:", q.Texts(q.lang).T("report.reason."+x.Refused))
	}
	switch {
	case x.Entry == nil:
		fmt.Fprintln(q.Out, "ledger:   not in it")
	case x.Entry.Reason != "":
		fmt.Fprintf(q.Out, "ledger:   %s (%s) %s, batch %s\n", x.Entry.State, x.Entry.Reason, q.time(x.Entry.At), x.Entry.Batch)
	default:
		fmt.Fprintf(q.Out, "ledger:   %s %s, batch %s\n", x.Entry.State, q.time(x.Entry.At), x.Entry.Batch)
	}
	return nil
}

// known says what is known of somebody who has no profile.
func (q *request) known(ctx context.Context, person string) (string, error) {
	erased, err := q.ErasedAt(ctx, person)
	if err != nil || !erased.IsZero() {
		return "erased on " + q.time(erased) + ", by their own wish: what there was is gone", err
	}
	_, err = q.Store.Threads.Get(ctx, person)
	if errors.Is(err, domain.ErrNotFound) {
		days := int(privacy.BackupLife / (24 * time.Hour))
		return fmt.Sprintf("nobody with this id is known: it is wrong, or they were erased more than %d days ago, after which nothing tells", days), nil
	}
	return "has followed or written, and has no profile: nothing was agreed to", err
}

func (q *request) decide(ctx context.Context) error {
	if q.args[1] != "sent" && q.args[1] != "again" {
		return command.Mistaken("say sent or again")
	}
	err := q.News.Decide(ctx, q.actor(), command.NewID(), q.args[0], q.args[1] == "sent")
	if errors.Is(err, domain.ErrNotFound) {
		return command.Mistaken("there is no batch %q", q.args[0])
	}
	return err
}

func (q *request) report(ctx context.Context) error {
	if len(q.args) == 2 {
		if err := newsroom.ReportFormat(q.args[1]); err != nil {
			return err
		}
	}
	r, err := q.News.Results(ctx, q.actor(), q.args[0])
	if err != nil {
		return q.unsent(err)
	}
	w, names := q.Texts(q.lang), q.ProvinceNames(q.lang)
	if len(q.args) == 1 {
		fmt.Fprint(q.Out, r.Text(w, names))
		return nil
	}
	f, err := os.Create(q.args[1])
	if err != nil {
		return command.Mistaken("%v", err)
	}
	return errors.Join(newsroom.WriteReport(f, q.args[1], r, w, names), f.Close())
}
