package asking

import (
	_ "embed" // the topics
	"maps"
	"slices"
	"strings"
)

// Answer is what is said to a question.
type Answer struct {
	Text string   // a key of the texts: answer.bot.free
	Next []string // the commands that lead on from it, as buttons: command.ID.label
}

//go:embed topics.txt
var list string

// Answers finds answers by what is asked about. It is immutable and safe for concurrent use.
type Answers struct {
	by   map[string]Answer
	twin map[string]string
}

// NewAnswers reads the answers there are.
//
//i18n:keys answer.*
func NewAnswers() *Answers {
	a := &Answers{map[string]Answer{}, map[string]string{}}
	for line := range strings.Lines(list) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			continue
		}
		if topic, twin, ok := strings.Cut(line, " ~ "); ok {
			a.twin[topic] = twin
		} else if topic, next, ok := strings.Cut(line, ": "); ok {
			a.by[topic] = Answer{"answer." + topic, strings.Fields(next)}
		}
	}
	return a
}

// About gives the answer for a topic. A question about the work that was shown (work.*) is answered elsewhere from its fields: here,
// as if it were asked in general. ok is false where there is none.
func (a *Answers) About(topic string) (Answer, bool) {
	if twin, ok := a.twin[topic]; ok {
		topic = twin
	}
	found, ok := a.by[topic]
	return found, ok
}

// Topics are all that there is an answer to, in general.
func (a *Answers) Topics() []string {
	return slices.Sorted(maps.Keys(a.by))
}
