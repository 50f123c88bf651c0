package understand

import (
	"slices"
	"strings"

	"jitasa/internal/domain"
	"jitasa/internal/thai"
	"jitasa/internal/understand/gram"
	"jitasa/internal/understand/sentences"
	"jitasa/internal/understand/signs"
	"jitasa/internal/understand/topic"
)

// Harm is what somebody in danger suffers.
type Harm = domain.Harm

// alarm hears that somebody is in danger, whatever question is open: it knows words that say so or deny it, and a model that
// was learned from sentences.
type alarm struct {
	words *signs.Lexicon
	model *gram.Model
}

func newAlarm() alarm {
	words, err := signs.New()
	if err != nil {
		panic(err) // it is part of the program
	}
	model, err := sentences.Danger()
	if err != nil {
		panic(err) // alike
	}
	return alarm{words, model}
}

// How likely a text may be no danger at most for being one: where a harm is said whole, whole but denied or doubted, or only hinted at.
const (
	likelyWhole  = 0.95
	likelyDenied = 0.6
	likelyHinted = 0.7
	likelySilent = 0.2
)

// hear says which harm a text tells of, if any; grams are its features.
func (a alarm) hear(text thai.Line, grams gram.Features) Harm {
	var room [24]signs.Found
	found := a.words.Find(text, room[:])
	whole, hinted, denied := false, false, false
	for _, f := range found {
		switch f.Kind {
		case signs.Whole:
			whole = true
		case signs.Hint:
			hinted = true
		case signs.Denies, signs.Doubts:
			denied = true
		}
	}
	limit := likelySilent
	switch {
	case whole && !denied:
		limit = likelyWhole
	case whole:
		limit = likelyDenied
	case hinted:
		limit = likelyHinted
	}
	var pairs [128]uint32
	p, harm := a.model.Beside(sentences.None, grams.Mark(signs.Pairs(found, pairs[:0])...))
	if p >= limit || Harm(harm) == domain.Lost && asksAlong(text.Norm) {
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
