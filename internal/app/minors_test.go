package app_test

import (
	"errors"
	"strings"
	"testing"

	"jitasa/internal/domain"
)

// Nobody is written to on the word of a child: a child without a parent leaves no
// profile, and who waits for a guardian gets nothing until the guardian agrees.
func TestConsentOfMinors(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		child, youth, grown := r.person("Fah"), r.person("Beam"), r.person("Somsri")
		for _, p := range []*talker{child, youth, grown} {
			p.tap("f=language&v=en")
			p.tap("f=consent&s=%21all")
		}
		child.text("2017")
		if said := raw(child.lastTap("consent", "no")); !strings.Contains(said, "No profile was made") {
			t.Fatalf("a child was told:\n%s", said)
		}
		if _, err := r.app.Store.Volunteers.Get(t.Context(), child.id); !errors.Is(err, domain.ErrNotFound) {
			t.Errorf("what is said not to have been made is there: %v", err)
		}
		youth.text("2010")
		youth.text("Beam")
		youth.text("0812345678")
		youth.lastTap("signup", "no")
		youth.text("Surin")
		youth.text("any cause")
		grown.text("1968")
		if got := r.reached("2026-11"); len(got) != 1 || got[grown.id] != 1 {
			t.Errorf("the newsletter went to %v; grown %s, youth %s, child %s", got, grown.id, youth.id, child.id)
		}
		youth.tap("f=signup&s=%21edit&v=agrees")
		youth.lastTap("signup", "yes")
		if got := r.reached("2026-12"); len(got) != 2 || got[youth.id] != 1 || got[grown.id] != 2 {
			t.Errorf("after the guardian agreed it went to %v", got)
		}
	})
}

// reached sends an issue to all, and tells how many pushes each has had since the beginning.
func (r *rig) reached(issue string) map[string]int {
	r.Helper()
	c := newsletterTo("all")
	c.ID, c.Subject = "news-"+issue, issue
	r.begin(c)
	r.campaign(c.ID, "sent", over)
	return r.pushed()
}
