package store_test

import (
	"errors"
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

// plainOnPurpose is every text and place that lies in the database as it is, by collection: ids,
// codes, what was published, hashes. Whoever adds a field decides: seal it, or list it here.
func plainOnPurpose() map[string][]string {
	return map[string][]string{
		"volunteers": {
			"home/province", "home/district", "causes", "skills", "availability", "languages", "affiliation", "phoneBlind", "emailBlind",
			"consents/purpose", "consents/notice", "consents/receipt", "interested", "hidden", "network", "reach/lang",
		},
		"threads": {"consumed"},
		"log":     {"person", "kind", "message"},
		"inbox":   {"person", "owner", "type"},
		"opportunities": {
			"title", "summary", "organisation", "cause", "kind", "province", "district", "point", "skills", "expenses", "contact", "source", "licence", "state",
		},
		"organisations": {"name", "network", "list", "codeBlind", "managers"},
		"staff":         {"role", "lang", "person", "codeBlind"},
		"calls":         {"organisation", "name", "by", "lang", "what", "place/province", "place/district", "when", "skills", "state", "decidedBy"},
		"networks":      {"name", "province"},
		"exports":       {"person"},
		"erasures":      {},
		"timers":        {"kind", "owner"},
		"campaigns":     append(segmentFields("segment/"), "kind", "subject", "title", "purpose", "state", "why", "by", "unit", "blocks/token", "blocks/through", "blocks/skipped", "planner/owner"),
		"batches":       {"campaign", "content", "province", "lang", "state", "reason", "open", "owner", "retryKey", "skips/person", "skips/reason"},
		"rolls":         {"people"},
		"contents":      {"lang"},
		"paces":         {},
		"issues":        {"title", "markdown", "by"},
		"segments":      segmentFields("segment/"),
		"clicks":        {"campaign", "link", "variant"},
		"responses":     {"campaign", "kind", "value", "person", "variant"},
		"keys":          {"wrapped/master", "wrapped/data", "wrapped/blind", "stage", "ages/id"},
	}
}

func segmentFields(path string) (fields []string) {
	for _, f := range []string{"provinces", "districts", "networks", "languages", "causes", "skills", "affiliations", "near/point", "people"} {
		fields = append(fields, path+f)
	}
	return fields
}

// Nothing personal is forgotten when a type gets a new field, or the product a new collection.
func TestWhatIsPlainIsPlainOnPurpose(t *testing.T) {
	c, _ := opened(t, filepath.Join(t.TempDir(), "a.db"), master)
	decided := plainOnPurpose()
	for _, one := range c.All() {
		want, ok := decided[one.Name()]
		if !ok {
			t.Errorf("nobody has decided what of collection %s is plain", one.Name())
		}
		for _, field := range plainFields(reflect.TypeOf(one.Schema().New()).Elem(), "") {
			if !slices.Contains(want, field) {
				t.Errorf("collection %s keeps %s in plain, and nobody has decided that", one.Name(), field)
			}
		}
	}
}

// plainFields are the paths of the texts, bytes and places that are not sealed.
func plainFields(typ reflect.Type, path string) (plain []string) {
	for i := range typ.NumField() {
		f := typ.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Tag.Get("seal") != "" || !f.IsExported() || f.Type == reflect.TypeFor[domain.Meta]() {
			continue
		}
		held := f.Type
		for slices.Contains([]reflect.Kind{reflect.Pointer, reflect.Slice, reflect.Map}, held.Kind()) && held.Elem().Kind() != reflect.Uint8 {
			held = held.Elem()
		}
		switch {
		case held.Kind() == reflect.String || held.Kind() == reflect.Slice || held.Kind() == reflect.Interface || held == reflect.TypeFor[domain.Point]():
			plain = append(plain, path+name)
		case held.Kind() == reflect.Struct && held != reflect.TypeFor[time.Time]():
			plain = append(plain, plainFields(held, path+name+"/")...)
		}
	}
	return plain
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
