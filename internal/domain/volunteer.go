package domain

import (
	"maps"
	"slices"
	"time"
)

// Home is where a person is looked for: the codes are coarse, the point is exact only if shared.
type Home struct {
	Province string `json:"province,omitempty"` // gazetteer code, 2 digits
	District string `json:"district,omitempty"` // gazetteer code, 4 digits
	Point    Point  `json:"point,omitzero" seal:"true"`
	Exact    bool   `json:"exact,omitempty"` // the point was shared, not derived from the codes
}

// Volunteer is a person's profile. ID is the person's id on the platform they write on.
type Volunteer struct {
	Meta
	Name         string    `json:"name,omitempty" seal:"true"`
	BirthYear    int       `json:"birthYear,omitempty"`            // C.E.
	Adult        bool      `json:"adult,omitempty"`                // was of age when the year of birth was told, by the person's word in the year of turning 20
	Guardian     string    `json:"guardian,omitempty" seal:"true"` // guardian's phone (E.164), for minors
	GuardianOK   bool      `json:"guardianOk,omitempty"`
	Home         *Home     `json:"home,omitempty"`
	Causes       []Cause   `json:"causes,omitempty"`
	Skills       []string  `json:"skills,omitempty"`
	Availability []string  `json:"availability,omitempty"`
	Languages    []string  `json:"languages,omitempty"`
	Affiliation  string    `json:"affiliation,omitempty"`
	Phone        string    `json:"phone,omitempty" seal:"true" blind:"PhoneBlind"` // E.164
	Email        string    `json:"email,omitempty" seal:"true" blind:"EmailBlind"`
	PhoneBlind   string    `json:"phoneBlind,omitempty"` // equal for equal phones, and tells nothing else; a store fills it in
	EmailBlind   string    `json:"emailBlind,omitempty"`
	Consents     Consents  `json:"consents,omitempty"`
	Network      string    `json:"network,omitempty"`    // id of the network that the person belongs to
	Reach        Reach     `json:"reach,omitzero"`       // how to write to the person
	Interested   []string  `json:"interested,omitempty"` // opportunity ids, newest last
	Hidden       []string  `json:"hidden,omitempty"`     // opportunity ids not to be suggested again
	Unmeasured   bool      `json:"unmeasured,omitempty"` // what the person opens is not counted: links lead straight to their page
	CreatedAt    time.Time `json:"createdAt"`
	UpdatedAt    time.Time `json:"updatedAt"`
	SignedUpAt   time.Time `json:"signedUpAt"` // zero until the sign-up is finished
}

// Clone is a copy that shares nothing with the profile: what it was before a turn.
func (v *Volunteer) Clone() *Volunteer {
	c := *v
	c.Sealed = maps.Clone(v.Sealed)
	if v.Home != nil {
		home := *v.Home
		c.Home = &home
	}
	c.Causes, c.Consents = slices.Clone(v.Causes), slices.Clone(v.Consents)
	for _, list := range []*[]string{&c.Skills, &c.Availability, &c.Languages, &c.Interested, &c.Hidden} {
		*list = slices.Clone(*list)
	}
	return &c
}

// Reach is what sending to many needs to know of a person's conversation. The
// thread knows it as well; here it is beside everything else that decides who gets what.
type Reach struct {
	Lang   string    `json:"lang,omitempty"`  // the language of the conversation; "" in a profile that was written before there was a Reach
	Plain  bool      `json:"plain,omitempty"` // texts only
	Left   bool      `json:"left,omitempty"`  // blocked us or left: nothing can be sent
	Seen   time.Time `json:"seen,omitzero"`   // when the person last wrote, to a week
	Danger time.Time `json:"danger,omitzero"` // when they last asked for help in danger
}

// InDangerFor is how long somebody who asked for help in danger is not called to help others.
const InDangerFor = 24 * time.Hour

// InDanger reports whether the person asked for help in danger lately.
func (r Reach) InDanger(now time.Time) bool {
	return !r.Danger.IsZero() && now.Sub(r.Danger) < InDangerFor
}

// AdultAge is the age of majority in Thailand (Civil and Commercial Code section 19).
const AdultAge = 20

// Minor reports whether somebody born in a year (C.E.) is under age in a year: this is the one verdict on it. In the year
// of turning 20 they are, unless they have said that they have turned it (adult). Nobody is whose year is not known (0).
func Minor(birth int, adult bool, year int) bool {
	return birth > 0 && !adult && year-birth <= AdultAge
}

// ConsentCounts reports whether what such a person consents to is consent: of a minor only with the guardian's, and of
// nobody whose age is not known.
func ConsentCounts(birth int, adult, guardian bool, year int) bool {
	return birth > 0 && (guardian || !Minor(birth, adult, year))
}

// Minor reports whether the person is under age.
func (v *Volunteer) Minor(now time.Time) bool { return Minor(v.BirthYear, v.Adult, now.Year()) }

// Allows reports whether the person's data may be used for a purpose: consent is given, and counts.
func (v *Volunteer) Allows(p Purpose, now time.Time) bool {
	return v.Consents.Given(p) && ConsentCounts(v.BirthYear, v.Adult, v.GuardianOK, now.Year())
}

// WaitsForGuardian reports whether the person is a minor whose guardian has not agreed.
func (v *Volunteer) WaitsForGuardian(now time.Time) bool { return v.Minor(now) && !v.GuardianOK }

// SignedUp reports whether the person has finished signing up.
func (v *Volunteer) SignedUp() bool { return !v.SignedUpAt.IsZero() }
