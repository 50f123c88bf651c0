package sqlite

import (
	"path/filepath"
	"testing"

	"jitasa/internal/store"
	"jitasa/internal/store/storetest"
)

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Engine { return openNew(t) })
}

// openNew opens a database whose name needs care in a URI.
func openNew(t testing.TB) *Engine {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "จิตอาสา ?a=1#%20.db"))
}

func openAt(t testing.TB, path string) *Engine {
	t.Helper()
	e, err := Open(t.Context(), path, Options{})
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
