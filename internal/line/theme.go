package line

import (
	"strings"

	"jitasa/internal/chat"
)

// Type scale (LINE's keywords; md is 16 px). Nothing that matters is smaller than sm.
const (
	sizeTitle = "lg"
	sizeBody  = "md"
	sizeValue = "md"
	sizeLabel = "sm"
	sizeNote  = "xs"
	sizeIcon  = "xxl"
)

// Spacing scale in pixels: 4, 8, 12, 16, 20.
const (
	gap1 = "4px"
	gap2 = "8px"
	gap3 = "12px"
	gap4 = "16px"
	gap5 = "20px"
)

// Inks on white and on the soft ground of every family: at least 4.5 : 1.
const (
	ink   = "#1F2421"
	muted = "#5A625D"
	white = "#FFFFFF"
	rule  = "#E7EAE8"
)

// family is the colours of a tone. Strong carries white text, and is the ink
// of links; soft is a ground; line a border on white.
type family struct{ strong, soft, line string }

// colours picks the family of a tone; unknown tones look plain.
func colours(t chat.Tone) family {
	switch t {
	case chat.Warm:
		return family{strong: "#A8480B", soft: "#FFF2E5", line: "#F3D3B3"}
	case chat.Leaf:
		return family{strong: "#246B34", soft: "#EAF6E8", line: "#BFE0BC"}
	case chat.Alert:
		return family{strong: "#B3261E", soft: "#FDEDEB", line: "#F3C3BF"}
	case chat.Calm:
		return family{strong: "#3A4F85", soft: "#EEF1FA", line: "#C8D1EA"}
	}
	return family{strong: "#0B666C", soft: "#E6F4F3", line: "#B5DAD8"}
}

// look is what depends on the reader's script.
type look struct{ leading string }

// lookFor gives scripts that stack marks above and below the letters more room
// between lines.
func lookFor(lang string) look {
	base, _, _ := strings.Cut(lang, "-")
	switch base {
	case "en", "vi", "ms", "id", "fil":
		return look{leading: "4px"}
	}
	return look{leading: "6px"}
}
