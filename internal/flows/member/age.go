package member

import "jitasa/internal/domain"

// age is what somebody has told of their age: in the sign-up, or with a consent.
type age struct {
	birth      int    // year, C.E.; 0: not told
	said20     bool   // says to have turned 20, in the year of doing so
	withParent string // "yes" or "no": for children, whether a parent answers
	year       int    // in which it was told, C.E.
}

// turns20: born 20 years ago, a person may or may not be of age yet.
func (a age) turns20() bool { return a.birth > 0 && a.year-a.birth == domain.AdultAge }

// child: up to ten years old only a parent can agree, so a parent has to be there.
func (a age) child() bool { return a.birth > 0 && a.year-a.birth <= domain.ParentOnlyAge }

// allowed: nothing more is asked of a child without a parent.
func (a age) allowed() bool { return !a.child() || a.withParent != "no" }

func withParent(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

func (a age) minor() bool { return domain.Minor(a.birth, a.turns20() && a.said20, a.year) }

// adult is what a profile keeps of it.
func (a age) adult() bool { return a.birth > 0 && !a.minor() }
