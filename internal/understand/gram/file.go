package gram

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// fileVersion changes with the features or the form of the file.
const fileVersion = 3

// mostTasks of a model.
const mostTasks = 16

// ErrFile means that bytes are no model, or one of another version.
var ErrFile = errors.New("no model of texts")

// Bytes are the model as a file. It is not compressed: that would save a sixth, and every start of the
// program would pay for it with a third of its time.
func (m *Model) Bytes() []byte {
	var raw []byte
	raw = binary.AppendUvarint(raw, fileVersion)
	raw = binary.LittleEndian.AppendUint64(raw, m.digest)
	raw = binary.AppendUvarint(raw, uint64(len(m.tasks)))
	for _, t := range m.tasks {
		raw = binary.AppendUvarint(raw, uint64(len(t.classes)))
		for i, c := range t.classes {
			raw = binary.AppendUvarint(raw, uint64(len(c)))
			raw = append(raw, c...)
			raw, _ = binary.Append(raw, binary.LittleEndian, t.bias[i])
			raw, _ = binary.Append(raw, binary.LittleEndian, t.weights[i])
		}
	}
	raw, _ = binary.Append(raw, binary.LittleEndian, m.scale)
	all := m.known.all()
	raw = binary.AppendUvarint(raw, uint64(len(all)))
	last := uint32(0)
	for _, e := range all {
		raw = binary.AppendUvarint(raw, uint64(e.hash-last))
		raw = append(raw, m.row(e.row)[:]...)
		last = e.hash
	}
	return raw
}

// Load reads a model's file, which must not change any more: most of the model stays where it is.
func Load(file []byte) (*Model, error) {
	r := &reader{b: file}
	if v := r.number(); v != fileVersion {
		return nil, fmt.Errorf("%w: version %d, want %d", ErrFile, v, fileVersion)
	}
	m := &Model{digest: binary.LittleEndian.Uint64(r.take(8))}
	for range min(r.number(), mostTasks) {
		m.tasks = append(m.tasks, r.task())
	}
	m.scale = r.float()
	n := r.number()
	m.known = newTable(int(min(n, uint64(len(file)))))
	m.rows = file
	last := uint32(0)
	for range n {
		last += uint32(r.number())
		at := len(file) - len(r.b)
		r.take(Dims)
		if r.short || last == 0 {
			return nil, fmt.Errorf("%w: cut short", ErrFile)
		}
		m.known.enter(entry{last, uint32(at)})
	}
	return m, nil
}

func (r *reader) task() (t task) {
	for range min(r.number(), mostClasses) {
		t.classes = append(t.classes, string(r.take(int(r.number()))))
		t.bias = append(t.bias, r.float())
		var w [Dims]float32
		for i := range w {
			w[i] = r.float()
		}
		t.weights = append(t.weights, w)
	}
	return t
}

// reader reads bytes, and zeros once they are used up.
type reader struct {
	b     []byte
	short bool
}

func (r *reader) number() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.short = true
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.short = true
		return make([]byte, 8)
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *reader) float() (f float32) {
	_, _ = binary.Decode(r.take(4), binary.LittleEndian, &f)
	return f
}
