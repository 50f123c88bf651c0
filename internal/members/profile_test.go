package members

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"jitasa/internal/domain"
)

// A guardian's word stays with a minor, and with nobody else.
func TestGuardianGoesWithTheYear(t *testing.T) {
	for _, c := range []struct {
		what     string
		age      Age
		guardian bool
		adult    bool
	}{
		{"a minor", Age{Birth: 2010, Year: 2026}, true, false},
		{"a child with a parent", Age{Birth: 2017, Parent: WithParent, Year: 2026}, true, false},
		{"turns 20", Age{Birth: 2006, Year: 2026}, true, false},
		{"has turned 20", Age{Birth: 2006, Is20: true, Year: 2026}, false, true},
		{"of age", Age{Birth: 1968, Year: 2026}, false, true},
		{"of age a year later", Age{Birth: 2006, Year: 2027}, false, true},
	} {
		v := &domain.Volunteer{Guardian: "+66800000000", GuardianOK: true}
		if err := SignUp(v, Told{Age: c.age, Guardian: "+66812345678", GuardianOK: true}, noon()); err != nil {
			t.Fatal(err)
		}
		if (v.Guardian == "+66812345678") != c.guardian || (v.Guardian == "") == c.guardian || v.GuardianOK != c.guardian || v.Adult != c.adult || v.BirthYear != c.age.Birth {
			t.Errorf("%s: kept as %+v", c.what, v)
		}
	}
	v := &domain.Volunteer{GuardianOK: true}
	if err := SignUp(v, Told{Age: Age{Birth: 2010, Year: 2026}, Guardian: "+66812345678"}, noon()); err != nil || v.GuardianOK {
		t.Errorf("a guardian who does not agree any more: %+v, %v", v, err)
	}
}

// Somebody has signed up since the first time.
func TestSignUp(t *testing.T) {
	v := &domain.Volunteer{}
	for i := range 2 {
		if err := SignUp(v, Told{Age: Age{Birth: 1968 + i, Year: 2026}}, noon().Add(time.Duration(i)*time.Hour)); err != nil {
			t.Fatal(err)
		}
		if !v.SignedUpAt.Equal(noon()) || v.BirthYear != 1968+i {
			t.Errorf("signed up at %v, born in %d; want %v and what was told last", v.SignedUpAt, v.BirthYear, noon())
		}
	}
}

// Who wants to join has agreed to matching, and a minor's guardian has agreed.
func TestWhoMayWant(t *testing.T) {
	matching := domain.Consents{{Purpose: domain.ForMatching, Given: true}}
	for _, c := range []struct {
		what string
		v    domain.Volunteer
		want error
	}{
		{"nobody agreed", domain.Volunteer{BirthYear: 1968}, ErrConsent},
		{"withdrawn", domain.Volunteer{BirthYear: 1968, Consents: append(slices.Clone(matching), domain.Consent{Purpose: domain.ForMatching})}, ErrConsent},
		{"a minor who agreed to nothing", domain.Volunteer{BirthYear: 2010}, ErrConsent},
		{"a minor", domain.Volunteer{BirthYear: 2010, Consents: matching}, ErrGuardian},
		{"a minor with the guardian", domain.Volunteer{BirthYear: 2010, GuardianOK: true, Consents: matching}, nil},
		{"of age", domain.Volunteer{BirthYear: 1968, Consents: matching}, nil},
	} {
		v := c.v
		if err := Want(&v, "a", noon()); !errors.Is(err, c.want) || slices.Contains(v.Interested, "a") != (c.want == nil) {
			t.Errorf("%s: %v, wants %v; expected %v", c.what, err, v.Interested, c.want)
		}
	}
}

// What is wanted and hidden is remembered once, newest last, of the newest two hundred; taking it back leaves nothing.
func TestLists(t *testing.T) {
	v := &domain.Volunteer{BirthYear: 1968, Consents: domain.Consents{{Purpose: domain.ForMatching, Given: true}}}
	var meanwhile []string
	for i := range 200 {
		id := fmt.Sprint("o", i)
		if err := Want(v, id, noon()); err != nil {
			t.Fatal(err)
		}
		Hide(v, &meanwhile, id)
	}
	for what, list := range map[string]*[]string{"wanted": &v.Interested, "hidden": &v.Hidden} {
		if len(*list) != 200 || (*list)[0] != "o0" {
			t.Fatalf("%s: %d, from %s on; want all 200", what, len(*list), (*list)[0])
		}
		for _, again := range []string{"o0", "new", "new"} {
			if what == "wanted" {
				if err := Want(v, again, noon()); err != nil {
					t.Fatal(err)
				}
			} else {
				Hide(v, &meanwhile, again)
			}
		}
		if len(*list) != 200 || !slices.Equal((*list)[198:], []string{"o0", "new"}) || (*list)[0] != "o2" {
			t.Errorf("%s: %d, from %s to %v; want 200, from o2 to o0 and new", what, len(*list), (*list)[0], (*list)[198:])
		}
	}
	Drop(v, "new")
	Show(v, &meanwhile, "new")
	if slices.Contains(v.Interested, "new") || slices.Contains(v.Hidden, "new") || len(v.Interested) != 199 || len(v.Hidden) != 199 {
		t.Errorf("taken back, %d are wanted and %d hidden, want 199", len(v.Interested), len(v.Hidden))
	}
	if len(meanwhile) > 0 {
		t.Errorf("remembered in the search: %v", meanwhile)
	}
}

// Of who did not agree to matching nothing is remembered, and nothing is used, but what they hid while they had agreed.
func TestWithoutMatching(t *testing.T) {
	v, meanwhile := full(), []string{"x"}
	decide(t, v, Decisions{domain.ForMatching: false}, "e1", noon())
	Hide(v, &meanwhile, "c")
	if !slices.Equal(v.Hidden, []string{"b"}) || !slices.Equal(meanwhile, []string{"x", "c"}) {
		t.Errorf("hidden in the profile %v, in the search %v", v.Hidden, meanwhile)
	}
	Show(v, &meanwhile, "x")
	if !slices.Equal(meanwhile, []string{"c"}) {
		t.Errorf("after showing x, hidden in the search: %v", meanwhile)
	}
	if used := ForMatching(v); !same(used, &domain.Volunteer{Hidden: []string{"b"}}) {
		t.Errorf("used: %+v", used)
	}
	if v := full(); ForMatching(v) != v {
		t.Error("who agreed is not suggested work by their profile")
	}
}

// Who wants to be counted, or not, can say so.
func TestCounting(t *testing.T) {
	for _, yes := range []bool{true, false} {
		v := &domain.Volunteer{Unmeasured: yes}
		if Count(v, yes); v.Unmeasured == yes {
			t.Errorf("told to count: %v, unmeasured: %v", yes, v.Unmeasured)
		}
	}
}
