package support

import "jitasa/internal/domain"

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
)

// Notice is a fact for somebody.
type Notice struct {
	Key     string // once for each key
	To      string // whom: a person
	Lang    string // that they read
	Kind    Kind
	Threads []*Thread
	CanWait bool // for what they write next, free of charge
}

// AnswerKey is the key under which an answer of staff is sent.
func AnswerKey(event string) string { return "answer-" + event }

// toStaff tells members of staff about threads, but nobody about their own. event makes the key.
func toStaff(kind Kind, event string, staff []*domain.Staff, threads ...*Thread) (all []Notice) {
	for _, s := range staff {
		if theirs := ForOthers(threads, s); len(theirs) > 0 {
			all = append(all, Notice{Key: "support-" + string(kind) + "-" + event + "-" + s.ID, To: s.Person, Lang: s.Lang, Kind: kind, Threads: theirs})
		}
	}
	return all
}
