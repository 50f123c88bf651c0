package understand

import (
	"strings"
	"unicode/utf8"
)

// emoji are the whole texts without a letter that answer something: one of them, or the
// same several times.
func emoji(text string) Word {
	text = strings.TrimSpace(text)
	if first, _ := utf8.DecodeRuneInString(text); first < 0x2000 { // also nothing: no emoji begins so
		return ""
	}
	for w, all := range emojis() {
		for e := range strings.FieldsSeq(all) {
			rest, ok := strings.CutPrefix(text, e)
			if !ok {
				continue
			}
			rest = strings.ReplaceAll(rest, e, "")
			if strings.Trim(rest, "\ufe0f\u200d🏻🏼🏽🏾🏿 !") == "" {
				return w
			}
		}
	}
	return ""
}

func emojis() map[Word]string {
	return map[Word]string{
		Yes:    "👍 🆗 ✅ 👌 ☑ ✔ 💯 🙆 🙆‍♀️ 🙆‍♂️",
		No:     "👎 ❌ ✖ 🚫 🙅 🙅‍♀️ 🙅‍♂️ ⛔",
		Thanks: "🙏 💐",
		Hello:  "👋",
		Laugh:  "😂 🤣 😆 😄 😁 😹",
		Joy:    "❤ 🧡 💛 💚 💙 💜 🖤 🤍 💕 💖 💗 💓 💞 🥰 😍 😊 ☺ 🙂 😀 😃 🤗 🎉 🥳 😘 👏 💪 🌟 ⭐ ✨ 🌸 🌹 🌷",
		Insult: "🖕",
	}
}
