package mongo

import (
	"flag"
	"testing"

	"jitasa/internal/store"
	"jitasa/internal/store/mongo/mongotest"
	"jitasa/internal/store/storetest"
)

// checks of the model, unless -rapid.checks says otherwise: each asks the server a hundred things.
const checks = "12"

func TestMain(m *testing.M) {
	flag.Parse()
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "rapid.checks" })
	if !given {
		if err := flag.Set("rapid.checks", checks); err != nil {
			panic(err)
		}
	}
	m.Run()
}

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
