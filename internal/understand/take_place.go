package understand

import (
	"strings"
	"unicode/utf8"

	"jitasa/internal/place"
	"jitasa/internal/thai"
)

// takePlace takes the places of a text: the whole text is one, or some are in it. It
// gives what is left, and what that says.
func (r *Reader) takePlace(out *Result, s string) (rest string, said speech) {
	said = r.say(s)
	if rest = r.withoutPlace(out, s, said); rest != s {
		said = r.say(rest)
		said.elsewhere = out.Place == "" && out.Places == nil
	}
	return rest, said
}

func (r *Reader) withoutPlace(out *Result, s string, said speech) string {
	alone := strings.TrimSpace(strings.ReplaceAll(s, "|", " "))
	if alone == "" {
		return s
	}
	if utf8.RuneCountInString(alone) <= longestPlace && !said.whole() {
		if found := r.places.Exactly(alone); !found.None() && r.credible(found, alone) {
			out.setPlaces(r.places.Commoner(alone, found))
			return blank
		}
	}
	hit, ok := r.places.FindWithinLine(said.line)
	for range 3 {
		dropped := false
		for _, span := range hit.Spans {
			if end, no := denying(s, span[0], span[1]); no {
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
	if len(hit.Spans) == 1 && utf8.RuneCountInString(alone) <= longestSlip {
		if p, ok := r.places.Guess(alone).One(); ok && longer(p, hit, thai.Key(alone)) {
			out.Place = p.Code
			return blank
		}
	}
	out.setPlaces(hit.Result)
	for i := len(hit.Spans) - 1; i >= 0; i-- {
		s = s[:hit.Spans[i][0]] + blank + withoutCanal(s[hit.Spans[i][1]:])
	}
	return s
}

// withoutCanal is what follows the name of a place, without the canal that says where in it: ลำลูกกาคลองสี่, รังสิต คลอง 4.
func withoutCanal(rest string) string {
	number, ok := strings.CutPrefix(strings.TrimLeft(rest, " "), "คลอง")
	if !ok {
		return rest
	}
	number = strings.TrimLeft(number, " ")
	after := strings.TrimLeft(number, "0123456789")
	for _, w := range [...]string{"หนึ่ง", "สอง", "สามวา", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ"} {
		if len(after) == len(number) {
			after = strings.TrimPrefix(number, w)
		}
	}
	if len(after) == len(number) {
		return rest
	}
	return after
}

// longer reports whether a place that a whole text means with one slip has
// a longer name than the one found inside the text: สำโรงทราบ is สำโรงทาบ, not สำโรง.
func longer(mended place.Place, found place.Hit, key string) bool {
	span := found.Spans[0][1] - found.Spans[0][0]
	for _, p := range found.Places {
		if strings.HasPrefix(p.Code, mended.Code) {
			return false
		}
	}
	return span < len(key) && 5*span < 4*len(mended.NameTH)
}

// longestPlace bounds the texts that can be nothing but a place, in letters.
const longestPlace = 120

func (r *Result) setPlaces(found place.Result) {
	if p, ok := found.One(); ok {
		r.Place = p.Code
		if found.Landmark != nil {
			r.Landmark = found.Landmark
		}
		return
	}
	for _, p := range found.Places {
		r.Places = append(r.Places, p.Code)
	}
}

// credible reports whether a text that is some place's name is meant as one: a
// short name of a village without ตำบล before it seldom is.
func (r *Reader) credible(found place.Result, alone string) bool {
	if r.places.Everyday(alone) {
		return false
	}
	key := thai.Key(thai.TrimParticles(alone))
	p := found.Places[0]
	if p.Level != place.Subdistrict {
		return true
	}
	bare := key == thai.Key(p.NameTH) || key == thai.Key(p.NameEN)
	return !bare || utf8.RuneCountInString(key) >= 6
}
