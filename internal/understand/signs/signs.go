package signs

import (
	"cmp"
	_ "embed" // the words
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"unicode/utf8"

	"jitasa/internal/thai"
)

//go:embed signs.txt
var words string

// Kind is what a sign says by itself.
type Kind uint8

// The kinds of signs.
const (
	Other  Kind = iota // who, when, where, how much
	Whole              // a harm, said whole
	Hint               // points to a harm
	Denies             // that it is none
	Doubts             // that it may be none
)

// Sign is what some words say.
type Sign struct {
	Name string // of the harm, or of what denies it
	Kind Kind
	id   uint32
}

// Lexicon finds signs. It is immutable and safe for concurrent use.
type Lexicon struct {
	signs []Sign
	nodes []node
	next  []step
}

// node is a beginning of spellings: where the letters that may follow lie, and which sign ends here, counted from 1.
type node struct {
	from, to uint32
	sign     uint8
}

type step struct {
	letter rune
	node   uint32
}

// passed is the name of words that are only passed over.
const passed = "_"

// New reads the list.
func New() (*Lexicon, error) {
	l := &Lexicon{}
	spelled := map[string]uint8{}
	for n, line := range strings.Split(words, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, list, ok := strings.Cut(line, ": ")
		if !ok {
			return nil, fmt.Errorf("signs: line %d names no sign", n+1)
		}
		sign := l.sign(name)
		for w := range strings.SplitSeq(list, "|") {
			if key := thai.Key(w); key != "" && spelled[key] == 0 {
				spelled[key] = sign
			}
		}
	}
	l.grow(spelled)
	return l, nil
}

// sign returns the position of a sign, counted from 1.
func (l *Lexicon) sign(name string) uint8 {
	s := Sign{Name: name}
	switch {
	case strings.HasSuffix(name, "!"):
		s.Name, s.Kind = name[:len(name)-1], Whole
	case strings.HasSuffix(name, "?"):
		s.Name, s.Kind = name[:len(name)-1], Hint
	case strings.HasPrefix(name, "-"):
		s.Name, s.Kind = name[1:], Denies
	case strings.HasPrefix(name, "~"):
		s.Name, s.Kind = name[1:], Doubts
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(name))
	s.id = h.Sum32()
	if i := slices.Index(l.signs, s); i >= 0 {
		return uint8(i + 1)
	}
	l.signs = append(l.signs, s)
	return uint8(len(l.signs))
}

// grow makes a tree of the spellings, letter by letter, level by level.
func (l *Lexicon) grow(spelled map[string]uint8) {
	keys := make([]string, 0, len(spelled))
	for k := range spelled {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	type group struct {
		keys []string
		deep int // bytes
	}
	l.nodes = []node{{}}
	for queue, at := []group{{keys, 0}}, 0; at < len(queue); at++ {
		g := queue[at]
		l.nodes[at].from = uint32(len(l.next))
		for i := 0; i < len(g.keys); {
			if len(g.keys[i]) == g.deep {
				l.nodes[at].sign = spelled[g.keys[i]]
				i++
				continue
			}
			r, n := utf8.DecodeRuneInString(g.keys[i][g.deep:])
			head, j := g.keys[i][:g.deep+n], i
			for j < len(g.keys) && strings.HasPrefix(g.keys[j], head) {
				j++
			}
			l.next = append(l.next, step{r, uint32(len(l.nodes))})
			l.nodes = append(l.nodes, node{})
			queue = append(queue, group{g.keys[i:j], g.deep + n})
			i = j
		}
		l.nodes[at].to = uint32(len(l.next))
	}
}

// Found is a sign in a text, and the bytes of thai.Line.Text that say it.
type Found struct {
	Sign
	From, To int
}

// Find takes a text apart, the longest spelling first; buf is used again if it is large enough.
func (l *Lexicon) Find(line thai.Line, buf []Found) []Found {
	out := buf[:0]
	for i := 0; i < len(line.Text); {
		r, n := utf8.DecodeRuneInString(line.Text[i:])
		if thai.WordStart(r) && (r >= utf8.RuneSelf || line.Bound(i)) {
			if sign, to := l.longest(line, i); sign > 0 {
				if s := l.signs[sign-1]; s.Name != passed {
					out = append(out, Found{s, i, to})
				}
				i = to
				continue
			}
		}
		i += n
	}
	return out
}

func (l *Lexicon) longest(line thai.Line, from int) (sign uint8, to int) {
	at := uint32(0)
	for i := from; i < len(line.Text); {
		r, n := utf8.DecodeRuneInString(line.Text[i:])
		node := l.nodes[at]
		kids := l.next[node.from:node.to]
		k, ok := slices.BinarySearchFunc(kids, r, func(s step, r rune) int { return cmp.Compare(s.letter, r) })
		if !ok {
			break
		}
		at, i = kids[k].node, i+n
		if s := l.nodes[at].sign; s > 0 && line.CanEnd(from, i) {
			sign, to = s, i
		}
	}
	return sign, to
}

// most bounds the signs of a text that are paired.
const most = 14

// Pairs are the kinds of signs in a text, the signs and every two of them, hashed, each once: marks for a model.
func Pairs(found []Found, buf []uint32) []uint32 {
	var room [most]uint32
	ids, kinds := room[:0], uint32(0)
	for _, f := range found {
		kinds |= 1 << f.Kind
		if len(ids) < most && !slices.Contains(ids, f.id) {
			ids = append(ids, f.id)
		}
	}
	slices.Sort(ids)
	buf = append(buf, kinds+1)
	for i, a := range ids {
		buf = append(buf, a)
		for _, b := range ids[i+1:] {
			buf = append(buf, (a*16777619)^b)
		}
	}
	return buf
}
