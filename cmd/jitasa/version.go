package main

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/app"
	"jitasa/internal/place"
)

func versionCommand(ctx context.Context, args []string, s command.Streams) int {
	if code, ok := command.Without(s, args, "usage: jitasa version", pflag.NewFlagSet("jitasa version", pflag.ContinueOnError)); !ok {
		return code
	}
	version, revision := app.Version()
	if revision == app.UnknownRevision {
		revision = sourceRevision(ctx)
	}
	fmt.Fprintf(s.Out, "jitasa %s (%s)\n\n%s", version, revision, place.Notice())
	return 0
}

// sourceRevision asks git for the commit of the sources that we were built from, if they are still on this machine: `go run`
// builds without one.
func sourceRevision(ctx context.Context) string {
	_, file, _, ok := runtime.Caller(0)
	if !ok || !filepath.IsAbs(file) { // built with -trimpath
		return app.UnknownRevision
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, "git", "-C", filepath.Dir(file), "describe", "--always", "--abbrev=40", "--dirty", "--exclude=*").Output()
	if err != nil {
		return app.UnknownRevision
	}
	return strings.TrimSpace(string(out))
}
