package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"jitasa/internal/domain"
	"jitasa/internal/newsroom"
)

// replace changes what waits to be sent; what no flag names stays as it was.
func (p *press) replace(ctx context.Context) error {
	issue, source, err := p.read(ctx, false)
	if err != nil {
		return err
	}
	how, err := p.how()
	if err != nil {
		return err
	}
	plan, err := p.News.PlanReplacing(ctx, p.actor(), source, how)
	return p.revise(ctx, issue.ID, plan, err)
}

// reschedule sends what waits at another time.
func (p *press) reschedule(ctx context.Context) error {
	if !p.given("at") && !p.given("hours") {
		return mistaken("say when: --at 2026-12-01T09:00, --at now or --hours 09:00-20:00")
	}
	how, err := p.how()
	if err != nil {
		return err
	}
	plan, err := p.News.PlanRescheduling(ctx, p.actor(), p.args[0], how)
	return p.revise(ctx, p.args[0], plan, err)
}

// revise carries out how an issue that waits is changed, if that could be planned and is agreed to.
func (p *press) revise(ctx context.Context, issue string, plan *newsroom.Plan, err error) error {
	switch {
	case errors.Is(err, domain.ErrNotFound):
		return mistaken("no issue %q waits to be sent: jitasa newsletter send FILE", issue)
	case errors.Is(err, newsroom.ErrOld):
		return mistaken("it was begun by an older release: cancel it, then send it anew")
	case err != nil:
		return err
	}
	if err := p.agreed(plan); err != nil {
		return err
	}
	if err := p.News.CarryOut(ctx, p.actor(), newID(), plan); err != nil {
		return err
	}
	p.args = []string{issue}
	return p.status(ctx)
}

// publish takes a file, or the id of an issue whose text is known.
func (p *press) publish(ctx context.Context) error {
	source, err := p.News.Source(ctx, p.actor(), p.args[0])
	if _, missing := os.Stat(p.args[0]); missing == nil || err != nil {
		if source, err = p.file(); err != nil {
			return err
		}
	}
	if _, err := p.checked(ctx, source, false); err != nil {
		return err
	}
	issue, err := p.News.Publish(ctx, p.actor(), newID(), source)
	if err != nil {
		return err
	}
	fmt.Fprintf(p.out, "published: %s\n", p.News.Address(issue.ID))
	return nil
}

func (p *press) withdraw(ctx context.Context) error {
	err := p.News.Withdraw(ctx, p.actor(), newID(), p.args[0])
	if errors.Is(err, domain.ErrNotFound) {
		return mistaken("no issue %q is published", p.args[0])
	}
	if err == nil {
		fmt.Fprintf(p.out, "%s is not in the archive, the feed and the chat any more; who got it has it\n", p.args[0])
	}
	return err
}
