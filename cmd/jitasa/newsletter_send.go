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

	"jitasa/internal/app"
	"jitasa/internal/deliver"
	"jitasa/internal/newsletter"
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
	issue, problems := p.News.Lint(ctx, source, outside)
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
	issue, _, err := p.read(ctx, false)
	if err != nil {
		return err
	}
	reader := &deliver.Person{ID: "preview"}
	reader.Reach.Lang, reader.Reach.Plain = p.lang, p.plain
	if p.place != "" {
		code, ok := p.PlaceCode(p.place)
		if !ok {
			return mistaken("no province or district is called %q", p.place)
		}
		reader.Home = &deliver.Home{Province: code[:2]}
		if len(code) >= 4 {
			reader.Home.District = code[:4]
		}
	}
	messages, err := p.News.Preview(ctx, issue, reader)
	if err != nil {
		return err
	}
	app.Print(p.out, messages)
	return nil
}

// send starts the sending after it was confirmed, and follows it.
func (p *press) send(ctx context.Context) error {
	issue, source, err := p.read(ctx, false)
	if err != nil {
		return err
	}
	if p.to != "" {
		return p.try(ctx, issue)
	}
	how, err := p.sending()
	if err != nil {
		return err
	}
	if _, err := p.News.Free(ctx, issue.ID); err != nil {
		return err
	}
	c, err := p.News.Campaign(ctx, issue, source, how)
	if err != nil {
		return err
	}
	if err := p.agreed(ctx, c); err != nil {
		return err
	}
	if c, _, err = p.News.Send(ctx, source, how); err != nil {
		return err
	}
	fmt.Fprintf(p.out, "started: jitasa newsletter status %s\n", c.Subject)
	if p.detach {
		return nil
	}
	return p.follow(ctx, c.ID)
}

// errUnsure is who did not say the number of people.
var errUnsure = errors.New("not confirmed: nothing was changed, nothing was sent")

// agreed shows what sending a campaign would be, and asks.
func (p *press) agreed(ctx context.Context, c *deliver.Campaign) error {
	e, err := p.News.Estimate(ctx, c)
	if err != nil {
		return err
	}
	p.estimate(e)
	if !c.Publish {
		fmt.Fprintln(p.out, "archive: not published, as the audience is narrower than the subscribers (--publish)")
	}
	if !p.yes && !p.confirmed(e.People) {
		return errUnsure
	}
	return nil
}

func (p *press) sending() (s app.Sending, err error) {
	s = app.Sending{Segment: p.segment, SkipRead: p.skipRead, Publish: p.publishing, By: p.by}
	if p.hours != "" {
		if s.Hours, err = deliver.ParseHours(p.hours); err != nil {
			return s, mistaken("--hours: %v", err)
		}
	}
	if s.Limit, err = deliver.ParseLimit(p.limit); err != nil {
		return s, mistaken("--limit: %v", err)
	}
	if p.at != "" && p.at != "now" {
		if s.At, err = time.ParseInLocation("2006-01-02T15:04", p.at, p.Zone()); err != nil {
			return s, mistaken("--at: %q is not a time such as 2026-12-01T09:00", p.at)
		}
	}
	return s, nil
}

// estimate prints what a sending would be, and what that does to the quota.
func (p *press) estimate(e deliver.Estimate) {
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

// follow sends along with whoever else does, and shows the progress until it is over.
func (p *press) follow(ctx context.Context, id string) error {
	return p.alongside(ctx, func() error { return p.watch(ctx, id) })
}

// alongside sends along with whoever else does, until watch returns.
func (p *press) alongside(ctx context.Context, watch func() error) error {
	sending, stop := context.WithCancel(ctx)
	done := make(chan error, 1)
	go func() { done <- p.Deliver.Run(sending) }()
	err := watch()
	stop()
	return errors.Join(err, <-done)
}

func (p *press) watch(ctx context.Context, id string) error {
	progress := bar(p.streams, -1, "sending")
	for {
		c, err := p.Deliver.Campaigns.Get(ctx, id)
		if err != nil {
			return err
		}
		s, err := p.Deliver.Status(ctx, c)
		if err != nil {
			return err
		}
		if !c.Active || c.State == deliver.Paused {
			_ = progress.Finish()
			p.print(s)
			return nil
		}
		progress.ChangeMax(max(1, s.Total()))
		_ = progress.Set(s.Done()) // a bar that cannot be drawn is no reason to stop
		select {
		case <-ctx.Done():
			_ = progress.Finish()
			fmt.Fprintf(os.Stderr, "jitasa: it goes on where jitasa serve runs; to stop it: jitasa newsletter pause %s\n", c.Subject)
			return nil
		case <-time.After(lookEvery):
		}
	}
}
