package understand

import "strings"

// emoji are the whole texts without a letter that answer something.
func emoji(text string) Word {
	switch strings.TrimRight(strings.TrimSpace(text), "\ufe0f🏻🏼🏽🏾🏿") {
	case "👍", "🆗", "✅", "👌":
		return Yes
	case "👎", "❌":
		return No
	case "🙏":
		return Thanks
	case "👋":
		return Hello
	}
	return ""
}
