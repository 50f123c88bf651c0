package gram

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// Sample is a text with what is known of it.
type Sample struct {
	Text     string   // as it is read later; only the digest looks at it
	Features Features // of the text
	Is       []string // its class under each task; "" where that is not known
}

// How it is trained. The numbers were found by cross-validation (cmd/learn --check).
const (
	epochs  = 15
	rate    = 0.05 // at the beginning; it falls to nothing
	dropped = 0.2  // the share of a text's features that a step does without, so that none is relied upon
	seldom  = 2    // features of fewer texts than this are left out
	start   = 0.05 // how large the numbers are at first
	seed    = 20261129
)

// Train learns to tell classes apart under all tasks at once: an embedding for each feature, their weighted sum for a text, softmax
// over that sum for each task; by stochastic descent with a step of its own for each row (AdaGrad).
func Train(samples []Sample, tasks int) (*Model, error) {
	t, err := prepare(samples, tasks)
	if err != nil {
		return nil, err
	}
	for epoch := range epochs {
		t.rate = rate * (1 - float32(epoch)/epochs)
		for _, i := range t.order(uint64(epoch)) {
			t.step(&t.texts[i])
		}
	}
	m := t.model()
	m.digest = digest(samples)
	return m, nil
}

// training is a model in the making, in full precision.
type training struct {
	random *rand.PCG // begun anew for each row and each text
	rate   float32
	texts  []text
	names  []uint32 // hashes
	rows   []row    // of the features, in the order of names
	tasks  []learner
	keep   []part
}

// text is a sample with its features as positions in names.
type text struct {
	hash  uint64
	parts []part
	is    []int // class under each task, or -1
}

// part is a feature of a text, and what it weighs there.
type part struct {
	feature uint32
	weight  float32
}

// row holds numbers that are learned, and the sum of their squared gradients.
type row struct {
	v    [Dims]float32
	sum  float32
	bias float32
	past float32 // of the bias
}

// learner is a task in the making.
type learner struct {
	classes []string
	rows    []row
	p       []float32
}

func prepare(samples []Sample, tasks int) (*training, error) {
	t := &training{random: rand.NewPCG(seed, 0)}
	if err := t.take(samples, tasks); err != nil {
		return nil, err
	}
	count := map[uint32]int{}
	for _, s := range samples {
		for _, h := range s.Features {
			count[h]++
		}
	}
	for h, n := range count {
		if n >= seldom {
			t.names = append(t.names, h)
		}
	}
	slices.Sort(t.names)
	t.rows = make([]row, len(t.names))
	for i, h := range t.names {
		t.begin(&t.rows[i], uint64(h))
	}
	t.enter(samples)
	return t, nil
}

// take notes the classes of the tasks.
func (t *training) take(samples []Sample, tasks int) error {
	t.tasks = make([]learner, tasks)
	for n := range t.tasks {
		l := &t.tasks[n]
		in := map[string]bool{"": true}
		for _, s := range samples {
			if !in[s.Is[n]] {
				in[s.Is[n]] = true
				l.classes = append(l.classes, s.Is[n])
			}
		}
		slices.Sort(l.classes)
		if len(l.classes) < 2 || len(l.classes) > mostClasses {
			return fmt.Errorf("%d classes of texts: between 2 and %d are possible", len(l.classes), mostClasses)
		}
		l.rows, l.p = make([]row, len(l.classes)), make([]float32, len(l.classes))
		for i, class := range l.classes {
			t.begin(&l.rows[i], hashed(class, uint64(n)))
		}
	}
	return nil
}

// begin gives a row small numbers. They depend on what the row is of and on nothing else, as the order of the texts does and what is left
// out of them: so a few sentences more move a model a little, and do not make another.
func (t *training) begin(r *row, of uint64) {
	t.random.Seed(seed, of)
	random := rand.New(t.random) //nolint:gosec // has to be the same each time
	for k := range r.v {
		r.v[k] = start * float32(random.NormFloat64())
	}
}

// order is that of the texts in an epoch.
func (t *training) order(epoch uint64) []int {
	type one struct {
		at   int
		hash uint64
	}
	all := make([]one, len(t.texts))
	for i := range t.texts {
		t.random.Seed(t.texts[i].hash, epoch)
		all[i] = one{i, t.random.Uint64()}
	}
	slices.SortFunc(all, func(a, b one) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.at, b.at)) })
	out := make([]int, len(all))
	for i, o := range all {
		out[i] = o.at
	}
	return out
}

// hashed is FNV-1a of a text, and of a number before it.
func hashed(text string, n uint64) uint64 {
	h := uint64(14695981039346656037) ^ n
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	return h
}

