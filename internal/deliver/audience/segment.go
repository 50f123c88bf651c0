package audience

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"jitasa/internal/domain"
)

// Segment says whom something is for: whoever meets every condition that it
// has, of several values of one condition at least one. The zero Segment is everybody.
type Segment struct {
	Provinces    []string `json:"provinces,omitempty"` // gazetteer codes
	Districts    []string `json:"districts,omitempty"`
	Networks     []string `json:"networks,omitempty"`
	Languages    []string `json:"languages,omitempty"` // of the conversation
	Causes       []string `json:"causes,omitempty"`
	Skills       []string `json:"skills,omitempty"`
	Affiliations []string `json:"affiliations,omitempty"`
	ActiveDays   int      `json:"activeDays,omitempty"` // wrote within so many days
	QuietDays    int      `json:"quietDays,omitempty"`  // did not
	Near         *Circle  `json:"near,omitempty" seal:"true"`
	People       []string `json:"people,omitempty"` // exactly these
}

// Circle is a place and what is around it.
type Circle struct {
	Point domain.Point `json:"point"`
	KM    float64      `json:"km"`
}

// Erased stands in a list of people where somebody was who is erased.
const Erased = "-"

// Saved is a segment that is kept under a name.
type Saved struct {
	domain.Meta         // ID: the name
	Segment     Segment `json:"segment"`
}

// Check is one condition of a segment, and whether somebody meets it.
type Check struct {
	Condition string // as in the segment's text: "province", "near"
	OK        bool
}

// Checks holds the person against each condition.
func (s *Segment) Checks(p *Person, now time.Time) []Check {
	var all []Check
	check := func(name string, asked, ok bool) {
		if asked {
			all = append(all, Check{Condition: name, OK: ok})
		}
	}
	check("person", len(s.People) > 0, slices.Contains(s.People, p.ID))
	check("province", len(s.Provinces) > 0, slices.Contains(s.Provinces, p.Province()))
	check("district", len(s.Districts) > 0, slices.Contains(s.Districts, p.District()))
	check("network", len(s.Networks) > 0, slices.Contains(s.Networks, p.Network))
	check("lang", len(s.Languages) > 0, slices.Contains(s.Languages, p.Lang()))
	check("cause", len(s.Causes) > 0, slices.ContainsFunc(p.Causes, func(c domain.Cause) bool { return slices.Contains(s.Causes, string(c)) }))
	check("skill", len(s.Skills) > 0, slices.ContainsFunc(p.Skills, func(k string) bool { return slices.Contains(s.Skills, k) }))
	check("kind", len(s.Affiliations) > 0, slices.Contains(s.Affiliations, p.Affiliation))
	check("active", s.ActiveDays > 0, now.Sub(p.Reach.Seen) <= days(s.ActiveDays))
	check("quiet", s.QuietDays > 0, now.Sub(p.Reach.Seen) > days(s.QuietDays))
	check("near", s.Near != nil, s.Near != nil && p.Point != nil && p.Point.KM(s.Near.Point) <= s.Near.KM)
	return all
}

func days(n int) time.Duration { return time.Duration(n) * 24 * time.Hour }

// All reports whether the segment is everybody.
func (s *Segment) All() bool {
	return len(s.Provinces)+len(s.Districts)+len(s.Networks)+len(s.Languages)+len(s.Causes)+len(s.Skills)+
		len(s.Affiliations)+len(s.People)+s.ActiveDays+s.QuietDays == 0 && s.Near == nil
}

// Has reports whether the person is in the segment.
func (s *Segment) Has(p *Person, now time.Time) bool {
	return s.All() || !slices.ContainsFunc(s.Checks(p, now), func(c Check) bool { return !c.OK })
}

// ParseSegment reads the text form: conditions separated by spaces, values by
// commas, such as "province=32,10 lang=th cause=animals active=90 near=14.88,103.49,30".
// "" and "all" are everybody. Whatever is wrong is a domain.ErrInvalid that says what.
func ParseSegment(text string) (s Segment, err error) {
	for _, field := range conditions(text) {
		if field == "all" {
			continue
		}
		name, value, _ := strings.Cut(field, "=")
		values := strings.FieldsFunc(value, func(r rune) bool { return r == ',' })
		if len(values) == 0 {
			return s, fmt.Errorf("%w: %q needs a value", domain.ErrInvalid, name)
		}
		if list := s.list(name); list != nil {
			*list = append(*list, values...)
			continue
		}
		if err := s.measure(name, values); err != nil {
			return s, err
		}
	}
	return s, s.known()
}

