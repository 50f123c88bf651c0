package gram

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
)

// Dims are the numbers that a feature, and a text, is made of.
const Dims = 48

// Model tells the classes of texts apart, for several tasks at once: which harm, which topic, which command. It is immutable and
// safe for concurrent use.
type Model struct {
	tasks  []task
	known  table
	rows   []byte  // of each known feature, Dims bytes, from where the table says: the model's file, as it lies in the program
	scale  float32 // of a number in rows
	digest uint64  // of what it was learned from
}

// task is one question about a text.
type task struct {
	classes []string
	bias    []float32
	weights [][Dims]float32
}

// The numbers of a feature are bytes, 128 being nothing, read eight in a word: so a text is added up four numbers at a time, in lanes of
// two bytes, which hold the sum of mostAdded features.
const (
	packed    = Dims / 8
	nothing   = 128
	mostAdded = 256
	lanes     = 0x00ff00ff00ff00ff
)

// table finds features by their hash: the first free place from where it belongs. An empty place has the hash 0, which no feature has.
type table []entry

type entry struct{ hash, row uint32 } // row is where its numbers begin

// newTable makes room for n features, at most half full.
func newTable(n int) table {
	size := 16
	for size < 2*n {
		size *= 2
	}
	return make(table, size)
}

// enter adds a feature that is not there yet.
func (t table) enter(e entry) {
	i := place(e.hash, t)
	for t[i].hash != 0 {
		i = (i + 1) & uint32(len(t)-1)
	}
	t[i] = e
}

// find gives the row of a feature.
func (t table) find(hash uint32) (row uint32, ok bool) {
	for i := place(hash, t); t[i].hash != 0; i = (i + 1) & uint32(len(t)-1) {
		if t[i].hash == hash {
			return t[i].row, true
		}
	}
	return 0, false
}

func place(hash uint32, t table) uint32 { return (hash * 2654435761) >> 7 & uint32(len(t)-1) }

// all are the features, in the order of their hashes.
func (t table) all() []entry {
	known := slices.DeleteFunc(slices.Clone(t), func(e entry) bool { return e.hash == 0 })
	slices.SortFunc(known, func(a, b entry) int { return cmp.Compare(a.hash, b.hash) })
	return known
}

func (m *Model) row(at uint32) *[Dims]byte { return (*[Dims]byte)(m.rows[at:]) }

// Embedding is what a model makes of a text: where it lies among all texts.
type Embedding [Dims]float32

// Embed adds up the features of a text.
func (m *Model) Embed(f Features) (e Embedding) {
	for part, features := range f.parts() {
		unit := m.scale * strength(part, len(features))
		for len(features) > 0 {
			n := min(len(features), mostAdded)
			m.add(features[:n], unit, &e)
			features = features[n:]
		}
	}
	return e
}

// add adds at most mostAdded features.
func (m *Model) add(features Features, unit float32, e *Embedding) {
	var even, odd [packed]uint64
	met := 0
	for _, h := range features {
		row, ok := m.known.find(h)
		if !ok {
			continue
		}
		met++
		r := m.row(row)
		for i := range even {
			w := binary.LittleEndian.Uint64(r[8*i : 8*i+8])
			even[i] += w & lanes
			odd[i] += w >> 8 & lanes
		}
	}
	base := nothing * met
	for i := range even {
		for lane := range 4 {
			e[8*i+2*lane] += unit * float32(int(even[i]>>(16*lane)&0xffff)-base)
			e[8*i+2*lane+1] += unit * float32(int(odd[i]>>(16*lane)&0xffff)-base)
		}
	}
}

// Guess is what a text is taken for.
type Guess struct {
	Class  string
	P      float64 // how likely, 0 to 1
	Second string
	Margin float64 // by how much likelier than the second
}

// Classes are all that it knows under a task.
func (m *Model) Classes(task int) []string { return m.tasks[task].classes }

// mostClasses of a task.
const mostClasses = 255

// Guess says what a text is most likely, under one of the tasks.
func (m *Model) Guess(task int, e *Embedding) Guess {
	t := &m.tasks[task]
	var room [mostClasses]float32
	scores := room[:len(t.classes)]
	t.score(e, scores)
	first, second := 0, -1
	for i := 1; i < len(scores); i++ {
		switch {
		case scores[i] > scores[first]:
			first, second = i, first
		case second < 0 || scores[i] > scores[second]:
			second = i
		}
	}
	sum := total(scores, scores[first])
	p, q := 1/sum, math.Exp(float64(scores[second]-scores[first]))/sum
	return Guess{Class: t.classes[first], P: p, Second: t.classes[second], Margin: p - q}
}

// Beside says how likely a class is under a task, and which of the others is the likeliest.
func (m *Model) Beside(task int, class string, e *Embedding) (p float64, other string) {
	t := &m.tasks[task]
	var room [mostClasses]float32
	scores := room[:len(t.classes)]
	t.score(e, scores)
	best, at := -1, -1
	for i, c := range t.classes {
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
	return 1 / total(scores, scores[at]), t.classes[best]
}

func (t *task) score(e *Embedding, scores []float32) {
	for c := range t.classes {
		w := &t.weights[c]
		sum := t.bias[c]
		for i, v := range e {
			sum += v * w[i]
		}
		scores[c] = sum
	}
}

// total adds up how likely all are, beside one with this score.
func total(scores []float32, beside float32) (sum float64) {
	for _, s := range scores {
		sum += math.Exp(float64(s - beside))
	}
	return sum
}
