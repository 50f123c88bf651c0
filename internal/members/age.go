package members

import (
	"errors"

	"jitasa/internal/domain"
)

// parentOnlyAge: up to this age only a parent can consent (PDPA section 20).
const parentOnlyAge = 10

// ErrParent says that only a parent could agree for the child, and there was none. Nothing of the profile is left.
var ErrParent = errors.New("a child without a parent")

// Parent is the answer to whether a parent is there with a child; "" where nobody asked.
type Parent string

// The answers.
const (
	WithParent    Parent = "yes"
	WithoutParent Parent = "no"
)

// Answered is the answer as it is kept.
func Answered(yes bool) Parent {
	if yes {
		return WithParent
	}
	return WithoutParent
}

// Age is what somebody has told of their age.
type Age struct {
	Birth  int  // year, C.E.; 0: not told
	Is20   bool // says to have turned 20, in the year of doing so
	Parent Parent
	Year   int // in which it was told, C.E.
}

// Turns20 reports whether somebody was born 20 years ago: they may or may not be of age yet.
func (a Age) Turns20() bool { return a.Birth > 0 && a.Year-a.Birth == domain.AdultAge }

// Child reports whether a parent has to be there.
func (a Age) Child() bool { return a.Birth > 0 && a.Year-a.Birth <= parentOnlyAge }

// Allowed reports whether more may be asked: not of a child without a parent.
func (a Age) Allowed() bool { return !a.Child() || a.Parent != WithoutParent }

// NeedsGuardian reports whether a guardian is asked for: of whoever is under age, and may be asked.
func (a Age) NeedsGuardian() bool { return a.minor() && a.Allowed() }

func (a Age) minor() bool { return domain.Minor(a.Birth, a.Turns20() && a.Is20, a.Year) }

// adult is what a profile keeps of it.
func (a Age) adult() bool { return a.Birth > 0 && !a.minor() }

// tell writes the age into a profile, or leaves nothing of the profile.
func tell(v *domain.Volunteer, a Age) error {
	if !a.Allowed() {
		Empty(v)
		return ErrParent
	}
	v.BirthYear, v.Adult = a.Birth, a.adult()
	return nil
}

// Empty takes everything out of a profile.
func Empty(v *domain.Volunteer) { *v = domain.Volunteer{Meta: v.Meta} }
