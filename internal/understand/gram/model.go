package gram

import "math"

// Model knows classes of texts. It is immutable and safe for concurrent use.
type Model struct {
	classes []string
	bias    []float32
	known   map[uint32]span
	weights []weight
	scale   float32 // of weight.value
	digest  uint64  // of what it was learned from
}

// span is where the weights of a feature lie.
type span struct{ from, to uint32 }

// weight is what a feature says for or against a class.
type weight struct {
	class uint8
	value int8
}

// mostClasses is what a weight can name.
const mostClasses = 255

// Guess is what a text is taken for.
type Guess struct {
	Class  string
	P      float64 // how likely, 0 to 1
	Second string
	Margin float64 // by how much likelier than the second
	Known  float64 // the share of the text's features that the model has met
}

// Classes are all that it knows.
func (m *Model) Classes() []string { return m.classes }

// Guess says what a text is most likely.
func (m *Model) Guess(f Features) Guess {
	if len(m.classes) < 2 {
		return Guess{}
	}
	var room [mostClasses]float32
	scores := room[:len(m.classes)]
	met := m.score(f, scores)
	first, second := 0, -1
	for i := 1; i < len(scores); i++ {
		switch {
		case scores[i] > scores[first]:
			first, second = i, first
		case second < 0 || scores[i] > scores[second]:
			second = i
		}
	}
	var sum float64
	for _, s := range scores {
		sum += math.Exp(float64(s - scores[first]))
	}
	p, q := 1/sum, math.Exp(float64(scores[second]-scores[first]))/sum
	return Guess{Class: m.classes[first], P: p, Second: m.classes[second], Margin: p - q, Known: float64(met) / float64(max(1, len(f)))}
}

// score adds up the weights, and counts the features that it knows.
func (m *Model) score(f Features, scores []float32) (met int) {
	for _, h := range f {
		s, ok := m.known[h]
		if !ok {
			continue
		}
		met++
		for _, w := range m.weights[s.from:s.to] {
			scores[w.class] += float32(w.value)
		}
	}
	unit := m.scale * strength(len(f))
	for i := range scores {
		scores[i] = scores[i]*unit + m.bias[i]
	}
	return met
}

// strength evens out long texts and short ones.
func strength(features int) float32 { return float32(1 / math.Sqrt(float64(max(1, features)))) }
