package app_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"jitasa/internal/app/opening"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
	"jitasa/internal/privacy/seal"
	"jitasa/internal/store"
)

// engines runs a test on both.
func engines(t *testing.T, test func(*testing.T, *rig)) {
	t.Run("sqlite", func(t *testing.T) { test(t, newRig(t)) })
	t.Run("mongodb", func(t *testing.T) { test(t, newMongoRig(t)) })
}

// A copy of the database tells nothing of a person who signed up: no name, phone,
// e-mail, exact place, or what they said. Neither while the bot runs nor after.
func TestDumpTellsNothing(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		p := r.person(markedProfile)
		p.signUp()
		p.text(markedText)
		p.tap("f=signup&s=%21edit&v=name") // a question that is open keeps a draft
		checkDump(t, p.id, r.dump)
		if err := r.end(); err != nil {
			t.Fatal(err)
		}
		checkDump(t, p.id, r.dump)
		r.change(func(o opening.Opened) { // and it was all there
			me, err := o.Collections.Volunteers.Get(t.Context(), p.id)
			if err != nil || me.Name != markedName || me.Email != markedEmail || me.Home.Point.Lat != markedLat || me.Home.Point.Lng != markedLng || !me.Home.Exact {
				t.Errorf("%+v, %v", me, err)
			}
			for v, err := range o.Collections.Volunteers.ByPhone(t.Context(), me.Phone) {
				if err != nil || v.ID != p.id {
					t.Errorf("by phone: %+v, %v", v, err)
				}
			}
		})
	})
}

// checkDump looks for a person's marks in all that a database holds, as texts and as
// numbers in binary.
func checkDump(t *testing.T, person string, dump func() []byte) {
	t.Helper()
	all := dump()
	if !bytes.Contains(all, []byte(person)) {
		t.Fatal("the dump holds nothing of the person at all: it proves nothing")
	}
	hidden := append(marks(), "103.4", "14.9876")
	for _, n := range []float64{markedLat, markedLng} {
		hidden = append(hidden, string(binary.LittleEndian.AppendUint64(nil, math.Float64bits(n))), string(binary.BigEndian.AppendUint64(nil, math.Float64bits(n))))
	}
	for _, mark := range hidden {
		if at := bytes.Index(all, []byte(mark)); at >= 0 {
			t.Errorf("the dump holds %q: …%q…", mark, all[max(0, at-60):min(len(all), at+len(mark)+20)])
		}
	}
}

// Nor of a call for help: what is needed, when, where exactly, and whom to phone. Neither what this
// release wrote, nor what the one before left in plain, once the bot has run for a moment.
func TestDumpTellsNothingOfACall(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		if err := r.end(); err != nil {
			t.Fatal(err)
		}
		r.writeBefore(t)
		if dump := string(r.dump()); !strings.Contains(dump, markedPoint) || !strings.Contains(dump, markedText) {
			t.Fatal("the release before sealed all of it: the test proves nothing")
		}
		r.url, r.end = r.start()
		r.balance(r.url)
		staff, manager := r.person("เจ้าหน้าที่"), r.person("ผู้จัดการ")
		if err := r.app.Store.Staff.Insert(t.Context(), &domain.Staff{Meta: domain.Meta{ID: "s1"}, Role: domain.Coordinator, Person: staff.id}); err != nil {
			t.Fatal(err)
		}
		r.subscribers(3, func(_ int, v *domain.Volunteer) { v.Home = markedHome() })
		if err := r.app.Store.Calls.Insert(t.Context(), markedCall("call-new", manager.id)); err != nil {
			t.Fatal(err)
		}
		staff.tap("f=approve&s=%21yes&v=call-new")
		if s := r.campaign("call-new", "sent", func(s *dispatch.Status) bool { return s.Accepted > 0 }); s.Accepted != 3 {
			t.Errorf("%d of 3 were called", s.Accepted)
		}
		r.until("what was in plain is sealed", func() bool { return strings.Count(r.logs.String(), "documents migrated") == 3 })
		if err := r.end(); err != nil {
			t.Fatal(err)
		}
		checkDump(t, manager.id, r.dump)
		r.change(func(o opening.Opened) { // and it was all there
			for _, id := range []string{"call-old", "call-new"} {
				c, err := o.Collections.Calls.Get(t.Context(), id)
				if err != nil || c.What != markedText || c.When != markedTitle || c.Place.Point.Lat != markedLat {
					t.Errorf("%+v, %v", c, err)
				}
				k, err := o.Collections.Campaigns.Get(t.Context(), id)
				if err != nil || k.Segment.Near == nil || k.Segment.Near.Point.Lng != markedLng || k.Segment.Near.KM != 30 {
					t.Errorf("%+v, %v", k, err)
				}
			}
			s, err := o.Collections.Segments.Get(t.Context(), "old")
			if err != nil || s.Segment.Near == nil || s.Segment.Near.Point.Lat != markedLat {
				t.Errorf("%+v, %v", s, err)
			}
		})
	})
}

// writeBefore writes what has a call for help in it as the release before did, which sealed none of that.
func (r *rig) writeBefore(t *testing.T) {
	t.Helper()
	e, err := opening.Engine(t.Context(), r.store)
	if err != nil {
		t.Fatal(err)
	}
	near := audience.Segment{Near: &audience.Circle{Point: markedHome().Point, KM: 30}}
	before(t, e, "calls", markedCall("call-old", "U-old"))
	before(t, e, "campaigns", &deliver.Campaign{Meta: domain.Meta{ID: "call-old"}, Kind: deliver.Call, Segment: near, State: deliver.Done})
	before(t, e, "segments", &audience.Saved{Meta: domain.Meta{ID: "old"}, Segment: near})
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
}

