package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// metricsToken lets the bench read what a server counts of itself.
const metricsToken = "bench-metrics-token-of-some-length"

// counted is what a server has used since it started.
type counted struct {
	allocations, allocated float64 // objects, bytes
	store                  float64 // calls to the store
	commands               float64 // that it sent to a server
	written                float64 // bytes handed to the disk
}

func (c counted) minus(b counted) counted {
	return counted{c.allocations - b.allocations, c.allocated - b.allocated, c.store - b.store, c.commands - b.commands, c.written - b.written}
}

func (c counted) plus(b counted) counted { return c.minus(counted{}.minus(b)) }

// costRow is what a realistic turn costs beside time, on 64 connections.
func costRow(ctx context.Context, s settings, server *child, t *talk) (row, error) {
	s.connections = 64
	s.seconds /= rounds
	before, err := server.counted(ctx)
	if err != nil {
		return row{}, err
	}
	durations, _, err := load(ctx, []string{server.addr}, s, t.closed(ctx, s.connections))
	if err != nil {
		return row{}, err
	}
	after, err := server.counted(ctx)
	if err != nil {
		return row{}, err
	}
	n := float64(max(1, len(durations)))
	c := after.minus(before)
	return row{
		work: "realistic turn, what it costs",
		figure: fmt.Sprintf("%.0f allocations, %.0f KB; %.1f calls to the store; %.0f KB written to disk",
			c.allocations/n, c.allocated/n/1024, c.store/n, c.written/n/1024),
		ratio: "–", goal: "≤ 600, 80 KB; ≤ 15 KB written", verdict: verdict(c.allocations/n <= 600 && c.allocated/n <= 80<<10 && c.written/n <= 15<<10),
	}, nil
}

// counted asks a server and its operating system.
func (c *child) counted(ctx context.Context) (n counted, err error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+c.addr+"/metrics", http.NoBody)
	if err != nil {
		return n, fmt.Errorf("asking for metrics: %w", err)
	}
	r.Header.Set("Authorization", "Bearer "+metricsToken)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return n, fmt.Errorf("asking for metrics: %w", err)
	}
	defer answer.Body.Close()
	for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
		name, value, _ := strings.Cut(lines.Text(), " ")
		if i := strings.LastIndexByte(lines.Text(), ' '); i > 0 {
			value = lines.Text()[i+1:]
		}
		v, err := strconv.ParseFloat(value, 64)
		if err != nil {
			continue
		}
		switch {
		case name == "go_memstats_mallocs_total":
			n.allocations = v
		case name == "go_memstats_alloc_bytes_total":
			n.allocated = v
		case strings.HasPrefix(name, "jitasa_store_seconds_count"):
			n.store += v
		case name == "jitasa_store_commands_total":
			n.commands = v
		}
	}
	if n.allocations == 0 || n.store == 0 {
		return n, errors.New("the server counts nothing")
	}
	n.written, err = c.written()
	return n, err
}

// written is what the process has handed to the disk, as Linux counts it.
func (c *child) written() (float64, error) {
	io, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(c.cmd.Process.Pid), "io"))
	if err != nil {
		return 0, fmt.Errorf("reading what was written: %w", err)
	}
	for line := range strings.Lines(string(io)) {
		if text, ok := strings.CutPrefix(line, "write_bytes: "); ok {
			return strconv.ParseFloat(strings.TrimSpace(text), 64)
		}
	}
	return 0, errors.New("nothing is said of what was written")
}
