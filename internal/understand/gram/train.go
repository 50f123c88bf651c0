package gram

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Sample is a text with its class.
type Sample struct {
	Class string
	Text  string   // normalised, as it is read later
	Marks []uint32 // what else is known of it: see [Features.Mark]
}

// How it is trained. The numbers were found by cross-validation (cmd/learn --check).
const (
	epochs      = 25
	rate        = 0.5
	decay       = 1e-4 // what a weight loses at each step that touches it
	seldom      = 2    // features of fewer texts than this are dropped
	smallest    = 0.02 // weights below this share of the largest are dropped
	seed        = 20261129
	mostSteps   = 127
	mostWeights = 16 // of a feature
)

// Train learns to tell the classes of the samples apart: softmax regression by stochastic descent with a step of its own
// for each weight (AdaGrad).
func Train(samples []Sample) (*Model, error) {
	t, err := prepare(samples)
	if err != nil {
		return nil, err
	}
	order := rand.New(rand.NewPCG(seed, uint64(len(samples)))) //nolint:gosec // has to be the same each time
	for range epochs {
		for _, i := range order.Perm(len(samples)) {
			t.step(i)
		}
	}
	m := t.model()
	m.digest = digest(samples)
	return m, nil
}

// training is a model in the making: dense, and in full precision.
type training struct {
	classes  []string
	want     []int       // class of each sample
	features [][]uint32  // of each sample, as positions in names: letters before marks
	letters  []int       // how many of them are letters
	names    []uint32    // hashes
	letter   []float32   // what a letter of each sample weighs
	mark     []float32   // and what a mark does
	weights  [][]float32 // by feature, by class
	steps    [][]float32 // sums of squared gradients, alike
	bias     []float32
	biasStep []float32
	p        []float64
}

func prepare(samples []Sample) (*training, error) {
	t := &training{}
	in := map[string]bool{}
	for _, s := range samples {
		if !in[s.Class] {
			in[s.Class] = true
			t.classes = append(t.classes, s.Class)
		}
	}
	slices.Sort(t.classes)
	if len(t.classes) < 2 || len(t.classes) > mostClasses {
		return nil, fmt.Errorf("%d classes of texts: between 2 and %d are possible", len(t.classes), mostClasses)
	}
	count := map[uint32]int{}
	read := make([]Features, len(samples))
	for i, s := range samples {
		read[i] = Read(s.Text, nil).Mark(s.Marks...)
		for _, h := range read[i] {
			count[h]++
		}
	}
	for h, n := range count {
		if n >= seldom {
			t.names = append(t.names, h)
		}
	}
	slices.Sort(t.names)
	t.enter(samples, read)
	n := len(t.classes)
	t.bias, t.biasStep, t.p = make([]float32, n), make([]float32, n), make([]float64, n)
	t.weights, t.steps = make([][]float32, len(t.names)), make([][]float32, len(t.names))
	for i := range t.names {
		t.weights[i], t.steps[i] = make([]float32, n), make([]float32, n)
	}
	return t, nil
}

// enter notes the features of every sample by their positions.
func (t *training) enter(samples []Sample, read []Features) {
	at := make(map[uint32]uint32, len(t.names))
	for i, h := range t.names {
		at[h] = uint32(i)
	}
	for i, s := range samples {
		class, _ := slices.BinarySearch(t.classes, s.Class)
		var known []uint32
		letters := 0
		for _, h := range read[i] {
			if j, ok := at[h]; ok {
				known = append(known, j)
				if h < firstMark {
					letters++
				}
			}
		}
		letter, mark := read[i].strength()
		t.want, t.features, t.letters = append(t.want, class), append(t.features, known), append(t.letters, letters)
		t.letter, t.mark = append(t.letter, letter), append(t.mark, mark)
	}
}

