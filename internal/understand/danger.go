package understand

import (
	"slices"
	"strings"

	"jitasa/internal/domain"
	"jitasa/internal/understand/sense"
	"jitasa/internal/understand/topic"
)

// Harm is what somebody in danger suffers.
type Harm = domain.Harm

// How likely a text may be no danger at most for being one: where a harm is said whole, whole but denied or doubted, only hinted at, or not
// named. Found on testdata/cries.txt, danger.txt and texts.txt, which are not learned from.
const (
	likelyWhole  = 0.6
	likelyDenied = 0.5
	likelyHinted = 0.4
	likelySilent = 0.05
)

// harm says which harm a text tells of, if any, whatever question is open. The text is in the form of [thai.Lower].
func harm(s *sense.Sense, text string) Harm {
	limit := likelySilent
	switch {
	case s.Whole && !s.Denied:
		limit = likelyWhole
	case s.Whole:
		limit = likelyDenied
	case s.Hinted:
		limit = likelyHinted
	}
	harm, none := s.Harm()
	if none >= limit || Harm(harm) == domain.Lost && asksAlong(text) || strings.Trim(text, " !?.") == "" {
		return ""
	}
	return Harm(harm)
}

// along is how people ask whether a child may come: เอาลูกไปโด้ได้ม้าย, พาลูกไปนำได้บ่.
var along = []string{"ไปด้วยได้", "ไปโด้ได้", "ไปนำได้", "ไปตวยได้", "ไปกันได้", "ไปได้", "มาด้วยได้", "come along", "come too", "come with", "bring"}

// asksAlong reports whether a text only asks whether a child may come, so that nobody is lost.
func asksAlong(text string) bool {
	return topic.Asks(text) && !strings.Contains(text, "หาย") && !strings.Contains(text, "lost") &&
		slices.ContainsFunc(along, func(w string) bool { return strings.Contains(text, w) })
}

// danger sets the harm; nothing else that the text says counts beside it.
func (r *Result) danger(h Harm) {
	if h == "" {
		return
	}
	r.Danger, r.Intent, r.Lang, r.Word, r.Plain = h, SOS, "", "", ""
}
