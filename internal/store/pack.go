package store

import (
	_ "embed"
	"errors"
	"slices"
	"sync"

	"github.com/klauspost/compress/s2"
)

// PackedFrom is the version of a database's documents from which on secrets are packed before they are sealed.
const PackedFrom = 3

// A packed secret begins with the number of the dictionary that it was packed with, which no JSON begins with; what follows
// is an s2 block. What a bot says to people it has said before, nearly word for word: with the dictionary a log entry takes an
// eighth. A dictionary is part of the format: it stays as long as anything may have been packed with it, and another one gets the next number.
//
// What is sealed has a length, and packed its length tells a little of what it says: which of our texts. Whoever
// sees lengths could learn more if they may add to what is packed together with a secret that they do not know, and
// look again. Here each value is packed by itself and is of one person: their own words and what they were answered. And what
// is short, as names, numbers and codes are, is not packed at all.
const (
	packedWith byte = 1
	packLeast       = 192 // bytes; below them there is nothing to gain
	packMost        = 1 << 20
)

// dictionary1 is what answers are made of: drawn from the log of a demo, in both languages.
//
//go:embed dictionary1.bin
var dictionary1 []byte

var dictionary = sync.OnceValue(func() *s2.Dict { return s2.NewDict(dictionary1) })

var errUnpacked = errors.New("a packed value that cannot be unpacked")

// packing is room to encode, pack and unpack in: what a call answers is good until the next one.
type packing struct{ plain, room []byte }

var packings = sync.Pool{New: func() any { return new(packing) }}

// done gives the room back; large room is not kept.
func (p *packing) done() {
	if max(cap(p.plain), cap(p.room)) <= packKept {
		packings.Put(p)
	}
}

const packKept = 64 << 10

// pack makes a secret smaller, where that helps.
func (p *packing) pack(plain []byte) []byte {
	if len(plain) < packLeast || len(plain) > packMost {
		return plain
	}
	p.room = slices.Grow(p.room[:0], 1+s2.MaxEncodedLen(len(plain)))
	packed := p.room[:cap(p.room)]
	packed[0] = packedWith
	body := dictionary().Encode(packed[1:], plain)
	if 1+len(body) >= len(plain) {
		return plain
	}
	return packed[:1+len(body)]
}

// unpack undoes pack.
func (p *packing) unpack(packed []byte) ([]byte, error) {
	if len(packed) == 0 || packed[0] != packedWith {
		return packed, nil
	}
	plain, err := dictionary().Decode(p.room[:cap(p.room)], packed[1:])
	if err != nil || len(plain) > packMost {
		return nil, errUnpacked
	}
	p.room = plain
	return plain, nil
}