func before[T any, P interface {
	*T
	store.Doc
}](t *testing.T, e store.Engine, collection string, doc *T) {
	t.Helper()
	c, err := store.In[T, P](t.Context(), e, store.Spec{Name: collection})
	if err == nil {
		err = c.Insert(t.Context(), doc)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func markedHome() *domain.Home {
	return &domain.Home{Province: "32", District: "3201", Point: domain.Point{Lat: markedLat, Lng: markedLng}, Exact: true}
}

// markedCall is a call for help that waits for staff.
func markedCall(id, by string) *domain.Call {
	return &domain.Call{
		Meta: domain.Meta{ID: id}, Organisation: "flood", Name: domain.Text{"th": "ศูนย์น้ำท่วม"}, By: by, What: markedText, When: markedTitle, Place: *markedHome(), KM: 30,
		Contact: markedName + " 081 2345678", Need: 2, Urgent: true, State: domain.Proposed,
	}
}

// change opens the store of an app that has ended.
func (r *rig) change(do func(opening.Opened)) {
	r.Helper()
	o, err := opening.Store(r.Context(), r.config())
	if err != nil {
		r.Fatal(err)
	}
	do(o)
	if err := o.Engine.Close(); err != nil {
		r.Error(err)
	}
}

// dump is everything that the database holds, as it lies there.
func (r *rig) dump() []byte {
	r.Helper()
	if r.path != "" {
		return r.dumpFile()
	}
	client, err := mongo.Connect(options.Client().ApplyURI(r.store.URI.Reveal()))
	if err != nil {
		r.Fatal(err)
	}
	defer client.Disconnect(context.Background())
	db := client.Database(r.store.Database)
	names, err := db.ListCollectionNames(r.Context(), bson.D{})
	if err != nil {
		r.Fatal(err)
	}
	var all bytes.Buffer
	for _, name := range names {
		list, err := db.Collection(name).Find(r.Context(), bson.D{})
		if err != nil {
			r.Fatal(err)
		}
		for list.Next(r.Context()) {
			all.Write(list.Current)
			text, err := bson.MarshalExtJSON(list.Current, false, false)
			if err != nil {
				r.Fatal(err)
			}
			all.Write(text)
		}
	}
	return all.Bytes()
}

func (r *rig) dumpFile() []byte {
	var all []byte
	for _, name := range []string{r.path, r.path + "-wal"} {
		raw, err := os.ReadFile(name)
		if err != nil && !strings.HasSuffix(name, "-wal") {
			r.Fatal(err)
		}
		all = append(all, raw...)
	}
	return all
}

// Data keys are rotated while people write to two processes: nobody notices.
func TestRotateUnderLoad(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		second, end := r.start(eager)
		t.Cleanup(func() {
			if err := end(); err != nil {
				t.Error(err)
			}
		})
		r.balance(r.url, second)
		const people, each = 6, 12
		ids := make([]string, people)
		var writing sync.WaitGroup
		for i := range people {
			ids[i] = r.sim.AddPerson(fmt.Sprintf("Person %d", i), "th").ID
			writing.Go(func() { r.write(ids[i], each) })
		}
		r.rotate(t)
		writing.Wait()
		r.until("an answer to each event", func() bool { return r.sim.AcceptedCount() >= people*each })
		if err := r.end(); err != nil {
			t.Error(err)
		}
		if err := end(); err != nil {
			t.Error(err)
		}
		if n := r.sim.AcceptedCount(); n != people*each {
			t.Errorf("%d answers to %d events", n, people*each)
		}
		if log := r.logs.String(); strings.Contains(log, "sealed value") || strings.Contains(log, "not answered yet") {
			t.Errorf("a request failed:\n%s", log)
		}
		r.checkSettled(ids, each)
		r.rotate(t) // once more, with nobody there: everything opens under one new key
		r.checkSettled(ids, each)
	})
}

// rotate is `jitasa key rotate` in a process of its own. Processes of the test
// read the ring again when they meet a new key.
func (r *rig) rotate(t *testing.T) {
	t.Helper()
	r.change(func(o opening.Opened) {
		rotation := seal.Rotation{
			Keys: o.Keys, Step: func(string) {},
			Wait: func(context.Context) error { r.reload(t); return nil },
			Reseal: func(ctx context.Context) (int, error) {
				_, left, err := o.Collections.Reseal(ctx, o.Keys, func(string, int) func() { return func() {} })
				return left, err
			},
		}
		if _, err := rotation.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, c := range o.Collections.All() {
			if n, err := c.Stale(t.Context(), o.Keys, func() {}); err != nil || n > 0 {
				t.Errorf("%s: %d documents under old keys (%v)", c.Name(), n, err)
			}
		}
	})
}

// reload stands for the half minute in which every process reads the keys again.
func (r *rig) reload(t *testing.T) {
	t.Helper()
	defer time.Sleep(200 * time.Millisecond) // for writes that were under way; as long as a machine is busy at most
	for _, a := range r.apps {
		if err := a.ReloadKeys(t.Context()); err != nil && !strings.Contains(err.Error(), "closed") {
			t.Error(err)
		}
	}
}
