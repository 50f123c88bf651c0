package app

import (
	"os"
	"runtime/debug"
)

// gcPercent lets garbage grow to four times what is live before it is
// collected. What is live is small (some 10 MB) and a turn makes much garbage:
// at Go's default of 100 a fifth of the processor went into collecting it.
const gcPercent = 400

// giveBack returns to the system what a pass over everybody took: at that percentage the heap has grown to several times what
// is live, and an idle process would hold it until the next day.
func giveBack() { debug.FreeOSMemory() }

// Settle makes a server of a process that has just started: it gives back the
// memory that starting took, and from here on collects garbage less often,
// unless GOGC was set by whoever runs it. It is for main to call.
func Settle() {
	giveBack()
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
}
