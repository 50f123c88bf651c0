package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/spf13/pflag"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/app/opening"
	"jitasa/internal/config"
	"jitasa/internal/privacy/seal"
)

const keyUsage = `usage: jitasa key status   which keys there are, how old they are, and how much is not sealed with the one in use
       jitasa key rotate   makes new data keys and seals everything with them, while the bot runs (some minutes)
       jitasa key wrap     lets the master key in JITASA_KEY_NEXT open the database as well as JITASA_KEY
       jitasa key forget   lets no master key but JITASA_KEY open it any more

To change the master key: wrap; then start every process anew with the new JITASA_KEY; then forget, with the new one.`

// margin is how long a write may be under way.
const margin = 10 * time.Second

// keyCommand is `jitasa key …`.
func keyCommand(ctx context.Context, args []string, s command.Streams) int {
	wait, keepOld := seal.TrustFor+margin, seal.KeepOld
	c, rest, code, ok := command.Configured(s, args, keyUsage, 1, config.Require("JITASA_KEY"), config.WithFlags(func(f *pflag.FlagSet) {
		f.DurationVar(&wait, "wait", wait, "rotate: how long each process may take to see new keys (only where no process runs may it be shorter)")
		f.DurationVar(&keepOld, "keep-old", keepOld, "rotate: drop the keys that were replaced that long ago, if nothing needs them (0: also those replaced now)")
	}))
	if !ok {
		return code
	}
	k := &keyring{Streams: s, wait: wait, keepOld: keepOld}
	do, known := map[string]func(context.Context) error{
		"status": k.status, "rotate": k.rotate, "wrap": k.wrap, "forget": k.forget,
	}[rest[0]]
	if !known {
		fmt.Fprintln(s.Err, keyUsage)
		return 2
	}
	var err error
	if k.Opened, err = opening.Store(ctx, c); err != nil {
		return command.Fail(s, err)
	}
	err = errors.Join(do(ctx), k.Engine.Close())
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(s.Err, "jitasa: interrupted; done again, it goes on where it was")
		return 1
	}
	return command.Fail(s, err)
}

// keyring is the store whose keys are looked at or changed.
type keyring struct {
	command.Streams
	opening.Opened
	wait, keepOld time.Duration
}

func (k *keyring) status(ctx context.Context) error {
	st, err := k.Keys.Status(ctx)
	if err != nil {
		return fmt.Errorf("reading keys: %w", err)
	}
	fmt.Fprintf(k.Out, "master keys  %d may open the database; this one is %s\n", len(st.Masters), st.Mine)
	for _, key := range st.Data {
		fmt.Fprintf(k.Out, "data key     %s\n", described(key))
	}
	for _, key := range st.Blind {
		fmt.Fprintf(k.Out, "blind key    %s\n", described(key))
	}
	if st.Stage != "" {
		fmt.Fprintln(k.Out, "rotation     one was cut off: jitasa key rotate goes on with it")
	}
	for _, c := range k.Collections.All() {
		n, err := c.Stale(ctx, k.Keys, func() {})
		if err != nil {
			return fmt.Errorf("looking at %s: %w", c.Name(), err)
		}
		if n > 0 {
			fmt.Fprintf(k.Out, "to seal      %s: %d documents are in plain, or sealed with a replaced key\n", c.Name(), n)
		}
	}
	return nil
}

func described(key seal.Key) string {
	text := key.ID
	if !key.MadeAt.IsZero() {
		text += ", made " + key.MadeAt.Format(time.RFC3339)
	}
	switch {
	case key.InUse:
		return text + ", in use"
	case key.ReplacedAt.IsZero():
		return text + ", not in use yet"
	}
	return text + ", replaced " + key.ReplacedAt.Format(time.RFC3339)
}

func (k *keyring) rotate(ctx context.Context) error {
	r := seal.Rotation{
		Keys: k.Keys, Reseal: k.reseal, KeepOld: k.keepOld, Step: func(what string) { fmt.Fprintln(k.Err, what+" …") },
		Wait: func(ctx context.Context) error {
			select {
			case <-time.After(k.wait):
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		},
	}
	left, err := r.Run(ctx)
	if err != nil {
		return fmt.Errorf("rotating keys: %w", err)
	}
	if left > 0 {
		return fmt.Errorf("%d documents could not be sealed with the new keys, so the replaced ones are kept: rotate again; "+
			"what is left then is damaged and has to come from a backup", left)
	}
	fmt.Fprintln(k.Out, "done: new keys seal everything")
	st, err := k.Keys.Status(ctx)
	if err != nil {
		return fmt.Errorf("reading keys: %w", err)
	}
	if len(st.Data) > 1 {
		fmt.Fprintln(k.Out, "replaced keys stay readable for a while, for what a frozen process may still write; a later rotation drops them")
	}
	return nil
}

func (k *keyring) reseal(ctx context.Context) (int, error) {
	written, left, err := k.Collections.Reseal(ctx, k.Keys, func(name string, documents int) func() {
		bar := command.Bar(k.Streams, int64(documents), name)
		return func() { _ = bar.Add(1) } // a bar that cannot be drawn is no reason to stop
	})
	if err != nil {
		return left, fmt.Errorf("sealing: %w", err)
	}
	fmt.Fprintf(k.Out, "%d documents sealed\n", written)
	return left, nil
}

func (k *keyring) wrap(ctx context.Context) error {
	next, err := config.ParseKey(os.Getenv("JITASA_KEY_NEXT"))
	if err != nil {
		return command.Mistaken("JITASA_KEY_NEXT %v", err)
	}
	if err := k.Keys.Wrap(ctx, []byte(next.Reveal())); err != nil {
		return fmt.Errorf("wrapping keys: %w", err)
	}
	fmt.Fprintln(k.Out, "done: both master keys open the database; start every process anew with the new one, then: jitasa key forget")
	return nil
}

func (k *keyring) forget(ctx context.Context) error {
	if err := k.Keys.Forget(ctx); err != nil {
		return fmt.Errorf("forgetting master keys: %w", err)
	}
	fmt.Fprintln(k.Out, "done: only the master key in JITASA_KEY opens the database")
	return nil
}
