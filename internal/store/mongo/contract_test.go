package mongo

import (
	"testing"

	"jitasa/internal/store"
	"jitasa/internal/store/mongo/mongotest"
	"jitasa/internal/store/storetest"
)

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Engine { return openNew(t) })
}

// openNew opens a new database.
func openNew(t testing.TB) *Engine {
	t.Helper()
	d := mongotest.New(t)
	e, err := Open(t.Context(), d.URI, d.Name, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}
