package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/pflag"

	"jitasa/internal/app"
	"jitasa/internal/config"
	"jitasa/internal/privacy/seal"
	"jitasa/internal/store"
)

const keyUsage = `usage: jitasa key status   which keys there are, and how much is sealed with old ones
       jitasa key rotate   makes new data keys and seals everything with them, while the bot runs
       jitasa key wrap     lets the master key in JITASA_KEY_NEXT open the database as well as JITASA_KEY
       jitasa key forget   lets no master key but JITASA_KEY open it any more

To change the master key: wrap; then start every process anew with the new JITASA_KEY; then forget, with the new one.`

// margin is what a process may be late with reading the keys again.
const margin = 5 * time.Second

// keyCommand is `jitasa key …`.
func keyCommand(ctx context.Context, args []string, s streams) int {
	wait := seal.ReloadEvery + margin
	c, rest, code, ok := configured(s, args, keyUsage, 1, config.Require("JITASA_KEY"), config.WithFlags(func(f *pflag.FlagSet) {
		f.DurationVar(&wait, "wait", wait, "how long each process may take to see new keys (only where no process runs may it be shorter)")
	}))
	if !ok {
		return code
	}
	k := &keyring{streams: s, wait: wait}
	do, known := map[string]func(context.Context) error{
		"status": k.status, "rotate": k.rotate, "wrap": k.wrap, "forget": k.forget,
	}[rest[0]]
	if !known {
		fmt.Fprintln(s.err, keyUsage)
		return 2
	}
	var err error
	if k.Opened, err = app.OpenStore(ctx, c); err != nil {
		return fail(s, err)
	}
	err = errors.Join(do(ctx), k.Engine.Close())
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(s.err, "jitasa: interrupted; done again, it goes on where it was")
		return 1
	}
	return fail(s, err)
}

// keyring is the store whose keys are looked at or changed.
type keyring struct {
	streams
	app.Opened
	wait time.Duration
}

func (k *keyring) status(ctx context.Context) error {
	st, err := k.Keys.Status(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(k.out, "master keys  %d may open the database; this one is %s\n", len(st.Masters), st.Mine)
	fmt.Fprintf(k.out, "data keys    %d; %s seals; last changed %s\n", st.Data, st.Primary, st.UpdatedAt.Format(time.RFC3339))
	if st.Stage != "" {
		fmt.Fprintln(k.out, "rotation     one was cut off: jitasa key rotate goes on with it")
	}
	for _, c := range k.Collections.All() {
		n, err := c.Stale(ctx, k.Keys, func() {})
		if err != nil {
			return err
		}
		if n > 0 {
			fmt.Fprintf(k.out, "to seal      %s: %d documents\n", c.Name(), n)
		}
	}
	return nil
}

func (k *keyring) rotate(ctx context.Context) error {
	r := seal.Rotation{
		Keys: k.Keys, Reseal: k.reseal, Step: func(what string) { fmt.Fprintln(k.err, what+" …") },
		Wait: func(ctx context.Context) error {
			select {
			case <-time.After(k.wait):
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		},
	}
	if err := r.Run(ctx); err != nil {
		return fmt.Errorf("rotating keys: %w", err)
	}
	fmt.Fprintln(k.out, "done: new keys seal everything, and the old ones are gone")
	return nil
}

func (k *keyring) reseal(ctx context.Context) error {
	total := 0
	for _, c := range k.Collections.All() {
		bar := bar(k.streams, -1, c.Name())
		n, err := c.Reseal(ctx, k.Keys, func() { _ = bar.Add(1) }) // a bar that cannot be drawn is no reason to stop
		_ = bar.Finish()
		if err != nil {
			return fmt.Errorf("sealing %s: %w", c.Name(), err)
		}
		total += n
	}
	fmt.Fprintf(k.out, "%d documents sealed\n", total)
	return nil
}

func (k *keyring) wrap(ctx context.Context) error {
	next, err := config.ParseKey(os.Getenv("JITASA_KEY_NEXT"))
	if err != nil {
		return fmt.Errorf("%w: JITASA_KEY_NEXT %w", store.ErrSetup, err)
	}
	if err := k.Keys.Wrap(ctx, []byte(next.Reveal())); err != nil {
		return fmt.Errorf("wrapping keys: %w", err)
	}
	fmt.Fprintln(k.out, "done: both master keys open the database; start every process anew with the new one, then: jitasa key forget")
	return nil
}

func (k *keyring) forget(ctx context.Context) error {
	if err := k.Keys.Forget(ctx); err != nil {
		return fmt.Errorf("forgetting master keys: %w", err)
	}
	fmt.Fprintln(k.out, "done: only the master key in JITASA_KEY opens the database")
	return nil
}
