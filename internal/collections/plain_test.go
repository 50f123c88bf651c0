package collections_test

import (
	"errors"
	"maps"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/store"
	"jitasa/internal/store/sqlite"
)

// Why something lies in the database as it is.
const (
	ofPerson  = "the platform's id of a person: they are found by it"
	ours      = "an id that this program made"
	listed    = "a word from a list of the program's or of the import's"
	coarse    = "a province or district: many people's"
	published = "written to be read by everybody"
	keyed     = "a hash under a key that the database does not hold in plain"
	encrypted = "encrypted already"
	measured  = "a length, without where it is measured from"
	chosen    = "what an operator called it"
)

// plainOnPurpose is everything that lies in the database as it is and could say something of
// somebody, by collection and field, and why it may. Whoever adds a text, a number with a fraction
// (half of a place) or a collection decides: seal it (`seal:"true"`), or list it here with its reason.
func plainOnPurpose() map[string]map[string]string {
	return map[string]map[string]string{
		"volunteers": {
			"_id": ofPerson, "home/province": coarse, "home/district": coarse, "causes": listed, "skills": listed, "availability": listed, "languages": listed,
			"affiliation": listed, "phoneBlind": keyed, "emailBlind": keyed, "consents/purpose": listed, "consents/notice": ours, "consents/receipt": ours,
			"interested": ours, "hidden": ours, "network": ours, "reach/lang": listed,
		},
		"threads": {"_id": ofPerson, "consumed": ours},
		"log":     {"_id": ours, "person": ofPerson, "kind": listed, "message": "the platform's id of a message"},
		"inbox":   {"_id": ours, "person": ofPerson, "owner": ours, "type": listed},
		"opportunities": {
			"_id": chosen, "title": published, "summary": published, "organisation": published, "owner": chosen, "cause": listed, "kind": listed, "province": coarse, "district": coarse,
			"point/lat": published, "point/lng": published, "skills": listed, "weekdays": listed, "hours": published, "languages": listed, "picture": published, "expenses": published, "contact": published, "source": published, "licence": published, "state": listed,
		},
		"organisations": {"_id": chosen, "name": published, "network": chosen, "list": published, "codeBlind": keyed, "managers": ofPerson},
		"staff":         {"_id": ours, "role": listed, "lang": listed, "person": ofPerson, "codeBlind": keyed, "warned": "a month"},
		"calls": {
			"_id": ours, "organisation": chosen, "name": published, "by": ofPerson, "lang": listed, "place/province": coarse, "place/district": coarse, "km": measured,
			"skills": listed, "state": listed, "decidedBy": ours, "endedBy": ours,
		},
		"support": {
			"_id": ours, "person": ofPerson, "lang": listed, "state": listed, "where/province": coarse, "where/district": coarse, "by": ours, "notices": ours,
			"replyFor": ours, "endedBy": ours,
		},
		"hours": {
			"_id": "the shift's and the person's id", "key": ours, "person": ofPerson, "shift": ours, "work": chosen, "organisation": chosen, "title": published, "day": "a day",
			"kind": listed, "by": ofPerson, "staff": ours, "as": listed, "left": "random, while somebody is being erased",
		},
		"tries":    {"_id": keyed, "keys": "the platform's ids of events, for two days"},
		"audit":    {"_id": keyed, "by": keyed, "staff": ours, "as": listed, "from": listed, "did": listed, "subject": ours, "before": "a state, an id or a count", "after": "a state, an id or a count"},
		"networks": {"_id": chosen, "name": published, "province": coarse},
		"signIns":  {"_id": "a hash of a secret of 32 random bytes", "staff": ours},
		"sessions": {"_id": ours, "staff": ours, "hash": "a hash of a secret of 32 random bytes", "former": "the same", "browser": "of a few names of browsers"},
		"exports":  {"_id": "a hash of a secret of 24 random bytes", "person": ofPerson},
		"erasures": {"_id": ours, "mark": keyed, "under": keyed},
		"timers":   {"_id": ours, "kind": listed, "owner": ours},
		"campaigns": segment(map[string]string{
			"_id": ours, "kind": listed, "subject": ours, "title": published, "purpose": listed, "state": listed, "why": listed, "by": "the operator's account, or id of a member of staff",
			"unit": ours, "revising": ours, "reopening": ours, "source": published, "blocks/token": ours, "blocks/through": ofPerson, "erased": ofPerson, "blocks/skipped": listed, "planner/owner": ours,
		}),
		"batches": {
			"_id": ours, "campaign": ours, "content": ours, "province": coarse, "lang": listed, "state": listed, "reason": listed, "open": ours, "owner": ours, "retryKey": ours,
			"skips/person": ofPerson, "skips/reason": listed,
		},
		"rolls":     {"_id": ours, "people": ofPerson},
		"contents":  {"_id": ours, "lang": listed},
		"paces":     {"_id": ours},
		"rests":     {"_id": ofPerson, "campaign": ours, "retryKey": ours},
		"issues":    {"_id": chosen, "title": published, "markdown": published, "by": "the operator's account"},
		"segments":  segment(map[string]string{"_id": chosen}),
		"clicks":    {"_id": ours, "campaign": ours, "link": published, "variant": coarse},
		"responses": {"_id": "the campaign's and the person's id", "campaign": ours, "kind": listed, "value": ours, "person": ofPerson, "variant": coarse},
		"shifts": {
			"_id": ours, "work": chosen, "organisation": chosen, "name": published, "point/lat": published, "point/lng": published, "meet": published, "bring": published, "contact": published,
			"leaders": ofPerson, "questions/id": ours, "questions/text": published, "questions/choices": published, "state": listed, "moves/person": ofPerson, "moves/was": listed, "moves/state": listed, "moves/key": ours,
			"edited": ours, "telling/was/point/lat": published, "telling/was/point/lng": published, "telling/was/meet": published, "reminded": listed,
		},
		"signUps": {"_id": "the shift's and the person's id", "shift": ours, "person": ofPerson, "work": chosen, "state": listed, "was": listed, "how": listed, "last": ours},
		"keys":    {"_id": ours, "wrapped/master": keyed, "wrapped/data": encrypted, "wrapped/blind": encrypted, "stage": listed, "ages/id": ours},
	}
}

