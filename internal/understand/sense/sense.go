package sense

import (
	"fmt"

	"jitasa/internal/thai"
	"jitasa/internal/understand/gram"
	"jitasa/internal/understand/sentences"
	"jitasa/internal/understand/signs"
	"jitasa/internal/understand/topic"
)

// The groups of marks.
const (
	notions = iota
	dangers
)

// Reader reads texts. It is immutable and safe for concurrent use.
type Reader struct {
	notions *topic.Notions
	signs   *signs.Lexicon
	model   *gram.Model
}

// New makes a reader over the model that was learned, which is a part of the program: it panics if that cannot be read.
func New() *Reader {
	r := &Reader{notions: topic.NewNotions()}
	var err error
	if r.signs, err = signs.New(); err != nil {
		panic(fmt.Errorf("reading the signs of danger: %w", err))
	}
	if r.model, err = sentences.Model(); err != nil {
		panic(fmt.Errorf("reading the model of sentences: %w", err))
	}
	return r
}

// Sense is what a text means.
type Sense struct {
	Asks                  bool // it is a question by its form
	Whole, Hinted, Denied bool // a harm is said whole, hinted at, denied or doubted
	model                 *gram.Model
	at                    gram.Embedding
}

// Read takes a line that was made of a text in the form of [sentences.Normal].
func (r *Reader) Read(text thai.Line) Sense {
	var room [2048]uint32
	s := Sense{model: r.model}
	s.at = r.model.Embed(r.features(text, &s, room[:0]))
	return s
}

// features are of a text, and set what is said by its words in s.
func (r *Reader) features(line thai.Line, s *Sense, buf gram.Features) gram.Features {
	var marks [128]uint32
	var room [24]signs.Found
	text := line.Norm
	s.Asks = topic.Asks(text)
	found := r.signs.Find(line, room[:])
	for _, f := range found {
		switch f.Kind {
		case signs.Whole:
			s.Whole = true
		case signs.Hint:
			s.Hinted = true
		case signs.Denies, signs.Doubts:
			s.Denied = true
		}
	}
	out := gram.Read(text, buf).Mark(notions, r.notions.Marks(text, s.Asks, marks[:0])...)
	return out.Mark(dangers, signs.Pairs(found, marks[:0])...)
}

// Harm is the likeliest harm, and how likely it is that there is none.
func (s *Sense) Harm() (harm string, none float64) {
	none, harm = s.model.Beside(sentences.Harm, sentences.None, &s.at)
	return harm, none
}

// Topic is what a question is about.
func (s *Sense) Topic() gram.Guess { return s.model.Guess(sentences.Topic, &s.at) }

// Command is what is wanted.
func (s *Sense) Command() gram.Guess { return s.model.Guess(sentences.Command, &s.at) }

// Samples are sentences as a model learns them.
func Samples(all []sentences.Sentence) ([]gram.Sample, error) {
	r := &Reader{notions: topic.NewNotions()}
	var err error
	if r.signs, err = signs.New(); err != nil {
		return nil, err
	}
	out := make([]gram.Sample, len(all))
	for i, s := range all {
		out[i] = gram.Sample{Text: s.Text, Features: r.features(thai.NewLine(s.Text), &Sense{}, nil), Is: s.Is[:]}
	}
	return out, nil
}
