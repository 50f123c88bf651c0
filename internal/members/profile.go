package members

import (
	"errors"
	"slices"
	"time"

	"jitasa/internal/domain"
)

// What is missing before somebody can say that they want to join.
var (
	ErrConsent  = errors.New("nobody agreed to matching")
	ErrGuardian = errors.New("the guardian has not agreed")
)

// Told is what the sign-up asks that has rules; what else it asks is kept as it is answered.
type Told struct {
	Age
	Guardian   string // the guardian's phone (E.164)
	GuardianOK bool   // the guardian agrees
}

// SignUp keeps what was told, then or later, and since when the sign-up is finished. A guardian's word is about a minor: it
// does not stay with somebody who is of age after all.
func SignUp(v *domain.Volunteer, told Told, now time.Time) error {
	if err := tell(v, told.Age); err != nil {
		return err
	}
	v.Guardian, v.GuardianOK = "", false
	if told.NeedsGuardian() {
		v.Guardian, v.GuardianOK = told.Guardian, told.GuardianOK
	}
	if !v.SignedUp() {
		v.SignedUpAt = domain.Instant(now)
	}
	return nil
}

// rememberedAtMost bounds the lists of opportunities in a profile.
const rememberedAtMost = 200

// remember puts an opportunity at the end of a list, once; the oldest ones fall out.
func remember(list []string, id string) []string {
	list = append(without(list, id), id)
	return list[max(0, len(list)-rememberedAtMost):]
}

func without(list []string, id string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(other string) bool { return other == id })
}

// Want notes that somebody wants to join in an opportunity.
func Want(v *domain.Volunteer, id string, now time.Time) error {
	switch {
	case !v.Consents.Given(domain.ForMatching):
		return ErrConsent
	case v.WaitsForGuardian(now):
		return ErrGuardian
	}
	v.Interested = remember(v.Interested, id)
	return nil
}

// Drop takes it back.
func Drop(v *domain.Volunteer, id string) { v.Interested = without(v.Interested, id) }

// Hide has an opportunity not suggested again. Of who did not agree to matching nothing is remembered: it then goes into
// meanwhile, which lasts as long as their search.
func Hide(v *domain.Volunteer, meanwhile *[]string, id string) {
	list := hidden(v, meanwhile)
	*list = remember(*list, id)
}

// Show takes it back.
func Show(v *domain.Volunteer, meanwhile *[]string, id string) {
	list := hidden(v, meanwhile)
	*list = without(*list, id)
}

func hidden(v *domain.Volunteer, meanwhile *[]string) *[]string {
	if v.Consents.Given(domain.ForMatching) {
		return &v.Hidden
	}
	return meanwhile
}

// ForMatching is a profile as far as work may be suggested by it. A minor who waits for the guardian is shown work, and joins none.
func ForMatching(v *domain.Volunteer) *domain.Volunteer {
	if v.Consents.Given(domain.ForMatching) {
		return v
	}
	return &domain.Volunteer{Hidden: v.Hidden}
}

// Count lets what somebody opens be counted, or not.
func Count(v *domain.Volunteer, yes bool) { v.Unmeasured = !yes }
