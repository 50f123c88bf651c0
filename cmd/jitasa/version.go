package main

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"

	"jitasa/internal/app"
	"jitasa/internal/place"
)

func versionCommand(_ context.Context, args []string, s streams) int {
	if code, ok := without(s, args, "usage: jitasa version", pflag.NewFlagSet("jitasa version", pflag.ContinueOnError)); !ok {
		return code
	}
	version, revision := app.Version()
	fmt.Fprintf(s.out, "jitasa %s (%s)\n\n%s", version, revision, place.Notice())
	return 0
}
