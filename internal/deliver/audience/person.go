package audience

import (
	"time"

	"jitasa/internal/domain"
)

// Person is what deciding who gets what needs to know of somebody.
type Person struct {
	ID          string         `json:"_id"`
	Home        *Home          `json:"home,omitempty"`
	BirthYear   int            `json:"birthYear,omitempty"`
	Adult       bool           `json:"adult,omitempty"`
	GuardianOK  bool           `json:"guardianOk,omitempty"`
	Causes      []domain.Cause `json:"causes,omitempty"`
	Skills      []string       `json:"skills,omitempty"`
	Affiliation string         `json:"affiliation,omitempty"`
	Network     string         `json:"network,omitempty"`
	Consents    []Consent      `json:"consents,omitempty"`
	Unmeasured  bool           `json:"unmeasured,omitempty"`
	Reach       domain.Reach   `json:"reach,omitzero"`
	UpdatedAt   time.Time      `json:"updatedAt"`
	// Point is where the person is looked for, where the audience was asked for it.
	Point *domain.Point `json:"-"`
}

// PersonOf is a profile as campaigns see it.
func PersonOf(v *domain.Volunteer) *Person {
	p := &Person{
		ID: v.ID, BirthYear: v.BirthYear, Adult: v.Adult, GuardianOK: v.GuardianOK, Causes: v.Causes, Skills: v.Skills, Affiliation: v.Affiliation,
		Network: v.Network, Unmeasured: v.Unmeasured, Reach: v.Reach, UpdatedAt: v.UpdatedAt,
	}
	for _, c := range v.Consents {
		p.Consents = append(p.Consents, Consent{Purpose: c.Purpose, Given: c.Given})
	}
	if v.Home != nil {
		p.Home = &Home{Province: v.Home.Province, District: v.Home.District}
		p.Point = &v.Home.Point
	}
	return p
}

// Consent is what counts of an entry in the ledger of consent.
type Consent struct {
	Purpose domain.Purpose `json:"purpose"`
	Given   bool           `json:"given"`
}

// Gave reports the last decision about a purpose; none means no.
func (p *Person) Gave(purpose domain.Purpose) bool {
	for i := len(p.Consents) - 1; i >= 0; i-- {
		if p.Consents[i].Purpose == purpose {
			return p.Consents[i].Given
		}
	}
	return false
}

// Home is a person's place, as coarse as it is kept in plain.
type Home struct {
	Province string `json:"province,omitempty"`
	District string `json:"district,omitempty"`
}

// Province is the code of the person's province; "" if it is not known.
func (p *Person) Province() string {
	if p.Home == nil {
		return ""
	}
	return p.Home.Province
}

// District is the code of the person's district; "" if it is not known.
func (p *Person) District() string {
	if p.Home == nil {
		return ""
	}
	return p.Home.District
}

// Lang is the language to write in.
func (p *Person) Lang() string {
	if p.Reach.Lang == "" {
		return domain.DefaultLanguage()
	}
	return p.Reach.Lang
}
