package tryout

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"jitasa/internal/app"
	"jitasa/internal/config"
	"jitasa/internal/demo"
	"jitasa/internal/importer"
)

// keyForOneRun is a master key of a database that does not outlive it.
func keyForOneRun() config.Secret {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails (crypto/rand)
	return config.Secret(b)
}

// load fills an app with the demo data of a day.
func load(ctx context.Context, a *app.App, today time.Time) (demo.Codes, error) {
	codes, err := demo.NewCodes()
	if err != nil {
		return codes, err
	}
	into := demo.Store{
		Opportunities: a.Store.Opportunities, Organisations: a.Store.Organisations, Networks: a.Store.Networks, Staff: a.Store.Staff, Issues: a.Store.Issues, Shifts: a.Store.Shifts,
	}
	if err := demo.Load(ctx, into, importer.Located(a.Places), today, codes); err != nil {
		return codes, fmt.Errorf("loading the demo data: %w", err)
	}
	return codes, nil
}
