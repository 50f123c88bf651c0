package answers

import "github.com/rivo/uniseg"

// Short is a text that fits on a button, cut where it does not.
func Short(text string) string {
	if uniseg.GraphemeClusterCount(text) <= labelAtMost {
		return text
	}
	short, letters := "", 0
	for g := uniseg.NewGraphemes(text); letters < labelAtMost-1 && g.Next(); letters++ {
		short += g.Str()
	}
	return short + "…"
}
