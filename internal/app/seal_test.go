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

	"jitasa/internal/app"
	"jitasa/internal/privacy/seal"
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
		r.change(func(o app.Opened) { // and it was all there
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

// change opens the store of an app that has ended.
func (r *rig) change(do func(app.Opened)) {
	r.Helper()
	o, err := app.OpenStore(r.Context(), r.config())
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
	r.change(func(o app.Opened) {
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
	time.Sleep(50 * time.Millisecond)
	for _, a := range r.apps {
		if err := a.ReloadKeys(t.Context()); err != nil && !strings.Contains(err.Error(), "closed") {
			t.Error(err)
		}
	}
}