// conditions divides the text form. What has no = goes on with the value before: names of places have spaces in them.
func conditions(text string) (fields []string) {
	for _, word := range strings.Fields(text) {
		if len(fields) > 0 && fields[len(fields)-1] != "all" && word != "all" && !strings.Contains(word, "=") {
			fields[len(fields)-1] += " " + word
			continue
		}
		fields = append(fields, word)
	}
	return fields
}

func (s *Segment) list(name string) *[]string {
	return map[string]*[]string{
		"province": &s.Provinces, "district": &s.Districts, "network": &s.Networks, "lang": &s.Languages,
		"cause": &s.Causes, "skill": &s.Skills, "kind": &s.Affiliations, "person": &s.People,
	}[name]
}

func (s *Segment) measure(name string, values []string) error {
	if name != "active" && name != "quiet" && name != "near" {
		return fmt.Errorf("%w: no condition is called %q", domain.ErrInvalid, name)
	}
	numbers := make([]float64, len(values))
	for i, v := range values {
		n, err := strconv.ParseFloat(v, 64)
		if err != nil {
			return fmt.Errorf("%w: %s=%s: not a number", domain.ErrInvalid, name, v)
		}
		numbers[i] = n
	}
	switch {
	case name == "active" && len(numbers) == 1 && numbers[0] >= 1:
		s.ActiveDays = int(numbers[0])
	case name == "quiet" && len(numbers) == 1 && numbers[0] >= 1:
		s.QuietDays = int(numbers[0])
	case name == "near" && len(numbers) == 3 && numbers[2] > 0:
		s.Near = &Circle{Point: domain.Point{Lat: numbers[0], Lng: numbers[1]}, KM: numbers[2]}
		if !s.Near.Point.Valid() {
			return fmt.Errorf("%w: near=%v: no such point", domain.ErrInvalid, values)
		}
	case name == "near":
		return fmt.Errorf("%w: near takes latitude,longitude,kilometres", domain.ErrInvalid)
	default:
		return fmt.Errorf("%w: %s takes a number of days", domain.ErrInvalid, name)
	}
	return nil
}

// known refuses codes that nobody can have: a typing error must not become an empty audience.
func (s *Segment) known() error {
	causes := make([]string, 0, 20)
	for _, c := range domain.Causes() {
		causes = append(causes, string(c))
	}
	for _, l := range []struct {
		name          string
		values, known []string
	}{{"cause", s.Causes, causes}, {"skill", s.Skills, domain.Skills()}, {"kind", s.Affiliations, domain.Affiliations()}} {
		for _, v := range l.values {
			if !slices.Contains(l.known, v) {
				return fmt.Errorf("%w: %s=%s: known are %s", domain.ErrInvalid, l.name, v, strings.Join(l.known, ", "))
			}
		}
	}
	return nil
}

// Forget takes somebody out. Their place stays: a segment of nobody must not become one of everybody.
func (s *Segment) Forget(person string) (was bool) {
	for i, p := range s.People {
		if p == person {
			s.People[i], was = Erased, true
		}
	}
	return was
}

// String is the text form.
func (s Segment) String() string {
	var parts []string
	for _, name := range []string{"province", "district", "network", "lang", "cause", "skill", "kind", "person"} {
		if values := *s.list(name); len(values) > 0 {
			parts = append(parts, name+"="+strings.Join(values, ","))
		}
	}
	if s.ActiveDays > 0 {
		parts = append(parts, "active="+strconv.Itoa(s.ActiveDays))
	}
	if s.QuietDays > 0 {
		parts = append(parts, "quiet="+strconv.Itoa(s.QuietDays))
	}
	if s.Near != nil {
		parts = append(parts, fmt.Sprintf("near=%v,%v,%v", s.Near.Point.Lat, s.Near.Point.Lng, s.Near.KM))
	}
	if len(parts) == 0 {
		return "all"
	}
	return strings.Join(parts, " ")
}
