package members

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"

	"jitasa/internal/domain"
)

func noon() time.Time { return time.Date(2026, time.November, 28, 12, 0, 0, 0, time.UTC) }

// full is a profile with something in every field.
func full() *domain.Volunteer {
	return &domain.Volunteer{
		Meta: domain.Meta{ID: "U1", Version: 7}, Name: "สมศรี", BirthYear: 1968, Adult: true, Guardian: "+66812345678", GuardianOK: true,
		Home: &domain.Home{Province: "32"}, Causes: []domain.Cause{"children"}, Skills: []string{"drive"}, Availability: []string{"weekend"}, Languages: []string{"th"},
		Affiliation: "student", Phone: "+66812345678", Email: "a@example.org", PhoneBlind: "p", EmailBlind: "e",
		Consents: domain.Consents{{Purpose: domain.ForMatching, Given: true, At: noon(), Notice: domain.NoticeVersion, Receipt: "R"}}, Network: "n",
		Reach: domain.Reach{Lang: "th", Seen: noon()}, Interested: []string{"a"}, Hidden: []string{"b"}, Unmeasured: true,
		CreatedAt: noon(), UpdatedAt: noon(), SignedUpAt: noon(),
	}
}

// same reports whether a store would keep the same.
func same(a, b *domain.Volunteer) bool {
	one, err := json.Marshal(a)
	other, failed := json.Marshal(b)
	return err == nil && failed == nil && string(one) == string(other)
}

// decide decides under a key, at a time.
func decide(t *testing.T, v *domain.Volunteer, decided Decisions, key string, now time.Time) {
	t.Helper()
	if err := Decide(v, decided, nil, key, now); err != nil {
		t.Fatal(err)
	}
}

// The ledger only grows, by what is new: not by the same event again, nor by the same decision about the same notice.
func TestLedger(t *testing.T) {
	v, later := &domain.Volunteer{BirthYear: 1968}, noon().Add(time.Hour)
	yes, no := Decisions{domain.ForNewsletter: true}, Decisions{domain.ForNewsletter: false}
	for _, c := range []struct {
		what    string
		decided Decisions
		key     string
		now     time.Time
		entries int
		given   bool
	}{
		{"nothing is decided", Decisions{}, "e0", noon(), 0, false},
		{"given", yes, "e1", noon(), 1, true},
		{"the same event again", yes, "e1", later, 1, true},
		{"given once more", yes, "e2", later, 1, true},
		{"withdrawn", no, "e3", later, 2, false},
		{"withdrawn once more", no, "e4", later, 2, false},
		{"given anew", yes, "e5", later, 3, true},
	} {
		decide(t, v, c.decided, c.key, c.now)
		if len(v.Consents) != c.entries || v.Consents.Given(domain.ForNewsletter) != c.given {
			t.Errorf("%s: the ledger is %+v; want %d entries, given %v", c.what, v.Consents, c.entries, c.given)
		}
	}
	first, last := v.Consents[0], v.Consents[2]
	want := domain.Consent{Purpose: domain.ForNewsletter, Given: true, At: noon(), Notice: domain.NoticeVersion, Receipt: Receipt("e1", "newsletter")}
	if first != want {
		t.Errorf("the first entry is %+v, want %+v", first, want)
	}
	if got, ok := v.Consents.Last(domain.ForNewsletter); !ok || got != last {
		t.Errorf("the last decision is %+v, want %+v", got, last)
	}
	if got, ok := v.Consents.Last(domain.ForContact); ok {
		t.Errorf("what nobody decided is %+v", got)
	}
}

// Who agreed to an older notice agrees to this one, and gets another receipt.
func TestNoticeIsDecidedAnew(t *testing.T) {
	v := &domain.Volunteer{Consents: domain.Consents{{Purpose: domain.ForMatching, Given: true, Notice: "2025-01", Receipt: "OLD"}}}
	decide(t, v, Decisions{domain.ForMatching: true}, "e1", noon())
	if len(v.Consents) != 2 || v.Consents[1].Notice != domain.NoticeVersion || v.Consents[1].Receipt == "OLD" {
		t.Errorf("the ledger is %+v", v.Consents)
	}
}

// Each decision has a receipt of its own, in the order in which people are asked; what is not a purpose is not written down.
func TestReceipts(t *testing.T) {
	v, seen := &domain.Volunteer{}, map[string]bool{}
	all := Every(true)
	all["no purpose"] = true
	decide(t, v, all, "e1", noon())
	decide(t, v, Every(false), "e2", noon())
	for i, c := range v.Consents {
		if p := domain.Purposes()[i%4]; c.Purpose != p || seen[c.Receipt] || len(c.Receipt) != 8 {
			t.Errorf("entry %d is %+v, want %s under a receipt of its own of 8 letters", i, c, p)
		}
		seen[c.Receipt] = true
	}
	if len(v.Consents) != 8 {
		t.Errorf("%d entries, want 8", len(v.Consents))
	}
}

// The age is asked for with the first consent, and is kept with it.
func TestAgeWithConsent(t *testing.T) {
	for _, c := range []struct {
		decided Decisions
		known   bool
		want    bool
	}{
		{Every(true), false, true}, {Every(true), true, false}, {Every(false), false, false}, {nil, false, false},
		{Decisions{domain.ForMatching: false, domain.ForContact: true}, false, true},
	} {
		if got := c.decided.NeedAge(c.known); got != c.want {
			t.Errorf("%v, age known %v: the age is asked for: %v", c.decided, c.known, got)
		}
	}
	for _, c := range []struct {
		age    Age
		adult  bool
		counts bool
	}{
		{Age{Birth: 1968, Year: 2026}, true, true}, {Age{Birth: 2010, Year: 2026}, false, false}, {Age{Birth: 2006, Is20: true, Year: 2026}, true, true},
		{Age{Birth: 2017, Parent: WithParent, Year: 2026}, false, false},
	} {
		v := &domain.Volunteer{}
		if err := Decide(v, Every(true), &c.age, "e1", noon()); err != nil {
			t.Fatal(err)
		}
		if v.BirthYear != c.age.Birth || v.Adult != c.adult || v.Allows(domain.ForMatching, noon()) != c.counts {
			t.Errorf("%+v: kept as %+v; want adult %v, counts %v", c.age, v, c.adult, c.counts)
		}
	}
	if v := full(); Decide(v, Every(false), nil, "e1", noon()) != nil || v.BirthYear != 1968 {
		t.Errorf("who withdraws keeps their age: %+v", v)
	}
}

// How often means which consents; who wants the newsletter has said nothing of emergencies.
func TestFrequency(t *testing.T) {
	for f, want := range map[Frequency]Decisions{
		Monthly:     {domain.ForNewsletter: true},
		Emergencies: {domain.ForNewsletter: false, domain.ForEmergency: true},
		Nothing:     {domain.ForNewsletter: false, domain.ForEmergency: false},
	} {
		if got := f.Decisions(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s decides %v, want %v", f, got, want)
		}
	}
}
