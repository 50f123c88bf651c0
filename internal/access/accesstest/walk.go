package accesstest

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"testing"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// Case is a use case, and who may do it.
type Case struct {
	Method string
	// Open says why nobody is asked who they are; then there is nothing to try.
	Open string
	May  []string
	Did  access.Deed // what is recorded; "" where nothing is changed
	// Try does it in a house with everybody in it, under a key.
	Try func(ctx context.Context, h *House, by access.Actor, key string) error
}

// Walk does every use case of a service as everybody: who may not is refused with domain.ErrForbidden, and nothing is recorded;
// what others do is recorded once, though it is done twice. A method that no case names fails.
func Walk(t *testing.T, service any, cases []Case) {
	t.Helper()
	typ := reflect.TypeOf(service)
	for i := range typ.NumMethod() {
		name := typ.Method(i).Name
		if !slices.ContainsFunc(cases, func(c Case) bool { return c.Method == name }) {
			t.Errorf("nobody has decided who may %s: give it a case", name)
		}
	}
	for _, c := range cases {
		if _, there := typ.MethodByName(c.Method); !there {
			t.Errorf("there is no use case %s any more", c.Method)
		}
		if c.Open != "" {
			continue
		}
		for _, who := range Everybody() {
			t.Run(c.Method+" "+string(c.Did)+" by "+who, func(t *testing.T) { walk(t, c, who) })
		}
	}
}

func walk(t *testing.T, c Case, who string) {
	h := New(t)
	by := h.Actor(who)
	for range 2 {
		err := c.Try(t.Context(), h, by, "key")
		if !slices.Contains(c.May, who) {
			if !errors.Is(err, domain.ErrForbidden) {
				t.Errorf("%s may not do it, and gets: %v", who, err)
			}
			if log := h.Log(); len(log) > 0 {
				t.Errorf("refused, and recorded: %+v", log[0])
			}
			continue
		}
		if err != nil {
			t.Fatalf("%s may do it, and gets: %v", who, err)
		}
		recorded(t, h.Log(), c.Did, by)
	}
}

// recorded fails unless the log says once who did it, as what and from where, and nothing else.
func recorded(t *testing.T, log []*access.Entry, did access.Deed, by access.Actor) {
	t.Helper()
	if did == "" {
		if len(log) > 0 {
			t.Errorf("reading is recorded: %+v", log[0])
		}
		return
	}
	if len(log) != 1 {
		t.Fatalf("it is recorded %d times", len(log))
	}
	e := log[0]
	if e.Did != did || e.From != by.From || e.By == "" || e.By == by.Person || e.At.IsZero() || e.Subject == "" {
		t.Errorf("recorded as %+v", e)
	}
}
