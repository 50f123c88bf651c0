package app

import (
	"os"
	"runtime/debug"
)

// gcPercent lets garbage grow to four times what is live before it is
// collected. What is live is small (some 10 MB) and a turn makes much garbage:
// at Go's default of 100 a fifth of the processor went into collecting it.
const gcPercent = 400

// Tune sets the process's garbage collector for a server, unless GOGC was set
// by whoever runs it. It is for main to call.
func Tune() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
}

// Settle gives back what starting took and serving does not need.
func Settle() { debug.FreeOSMemory() }
