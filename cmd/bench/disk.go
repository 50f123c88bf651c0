package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"syscall"
	"time"
)

// diskRow is how long the disk alone takes to keep what a turn writes, when it is asked as often as by 300 turns a second: a
// turn waits for that several times, so no turn is faster, and its slowest hundredth is the disk's.
func diskRow(ctx context.Context, s settings) (r row, err error) {
	const size, perSecond, wrap = 16 << 10, 300, 2048
	f, err := os.CreateTemp("", "jitasa-bench-")
	if err != nil {
		return r, fmt.Errorf("making a file: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close(), os.Remove(f.Name())) }()
	n := int(s.seconds.Seconds()/rounds) * perSecond
	took := make([]time.Duration, 0, n)
	block := make([]byte, size)
	for i, start := 0, time.Now(); i < n && ctx.Err() == nil; i++ {
		time.Sleep(time.Until(start.Add(time.Duration(i) * time.Second / perSecond)))
		begun := time.Now()
		_, err := f.WriteAt(block, int64(i%wrap)*size)
		if err := errors.Join(err, syscall.Fdatasync(int(f.Fd()))); err != nil {
			return r, fmt.Errorf("writing: %w", err)
		}
		took = append(took, time.Since(begun))
	}
	return row{
		work:   fmt.Sprintf("the disk alone, %d KB kept %d times a second", size>>10, perSecond),
		figure: fmt.Sprintf("p50 %s, p99 %s", tenth(percentile(took, 0.5)), tenth(percentile(took, 0.99))), ratio: "–", goal: "–", verdict: "–",
	}, ctx.Err()
}
