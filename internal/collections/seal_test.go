package collections_test

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"jitasa/internal/collections"
	"jitasa/internal/domain"
	"jitasa/internal/privacy/seal"
	"jitasa/internal/store"
	"jitasa/internal/store/sqlite"
)

// opened is a store in a file, with keys or without.
func opened(t testing.TB, path string, master []byte) (*collections.Collections, *seal.Keys) {
	t.Helper()
	e, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() }) // read again by the next one; SQLite bears both
	return on(t, e, master)
}

// on is what is kept in an engine, with keys or without.
func on(t testing.TB, e store.Engine, master []byte) (*collections.Collections, *seal.Keys) {
	t.Helper()
	rings, err := collections.OpenKeys(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	var keys *seal.Keys
	var sealer store.Sealer
	if master != nil {
		if keys, err = seal.Open(t.Context(), rings, master, time.Now); err != nil {
			t.Fatal(err)
		}
		sealer = keys
	}
	c, err := collections.Open(t.Context(), e, sealer)
	if err != nil {
		t.Fatal(err)
	}
	return c, keys
}

var master = bytes.Repeat([]byte{7}, 32)

func somchai(id string) *domain.Volunteer {
	return &domain.Volunteer{
		Meta: domain.Meta{ID: id}, Name: "สมชาย ใจดี", Phone: "+66812345678", Email: "somchai@example.org", Guardian: "+66899999999",
		Home: &domain.Home{Province: "32", Point: domain.Point{Lat: 14.881234, Lng: 103.491234}, Exact: true}, Causes: []domain.Cause{"animals"},
	}
}

// Writing seals a copy: the caller's document stays as it is, and comes back the same.
func TestSealedDocument(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	c, _ := opened(t, path, master)
	me := somchai("U1")
	home := me.Home
	if err := c.Volunteers.Insert(t.Context(), me); err != nil {
		t.Fatal(err)
	}
	if me.Name != "สมชาย ใจดี" || me.Home != home || home.Point.Lat != 14.881234 || me.Sealed != nil {
		t.Errorf("writing changed the document: %+v", me)
	}
	got, err := c.Volunteers.Get(t.Context(), "U1")
	if err != nil || got.Name != me.Name || *got.Home != *me.Home || got.Phone != me.Phone || got.Email != me.Email || got.Guardian != me.Guardian || got.Sealed != nil {
		t.Errorf("read %+v, %v", got, err)
	}
	plain, _ := opened(t, path, nil)
	if _, err := plain.Volunteers.Get(t.Context(), "U1"); !errors.Is(err, store.ErrNoKeys) {
		t.Errorf("read without keys: %v", err)
	}
}

// Whoever gave a phone number or an address is found by it, also among others, and after a change.
func TestByPhoneAndEmail(t *testing.T) {
	c, _ := opened(t, filepath.Join(t.TempDir(), "a.db"), master)
	other := somchai("U2")
	other.Phone, other.Email = "+66855555555", ""
	for _, v := range []*domain.Volunteer{somchai("U1"), other, somchai("U3"), {Meta: domain.Meta{ID: "U4"}}} {
		if err := c.Volunteers.Insert(t.Context(), v); err != nil {
			t.Fatal(err)
		}
	}
	ids := func() (phone, email []string) {
		for v, err := range c.Volunteers.ByPhone(t.Context(), "+66812345678") {
			if err != nil {
				t.Fatal(err)
			}
			phone = append(phone, v.ID)
		}
		for v, err := range c.Volunteers.ByEmail(t.Context(), "somchai@example.org") {
			if err != nil {
				t.Fatal(err)
			}
			email = append(email, v.ID)
		}
		return phone, email
	}
	if phone, email := ids(); !slices.Equal(phone, []string{"U1", "U3"}) || !slices.Equal(email, []string{"U1", "U3"}) {
		t.Errorf("by phone %v, by e-mail %v", phone, email)
	}
	if _, err := c.Volunteers.Update(t.Context(), "U1", func(v *domain.Volunteer) error { v.Phone = ""; return nil }); err != nil {
		t.Fatal(err)
	}
	if phone, email := ids(); !slices.Equal(phone, []string{"U3"}) || !slices.Equal(email, []string{"U1", "U3"}) {
		t.Errorf("after a change: by phone %v, by e-mail %v", phone, email)
	}
}

// What was written before there were keys is read as it is, and sealed by a pass.
func TestSealingLater(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	writePlain(t, path, somchai("U1"), somchai("U2"))
	c, keys := opened(t, path, master)
	if v, err := c.Volunteers.Get(t.Context(), "U1"); err != nil || v.Phone != "+66812345678" {
		t.Errorf("%+v, %v", v, err)
	}
	for _, want := range []int{2, 0} {
		if n, err := c.Volunteers.Reseal(t.Context(), keys, func() {}); err != nil || n != want {
			t.Errorf("sealed %d, %v; want %d", n, err, want)
		}
	}
	n := 0
	for range c.Volunteers.ByPhone(t.Context(), "+66812345678") {
		n++
	}
	plain, _ := opened(t, path, nil)
	if _, err := plain.Volunteers.Get(t.Context(), "U1"); !errors.Is(err, store.ErrNoKeys) || n != 2 {
		t.Errorf("after the pass: %v, %d found by phone", err, n)
	}
}

// writePlain writes people as programs did that knew no keys.
func writePlain(t *testing.T, path string, people ...*domain.Volunteer) {
	t.Helper()
	e, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := store.In[domain.Volunteer](t.Context(), e, store.Spec{Name: "volunteers"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.InsertNew(t.Context(), people); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
}

// A sealed value that was moved to another document, or to another field, does not open there.
func TestSealIsBound(t *testing.T) {
	e, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "a.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	tables := &tapped{Engine: e, tables: map[string]store.Table{}}
	c, _ := on(t, tables, master)
	for _, id := range []string{"U1", "U2"} {
		if err := c.Volunteers.Insert(t.Context(), somchai(id)); err != nil {
			t.Fatal(err)
		}
	}
	table := tables.tables["volunteers"]
	for _, swap := range [][2]string{{"name", "name"}, {"phone", "guardian"}} {
		docs, err := table.Get(t.Context(), []string{"U1", "U2"})
		if err != nil {
			t.Fatal(err)
		}
		first, second := docs[0].(*domain.Volunteer), docs[1].(*domain.Volunteer)
		if first.Name != "" || first.Phone != "" || first.Home.Point != (domain.Point{}) {
			t.Errorf("in plain: %+v", first)
		}
		second.Sealed[swap[0]] = first.Sealed[swap[1]]
		old := second.Version
		second.Version++
		if err := table.Replace(t.Context(), store.Record{ID: "U2", Version: second.Version, Doc: second}, old); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Volunteers.Get(t.Context(), "U2"); !errors.Is(err, seal.ErrSealed) || strings.Contains(err.Error(), "U2") {
			t.Errorf("%v: %v", swap, err)
		}
	}
}

// tapped remembers the tables of an engine.
type tapped struct {
	store.Engine
	tables map[string]store.Table
}

func (e *tapped) Table(ctx context.Context, s *store.Schema) (store.Table, error) {
	t, err := e.Engine.Table(ctx, s)
	e.tables[s.Name] = t
	return t, err
}

// What is sealed cannot be asked for.
func TestNoIndexOverSecrets(t *testing.T) {
	e, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "a.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	for _, field := range []string{"name", "home.point.lat"} {
		spec := store.Spec{Name: "volunteers", Indexes: []store.Index{{Name: "wrong", Fields: []string{field}}}}
		if _, err := store.In[domain.Volunteer](t.Context(), e, spec); err == nil || !strings.Contains(err.Error(), "sealed") {
			t.Errorf("an index over %s: %v", field, err)
		}
	}
}
