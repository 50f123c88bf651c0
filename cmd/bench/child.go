package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// The channel that every server of a bench has.
const (
	channelSecret = "bench-secret"
	channelToken  = "bench-token"
	masterKey     = "YmVuY2ggbWFzdGVyIGtleSwgdGhpcnR5LXR3byBieXQ="
)

// child is a server in a process of its own.
type child struct {
	cmd     *exec.Cmd
	addr    string
	started time.Time
	ready   time.Duration // from start to its word that it serves
}

// startChild runs this program in a role, on a store. It prints its address when it serves.
func startChild(ctx context.Context, role, store, lineAPI string) (*child, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("finding this program: %w", err)
	}
	c := &child{cmd: exec.CommandContext(ctx, self)}
	c.cmd.Env = append(os.Environ(), roleEnv+"="+role, "JITASA_STORE="+store, "JITASA_LINE_API="+lineAPI, "JITASA_METRICS_TOKEN="+metricsToken)
	c.cmd.Stderr = os.Stderr
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("piping: %w", err)
	}
	c.started = time.Now()
	if err := c.cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting %s: %w", role, err)
	}
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		return nil, errors.Join(fmt.Errorf("%s did not start", role), c.stop())
	}
	c.addr, c.ready = lines.Text(), time.Since(c.started)
	return c, nil
}

func (c *child) stop() error {
	_ = c.cmd.Process.Signal(syscall.SIGINT) // gone already: Wait says why
	if err := c.cmd.Wait(); err != nil {
		return fmt.Errorf("server ended: %w", err)
	}
	return nil
}

// cpu is the time that the process has had on processors, as the scheduler counted it.
func (c *child) cpu() (time.Duration, error) {
	stat, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(c.cmd.Process.Pid), "stat"))
	if err != nil {
		return 0, fmt.Errorf("reading processor time: %w", err)
	}
	_, rest, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(rest)
	if len(fields) < 13 {
		return 0, errors.New("no processor time")
	}
	user, errUser := strconv.ParseInt(fields[11], 10, 64)
	system, errSystem := strconv.ParseInt(fields[12], 10, 64)
	const tick = 10 * time.Millisecond // USER_HZ is 100 on every Linux that Go runs on
	return time.Duration(user+system) * tick, errors.Join(errUser, errSystem)
}

// rss is the memory that the process has in RAM, in MB; peak is the most that it had.
func (c *child) rss() (float64, error) { return c.memory("VmRSS:") }

func (c *child) peak() (float64, error) { return c.memory("VmHWM:") }

func (c *child) memory(field string) (float64, error) {
	status, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(c.cmd.Process.Pid), "status"))
	if err != nil {
		return 0, fmt.Errorf("reading memory: %w", err)
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) >= 2 && fields[0] == field {
			kb, err := strconv.ParseFloat(fields[1], 64)
			return kb / 1024, err
		}
	}
	return 0, errors.New("no " + field)
}
