package understand

import "jitasa/internal/domain"

// Harm is what somebody in danger suffers.
type Harm = domain.Harm

// danger sets the harm.
func (r *Result) danger(raw string) {
	if r.Intent == SOS && len(r.Kinds) == 0 && !Announces(raw) { // "urgent" alone may be an answer
		r.Danger = domain.AnyHarm
	}
}
