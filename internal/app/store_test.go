package app_test

import (
	"database/sql"
	"net/http"
	"testing"

	_ "modernc.org/sqlite"
)

// lock keeps everybody else from writing to the database, as a disk that is
// full or a store that is down does.
func (r *rig) lock() (unlock func()) {
	r.Helper()
	db, err := sql.Open("sqlite", "file:"+r.path+"?_pragma=busy_timeout(5000)")
	if err != nil {
		r.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.ExecContext(r.Context(), "BEGIN IMMEDIATE"); err != nil {
		r.Fatal(err)
	}
	return func() {
		r.Helper()
		if _, err := db.Exec("ROLLBACK"); err != nil {
			r.Error(err)
		}
		if err := db.Close(); err != nil {
			r.Error(err)
		}
	}
}

// While the store is down nothing is acknowledged; afterwards redelivery brings
// what was missed, and each event is answered once.
func TestStoreDown(t *testing.T) {
	r := newRig(t)
	p := r.person("Somchai")
	p.text("hello")
	unlock := r.lock()
	if got := r.post(hooked(happened(20, p.id, wrote)), ""); got != http.StatusServiceUnavailable {
		t.Errorf("status %d while the store is down, want 503", got)
	}
	before := r.sim.AcceptedCount()
	for range 5 {
		if _, err := r.sim.SendText(p.id, "เมนู"); err != nil {
			t.Fatal(err)
		}
	}
	r.until("failed webhooks", func() bool { return r.sim.Stats().WebhooksFailed > 0 })
	unlock()
	r.until("five answers", func() bool { return r.sim.AcceptedCount() >= before+5 })
	if err := r.end(); err != nil {
		t.Error(err)
	}
	if n := r.sim.AcceptedCount() - before; n != 5 {
		t.Errorf("%d answers to 5 events", n)
	}
}
