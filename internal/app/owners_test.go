package app_test

import (
	"encoding/json"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"jitasa/internal/app"
	"jitasa/internal/app/opening"
	"jitasa/internal/chat"
	"jitasa/internal/collections"
	"jitasa/internal/config"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// Whatever is kept has somebody who says what it knows of people and forgets them, or is known to know nobody.
func TestEveryCollectionHasAnOwner(t *testing.T) {
	o, err := opening.Store(t.Context(), config.Config{Key: masterKey, Store: config.Store{Engine: config.SQLite, Path: filepath.Join(t.TempDir(), "a.db")}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = o.Engine.Close() })
	owners, nobody := map[string]int{}, app.KnowNobody()
	names := map[string]bool{}
	for _, p := range app.Owners(o.Collections, nil) {
		for _, c := range p.Collections {
			owners[c]++
		}
		if p.Name != "" && names[p.Name] {
			t.Errorf("two parts of a copy are called %s", p.Name)
		}
		names[p.Name] = true
	}
	for _, c := range o.Collections.All() {
		switch n := c.Name(); {
		case owners[n] == 0 && nobody[n] == "":
			t.Errorf("nobody owns the collection %s: name in app.Owners what says and forgets what it knows of people, or in app.KnowNobody why it knows nobody", n)
		case owners[n] > 1, owners[n] == 1 && nobody[n] != "":
			t.Errorf("the collection %s has more than one owner, or knows nobody all the same", n)
		}
		delete(owners, c.Name())
		delete(nobody, c.Name())
	}
	for n := range owners {
		t.Errorf("there is no collection %s", n)
	}
	for n := range nobody {
		t.Errorf("there is no collection %s", n)
	}
}

// A manager finds in their copy what they called for and what was sent to them. Once erased, nothing that they said or
// shared is in any document, and their id is the name of their empty thread alone: not in the call, nor in what carried
// it to people, what staff were sent to decide about it, or in what operators look for. What was open of it is over.
func TestManagerIsErased(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		all := r.app.Store
		p, staff, other := r.person("ผู้จัดการ"), r.person("เจ้าหน้าที่"), r.person("คนอื่น")
		insert(t, all.Staff.Collection, &domain.Staff{Meta: domain.Meta{ID: "s1"}, Role: domain.Coordinator, Person: staff.id})
		insert(t, all.Organisations.Collection, &domain.Organisation{Meta: domain.Meta{ID: "flood"}, Name: domain.Text{"th": "ศูนย์น้ำท่วม"}, Managers: []string{p.id, other.id}})
		insert(t, all.Segments, &audience.Saved{Meta: domain.Meta{ID: "both"}, Segment: audience.Segment{People: []string{p.id, other.id}}})
		people := r.subscribers(3, func(_ int, v *domain.Volunteer) { v.Home = markedHome() })
		for id, by := range map[string]string{"call-mine": p.id, "call-waits": p.id, "call-other": other.id} {
			insert(t, all.Calls.Collection, markedCall(id, by))
			insert(t, all.Campaigns.Collection, notice("tell-"+id+"-s1", staff.id))
		}
		r.app.Deliver.Nudge()
		r.until("asked", func() bool { return r.pushed()[staff.id] == 3 }) // else that is taken for the answer to the tap
		staff.tap("f=approve&s=%21yes&v=call-mine")
		r.campaign("call-mine", "sent", func(s *dispatch.Status) bool { return s.Accepted == 3 })
		r.until("told", func() bool { got := r.pushed(); return got[p.id] == 1 && got[staff.id] == 3 })
		_, data := p.fetch(p.link())
		for _, want := range []string{`"_id":"call-mine"`, `"what":"` + markedText, `"kind":"notice","id":"tell-call-mine-approved","state":"accepted"`, "ศูนย์น้ำท่วม"} {
			if !strings.Contains(data, want) {
				t.Errorf("no %s in the copy", want)
			}
		}
		if _, data := (&talker{rig: r, id: people[0]}).fetch((&talker{rig: r, id: people[0]}).link()); !strings.Contains(data, `"kind":"call","id":"call-mine","title":"ศูนย์น้ำท่วม","state":"accepted"`) {
			t.Errorf("what was sent is not in the copy:\n%s", data)
		}
		said := raw(p.tap("f=%21erase"))
		if !strings.Contains(said, "ประกาศขอคนช่วยของคุณที่ยังไม่จบ") && !strings.Contains(said, "still open end") {
			t.Errorf("they are not told that their calls end: %s", said)
		}
		p.erase()
		r.until("over", func() bool { k, err := all.Campaigns.Get(t.Context(), "call-mine"); return err == nil && !k.Active })
		checkErased(t, all, p.id, map[string]int{"calls": 1, "campaigns": 1, "contents": 1})
		for id, want := range map[string]domain.CallState{"call-mine": domain.Ended, "call-waits": domain.Ended, "call-other": domain.Proposed} {
			if c, err := all.Calls.Get(t.Context(), id); err != nil || c.State != want || c.Disowned() == (id == "call-other") {
				t.Errorf("%+v, %v", c, err)
			}
		}
		if s, err := all.Segments.Get(t.Context(), "both"); err != nil || len(s.Segment.People) != 2 || s.Segment.People[1] != other.id {
			t.Errorf("the segment is %+v, %v", s, err)
		}
		if said := raw((&talker{rig: r, id: people[0]}).tap("f=answer_call&s=%21come&v=call-mine")); strings.Contains(said, markedName) {
			t.Errorf("who answers is told of them: %s", said)
		}
		if said := raw(other.tap("f=%21broadcast")); !strings.Contains(said, "ผู้ขอลบข้อมูล") && !strings.Contains(said, "erased their data") {
			t.Errorf("the other manager sees %s", said)
		}
	})
}

