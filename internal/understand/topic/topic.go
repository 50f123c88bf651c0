package topic

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

// Marks are what is known of a text beside its letters: whether it asks, its notions, and every two of all these.
func (n *Notions) Marks(text string, asking bool, out []uint32) []uint32 {
	how := uint32(says)
	if asking {
		how = asks
	}
	out, rest := n.words.in(plain(text), append(out, how, allKnown))
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
