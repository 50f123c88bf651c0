package sending

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/chat"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/domain"
	"jitasa/internal/newsletter"
	"jitasa/internal/newsroom"
)

// lint prints what is wrong, one problem a line, as compilers do.
func (q *request) lint(ctx context.Context) error {
	_, _, err := q.read(ctx, !q.offline)
	if err == nil {
		fmt.Fprintln(q.Out, q.args[0], "can be sent")
	}
	return err
}

// read reads the issue that is named on the command line, with its text.
func (q *request) read(ctx context.Context, outside bool) (*newsletter.Issue, []byte, error) {
	source, err := q.file()
	if err != nil {
		return nil, nil, err
	}
	issue, err := q.checked(ctx, source, outside)
	return issue, source, err
}

// checked reads an issue and prints its problems: errProblems if it has errors.
func (q *request) checked(ctx context.Context, source []byte, outside bool) (*newsletter.Issue, error) {
	issue, problems, err := q.News.Lint(ctx, q.actor(), source, outside)
	if err != nil {
		return nil, err
	}
	for _, x := range problems {
		lang := ""
		if x.Lang != "" {
			lang = " [" + x.Lang + "]"
		}
		fmt.Fprintf(q.Err, "%s:%d: %s%s: %s\n", q.args[0], x.Line, x.Level, lang, q.Texts(q.lang).T("news.problem."+x.Code, "Detail", x.Detail))
	}
	if newsletter.Bad(problems) {
		return nil, errProblems
	}
	return issue, nil
}

func (q *request) preview(ctx context.Context) error {
	_, source, err := q.read(ctx, false)
	if err != nil {
		return err
	}
	messages, err := q.News.Preview(ctx, q.actor(), source, newsroom.Reader{Lang: q.lang, Place: q.place, Plain: q.plain})
	if errors.Is(err, domain.ErrNotFound) {
		return command.Mistaken("no province or district is called %q", q.place)
	}
	if err != nil {
		return err
	}
	for _, m := range chat.Plain(messages) {
		fmt.Fprintf(q.Out, "%s\n\n", m.Text)
	}
	return nil
}

// send starts the sending after it was confirmed, and follows it.
func (q *request) send(ctx context.Context) error {
	_, source, err := q.read(ctx, false)
	if err != nil {
		return err
	}
	if q.to != "" {
		return q.try(ctx, source)
	}
	how, err := q.how()
	if err != nil {
		return err
	}
	plan, err := q.News.PlanSending(ctx, q.actor(), source, how)
	if err != nil {
		return err
	}
	if err := q.agreed(plan); err != nil {
		return err
	}
	if err := q.News.CarryOut(ctx, q.actor(), command.NewID(), plan); err != nil {
		return err
	}
	issue := plan.Campaign.Subject
	fmt.Fprintf(q.Out, "started: jitasa newsletter status %s\n", issue)
	if q.detach {
		return nil
	}
	return q.alongside(ctx, func() error { return q.watch(ctx, issue) })
}

// errUnsure is who did not say the number of people.
var errUnsure = errors.New("not confirmed: nothing was changed, nothing was sent")

// agreed shows what carrying out a plan would be, and asks.
func (q *request) agreed(plan *newsroom.Plan) error {
	q.estimate(plan.Estimate)
	if !plan.Campaign.Publish {
		fmt.Fprintln(q.Out, "archive: not published, as the audience is narrower than the subscribers (--publish)")
	}
	if !q.yes && !q.confirmed(plan.Estimate.People) {
		return errUnsure
	}
	return nil
}

// how is what the flags say about a sending.
func (q *request) how() (h newsroom.How, err error) {
	h.Publish = q.publishing
	if q.given("audience") {
		h.Audience = &q.segment
	}
	if q.given("skip-read") {
		h.SkipRead = &q.skipRead
	}
	if q.given("hours") {
		h.Hours = &limits.Hours{} // "" is all day
		if q.hours != "" {
			if *h.Hours, err = limits.ParseHours(q.hours); err != nil {
				return h, command.Mistaken("--hours: %v", err)
			}
		}
	}
	if q.given("limit") {
		limit, err := limits.ParseRate(q.limit)
		if err != nil {
			return h, command.Mistaken("--limit: %v", err)
		}
		h.Limit = &limit
	}
	if q.given("at") {
		h.At = &time.Time{}
		if q.at != "" && q.at != "now" {
			if *h.At, err = time.ParseInLocation("2006-01-02T15:04", q.at, q.Zone()); err != nil {
				return h, command.Mistaken("--at: %q is not a time such as 2026-12-01T09:00", q.at)
			}
		}
	}
	return h, nil
}

// estimate prints what a sending would be, and what that does to the quota.
func (q *request) estimate(e dispatch.Estimate) {
	fmt.Fprintf(q.Out, "people:  %d\n", e.People)
	for reason, n := range e.Skipped {
		fmt.Fprintf(q.Out, "         %d not: %s\n", n, q.Texts(q.lang).T("report.reason."+reason))
	}
	left, limited := e.Left()
	if !limited {
		fmt.Fprintln(q.Out, "quota:   no limit")
		return
	}
	fmt.Fprintf(q.Out, "quota:   %d of the month, %d used, %d planned by others, %d reserved: %d left\n", e.Limit, e.Used, e.Planned, e.Reserve, left)
	if !e.Fits() {
		fmt.Fprintf(q.Out, "         %d do not fit\n", e.People-left)
	}
}

// confirmed asks for the number of people: a yes is said too easily.
func (q *request) confirmed(people int) bool {
	fmt.Fprintf(q.Out, "Each person costs a message and nothing can be taken back. To send it, type the number of people: ")
	line, err := bufio.NewReader(q.In).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return false
	}
	return strings.TrimSpace(line) == strconv.Itoa(people)
}

// lookEvery is how often the progress is looked at.
const lookEvery = time.Second

// alongside sends along with whoever else does, until watch returns.
func (q *request) alongside(ctx context.Context, watch func() error) error {
	sending, stop := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- q.Deliver.Run(sending) }()
	err := watch()
	stop()
	return errors.Join(err, <-done)
}

// watch shows the progress until it is over.
func (q *request) watch(ctx context.Context, issue string) error {
	progress := command.Bar(q.Streams, -1, "sending")
	for {
		s, err := q.News.Status(ctx, q.actor(), issue)
		if err != nil {
			return err
		}
		if !s.Active || s.State == deliver.Paused {
			_ = progress.Finish()
			q.print(s)
			return nil
		}
		progress.ChangeMax(max(1, s.Total()))
		_ = progress.Set(s.Done()) // a bar that cannot be drawn is no reason to stop
		select {
		case <-ctx.Done():
			_ = progress.Finish()
			fmt.Fprintf(os.Stderr, "jitasa: it goes on where jitasa serve runs; to stop it: jitasa newsletter pause %s\n", issue)
			return nil
		case <-time.After(lookEvery):
		}
	}
}
