package sending

import (
	"context"
	"errors"
	"fmt"
	"os"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/domain"
	"jitasa/internal/newsroom"
)

// replace changes what waits to be sent; what no flag names stays as it was.
func (q *request) replace(ctx context.Context) error {
	issue, source, err := q.read(ctx, false)
	if err != nil {
		return err
	}
	how, err := q.how()
	if err != nil {
		return err
	}
	plan, err := q.News.PlanReplacing(ctx, q.actor(), source, how)
	return q.revise(ctx, issue.ID, plan, err)
}

// reschedule sends what waits at another time.
func (q *request) reschedule(ctx context.Context) error {
	if !q.given("at") && !q.given("hours") {
		return command.Mistaken("say when: --at 2026-12-01T09:00, --at now or --hours 09:00-20:00")
	}
	how, err := q.how()
	if err != nil {
		return err
	}
	plan, err := q.News.PlanRescheduling(ctx, q.actor(), q.args[0], how)
	return q.revise(ctx, q.args[0], plan, err)
}

// revise carries out how an issue that waits is changed, if that could be planned and is agreed to.
func (q *request) revise(ctx context.Context, issue string, plan *newsroom.Plan, err error) error {
	switch {
	case errors.Is(err, domain.ErrNotFound):
		return command.Mistaken("no issue %q waits to be sent: jitasa newsletter send FILE", issue)
	case errors.Is(err, newsroom.ErrOld):
		return command.Mistaken("it was begun by an older release: cancel it, then send it anew")
	case err != nil:
		return err
	}
	if err := q.agreed(plan); err != nil {
		return err
	}
	if err := q.News.CarryOut(ctx, q.actor(), command.NewID(), plan); err != nil {
		return err
	}
	q.args = []string{issue}
	return q.status(ctx)
}

// publish takes a file, or the id of an issue whose text is known.
func (q *request) publish(ctx context.Context) error {
	source, err := q.News.Source(ctx, q.actor(), q.args[0])
	if _, missing := os.Stat(q.args[0]); missing == nil || err != nil {
		if source, err = q.file(); err != nil {
			return err
		}
	}
	if _, err := q.checked(ctx, source, false); err != nil {
		return err
	}
	issue, err := q.News.Publish(ctx, q.actor(), command.NewID(), source)
	if err != nil {
		return err
	}
	fmt.Fprintf(q.Out, "published: %s\n", q.News.Address(issue.ID))
	return nil
}

func (q *request) withdraw(ctx context.Context) error {
	err := q.News.Withdraw(ctx, q.actor(), command.NewID(), q.args[0])
	if errors.Is(err, domain.ErrNotFound) {
		return command.Mistaken("no issue %q is published", q.args[0])
	}
	if err == nil {
		fmt.Fprintf(q.Out, "%s is not in the archive, the feed and the chat any more; who got it has it\n", q.args[0])
	}
	return err
}
