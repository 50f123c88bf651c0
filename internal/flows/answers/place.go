package answers

import (
	"slices"
	"strconv"
	"strings"

	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/place"
)

// Place takes a shared location, taps from region to district, or a typed
// name; where a name means several places it asks which.
//
// Values of its buttons: "r:NE" a region, "p:32" a province (asks for the
// district), "w:32" the whole province, "c:3201" any place by code.
func Place(g *place.Gazetteer) flow.Answer[domain.Home] {
	return flow.Answer[domain.Home]{
		Options: regions,
		Parse: func(in flow.Input) (domain.Home, error) {
			switch {
			case in.Event.Kind == chat.Location && in.Event.Place != nil:
				return Shared(g, in.Event.Place.Point)
			case in.Value != "":
				return tappedPlace(g, in)
			case in.Text != "":
				return typedPlace(g, in)
			}
			return domain.Home{}, &flow.Invalid{Key: "place.want"}
		},
	}
}

func regions(in flow.Input) []flow.Option {
	options := []flow.Option{{Value: "here", Label: in.Texts.T("place.share.label"), Does: chat.SharesPlace, Primary: true}}
	for _, r := range place.Regions() {
		options = append(options, flow.Option{Value: "r:" + r.Code, Label: r.Name(in.Texts.Lang())})
	}
	return options
}

// Shared is where somebody is who shared a location; *flow.Invalid for one abroad or at sea.
func Shared(g *place.Gazetteer, p domain.Point) (domain.Home, error) {
	near, _, ok := g.Nearest(p)
	if !ok {
		return domain.Home{}, &flow.Invalid{Key: "place.abroad"}
	}
	return domain.Home{Province: near.ProvinceCode(), District: near.DistrictCode(), Point: p, Exact: true}, nil
}

func tappedPlace(g *place.Gazetteer, in flow.Input) (domain.Home, error) {
	kind, code, _ := strings.Cut(in.Value, ":")
	lang := in.Texts.Lang()
	switch kind {
	case "r":
		if provinces := g.Provinces(code, lang); len(provinces) > 0 {
			return domain.Home{}, &flow.Narrow{Within: in.Value, Text: in.Texts.T("place.province"), Options: places("p:", provinces, lang)}
		}
	case "p":
		if p, ok := g.Place(code); ok {
			options := append([]flow.Option{{Value: "w:" + code, Label: in.Texts.T("place.whole.label"), Primary: true}},
				places("c:", g.Districts(code, lang), lang)...)
			return domain.Home{}, &flow.Narrow{
				Within: in.Value, Text: in.Texts.T("place.district", "Province", p.Name(lang)), Options: options,
			}
		}
	case "a": // one of several that a name means; rebuilt from the codes
		return domain.Home{}, ambiguous(g, strings.Split(code, "."), in)
	case "w", "c":
		if p, ok := g.Place(code); ok {
			return At(p), nil
		}
	}
	return domain.Home{}, &flow.Invalid{Key: "place.want"}
}

func typedPlace(g *place.Gazetteer, in flow.Input) (domain.Home, error) {
	if codes, ok := strings.CutPrefix(in.Within, "a:"); ok { // which of several was asked: the name around it says so
		if p, ok := among(g, strings.Split(codes, "."), in.Text); ok {
			return At(p), nil
		}
	}
	found := place.Result{}
	if code, ok := strings.CutPrefix(in.Within, "p:"); ok { // a district was asked for
		found = g.FindIn(in.Text, code)
	}
	if found.None() {
		found = g.Find(in.Text)
	}
	if hit, ok := g.FindWithin(in.Text); found.None() && ok && !in.Sounds.Asks {
		found = hit.Result
	}
	if found.None() {
		return domain.Home{}, &flow.Invalid{Key: "place.unknown"}
	}
	if p, ok := found.One(); ok {
		return At(p), nil
	}
	codes := make([]string, 0, len(found.Places))
	for _, p := range found.Places {
		codes = append(codes, p.Code)
	}
	return domain.Home{}, ambiguous(g, codes, in)
}

// among finds the one of several places that lies in the place of a text.
func among(g *place.Gazetteer, codes []string, text string) (place.Place, bool) {
	around, ok := g.Find(text).One()
	if !ok {
		return place.Place{}, false
	}
	inside := slices.DeleteFunc(slices.Clone(codes), func(c string) bool { return !strings.HasPrefix(c, around.Code) })
	if len(inside) != 1 {
		return place.Place{}, false
	}
	return g.Place(inside[0])
}

// ambiguousAtMost is how many places of one name are offered.
const ambiguousAtMost = 12

func ambiguous(g *place.Gazetteer, codes []string, in flow.Input) *flow.Narrow {
	within := "a:" + strings.Join(codes, ".")
	list := make([]place.Place, 0, len(codes))
	for _, c := range codes[:min(len(codes), ambiguousAtMost)] {
		if p, ok := g.Place(c); ok {
			list = append(list, p)
		}
	}
	return &flow.Narrow{Within: within, Text: in.Texts.T("place.which", "N", strconv.Itoa(len(codes))), Options: tellApart(g, list, in.Texts.Lang())}
}

// At is a home in a place of the gazetteer.
func At(p place.Place) domain.Home {
	return domain.Home{Province: p.ProvinceCode(), District: p.DistrictCode(), Point: p.Point}
}

func places(prefix string, list []place.Place, lang string) []flow.Option {
	options := make([]flow.Option, len(list))
	for i, p := range list {
		options[i] = flow.Option{Value: prefix + p.Code, Label: shortName(p.Name(lang)), Full: p.Name(lang)}
	}
	return options
}

// Placed says where an answer is taken to be, so that a wrong guess is seen at once.
func Placed(g *place.Gazetteer, h *domain.Home, in flow.Input) string {
	if h == nil {
		return ""
	}
	name := cards.PlaceName(g, cards.HomeCode(*h), in.Texts.Lang(), false)
	if name == "" {
		return ""
	}
	key := "place.heard"
	if h.Exact {
		key = "place.guessed"
	}
	return in.Texts.T(key, "Place", name)
}
