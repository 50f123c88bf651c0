package linesim

import (
	"slices"
	"strings"
	"time"
)

const (
	actionPostback   = "postback"
	actionMessage    = "message"
	actionURI        = "uri"
	actionDatetime   = "datetimepicker"
	actionClipboard  = "clipboard"
	actionCamera     = "camera"
	actionCameraRoll = "cameraRoll"
	actionLocation   = "location"
	actionMenuSwitch = "richmenuswitch"
)

// actionPlace is where an action stands, which decides on its label and on
// which types may stand there.
type actionPlace struct {
	name        string
	label       int  // limit in grapheme clusters
	labelNeeded bool // by the reference, "label" of each action
	kinds       []string
}

// commonActions may stand anywhere.
func commonActions() []string {
	return []string{actionPostback, actionMessage, actionURI, actionDatetime, actionClipboard}
}

func actionRule(at actionPlace) rule {
	rules := map[string]rule{}
	for kind, own := range actionProperties() {
		if slices.Contains(at.kinds, kind) {
			rules[kind] = at.action(kind, own)
		}
	}
	return kinds(rules)
}

type actionShape struct {
	need  []string
	props properties
	also  func(*visit, map[string]any)
}

func (at actionPlace) action(_ string, own actionShape) rule {
	need, low := own.need, 0
	if at.labelNeeded {
		need, low = append(slices.Clone(need), "label"), 1
	}
	props := merge(properties{"type": anything, "label": label(low, at.label)}, own.props)
	if own.also == nil {
		return object(need, props)
	}
	return object(need, props, own.also)
}

// actionProperties: Messaging API reference, "Action objects".
func actionProperties() map[string]actionShape {
	const most = 300
	data, spoken := text(1, most), label(1, most)
	return map[string]actionShape{
		actionPostback: {[]string{"data"}, properties{"data": data, "displayText": spoken, "text": spoken,
			"inputOption": enum("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice"),
			"fillInText":  spoken}, postbackFits},
		actionMessage: {[]string{"text"}, properties{"text": spoken}, nil},
		actionURI: {[]string{"uri"}, properties{"uri": linkAddress(),
			"altUri": object(nil, properties{"desktop": linkAddress()})}, nil},
		actionDatetime: {[]string{"data", "mode"}, properties{"data": data, "mode": enum("date", "time", "datetime"),
			"initial": text(1, 20), "max": text(1, 20), "min": text(1, 20)}, pickerFits},
		actionClipboard:  {[]string{"clipboardText"}, properties{"clipboardText": text(1, 1000)}, nil},
		actionCamera:     {},
		actionCameraRoll: {},
		actionLocation:   {},
		actionMenuSwitch: {[]string{"richMenuAliasId", "data"}, properties{"data": data,
			"richMenuAliasId": pattern(`^[a-z0-9_-]{1,32}$`, "a rich menu alias ID")}, nil},
	}
}

func postbackFits(v *visit, m map[string]any) {
	if m["displayText"] != nil && m["text"] != nil {
		v.failIn("displayText", "must not be specified together with text")
	}
	if m["fillInText"] != nil && m["inputOption"] != "openKeyboard" {
		v.failIn("fillInText", "needs inputOption openKeyboard")
	}
}

// pickerFits: formats by mode, without a time zone, and min ≤ initial ≤ max.
func pickerFits(v *visit, m map[string]any) {
	mode, _ := m["mode"].(string)
	at := map[string]time.Time{}
	for _, name := range []string{"initial", "min", "max"} {
		s, given := m[name].(string)
		if !given {
			continue
		}
		t, fine := parsePicked(mode, s)
		if !fine {
			v.failIn(name, "must be a %s as in %s", mode, pickerExample(mode))
			continue
		}
		at[name] = t
	}
	early, hasMin := at["min"]
	late, hasMax := at["max"]
	first, hasInitial := at["initial"]
	if hasMin && hasMax && !late.After(early) {
		v.failIn("max", "must be later than min")
	}
	if hasInitial && (hasMin && first.Before(early) || hasMax && first.After(late)) {
		v.failIn("initial", "must lie between min and max")
	}
}

func pickerExample(mode string) string {
	return map[string]string{"date": "2017-06-18", "time": "06:15", "datetime": "2017-06-18T06:15"}[mode]
}

// parsePicked reads what a datetimepicker of this mode takes and sends.
func parsePicked(mode, s string) (time.Time, bool) {
	layout := map[string]string{"date": "2006-01-02", "time": "15:04", "datetime": "2006-01-02T15:04"}[mode]
	if mode == "datetime" {
		s = strings.Replace(s, "t", "T", 1) // LINE takes both
	}
	t, err := time.Parse(layout, s)
	if layout == "" || err != nil {
		return t, false
	}
	return t, mode == "time" || t.Year() >= 1900 && t.Year() <= 2100
}
