package held

import "hash/maphash"

// Set is a set of words. It is safe for concurrent use once all are added.
type Set []uint64

// seed is that of all sets: it tells nobody anything.
var seed = maphash.MakeSeed()

// New makes room for n words.
func New(n int) Set {
	size := 1
	for 4*size < n { // 16 bits for each, or more
		size *= 2
	}
	return make(Set, size)
}

// Add adds a word.
func (s Set) Add(word string) {
	at, mask := s.bit(word)
	s[at] |= mask
}

// May reports whether the word may be one of the set: false is certain.
func (s Set) May(word string) bool {
	at, mask := s.bit(word)
	return s[at]&mask != 0
}

func (s Set) bit(word string) (at, mask uint64) {
	n := maphash.String(seed, word)
	return n >> 6 & uint64(len(s)-1), 1 << (n & 63)
}