// segment adds the conditions of a segment.
func segment(fields map[string]string) map[string]string {
	maps.Copy(fields, map[string]string{
		"segment/provinces": coarse, "segment/districts": coarse, "segment/networks": chosen, "segment/languages": listed, "segment/causes": listed, "segment/skills": listed,
		"segment/affiliations": listed, "segment/people": ofPerson,
	})
	return fields
}

// Nothing personal is forgotten when a type gets a new field, or the product a new collection.
func TestWhatIsPlainIsPlainOnPurpose(t *testing.T) {
	c, _ := opened(t, filepath.Join(t.TempDir(), "a.db"), master)
	decided := plainOnPurpose()
	for _, one := range c.All() {
		reasons := decided[one.Name()]
		plain := plainFields(reflect.TypeOf(one.Schema().New()).Elem(), "", nil)
		for _, field := range plain {
			if reasons[field] == "" {
				t.Errorf("%s keeps %s in plain, and nobody has decided that: tag it `seal:\"true\"`, or list it in plainOnPurpose with the reason", one.Name(), field)
			}
		}
		for field := range reasons {
			if !slices.Contains(plain, field) {
				t.Errorf("%s keeps no %s in plain: take it off plainOnPurpose", one.Name(), field)
			}
		}
		delete(decided, one.Name())
	}
	for name := range decided {
		t.Errorf("there is no collection %s: take it off plainOnPurpose", name)
	}
}

// The walk itself: whatever could hold a text or a place is found, however deep.
func TestWhatIsPlainIsFound(t *testing.T) {
	type word string
	type deep struct {
		Text  domain.Text    `json:"text"`
		Point *domain.Point  `json:"point"`
		Words map[word][]int `json:"words"`
		Any   any            `json:"any"`
		Raw   []byte         `json:"raw"`
		Shut  string         `json:"shut,omitempty" seal:"true"`
		Count int            `json:"count"`
		At    time.Time      `json:"at"`
		Again []*deep        `json:"again"`
	}
	type outer struct {
		domain.Meta
		inner
		Lists map[int][]deep `json:"lists"`
	}
	got := plainFields(reflect.TypeFor[outer](), "", nil)
	want := []string{"_id", "lists/text", "lists/point/lat", "lists/point/lng", "lists/words", "lists/any", "lists/raw"}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

// plainFields are the paths of what is not sealed and could hold words, or half of a place.
func plainFields(typ reflect.Type, path string, above []reflect.Type) (plain []string) {
	for i := range typ.NumField() {
		f := typ.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Type == reflect.TypeFor[domain.Meta]():
			plain = append(plain, path+"_id")
		case f.Tag.Get("seal") != "" || !f.IsExported() && !f.Anonymous:
		case f.Anonymous && name == "":
			plain = append(plain, plainFields(f.Type, path, above)...)
		default:
			plain = append(plain, plainIn(f.Type, path+name, append(slices.Clone(above), typ))...)
		}
	}
	return plain
}

