package inbox

import (
	"log/slog"
	"testing"
)

// What was answered is remembered for the sweep that may have read it, and no longer.
func TestDoneIsForgotten(t *testing.T) {
	d := NewDispatcher(New(nil, Lease{}), nil, slog.New(slog.DiscardHandler), Options{})
	d.done["a"] = struct{}{}
	if d.begin(); len(d.done) != 0 {
		t.Errorf("%v are remembered for ever", d.done)
	}
}
