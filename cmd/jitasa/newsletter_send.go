package main

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

	"jitasa/internal/chat"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/domain"
	"jitasa/internal/newsletter"
	"jitasa/internal/newsroom"
)

// lint prints what is wrong, one problem a line, as compilers do.
func (p *press) lint(ctx context.Context) error {
	_, _, err := p.read(ctx, !p.offline)
	if err == nil {
		fmt.Fprintln(p.out, p.args[0], "can be sent")
	}
	return err
}

// read reads the issue that is named on the command line, with its text.
func (p *press) read(ctx context.Context, outside bool) (*newsletter.Issue, []byte, error) {
	source, err := p.file()
	if err != nil {
		return nil, nil, err
	}
	issue, err := p.checked(ctx, source, outside)
	return issue, source, err
}

// checked reads an issue and prints its problems: errProblems if it has errors.
func (p *press) checked(ctx context.Context, source []byte, outside bool) (*newsletter.Issue, error) {
	issue, problems, err := p.News.Lint(ctx, p.actor(), source, outside)
	if err != nil {
		return nil, err
	}
	for _, x := range problems {
		lang := ""
		if x.Lang != "" {
			lang = " [" + x.Lang + "]"
		}
		fmt.Fprintf(p.err, "%s:%d: %s%s: %s\n", p.args[0], x.Line, x.Level, lang, p.Texts(p.lang).T("news.problem."+x.Code, "Detail", x.Detail))
	}
	if newsletter.Bad(problems) {
		return nil, errProblems
	}
	return issue, nil
}

func (p *press) preview(ctx context.Context) error {
	_, source, err := p.read(ctx, false)
	if err != nil {
		return err
	}
	messages, err := p.News.Preview(ctx, p.actor(), source, newsroom.Reader{Lang: p.lang, Place: p.place, Plain: p.plain})
	if errors.Is(err, domain.ErrNotFound) {
		return mistaken("no province or district is called %q", p.place)
	}
	if err != nil {
		return err
	}
	for _, m := range chat.Plain(messages) {
		fmt.Fprintf(p.out, "%s\n\n", m.Text)
	}
	return nil
}

// send starts the sending after it was confirmed, and follows it.
func (p *press) send(ctx context.Context) error {
	_, source, err := p.read(ctx, false)
	if err != nil {
		return err
	}
	if p.to != "" {
		return p.try(ctx, source)
	}
	how, err := p.how()
	if err != nil {
		return err
	}
	plan, err := p.News.PlanSending(ctx, p.actor(), source, how)
	if err != nil {
		return err
	}
	if err := p.agreed(plan); err != nil {
		return err
	}
	if err := p.News.CarryOut(ctx, p.actor(), newID(), plan); err != nil {
		return err
	}
	issue := plan.Campaign.Subject
	fmt.Fprintf(p.out, "started: jitasa newsletter status %s\n", issue)
	if p.detach {
		return nil
	}
	return p.alongside(ctx, func() error { return p.watch(ctx, issue) })
}

// errUnsure is who did not say the number of people.
var errUnsure = errors.New("not confirmed: nothing was changed, nothing was sent")

// agreed shows what carrying out a plan would be, and asks.
func (p *press) agreed(plan *newsroom.Plan) error {
	p.estimate(plan.Estimate)
	if !plan.Campaign.Publish {
		fmt.Fprintln(p.out, "archive: not published, as the audience is narrower than the subscribers (--publish)")
	}
	if !p.yes && !p.confirmed(plan.Estimate.People) {
		return errUnsure
	}
	return nil
}

// how is what the flags say about a sending.
func (p *press) how() (h newsroom.How, err error) {
	h.Publish = p.publishing
	if p.given("audience") {
		h.Audience = &p.segment
	}
	if p.given("skip-read") {
		h.SkipRead = &p.skipRead
	}
	if p.given("hours") {
		h.Hours = &limits.Hours{} // "" is all day
		if p.hours != "" {
			if *h.Hours, err = limits.ParseHours(p.hours); err != nil {
				return h, mistaken("--hours: %v", err)
			}
		}
	}
	if p.given("limit") {
		limit, err := limits.ParseRate(p.limit)
		if err != nil {
			return h, mistaken("--limit: %v", err)
		}
		h.Limit = &limit
	}
	if p.given("at") {
		h.At = &time.Time{}
		if p.at != "" && p.at != "now" {
			if *h.At, err = time.ParseInLocation("2006-01-02T15:04", p.at, p.Zone()); err != nil {
				return h, mistaken("--at: %q is not a time such as 2026-12-01T09:00", p.at)
			}
		}
	}
	return h, nil
}

// estimate prints what a sending would be, and what that does to the quota.
func (p *press) estimate(e dispatch.Estimate) {
	fmt.Fprintf(p.out, "people:  %d\n", e.People)
	for reason, n := range e.Skipped {
		fmt.Fprintf(p.out, "         %d not: %s\n", n, p.Texts(p.lang).T("report.reason."+reason))
	}
	left, limited := e.Left()
	if !limited {
		fmt.Fprintln(p.out, "quota:   no limit")
		return
	}
	fmt.Fprintf(p.out, "quota:   %d of the month, %d used, %d planned by others, %d reserved: %d left\n", e.Limit, e.Used, e.Planned, e.Reserve, left)
	if !e.Fits() {
		fmt.Fprintf(p.out, "         %d do not fit\n", e.People-left)
	}
}

// confirmed asks for the number of people: a yes is said too easily.
func (p *press) confirmed(people int) bool {
	fmt.Fprintf(p.out, "Each person costs a message and nothing can be taken back. To send it, type the number of people: ")
	line, err := bufio.NewReader(p.in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return false
	}
	return strings.TrimSpace(line) == strconv.Itoa(people)
}

// lookEvery is how often the progress is looked at.
const lookEvery = time.Second

// alongside sends along with whoever else does, until watch returns.
func (p *press) alongside(ctx context.Context, watch func() error) error {
	sending, stop := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- p.Deliver.Run(sending) }()
	err := watch()
	stop()
	return errors.Join(err, <-done)
}

// watch shows the progress until it is over.
func (p *press) watch(ctx context.Context, issue string) error {
	progress := bar(p.streams, -1, "sending")
	for {
		s, err := p.News.Status(ctx, p.actor(), issue)
		if err != nil {
			return err
		}
		if !s.Active || s.State == deliver.Paused {
			_ = progress.Finish()
			p.print(s)
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