// checkErased looks for a person's id and marks in every document, opened. left is how many documents of others have the marks.
func checkErased(t *testing.T, all *collections.Collections, person string, left map[string]int) {
	t.Helper()
	seen := 0
	kept := everything(t, all)
	delete(kept, "Inbox") // the event that erased them is marked as answered in a moment
	for name, docs := range kept {
		with := 0
		for _, doc := range docs {
			seen++
			if n := strings.Count(doc, person); n > 1 || n == 1 && name != "Threads" {
				t.Errorf("%s knows them still: %s", name, doc)
			}
			if strings.Contains(doc, markedText) || strings.Contains(doc, markedName) {
				with++
			}
		}
		if with != left[strings.ToLower(name)] {
			t.Errorf("%s: %d documents say what was said, want %d", name, with, left[strings.ToLower(name)])
		}
	}
	if seen < 20 {
		t.Errorf("only %d documents were seen: that proves nothing", seen)
	}
}

// everything is each document of each collection, opened, as JSON.
func everything(t *testing.T, all *collections.Collections) map[string][]string {
	t.Helper()
	docs := map[string][]string{}
	v := reflect.ValueOf(all).Elem()
	for i := range v.NumField() {
		if !v.Type().Field(i).IsExported() {
			continue
		}
		find := v.Field(i).MethodByName("Find")
		if !find.IsValid() { // a view
			continue
		}
		found := find.Call([]reflect.Value{reflect.ValueOf(t.Context()), reflect.ValueOf(store.Query{})})[0]
		for doc, err := range found.Seq2() {
			if !err.IsNil() {
				t.Fatal(err.Interface())
			}
			text, err := json.Marshal(doc.Interface())
			if err != nil {
				t.Fatal(err)
			}
			docs[v.Type().Field(i).Name] = append(docs[v.Type().Field(i).Name], string(text))
		}
	}
	return docs
}

// notice asks a member of staff about a call.
func notice(id, to string) *deliver.Campaign {
	return &deliver.Campaign{
		Meta: domain.Meta{ID: id}, Kind: deliver.Notice, Subject: id, Segment: audience.Segment{People: []string{to}}, Messages: []chat.Message{chat.Say(markedText + " " + markedName)},
		State: deliver.Scheduled, Active: true, Cost: 1,
	}
}

func insert[T any](t *testing.T, into *store.Collection[T], doc *T) {
	t.Helper()
	if err := into.Insert(t.Context(), doc); err != nil {
		t.Fatal(err)
	}
}
