package domain

import (
	"testing"
	"time"
)

// The one verdict on who is of age, and on whose consent counts, at the edges of every rule.
func TestAdulthood(t *testing.T) {
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		what             string
		birth            int
		adult, guardian  bool
		minor, consented bool
	}{
		{what: "age not told"},
		{what: "age not told, whatever a guardian says", guardian: true},
		{what: "a child alone", birth: 2017, minor: true},
		{what: "a child, with the guardian", birth: 2017, guardian: true, minor: true, consented: true},
		{what: "16, guardian not asked yet", birth: 2010, minor: true},
		{what: "19", birth: 2007, minor: true},
		{what: "turns 20 this year, not said to have", birth: 2006, minor: true},
		{what: "turns 20 this year, has said so", birth: 2006, adult: true, consented: true},
		{what: "turns 20 this year, with the guardian", birth: 2006, guardian: true, minor: true, consented: true},
		{what: "was not of age when asked, is now", birth: 2005, consented: true},
		{what: "58", birth: 1968, consented: true},
	} {
		v := &Volunteer{BirthYear: c.birth, Adult: c.adult, GuardianOK: c.guardian, Consents: Consents{{Purpose: ForNewsletter, Given: true}}}
		if v.Minor(now) != c.minor {
			t.Errorf("%s: minor %v", c.what, !c.minor)
		}
		if v.Allows(ForNewsletter, now) != c.consented {
			t.Errorf("%s: consent counts %v", c.what, !c.consented)
		}
		if v.Allows(ForEmergency, now) {
			t.Errorf("%s: a consent that was not given", c.what)
		}
		if v.WaitsForGuardian(now) != (c.minor && !c.guardian) {
			t.Errorf("%s: waits for the guardian %v", c.what, v.WaitsForGuardian(now))
		}
	}
}