func plainIn(typ reflect.Type, path string, above []reflect.Type) []string {
	switch typ.Kind() {
	case reflect.String, reflect.Interface, reflect.Float32, reflect.Float64:
		return []string{path}
	case reflect.Map:
		if typ.Key().Kind() == reflect.String {
			return []string{path}
		}
		return plainIn(typ.Elem(), path, above)
	case reflect.Slice, reflect.Array:
		if typ.Elem().Kind() == reflect.Uint8 {
			return []string{path}
		}
		return plainIn(typ.Elem(), path, above)
	case reflect.Pointer:
		return plainIn(typ.Elem(), path, above)
	case reflect.Struct:
		if typ != reflect.TypeFor[time.Time]() && !slices.Contains(above, typ) {
			return plainFields(typ, path+"/", above)
		}
	}
	return nil
}

// Without a key nothing personal is written, and everything else is.
func TestNoSecretsWithoutAKey(t *testing.T) {
	c, _ := opened(t, filepath.Join(t.TempDir(), "a.db"), nil)
	if err := c.Volunteers.Insert(t.Context(), somchai("U1")); !errors.Is(err, store.ErrNoKeys) {
		t.Errorf("a person was written without a key: %v", err)
	}
	if err := c.Networks.Insert(t.Context(), &domain.Network{Meta: domain.Meta{ID: "n"}, Name: domain.Text{"th": "เครือข่าย"}}); err != nil {
		t.Error(err)
	}
	for _, err := range c.Volunteers.ByPhone(t.Context(), "+66812345678") {
		if !errors.Is(err, store.ErrNoKeys) {
			t.Errorf("asked without a key: %v", err)
		}
	}
}

type inner struct {
	Name string `json:"name,omitempty" seal:"true"`
}

// A tag that would not seal is refused, wherever it is; one in an embedded struct, and in a type within itself, is not.
func TestTagsThatWouldNotSeal(t *testing.T) {
	type shown struct {
		domain.Meta
		Name string `json:"name" seal:"true"`
	}
	type listed struct {
		domain.Meta
		All []*inner `json:"all"`
	}
	type named struct {
		domain.Meta
		ByName map[string]inner `json:"byName"`
	}
	type mistyped struct {
		domain.Meta
		Name string `json:"name,omitempty" seal:"yes"`
	}
	type nowhere struct {
		domain.Meta
		Name string `json:"name,omitempty" seal:"true" blind:"Nowhere"`
	}
	refused[shown](t, true)
	refused[listed](t, true)
	refused[named](t, true)
	refused[mistyped](t, true)
	refused[nowhere](t, true)
	refused[looping](t, true)
	refused[embedding](t, false)
	refused[tree](t, false)
}

type embedding struct {
	domain.Meta
	inner
}

type tree struct {
	domain.Meta
	Left  *tree  `json:"left,omitempty"`
	Twigs []tree `json:"twigs,omitempty"`
}

type looping struct {
	domain.Meta
	Name string   `json:"name,omitempty" seal:"true"`
	Left *looping `json:"left,omitempty"`
}

func refused[T any, P interface {
	*T
	store.Doc
}](t *testing.T, want bool) {
	t.Helper()
	e, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "a.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() }) // nothing is read again
	spec := store.Spec{Name: "things"}
	if _, err := store.In[T, P](t.Context(), e, spec); (err != nil) != want {
		t.Errorf("%T: %v", *new(T), err)
	}
	spec.Indexes = []store.Index{{Name: "name", Fields: []string{"name"}}}
	if _, err := store.In[T, P](t.Context(), e, spec); err == nil {
		t.Errorf("%T: an index over what is sealed", *new(T))
	}
}
