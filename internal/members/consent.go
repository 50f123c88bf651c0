package members

import (
	"crypto/sha256"
	"encoding/base32"
	"maps"
	"slices"
	"time"

	"jitasa/internal/domain"
)

// Decisions say for some purposes whether personal data may be used.
type Decisions map[domain.Purpose]bool

// Every is the same decision about every purpose.
func Every(yes bool) Decisions {
	all := Decisions{}
	for _, p := range domain.Purposes() {
		all[p] = yes
	}
	return all
}

// Frequency is how often somebody wants to be written to without asking for it.
type Frequency string

// The frequencies.
const (
	Monthly     Frequency = "monthly"     // the newsletter
	Emergencies Frequency = "emergencies" // calls in emergencies alone
	Nothing     Frequency = "nothing"
)

// Decisions are what the frequency means. Who wants the newsletter has said nothing of emergencies.
func (f Frequency) Decisions() Decisions {
	if f == Monthly {
		return Decisions{domain.ForNewsletter: true}
	}
	return Decisions{domain.ForNewsletter: false, domain.ForEmergency: f == Emergencies}
}

// NeedAge reports whether the age has to be told before the decisions are written down: with the first consent.
func (d Decisions) NeedAge(known bool) bool {
	return !known && slices.Contains(slices.Collect(maps.Values(d)), true)
}

// Decide writes decisions into the ledger of a profile, each with a receipt, and the age that was told with them; nil:
// it had been told before. A decision that is as before, to the same notice, adds nothing; nor does the same key again.
func Decide(v *domain.Volunteer, decided Decisions, age *Age, key string, now time.Time) error {
	if age != nil {
		if err := tell(v, *age); err != nil {
			return err
		}
	}
	for _, p := range domain.Purposes() {
		yes, isDecided := decided[p]
		if !isDecided {
			continue
		}
		if last, ok := v.Consents.Last(p); ok && last.Given == yes && last.Notice == domain.NoticeVersion {
			continue
		}
		v.Consents = append(v.Consents, domain.Consent{
			Purpose: p, Given: yes, At: domain.Instant(now), Notice: domain.NoticeVersion, Receipt: Receipt(key, string(p)),
		})
	}
	return nil
}

// Receipt is a short code that a person can quote: the same for the same key and subject.
func Receipt(key, subject string) string {
	sum := sha256.Sum256([]byte(key + "/" + subject))
	return base32.StdEncoding.EncodeToString(sum[:5])
}
