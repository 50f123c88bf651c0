package linesim

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// What is scheduled runs when its virtual time comes, in order, whether time
// passes by itself or is moved.
func TestClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClock(time.Now)
		defer c.close()
		var ran []string
		start := c.now()
		note := func(what string) func() { return func() { ran = append(ran, what) } }
		c.at(start.Add(2*time.Minute), note("c"))
		c.at(start.Add(time.Minute), note("a"))
		c.at(start.Add(time.Minute), note("b"))
		c.at(start.Add(-time.Second), note("late"))
		<-time.After(90 * time.Second)
		synctest.Wait()
		if got := strings.Join(ran, " "); got != "late a b" {
			t.Errorf("after 90 s of real time: %s", got)
		}
		c.advance(30 * time.Second)
		if got := strings.Join(ran, " "); got != "late a b c" {
			t.Errorf("after moving the clock: %s", got)
		}
		c.at(start.Add(time.Hour), note("d"))
		c.set(start.Add(2 * time.Hour))
		if got := strings.Join(ran, " "); got != "late a b c d" {
			t.Errorf("after setting the clock: %s", got)
		}
		if off := c.now().Sub(start); off != 2*time.Hour {
			t.Errorf("now is %v after the start", off)
		}
		c.at(c.now().Add(time.Minute), note("never"))
		c.clear()
		c.advance(time.Hour)
		if len(ran) != 5 {
			t.Errorf("ran %v after clear", ran)
		}
	})
}

// A frozen base clock moves by Advance only.
func TestClockFrozen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		noon := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
		c := newClock(func() time.Time { return noon })
		defer c.close()
		ran := false
		c.at(noon.Add(time.Minute), func() { ran = true })
		<-time.After(time.Hour)
		synctest.Wait()
		if ran {
			t.Error("ran although no virtual time passed")
		}
		c.advance(time.Minute)
		if !ran {
			t.Error("did not run")
		}
	})
}
