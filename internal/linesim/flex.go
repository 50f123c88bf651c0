package linesim

import (
	"slices"
	"strconv"
	"strings"
)

// Limits of Flex containers (Messaging API reference, "Flex Message").
const (
	maxBubbleJSON   = 30 << 10
	maxCarouselJSON = 50 << 10
	maxBubbles      = 12
	maxAnimated     = 10
)

// Size words of Flex.
const (
	flexSpaces = "none|xs|sm|md|lg|xl|xxl"
	flexFonts  = "xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl"
	flexPixels = `\d+(\.\d+)?px`
	flexShares = `\d+(\.\d+)?%`
)

func oneOf(meaning string, parts ...string) rule {
	return pattern("^("+strings.Join(parts, "|")+")$", meaning)
}

// flexRules are the rules of one container; components nest, so they refer to
// each other through it.
type flexRules struct {
	component map[string]rule // components by type
	inside    map[string]rule // contents of a box by its layout
	action    rule
	button    rule
	place     properties // margin, position and offsets
	color     rule
}

func flexRule() rule {
	f := &flexRules{color: colorCode()}
	f.action = actionRule(actionPlace{name: "flex", label: 40, kinds: commonActions()})
	f.button = actionRule(actionPlace{name: "flex button", label: 40, labelNeeded: true, kinds: commonActions()})
	offset := oneOf("an offset: a keyword, pixels or a percentage", flexSpaces, "-?"+flexPixels, "-?"+flexShares)
	f.place = properties{
		"type": anything, "margin": oneOf("a margin: a keyword or pixels", flexSpaces, flexPixels),
		"position":  enum("relative", "absolute"),
		"offsetTop": offset, "offsetBottom": offset, "offsetStart": offset, "offsetEnd": offset,
	}
	f.component = map[string]rule{
		"button": f.buttonRule(), "image": f.imageRule(), "icon": f.iconRule(), "text": f.textRule(),
		"separator": object(nil, properties{"type": anything, "margin": f.place["margin"], "color": f.color}),
		"filler":    object(nil, properties{"type": anything, "flex": integer(0, anyNumber)}),
	}
	f.component["box"] = f.boxRule()
	f.inside = map[string]rule{
		"baseline":   f.contents("icon", "text", "filler"),
		"horizontal": f.contents("box", "button", "image", "text", "separator", "filler"),
		"vertical":   f.contents("box", "button", "image", "text", "separator", "filler"),
	}
	bubble := f.bubbleRule()
	carousel := object([]string{"contents"}, properties{"type": anything, "contents": list(1, maxBubbles,
		kinds(map[string]rule{"bubble": bubble}))}, carouselFits)
	return func(v *visit, value any) {
		v.animated = 0
		kinds(map[string]rule{"bubble": bubble, "carousel": carousel})(v, value)
		if v.animated > maxAnimated {
			v.fail("at most %d animated images", maxAnimated)
		}
	}
}

func (f *flexRules) bubbleRule() rule {
	style := object(nil, properties{"backgroundColor": f.color, "separator": boolean, "separatorColor": f.color})
	box := kinds(map[string]rule{"box": f.component["box"]})
	hero := kinds(map[string]rule{"box": f.component["box"], "image": f.component["image"], "video": f.videoRule()})
	return object(nil, properties{
		"type": anything, "direction": enum("ltr", "rtl"),
		"size":   enum("nano", "micro", "deca", "hecto", "kilo", "mega", "giga"),
		"header": box, "hero": hero, "body": box, "footer": box, "action": f.action,
		"styles": object(nil, properties{"header": style, "hero": style, "body": style, "footer": style}),
	}, bubbleFits)
}

// bubbleFits: a bubble has something to show, is not too long, and is wide
// enough for its video.
func bubbleFits(v *visit, m map[string]any) {
	if m["header"] == nil && m["hero"] == nil && m["body"] == nil && m["footer"] == nil {
		v.fail("at least one block must be specified")
	}
	jsonSize(v, m, maxBubbleJSON)
	hero, _ := m["hero"].(map[string]any)
	if size, given := m["size"].(string); hero["type"] == "video" && given &&
		!slices.Contains([]string{"kilo", "mega", "giga"}, size) {
		v.failIn("size", "must be kilo, mega or giga with a video")
	}
}

// carouselFits: bubbles of one width, none with a video, not too long.
func carouselFits(v *visit, m map[string]any) {
	jsonSize(v, m, maxCarouselJSON)
	bubbles, _ := m["contents"].([]any)
	first := ""
	for i, b := range bubbles {
		bubble, _ := b.(map[string]any)
		size, _ := bubble["size"].(string)
		if size == "" {
			size = "mega"
		}
		if first == "" {
			first = size
		}
		hero, _ := bubble["hero"].(map[string]any)
		if size == first && hero["type"] != "video" {
			continue
		}
		v.in("contents", func() {
			v.at(i, func() {
				if size != first {
					v.failIn("size", "all bubbles of a carousel must have the same size")
				} else {
					v.failIn("hero", "a video cannot be in a carousel")
				}
			})
		})
	}
}

