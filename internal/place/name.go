package place

import (
	"strings"

	"jitasa/internal/domain"
)

// Title returns the name with the word for its level: "จังหวัดสุรินทร์",
// "อำเภอเมืองสุรินทร์", "เขตบางนา", "กรุงเทพมหานคร"; in English the bare name.
func (p Place) Title(lang string) string {
	if lang != domain.Thai {
		return p.NameEN
	}
	inBangkok := strings.HasPrefix(p.Code, bangkok)
	switch {
	case p.Level == Province && inBangkok:
		return p.NameTH
	case p.Level == Province:
		return "จังหวัด" + p.NameTH
	case p.Level == District && inBangkok:
		return "เขต" + p.NameTH
	case p.Level == District:
		return "อำเภอ" + p.NameTH
	case inBangkok:
		return "แขวง" + p.NameTH
	}
	return "ตำบล" + p.NameTH
}

// FullName returns the name with those of the places around it:
// "ตำบลในเมือง อำเภอเมืองสุรินทร์ จังหวัดสุรินทร์", "Bang Na, Bangkok".
// A name is not repeated in English ("Hat Yai, Songkhla", not "Hat Yai, Hat Yai, Songkhla").
func (g *Gazetteer) FullName(p Place, lang string) string {
	sep := ", "
	if lang == domain.Thai {
		sep = " "
	}
	out := p.Title(lang)
	last := out
	for q, ok := g.Parent(p); ok; q, ok = g.Parent(q) {
		if t := q.Title(lang); !strings.EqualFold(t, last) {
			out += sep + t
			last = t
		}
	}
	return out
}
