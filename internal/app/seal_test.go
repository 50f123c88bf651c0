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
	"jitasa/internal/domain"
	"jitasa/internal/privacy/seal"
)

// engines runs a test on both.
func engines(t *testing.T, test func(*testing.T, *rig)) {
	t.Run("sqlite", func(t *testing.T) { test(t, newRig(t)) })
	t.Run("mongodb", func(t *testing.T) { test(t, newMongoRig(t)) })
}

// Marks of a person that must not be found in a copy of the database.
const (
	secretName  = "สมชายลับเฉพาะ"
	secretPhone = "+66812349876"
	secretEmail = "secret.person@example.org"
	secretText  = "ข้อความลับมาก"
	secretLat   = 14.8817263
	secretLng   = 103.4927364
)

// A copy of the database tells nothing of a person: no name, phone, e-mail,
// exact place, or what they said.
func TestDumpTellsNothing(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		p := r.person("ชื่อในไลน์ลับ")
		p.text(secretText)
		p.text("สมัคร")
		p.at(secretLat, secretLng)
		if err := r.end(); err != nil {
			t.Fatal(err)
		}
		r.change(func(o app.Opened) {
			me := &domain.Volunteer{
				Meta: domain.Meta{ID: "Umarked"}, Name: secretName, Phone: secretPhone, Guardian: secretPhone, Email: secretEmail,
				Home: &domain.Home{Province: "32", District: "3201", Point: domain.Point{Lat: secretLat, Lng: secretLng}, Exact: true},
			}
			if err := o.Collections.Volunteers.Insert(t.Context(), me); err != nil {
				t.Fatal(err)
			}
		})
		dump := r.dump()
		if !bytes.Contains(dump, []byte("Umarked")) {
			t.Fatal("the dump holds nothing of the person at all: it proves nothing")
		}
		for _, mark := range []string{
			secretName, secretPhone, secretPhone[1:], "0812349876", secretEmail, secretText, "ชื่อในไลน์ลับ", "14.8817", "103.4927",
			string(binary.LittleEndian.AppendUint64(nil, math.Float64bits(secretLat))), string(binary.BigEndian.AppendUint64(nil, math.Float64bits(secretLat))),
			string(binary.LittleEndian.AppendUint64(nil, math.Float64bits(secretLng))),
		} {
			if at := bytes.Index(dump, []byte(mark)); at >= 0 {
				t.Errorf("the dump holds %q: …%q…", mark, dump[max(0, at-60):at+len(mark)+20])
			}
		}
	})
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
	defer client.Disconnect(context.Background()) //nolint:errcheck // the test is over
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