// enter notes the features of every sample by their positions.
func (t *training) enter(samples []Sample) {
	at := make(map[uint32]uint32, len(t.names))
	for i, h := range t.names {
		at[h] = uint32(i)
	}
	for _, s := range samples {
		one := text{hash: hashed(s.Text, 0)}
		for n, features := range s.Features.parts() {
			for _, h := range features {
				if i, ok := at[h]; ok {
					one.parts = append(one.parts, part{i, strength(n, len(features))})
				}
			}
		}
		for n, class := range s.Is {
			i, ok := slices.BinarySearch(t.tasks[n].classes, class)
			if !ok {
				i = -1
			}
			one.is = append(one.is, i)
		}
		t.texts = append(t.texts, one)
	}
}

// step moves what a text is made of towards its classes.
func (t *training) step(s *text) {
	t.keep = t.keep[:0]
	t.random.Seed(s.hash, uint64(math.Float32bits(t.rate)))
	var sum, gradient [Dims]float32
	for _, p := range s.parts {
		if t.random.Uint64()%1e6 < dropped*1e6 {
			continue
		}
		p.weight /= 1 - dropped
		t.keep = append(t.keep, p)
		for i, v := range t.rows[p.feature].v {
			sum[i] += p.weight * v
		}
	}
	for n := range t.tasks {
		if s.is[n] >= 0 {
			t.tasks[n].step(s.is[n], t.rate, &sum, &gradient)
		}
	}
	length := squared(&gradient)
	for _, p := range t.keep {
		r := &t.rows[p.feature]
		r.sum += p.weight * p.weight * length / Dims
		by := t.rate * p.weight / root(r.sum)
		for i, g := range gradient {
			r.v[i] -= by * g
		}
	}
}

// step moves the classes of a task, and adds to the gradient of the text.
func (l *learner) step(want int, rate float32, sum, gradient *[Dims]float32) {
	l.likelihoods(sum)
	length := squared(sum)
	for c := range l.rows {
		g := l.p[c]
		if c == want {
			g--
		}
		if g > -1e-4 && g < 1e-4 {
			continue
		}
		r := &l.rows[c]
		r.sum += g * g * length / Dims
		r.past += g * g
		r.bias -= rate * g / root(r.past)
		by := rate * g / root(r.sum)
		for i, v := range sum {
			gradient[i] += g * r.v[i]
			r.v[i] -= by * v
		}
	}
}

func (l *learner) likelihoods(sum *[Dims]float32) {
	best := float32(math.Inf(-1))
	for c := range l.rows {
		r := &l.rows[c]
		x := r.bias
		for i, v := range sum {
			x += v * r.v[i]
		}
		l.p[c] = x
		best = max(best, x)
	}
	all := float32(0)
	for c, x := range l.p {
		l.p[c] = float32(math.Exp(float64(x - best)))
		all += l.p[c]
	}
	for c := range l.p {
		l.p[c] /= all
	}
}

func root(f float32) float32 { return float32(math.Sqrt(float64(f) + 1e-6)) }

func squared(v *[Dims]float32) (sum float32) {
	for _, x := range v {
		sum += x * x
	}
	return sum
}

// model keeps a byte for each number of a feature.
func (t *training) model() *Model {
	m := &Model{known: newTable(len(t.names)), scale: t.scale()}
	for i, h := range t.names {
		m.known.enter(entry{h, uint32(len(m.rows))})
		for _, v := range t.rows[i].v {
			steps := min(max(math.Round(float64(v/m.scale)), -mostSteps), mostSteps)
			m.rows = append(m.rows, byte(nothing+int(steps)))
		}
	}
	for _, l := range t.tasks {
		one := task{classes: l.classes}
		for _, r := range l.rows {
			one.bias, one.weights = append(one.bias, r.bias), append(one.weights, r.v)
		}
		m.tasks = append(m.tasks, one)
	}
	return m
}

// mostSteps is the largest number of a feature, in steps of the scale; a few outliers are cut off to it.
const (
	mostSteps = 127
	within    = 0.9999
)

// scale is the step in which the numbers of features are kept.
func (t *training) scale() float32 {
	all := make([]float32, 0, Dims*len(t.rows))
	for i := range t.rows {
		for _, v := range t.rows[i].v {
			all = append(all, max(v, -v))
		}
	}
	slices.Sort(all)
	return max(all[int(within*float64(len(all)-1))], 1e-3) / mostSteps
}

// digest is of the samples, in whatever order.
func digest(samples []Sample) uint64 {
	sorted := slices.SortedFunc(slices.Values(samples), func(a, b Sample) int {
		return cmp.Or(slices.Compare(a.Is, b.Is), cmp.Compare(a.Text, b.Text))
	})
	h := uint64(0)
	for _, s := range sorted {
		for _, class := range s.Is {
			h = hashed(class, h)
		}
		h = hashed(s.Text, h)
		parts := s.Features.parts()
		for _, f := range parts[1:] {
			for _, m := range f {
				h = (h ^ uint64(m)) * 1099511628211
			}
		}
	}
	return h
}

// Of reports whether the model was learned from these samples.
func (m *Model) Of(samples []Sample) bool { return m.digest == digest(samples) }
