package support

import (
	"slices"
	"time"

	"jitasa/internal/domain"
)

// Kind is what somebody is told.
type Kind string

// The kinds of notice.
const (
	Alarm  Kind = "alarm"  // to staff: somebody is in danger
	Wait   Kind = "wait"   // to staff: these people wait
	More   Kind = "more"   // to the one who has the word: what the person says
	Lapse  Kind = "lapse"  // to the one who had the word: the bot answers again
	Late   Kind = "late"   // to the one who had the word: the person waits for everybody again
	Ended  Kind = "ended"  // to the one who had the word: the person has ended it
	Safe   Kind = "safe"   // to staff who were alarmed: it is over
	Closed Kind = "closed" // to the person: the bot answers again
	Look   Kind = "look"   // to staff who cannot be told: somebody waits, without their words
	Spent  Kind = "spent"  // to staff: from now on they cannot be told, and have to look
	Answer Kind = "answer" // to the person: what a member of staff writes
)

// Notice is what somebody is told of threads.
type Notice struct {
	domain.Envelope
	Kind    Kind
	Threads []*Thread
	Staff   string // of Answer: who of staff
	Text    string // and what they write
}

// urgent reports whether the notice is about somebody in danger.
func (n Notice) urgent() bool {
	return slices.ContainsFunc(n.Threads, func(t *Thread) bool { return t.Danger })
}

// look is the notice as a line without anybody's words: of each person in danger, and otherwise once an hour.
func (n Notice) look(now time.Time) Notice {
	first := n.Threads[0]
	about := string(first.State) + "-" + now.UTC().Format("2006010215")
	if n.urgent() {
		about = first.ID
	}
	return Notice{Envelope: domain.Envelope{Key: "support-look-" + about, To: n.To, Lang: n.Lang, CanWait: true}, Kind: Look, Threads: []*Thread{first}}
}

// AnswerKey is the key under which an answer of staff is sent.
func AnswerKey(event string) string { return "answer-" + event }

// toStaff tells members of staff about threads, but nobody about their own. event makes the key.
func toStaff(kind Kind, event string, staff []*domain.Staff, threads ...*Thread) (all []Notice) {
	for _, s := range staff {
		if theirs := without(threads, s.Person); len(theirs) > 0 {
			key := "support-" + string(kind) + "-" + event + "-" + s.ID
			all = append(all, Notice{Envelope: domain.Envelope{Key: key, To: s.Person, Lang: s.Lang}, Kind: kind, Threads: theirs})
		}
	}
	return all
}
