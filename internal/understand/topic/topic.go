package topic

import (
	"fmt"

	"jitasa/internal/understand/gram"
	"jitasa/internal/understand/sentences"
)

// How sure the classifier has to be. Found on testdata/topics.txt, which is not learned from:
// go run ./cmd/jitasa understand --check internal/understand/testdata/topics.txt
const (
	likely = 0.6  // a question
	surer  = 0.95 // what is no question by its form: "กลัวโดนหลอก"
	ahead  = 0.3  // of the second
	beyond = 0.85 // doubt
)

// The first numbers among the marks of a text: whether it asks; how much of it is of no notion; then the notions.
const (
	says = iota + 1
	asks
	allKnown
	mostKnown
	someKnown
	littleKnown
	firstNotion
)

// Reader tells what questions are about. It is immutable and safe for concurrent use.
type Reader struct {
	notions *words
	model   *gram.Model
}

// New makes a reader over the model that was learned, which is a part of the program: it panics if that cannot be read.
func New() *Reader {
	m, err := sentences.Topics()
	if err != nil {
		panic(fmt.Errorf("reading the model of topics: %w", err))
	}
	return &Reader{readNotions(notions), m}
}

// Guess says what a normalised text, in lower case, is about; grams are its features, asking is whether it is a question. It says nothing when unsure;
// certain is whether there is no doubt.
func (r *Reader) Guess(text string, grams gram.Features, asking bool) (about string, certain bool) {
	var marks [64]uint32
	g := r.model.Guess(grams.Mark(r.marks(text, asking, marks[:0])...))
	least := surer
	if asking {
		least = likely
	}
	if g.Class == sentences.None || g.P < least || g.Margin < ahead {
		return "", false
	}
	return g.Class, g.P >= beyond
}

// marks are what is known of a text beside its letters: whether it asks, its notions, and every two of all these.
func (r *Reader) marks(text string, asking bool, out []uint32) []uint32 {
	how := uint32(says)
	if asking {
		how = asks
	}
	out, rest := r.notions.in(plain(text), append(out, how, allKnown))
	switch {
	case rest > 14:
		out[1] = littleKnown
	case rest > 7:
		out[1] = someKnown
	case rest > 2:
		out[1] = mostKnown
	}
	const most = 11 // of them: a long text would have too many pairs
	out = out[:min(len(out), most)]
	for i, a := range out {
		for _, b := range out[:i] {
			out = append(out, min(a, b)*mostNotions+max(a, b))
		}
	}
	return out
}

// Marks gives each sample what is known of it beside its letters, for learning.
func Marks(samples []gram.Sample) {
	r := &Reader{notions: readNotions(notions)}
	for i, s := range samples {
		samples[i].Marks = r.marks(s.Text, Asks(s.Text), nil)
	}
}
