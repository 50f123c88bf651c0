package members

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jitasa/internal/domain"
)

// said is what somebody said last, as a reader of the law would note it.
type said struct {
	birth, year int // told in which year
	is20        bool
	noParent    bool // of a child: without a parent
	guardian    bool // agrees, of what was told last about one
}

// minor reports whether they are under age in a year.
func (s said) minor(year int) bool {
	was20 := s.is20 && s.year == s.birth+20
	return year <= s.birth+20 && !was20
}

// In any order of consents, withdrawals, ages, guardians and years nobody's consent counts before their age is known, a
// minor's without the guardian, a child's without a parent; and an event that is played again changes nothing.
func TestConsentNeverCountsWithoutWhoMustAgree(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		v := &domain.Volunteer{Meta: domain.Meta{ID: "U1"}}
		now, last, ledger := noon(), said{}, domain.Consents{}
		for range rapid.IntRange(1, 40).Draw(r, "events") {
			now = now.AddDate(rapid.SampledFrom([]int{0, 0, 0, 1, 5}).Draw(r, "years"), 0, 0)
			do := anyEvent(r, now, &last)
			err := do(v)
			once := *v
			if again := do(v); err == nil && (again != nil || !same(v, &once)) {
				r.Fatalf("the same event again: %+v became %+v, %v", once, v, again)
			}
			if err != nil {
				ledger, last = nil, said{}
			}
			if len(v.Consents) < len(ledger) || !slices.Equal(ledger, v.Consents[:len(ledger)]) {
				r.Fatalf("the ledger %v became %v", ledger, v.Consents)
			}
			ledger = slices.Clone(v.Consents)
			for _, p := range domain.Purposes() {
				if v.Allows(p, now) && (!v.Consents.Given(p) || last.birth == 0 || last.noParent || last.minor(now.Year()) && !last.guardian) {
					r.Fatalf("%s is allowed in %d of %+v, who said %+v", p, now.Year(), v, last)
				}
			}
		}
	})
}

// anyEvent is something that changes a profile, and notes what is said with it.
func anyEvent(r *rapid.T, now time.Time, last *said) func(*domain.Volunteer) error {
	key := rapid.StringMatching(`e[0-9]{6}`).Draw(r, "key")
	age := Age{
		Birth: now.Year() - rapid.SampledFrom([]int{5, 9, 10, 11, 15, 19, 20, 21, 60}).Draw(r, "age"), Is20: rapid.Bool().Draw(r, "is 20"), Year: now.Year(),
	}
	if age.Birth >= now.Year()-10 { // of others nobody asks for a parent
		age.Parent = rapid.SampledFrom([]Parent{WithParent, WithoutParent}).Draw(r, "parent")
	}
	tells := func(guardian bool) {
		*last = said{birth: age.Birth, year: age.Year, is20: age.Is20, noParent: age.Parent == WithoutParent, guardian: guardian}
	}
	switch rapid.IntRange(0, 3).Draw(r, "what") {
	case 0:
		decided := Decisions(rapid.MapOf(rapid.SampledFrom(domain.Purposes()), rapid.Bool()).Draw(r, "decided"))
		if !decided.NeedAge(last.birth > 0) {
			return func(v *domain.Volunteer) error { return Decide(v, decided, nil, key, now) }
		}
		tells(false)
		return func(v *domain.Volunteer) error { return Decide(v, decided, &age, key, now) }
	case 1:
		id := rapid.SampledFrom([]string{"a", "b"}).Draw(r, "id")
		return func(v *domain.Volunteer) error {
			if Want(v, id, now) == nil && v.Minor(now) && !v.GuardianOK {
				r.Fatalf("a minor joins without the guardian: %+v", v)
			}
			return nil
		}
	}
	told := Told{Age: age, GuardianOK: rapid.Bool().Draw(r, "guardian agrees")}
	tells(told.GuardianOK)
	return func(v *domain.Volunteer) error { return SignUp(v, told, now) }
}
