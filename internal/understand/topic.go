package understand

import (
	"slices"
	"strings"

	"jitasa/internal/thai"
	"jitasa/internal/understand/gram"
	"jitasa/internal/understand/sense"
	"jitasa/internal/understand/sentences"
)

// How sure the model has to be of a topic. Found on testdata/topics.txt, which is not learned from:
// go run ./cmd/jitasa understand --check internal/understand/testdata/topics.txt
const (
	likely = 0.5  // a question
	surer  = 0.95 // what is no question by its form: "กลัวโดนหลอก"
	ahead  = 0.15 // of the second
	beyond = 0.85 // doubt
)

// topicOf says what a text is about, and how likely; nothing when unsure.
func topicOf(s *sense.Sense) (about string, p float64) {
	g := s.Topic()
	least := surer
	if s.Asks {
		least = likely
	}
	if g.Class == sentences.None || g.P < least || g.Margin < ahead {
		return "", 0
	}
	return g.Class, g.P
}

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
		r.Intent, r.Lang = i, ""
		return g.P
	}
	return 0
}

// ask sets whether a text is a question, and what it is about. Whoever is in danger asks nothing; what is a command, or names where, when
// or what to look for, is a question only where that is certain: "who sees my data" does not ask to see it.
// The text is in the form of thai.Lower.
func (r *Reader) ask(out *Result, text string, means *sense.Sense, wholly bool) {
	out.Asks = means.Asks
	wants := means.Command()
	confirmed := out.command(wants, wholly)
	if out.Danger != "" || out.Refers != "" && (!out.Asks || out.Wish != "") {
		return
	}
	about, p := topicOf(means)
	rest, points := strings.CutPrefix(text, "งานนี้")
	if points && about == "" && (out.Intent == "" || !out.Sure) {
		short := r.sense.Read(thai.NewLine(strings.TrimSpace(rest)))
		short.Asks = out.Asks
		about, p = topicOf(&short)
	}
	if about == "" || out.Plain != "" {
		return
	}
	ordered := out.Sure || out.Intent == MySignups || out.Intent == Nearby && out.about()
	if wants.Class == sentences.None && wants.P >= unwantedAsked && out.Asks && (points || !out.about()) {
		ordered = false
	}
	certain := p >= beyond && out.Asks && !slices.Contains(answering, out.Intent) && (out.Intent != Nearby || about != "work.more")
	switch {
	case out.Intent == Human && about == "network.staff": // whoever asks whether a person answers would like one
	case certain, out.Intent == Human && about == "bot.robot", !ordered && out.Asks && p > confirmed && out.Intent != Language:
		out.Topic, out.Intent, out.Lang, out.Word, out.Plain, out.Sure = about, "", "", "", "", false
	case !ordered:
		out.Topic = about
	}
}

// answering are the commands that answer the question how to do the same, or that are said as one: "who is waiting".
var answering = []Intent{Language, MySignups, SignUp, Help, Waiting, Console, Human, Erase, Unsubscribe}
