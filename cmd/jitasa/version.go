package main

import (
	"context"
	"fmt"
	"runtime/debug"

	"github.com/spf13/pflag"

	"jitasa/internal/place"
)

func versionCommand(_ context.Context, args []string, s streams) int {
	if code, ok := without(s, args, "usage: jitasa version", pflag.NewFlagSet("jitasa version", pflag.ContinueOnError)); !ok {
		return code
	}
	version, revision := "(devel)", "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				revision = setting.Value
			}
		}
	}
	fmt.Fprintf(s.out, "jitasa %s (%s)\n\n%s", version, revision, place.Notice())
	return 0
}
