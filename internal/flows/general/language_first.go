package general

import (
	"strings"

	"jitasa/internal/dialog"
	"jitasa/internal/thai"
)

// greetings tell a language where none is chosen yet or one is asked for, though they say something else as well, or nothing. Nothing changes them.
var greetings = map[string]string{
	"ไทย": "th", "thai": "th", "th": "th",
	"eng": "en", "en": "en", "english": "en", "inglish": "en", "อังกฤษ": "en", "อิ้ง": "en",
	"hola": "es", "buenos dias": "es", "buenos días": "es", "xin chào": "vi", "xin chao": "vi", "selamat pagi": "id", "selamat siang": "id", "apa kabar": "id", "bonjour": "fr", "salut": "fr", "guten tag": "de", "hallo": "de",
	"ciao": "it", "buongiorno": "it", "olá": "pt", "bom dia": "pt", "kumusta": "fil", "magandang umaga": "fil", "konnichiwa": "ja", "ohayo": "ja", "ni hao": "zh", "nihao": "zh", "annyeong": "ko", "annyeonghaseyo": "ko",
	"mingalaba": "my", "mingalabar": "my", "suesday": "km", "susadei": "km", "privet": "ru", "zdravstvuyte": "ru", "namaste": "hi", "marhaba": "ar", "salam": "ar", "assalamualaikum": "ms",
}

// firstWords is the language that a text tells before one was chosen, or where one is asked for; "" for none.
func firstWords(t *dialog.Turn) string {
	if t.Memory.Lang != "" && !asksForLanguage(t) || !t.Typed() {
		return ""
	}
	return greetings[strings.ToLower(thai.TrimParticles(strings.Trim(t.Text, " .!?,~")))]
}
