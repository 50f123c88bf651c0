package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"time"

	"jitasa/internal/app"
	"jitasa/internal/config"
)

// stamp is the time in the name of a backup that was named by us.
const stamp = "20060102T150405Z"

// regular are backups into a folder, under names of their own, or receipts of erasures into a file, which has all of them.
type regular struct {
	*moving
	of     config.Store
	folder string
	file   string        // instead of a folder
	keep   time.Duration // 0: for ever
	every  time.Duration // 0: once
	now    func() time.Time
}

// run makes one backup after the other. One that fails is said, and is tried again with the next.
func (r *regular) run(ctx context.Context, metricsAddr string) error {
	if r.every == 0 {
		return r.once(ctx)
	}
	if r.file != "" {
		if err := r.canBe(r.file); err != nil { // it will not be better the next time
			return err
		}
	}
	served, err := r.serveAge(ctx, metricsAddr)
	if err != nil {
		return err
	}
	tick := time.NewTicker(r.every)
	defer tick.Stop()
	for {
		if err := r.once(ctx); err != nil && ctx.Err() == nil {
			fmt.Fprintln(r.Err, "jitasa: no backup was made:", err)
		}
		select {
		case <-tick.C:
		case err := <-served:
			if ctx.Err() == nil {
				return fmt.Errorf("serving metrics: %w", err)
			}
			return nil
		case <-ctx.Done():
			return nil
		}
	}
}

// once makes a backup, and then drops those that are too old: never before there is a new one.
func (r *regular) once(ctx context.Context) error {
	if r.file != "" {
		return r.backup(ctx, r.of, r.file)
	}
	if err := r.backup(ctx, r.of, filepath.Join(r.folder, "jitasa-"+r.now().UTC().Format(stamp)+portable)); err != nil {
		return err
	}
	return r.prune()
}

// prune removes backups that were named by us and are older than those that are kept.
func (r *regular) prune() error {
	if r.keep == 0 {
		return nil
	}
	var errs []error
	for _, b := range r.made() {
		if r.now().Sub(b.at) > r.keep {
			errs = append(errs, os.Remove(b.path))
		}
	}
	return errors.Join(errs...)
}

type made struct {
	path string
	at   time.Time
}

// made are the backups in the folder, the oldest first.
func (r *regular) made() (all []made) {
	paths, _ := filepath.Glob(filepath.Join(r.folder, "jitasa-*"+portable)) // the pattern is good
	for _, path := range paths {
		if at, err := time.Parse("jitasa-"+stamp+portable, filepath.Base(path)); err == nil {
			all = append(all, made{path, at})
		}
	}
	slices.SortFunc(all, func(a, b made) int { return a.at.Compare(b.at) })
	return all
}

// last is when the newest backup was begun, or the receipts were written, in Unix seconds; 0: there is none.
func (r *regular) last() float64 {
	if r.file != "" {
		info, err := os.Stat(r.file)
		if err != nil {
			return 0
		}
		return float64(info.ModTime().Unix())
	}
	all := r.made()
	if len(all) == 0 {
		return 0
	}
	return float64(all[len(all)-1].at.Unix())
}

// serveAge lets Prometheus see how old the newest backup is, if the settings say where.
func (r *regular) serveAge(ctx context.Context, addr string) (served <-chan error, err error) {
	ended := make(chan error, 1)
	if addr == "" {
		return ended, nil
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listening for metrics: %w", err)
	}
	of := "backup"
	if r.file != "" {
		of = "receipts"
	}
	server := &http.Server{Handler: app.BackupAge(of, r.last), ReadHeaderTimeout: 5 * time.Second}
	context.AfterFunc(ctx, func() { _ = server.Close() }) // a scrape that is cut off is repeated
	go func() { ended <- server.Serve(l) }()
	return ended, nil
}
