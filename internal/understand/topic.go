package understand

import (
	"slices"
	"strings"

	"jitasa/internal/thai"
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
	p = g.P
	near := kin(g.Class, g.Second)
	if near {
		p += g.P - g.Margin
	}
	if g.Class == sentences.None || p < least || g.Margin < ahead && !near {
		return "", 0
	}
	return g.Class, p
}

// kindred are topics whose answers say much the same: between two of them a question need not be decided to be understood.
var kindred = strings.Split("work.children network.age network.guardian|network.elderly network.age work.fit|work.fit network.disability|work.friend network.groups work.children|"+
	"work.paid network.jobs|work.cost bot.free|work.organiser network.who bot.scam|work.when work.hours network.time|work.cancel network.cancel|work.contact network.contact network.staff|"+
	"work.where work.directions|work.directions work.ride|work.language bot.languages|network.foreigners network.visa work.language|work.certificate work.loan network.hours|"+
	"data.who data.what data.safe|data.what data.long data.erase|network.home network.abroad|work.safe work.insurance|network.donate network.things|network.career network.jobs|"+
	"work.lunch work.bring|work.wear work.bring|bot.leave bot.often|bot.robot network.staff|work.more work.where", "|")

func kin(a, b string) bool {
	return slices.ContainsFunc(kindred, func(k string) bool { return strings.Contains(k, a) && strings.Contains(k, b) })
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
		out.Topic, out.Intent, out.Lang, out.Word, out.Plain, out.Sure, out.Guessed = about, "", "", "", "", false, false
	case !ordered:
		out.Topic, out.Sure = about, out.Sure && !(out.Asks && (out.Intent == Cancel || out.Intent == Back)) // "may I stop in between" leaves nothing yet
	}
}

// answering are the commands that answer the question how to do the same, or that are said as one: "who is waiting".
var answering = []Intent{Language, MySignups, SignUp, Help, Waiting, Console, Human, Erase, Unsubscribe}
