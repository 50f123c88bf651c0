package understand

import (
	"strings"
	"unicode/utf8"

	"jitasa/internal/place"
	"jitasa/internal/thai"
)

// takePlace takes the places of a text: the whole text is one, or some are in it.
func (r *Reader) takePlace(out *Result, s string) string {
	alone := strings.TrimSpace(strings.ReplaceAll(s, "|", " "))
	if alone == "" {
		return s
	}
	if utf8.RuneCountInString(alone) <= longestPlace && !r.say(alone).whole() {
		if found := r.places.Exactly(alone); !found.None() && credible(found, alone) {
			out.setPlaces(found)
			return blank
		}
	}
	hit, ok := r.places.FindWithin(s)
	for range 3 {
		dropped := false
		for _, span := range hit.Spans {
			if end, no := excluded(s, span[0], span[1]); no {
				s, dropped = s[:span[0]]+blank+s[end:], true
				break
			}
		}
		if !dropped {
			break
		}
		hit, ok = r.places.FindWithin(s)
	}
	if !ok {
		return s
	}
	if p, ok := r.places.Mend(alone); ok && len(hit.Spans) == 1 && longer(p, hit.Result) {
		out.Place = p.Code
		return blank
	}
	out.setPlaces(hit.Result)
	for i := len(hit.Spans) - 1; i >= 0; i-- {
		s = s[:hit.Spans[i][0]] + blank + s[hit.Spans[i][1]:]
	}
	return s
}

// longer reports whether a district that a whole text means with one slip has
// a longer name than the one found inside the text: สำโรงทราบ is สำโรงทาบ, not สำโรง.
func longer(mended place.Place, found place.Result) bool {
	inner, ok := found.One()
	return ok && mended.Level == place.District && inner.Level == place.District && len(mended.NameTH) > len(inner.NameTH)
}

// longestPlace bounds the texts that can be nothing but a place, in letters.
const longestPlace = 120

func (r *Result) setPlaces(found place.Result) {
	if p, ok := found.One(); ok {
		r.Place = p.Code
		return
	}
	for _, p := range found.Places {
		r.Places = append(r.Places, p.Code)
	}
}

// chatWords are districts whose names people write far more often as words.
var chatWords = map[string]bool{
	"สอง": true, "ลอง": true, "คง": true, "พล": true, "ไชโย": true, "สังคม": true, "แสวงหา": true, "ชื่นชม": true, "สีชมพู": true,
	"สามชัย": true, "มะขาม": true, "บ้านนา": true, "บ้านใหม่": true, "ชนบท": true, "song": true, "long": true, "phan": true, "fang": true,
}

// credible reports whether a text that is some place's name is meant as one: a
// short name of a village without ตำบล before it seldom is.
func credible(found place.Result, alone string) bool {
	key := thai.Key(thai.TrimParticles(alone))
	if chatWords[key] {
		return false
	}
	p := found.Places[0]
	if p.Level != place.Subdistrict {
		return true
	}
	bare := key == thai.Key(p.NameTH) || key == thai.Key(p.NameEN)
	return !bare || utf8.RuneCountInString(key) >= 6
}
