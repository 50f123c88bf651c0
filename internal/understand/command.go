package understand

import (
	"jitasa/internal/understand/gram"
	"jitasa/internal/understand/sentences"
)

// How sure the model has to be of a command that the lexicon does not find, or finds otherwise.
const (
	wanted        = 0.8  // said
	wantedAsked   = 0.6  // asked for: "can you delete my data"
	wantedPerson  = 0.4  // alike, a person to talk to
	wantedDone    = 0.9  // what is done at once, or is hard to take back
	wantedThere   = 0.95 // where a place, a day or a cause is named
	unwanted      = 0.9  // to think of the lexicon's that it is none
	unwantedWork  = 0.99 // alike, where a place, a day or a cause is named
	unwantedAsked = 0.97 // alike, of a question whose topic is known

	certainLanguage = 0.97 // that somebody wants another language who does not ask for it
)

// command sets what is wanted where the words of the lexicon do not say it for certain: "ไม่อยากให้มีข้อมูลเราอยู่ในระบบแล้ว".
// confirmed is how sure the model is of the command that is set then.
// What the lexicon knows wholly it does not take back, nor a wish for a person, whatever it is about.
func (r *Result) command(g gram.Guess, wholly bool) (confirmed float64) {
	if r.Danger != "" || r.Intent == SOS || r.Sure || r.Refers != "" || r.Word != "" || r.Plain != "" {
		return 1
	}
	least := wanted
	switch i := Intent(g.Class); {
	case i == Unsubscribe || i == Erase || i == Newsletter:
		least = wantedDone
	case i == Human && r.Asks:
		least = wantedPerson
	case r.Asks:
		least = wantedAsked
	}
	switch i := Intent(g.Class); {
	case i == r.Intent:
		return g.P
	case g.Class == sentences.None:
		if !wholly && r.Lang == "" && r.Intent != Human && (g.P >= unwanted && (r.Intent != Nearby || !r.about()) || g.P >= unwantedWork) {
			r.Intent, r.Lang = "", ""
		}
	case i == Language && !r.Asks && g.P < certainLanguage: // "I speak English"
	case g.P >= least && (!r.detailed() || i == Nearby && g.P >= wantedThere):
		r.Intent, r.Lang, r.Guessed = i, "", true
		return g.P
	}
	return 0
}
