package gram

import (
	"cmp"
	"math"
	"slices"
)

// Model knows classes of texts. It is immutable and safe for concurrent use.
type Model struct {
	classes []string
	bias    []float32
	known   table
	weights []weight
	scale   float32 // of weight.value
	digest  uint64  // of what it was learned from
}

// span is where the weights of a feature lie.
type span struct{ hash, from, to uint32 }

// table finds features by their hash: the first free place from where it belongs. An empty place has the hash 0, which no feature has.
type table []span

// newTable makes room for n features, at most half full.
func newTable(n int) table {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return make(table, size)
}

// enter adds a feature that is not there yet.
func (t table) enter(s span) {
	i := place(s.hash, t)
	for t[i].hash != 0 {
		i = (i + 1) & uint32(len(t)-1)
	}
	t[i] = s
}

// find gives the weights of a feature; none for one that is not known.
func (t table) find(hash uint32) (s span) {
	for i := place(hash, t); t[i].hash != 0; i = (i + 1) & uint32(len(t)-1) {
		if t[i].hash == hash {
			return t[i]
		}
	}
	return span{}
}

func place(hash uint32, t table) uint32 { return (hash * 2654435761) >> 7 & uint32(len(t)-1) }

// all are the features, in the order of their hashes.
func (t table) all() []span {
	known := slices.DeleteFunc(slices.Clone(t), func(s span) bool { return s.hash == 0 })
	slices.SortFunc(known, func(a, b span) int { return cmp.Compare(a.hash, b.hash) })
	return known
}

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
	copy(scores, m.bias)
	letter, mark := f.strength()
	for _, h := range f {
		s := m.known.find(h)
		if s.hash == 0 {
			continue
		}
		met++
		unit := m.scale * letter
		if h >= firstMark {
			unit = m.scale * mark
		}
		for _, w := range m.weights[s.from:s.to] {
			scores[w.class] += float32(w.value) * unit
		}
	}
	return met
}

// Beside says how likely a class is, and which of the others is the likeliest.
func (m *Model) Beside(class string, f Features) (p float64, other string) {
	var room [mostClasses]float32
	scores := room[:len(m.classes)]
	m.score(f, scores)
	best, at, sum := -1, -1, 0.0
	for i, c := range m.classes {
		switch {
		case c == class:
			at = i
		case best < 0 || scores[i] > scores[best]:
			best = i
		}
	}
	if at < 0 || best < 0 {
		return 0, ""
	}
	for _, s := range scores {
		sum += math.Exp(float64(s - scores[at]))
	}
	return 1 / sum, m.classes[best]
}