// step moves the weights of one sample's features towards its class.
func (t *training) step(i int) {
	t.likelihoods(i)
	for c := range t.classes {
		g := float32(t.p[c])
		if c == t.want[i] {
			g--
		}
		if g > -1e-4 && g < 1e-4 {
			continue
		}
		t.biasStep[c] += g * g
		t.bias[c] -= rate * g / float32(math.Sqrt(float64(t.biasStep[c])+1e-6))
		t.move(c, t.features[i][:t.letters[i]], g*t.letter[i])
		t.move(c, t.features[i][t.letters[i]:], g*t.mark[i])
	}
}

// move moves the weights that features have for a class, against the gradient g.
func (t *training) move(c int, features []uint32, g float32) {
	for _, f := range features {
		t.steps[f][c] += g * g
		w := &t.weights[f][c]
		*w -= rate*g/float32(math.Sqrt(float64(t.steps[f][c])+1e-4)) + decay**w
	}
}

func (t *training) likelihoods(i int) {
	best := math.Inf(-1)
	for c := range t.classes {
		var letters, marks float32
		for _, f := range t.features[i][:t.letters[i]] {
			letters += t.weights[f][c]
		}
		for _, f := range t.features[i][t.letters[i]:] {
			marks += t.weights[f][c]
		}
		t.p[c] = float64(letters*t.letter[i] + marks*t.mark[i] + t.bias[c])
		best = max(best, t.p[c])
	}
	sum := 0.0
	for c := range t.p {
		t.p[c] = math.Exp(t.p[c] - best)
		sum += t.p[c]
	}
	for c := range t.p {
		t.p[c] /= sum
	}
}

// model keeps what matters, in a byte for each weight.
func (t *training) model() *Model {
	t.settle()
	largest := float32(0)
	for _, row := range t.weights {
		for _, w := range row {
			largest = max(largest, w, -w)
		}
	}
	m := &Model{classes: t.classes, bias: t.bias, known: newTable(len(t.names)), scale: largest / mostSteps}
	for i, h := range t.names {
		from := len(m.weights)
		m.weights = append(m.weights, strongest(t.weights[i], m.scale)...)
		if len(m.weights) > from {
			m.known.enter(span{h, uint32(from), uint32(len(m.weights))})
		}
	}
	return m
}

// settle takes from the weights of each feature the one in the middle: it says the same of all classes, and most are near nothing then.
func (t *training) settle() {
	sorted := make([]float32, len(t.classes))
	for _, row := range t.weights {
		copy(sorted, row)
		slices.Sort(sorted)
		for c, middle := 0, sorted[len(sorted)/2]; c < len(row); c++ {
			row[c] -= middle
		}
	}
}

// strongest are the weights of a feature that matter, the most of them first: reading a text costs as many steps.
func strongest(row []float32, scale float32) []weight {
	var all []weight
	for c, w := range row {
		if v := math.Round(float64(w / scale)); math.Abs(v) >= smallest*mostSteps && v != 0 {
			all = append(all, weight{uint8(c), int8(v)})
		}
	}
	slices.SortStableFunc(all, func(a, b weight) int { return cmp.Compare(max(b.value, -b.value), max(a.value, -a.value)) })
	return all[:min(len(all), mostWeights)]
}

// digest is of the samples, in whatever order.
func digest(samples []Sample) uint64 {
	sorted := slices.SortedFunc(slices.Values(samples), func(a, b Sample) int {
		return cmp.Or(cmp.Compare(a.Class, b.Class), cmp.Compare(a.Text, b.Text))
	})
	h := uint64(14695981039346656037)
	add := func(s string) {
		for i := range len(s) {
			h = (h ^ uint64(s[i])) * 1099511628211
		}
		h *= 1099511628211
	}
	for _, s := range sorted {
		add(s.Class)
		add(s.Text)
		for _, m := range s.Marks {
			h = (h ^ uint64(m)) * 1099511628211
		}
	}
	return h
}

// Of reports whether the model was learned from these samples.
func (m *Model) Of(samples []Sample) bool { return m.digest == digest(samples) }
