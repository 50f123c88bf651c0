package tryout

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"jitasa/internal/app"
	"jitasa/internal/config"
	"jitasa/internal/terminal"
)

// Chat talks to whoever sits at a terminal until the input ends. Without a store in the settings it works on demo data.
func Chat(ctx context.Context, c config.Config, o app.Options, t *terminal.Terminal) error {
	temporary := c.Store.Engine == ""
	if temporary {
		folder, err := os.MkdirTemp("", "jitasa-chat-")
		if err != nil {
			return fmt.Errorf("making a folder: %w", err)
		}
		defer os.RemoveAll(folder) //nolint:errcheck // a leftover in the temporary folder harms nobody
		c.Store = config.Store{Engine: config.SQLite, Path: filepath.Join(folder, "chat.db")}
		c.Key = keyForOneRun()
	}
	o.Platform, o.Now = t, t.Now
	a, err := app.New(ctx, c, o)
	if err != nil {
		return err
	}
	defer a.Close() //nolint:errcheck // nothing is left to be written
	if temporary {
		if _, err := load(ctx, a, t.Now()); err != nil {
			return err
		}
	}
	if _, err := a.Live.Refresh(ctx); err != nil {
		return fmt.Errorf("indexing opportunities: %w", err)
	}
	return t.Talk(ctx, a.Bot)
}
