package members

import (
	"errors"
	"testing"

	"jitasa/internal/domain"
)

// Who is a child, who may be asked more, whose guardian is asked for and who is of age, at the edges of every rule.
func TestAge(t *testing.T) {
	for _, c := range []struct {
		what                                          string
		age                                           Age
		turns20, child, allowed, needsGuardian, adult bool
	}{
		{what: "not told", allowed: true},
		{what: "not told, whatever else is said", age: Age{Is20: true, Parent: WithoutParent}, allowed: true},
		{what: "9, nobody asked for a parent", age: Age{Birth: 2017}, child: true, allowed: true, needsGuardian: true},
		{what: "9, with a parent", age: Age{Birth: 2017, Parent: WithParent}, child: true, allowed: true, needsGuardian: true},
		{what: "9, without a parent", age: Age{Birth: 2017, Parent: WithoutParent}, child: true},
		{what: "10, without a parent", age: Age{Birth: 2016, Parent: WithoutParent}, child: true},
		{what: "11, without a parent", age: Age{Birth: 2015, Parent: WithoutParent}, allowed: true, needsGuardian: true},
		{what: "19", age: Age{Birth: 2007}, allowed: true, needsGuardian: true},
		{what: "19, says to be 20", age: Age{Birth: 2007, Is20: true}, allowed: true, needsGuardian: true},
		{what: "turns 20", age: Age{Birth: 2006}, turns20: true, allowed: true, needsGuardian: true},
		{what: "has turned 20", age: Age{Birth: 2006, Is20: true}, turns20: true, allowed: true, adult: true},
		{what: "21", age: Age{Birth: 2005}, allowed: true, adult: true},
	} {
		if c.age != (Age{}) { // of a draft in which nothing is told, not even in which year
			c.age.Year = 2026
		}
		for verdict, of := range map[string][2]bool{
			"turns 20": {c.age.Turns20(), c.turns20}, "a child": {c.age.Child(), c.child}, "allowed": {c.age.Allowed(), c.allowed},
			"needs a guardian": {c.age.NeedsGuardian(), c.needsGuardian}, "adult": {c.age.adult(), c.adult},
		} {
			if of[0] != of[1] {
				t.Errorf("%s: %s is %v, want %v", c.what, verdict, of[0], of[1])
			}
		}
	}
}

// Only a yes means that a parent is there.
func TestAnswered(t *testing.T) {
	if Answered(true) != WithParent || Answered(false) != WithoutParent {
		t.Errorf("yes is kept as %q, no as %q", Answered(true), Answered(false))
	}
}

// Of a child without a parent nothing is left, whatever was told, and whatever the profile had before; others are kept.
func TestNothingOfAChildWithoutAParent(t *testing.T) {
	child := Age{Birth: 2017, Parent: WithoutParent, Year: 2026}
	for what, do := range map[string]func(*domain.Volunteer) error{
		"consent": func(v *domain.Volunteer) error { return Decide(v, Every(true), &child, "e1", noon()) },
		"sign-up": func(v *domain.Volunteer) error {
			return SignUp(v, Told{Age: child, Guardian: "+66812345678", GuardianOK: true}, noon())
		},
	} {
		v := full()
		if err := do(v); !errors.Is(err, ErrParent) {
			t.Errorf("%s: %v, want ErrParent", what, err)
		}
		if !same(v, &domain.Volunteer{Meta: full().Meta}) {
			t.Errorf("%s: left %+v", what, v)
		}
	}
}
