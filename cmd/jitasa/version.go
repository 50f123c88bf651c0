package main

import (
	"context"
	"fmt"
	"runtime/debug"
)

func versionCommand(_ context.Context, _ []string, s streams) int {
	version, revision := "(devel)", "unknown"
	if info, ok := debug.ReadBuildInfo(); ok {
		version = info.Main.Version
		for _, setting := range info.Settings {
			if setting.Key == "vcs.revision" {
				revision = setting.Value
			}
		}
	}
	fmt.Fprintf(s.out, "jitasa %s (%s)\n", version, revision)
	return 0
}
