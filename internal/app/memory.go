package app

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// Garbage may grow to four times what is live before it is collected. What is live is small as a rule (some 10 MB) and a
// turn makes much garbage: at Go's default of 100 a fifth of the processor went into collecting it. Where more is live, as
// while a newsletter is planned, there is room for so much garbage as well, or for as much as is live: else the process
// would take five times the most that it ever needs.
const (
	gcMost  = 400 // percent
	gcLeast = 100
	garbage = 56 << 20
)

// gcPercent is how much garbage there may be, in percent of what is live.
func gcPercent(live uint64) int {
	return max(gcLeast, min(gcMost, int(garbage*100/max(live, 1))))
}

// follow sets the percentage by what is live, now and after each collection. before is what it is set to.
func follow(before int) {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	now := gcPercent(live[0].Value.Uint64())
	if now != before {
		debug.SetGCPercent(now)
	}
	runtime.AddCleanup(&collected{}, follow, now)
}

// collected is what nobody holds: the next collection finds it. It has a pointer, so that it shares its memory with nothing else.
type collected struct{ _ *byte }

// giveBack returns to the system what a pass over everybody took: at that percentage the heap has grown to several times what
// is live, and an idle process would hold it until the next day.
func giveBack() { debug.FreeOSMemory() }

// Settle makes a server of a process that has just started: it gives back the
// memory that starting took, and from here on collects garbage less often,
// unless GOGC was set by whoever runs it. It is for main to call.
func Settle() {
	giveBack()
	if os.Getenv("GOGC") == "" {
		follow(0)
	}
}