func (f *flexRules) boxRule() rule {
	length := oneOf("pixels or a percentage", flexPixels, flexShares)
	padding := oneOf("a padding: a keyword, pixels or a percentage", flexSpaces, flexPixels, flexShares)
	gradient := object([]string{"angle", "startColor", "endColor"}, properties{
		"type": anything, "angle": pattern(`^([0-9]|[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9])(\.\d+)?deg$`, "an angle from 0deg to 359deg"),
		"startColor": f.color, "endColor": f.color, "centerColor": f.color,
		"centerPosition": pattern(`^(\d{1,2}(\.\d+)?|100(\.0+)?)%$`, "a percentage"),
	})
	props := merge(f.place, properties{
		"layout": enum("horizontal", "vertical", "baseline"), "contents": anything, "flex": integer(0, anyNumber),
		"spacing":         oneOf("a spacing: a keyword or pixels", flexSpaces, flexPixels),
		"backgroundColor": f.color, "borderColor": f.color,
		"borderWidth":  oneOf("a border width: a keyword or pixels", "none|light|normal|medium|semi-bold|bold", flexPixels),
		"cornerRadius": oneOf("a radius: a keyword or pixels", flexSpaces, flexPixels),
		"width":        length, "maxWidth": length, "height": length, "maxHeight": length,
		"paddingAll": padding, "paddingTop": padding, "paddingBottom": padding, "paddingStart": padding, "paddingEnd": padding,
		"action": f.action, "background": kinds(map[string]rule{"linearGradient": gradient}),
		"justifyContent": enum("center", "flex-start", "flex-end", "space-between", "space-around", "space-evenly"),
		"alignItems":     enum("center", "flex-start", "flex-end"),
	})
	// The rules are looked up when a box is met, for boxes stand in boxes.
	children := func(v *visit, m map[string]any) {
		layout, _ := m["layout"].(string)
		if contents := f.inside[layout]; contents != nil && m["contents"] != nil {
			v.apply("contents", contents, m["contents"])
		}
	}
	return object([]string{"layout", "contents"}, props, children)
}

func (f *flexRules) contents(allowed ...string) rule {
	rules := make(map[string]rule, len(allowed))
	for _, name := range allowed {
		rules[name] = f.component[name]
	}
	return list(0, anyNumber, kinds(rules))
}

func (f *flexRules) buttonRule() rule {
	return object([]string{"action"}, merge(f.place, properties{
		"action": f.button, "flex": integer(0, anyNumber), "color": f.color, "height": enum("sm", "md"),
		"style": enum("primary", "secondary", "link"), "gravity": enum("top", "bottom", "center"),
		"adjustMode": enum("shrink-to-fit"), "scaling": boolean,
	}))
}

func (f *flexRules) imageRule() rule {
	image := object([]string{"url"}, merge(f.place, properties{
		"url": httpsAddress(), "flex": integer(0, anyNumber), "align": enum("start", "end", "center"),
		"gravity": enum("top", "bottom", "center"), "aspectRatio": aspectRatio, "aspectMode": enum("cover", "fit"),
		"size":            oneOf("an image size: a keyword, pixels or a percentage", flexFonts, "full", flexPixels, flexShares),
		"backgroundColor": f.color, "action": f.action, "animated": boolean,
	}))
	return func(v *visit, value any) {
		if m, isObject := value.(map[string]any); isObject && m["animated"] == true {
			v.animated++
		}
		image(v, value)
	}
}

func (f *flexRules) iconRule() rule {
	return object([]string{"url"}, merge(f.place, properties{
		"url": httpsAddress(), "aspectRatio": aspectRatio, "scaling": boolean,
		"size": oneOf("an icon size: a keyword or pixels", flexFonts, flexPixels),
	}))
}

func (f *flexRules) videoRule() rule {
	open := actionRule(actionPlace{name: "video", label: 40, labelNeeded: true, kinds: []string{actionURI}})
	alt := kinds(map[string]rule{"box": f.component["box"], "image": f.component["image"]})
	return object([]string{"url", "previewUrl", "altContent"}, properties{
		"type": anything, "url": httpsAddress(), "previewUrl": httpsAddress(), "altContent": alt,
		"aspectRatio": aspectRatio, "action": open,
	})
}

func (f *flexRules) font() properties {
	return properties{
		"type": anything, "text": text(0, anyNumber), "color": f.color,
		"size":   oneOf("a font size: a keyword or pixels", flexFonts, flexPixels),
		"weight": enum("regular", "bold"), "style": enum("normal", "italic"),
		"decoration": enum("none", "underline", "line-through"),
	}
}

func (f *flexRules) textRule() rule {
	span := kinds(map[string]rule{"span": object([]string{"text"}, f.font())})
	return object(nil, merge(f.place, f.font(), properties{
		"flex": integer(0, anyNumber), "align": enum("start", "end", "center"), "gravity": enum("top", "bottom", "center"),
		"wrap": boolean, "maxLines": integer(0, anyNumber), "action": f.action, "adjustMode": enum("shrink-to-fit"),
		"scaling": boolean, "lineSpacing": pattern("^"+flexPixels+"$", "pixels"), "contents": list(1, anyNumber, span),
	}), func(v *visit, m map[string]any) {
		if spans, _ := m["contents"].([]any); len(spans) > 0 {
			return // text is ignored then
		}
		if s, _ := m["text"].(string); s == "" {
			v.failIn("text", "must be non-empty text")
		}
	})
}

// aspectRatio is width:height, each from 1 to 100000, the height at most three
// times the width.
func aspectRatio(v *visit, value any) {
	s, isString := stringOf(v, value)
	if !isString {
		return
	}
	left, right, _ := strings.Cut(s, ":")
	w, errW := strconv.ParseFloat(left, 64)
	h, errH := strconv.ParseFloat(right, 64)
	const most = 100_000
	if errW != nil || errH != nil || !(w >= 1 && w <= most && h >= 1 && h <= most) || h > 3*w {
		v.fail("must be {width}:{height} from 1 to 100000, the height at most three times the width")
	}
}
