package place

import (
	"hash/maphash"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"jitasa/internal/place/index"
	"jitasa/internal/place/sound"
	"jitasa/internal/thai"
)

// indexSounds makes the indexes by sound. Those of subdistricts are made when
// they are first asked for, as numbers (a hash and the id): only the whole of them is looked for.
func (g *Gazetteer) indexSounds() {
	var all []byte
	type span struct {
		from, to int
		id       int32
	}
	var spans []span
	official := map[string]int32{} // what an alias sounds like may be another place's name
	for n, x := range []index.Names{g.names, g.aliases, g.spots} {
		for _, e := range x.All() {
			if g.shy[e.Key] {
				continue
			}
			from := len(all)
			all = sound.Append(all, e.Key)
			id, named := official[string(all[from:])]
			switch {
			case len(all) == from || named && n > 0 && id != e.ID:
				all = all[:from]
				continue
			case n == 0 && !named:
				official[string(all[from:])] = e.ID
			}
			spans = append(spans, span{from, len(all), e.ID})
		}
	}
	text := string(all)
	entries := make([]index.Entry, len(spans))
	for i, s := range spans {
		entries[i] = index.Entry{Key: text[s.from:s.to], ID: s.id}
	}
	g.sounds = index.New(entries)
	g.subSounds = sync.OnceValue(func() []uint64 {
		numbers := make([]uint64, 0, len(g.subs.All()))
		var buf [sound.Longest * 2]byte
		for _, e := range g.subs.All() {
			if s := sound.Append(buf[:0], e.Key); len(s) > 0 {
				numbers = append(numbers, g.soundNumber(s)|uint64(e.ID))
			}
		}
		slices.Sort(numbers)
		return numbers
	})
}

// idBits is how many bits of a number are the id of a place.
const idBits = 14

func (g *Gazetteer) soundNumber(s []byte) uint64 { return maphash.Bytes(g.seed, s) &^ (1<<idBits - 1) }

// alike returns the places whose name sounds like key, on the highest level that
// has one.
func (g *Gazetteer) alike(key string, hint Level, within string) []int32 {
	var buf [sound.Longest * 2]byte
	heard := sound.Append(buf[:0], key)
	if len(heard) < shortestSound {
		return nil
	}
	es := g.sounds.Exact(string(heard))
	for _, l := range []Level{Province, District, spot} {
		if ids := g.filter(es, l, hint, within); len(ids) > 0 {
			return ids
		}
	}
	if hint != Subdistrict && within == "" {
		return nil
	}
	return g.soundingSubs(heard, within)
}

// shortestSound keeps names of one syllable out: too much sounds like them.
const shortestSound = 4

func (g *Gazetteer) soundingSubs(heard []byte, within string) (ids []int32) {
	if len(heard) < shortestSound {
		return nil
	}
	n, all := g.soundNumber(heard), g.subSounds()
	from, _ := slices.BinarySearch(all, n)
	for _, x := range all[from:] {
		if x&^(1<<idBits-1) != n {
			break
		}
		ids = g.keep(ids, int32(x&(1<<idBits-1)), Subdistrict, within)
	}
	return ids
}

// Guess is what a whole text means that is no name but nearly one: the
// beginning of a single name, what sounds like one, one slip of the finger. It is
// for texts of which nobody knows that they are about places; so words of every
// day and names of people are none, and the shorter a text is the less is guessed.
func (g *Gazetteer) Guess(text string) Result {
	norm := thai.TrimParticles(thai.Lower(thai.Head(text, maxQuery)))
	segs := segments(norm)
	if len(segs) == 0 || len(segs[0].key) > maxKey {
		return Result{}
	}
	if len(segs) > 1 {
		return g.result(g.addressAlike(segs))
	}
	s := segs[0]
	if s.hint != anyLevel {
		return g.result(g.markedAlike(s, ""))
	}
	if g.ordinary(s.key) || slices.Contains(latinBefore, latinWord(norm)) {
		return Result{}
	}
	if ids := g.begun(s.key); len(ids) > 0 {
		return g.result(ids)
	}
	if ids := g.alike(s.key, anyLevel, ""); len(ids) > 0 && g.longEnough(s.key, ids[0], false) {
		return g.result(ids)
	}
	return g.result(g.slip(s.key))
}

// Commoner puts what is known everywhere before villages of which few have heard: ศรีษะเกษ, a village in Nan, is the
// province ศรีสะเกษ with a slip, and what sounds like a district may be that or the village: the person chooses.
func (g *Gazetteer) Commoner(text string, found Result) Result {
	if found.None() || found.Places[0].Level != Subdistrict {
		return found
	}
	key := thai.Key(thai.TrimParticles(thai.Lower(thai.Head(text, maxQuery))))
	if key != thai.Key(found.Places[0].NameTH) || utf8.RuneCountInString(key) < 6 {
		return found
	}
	ids := g.alike(key, anyLevel, "")
	if len(ids) == 0 || g.places[ids[0]].Level == spot {
		return found
	}
	known := g.result(ids)
	if known.Places[0].Level == District || thai.Edits(key, thai.Key(known.Places[0].NameTH)) > 2 {
		known.Places = append(known.Places, found.Places...)
	}
	return known
}

// Everyday reports whether a text is a word of every day, or the name of a
// person, and the name of a place besides.
func (g *Gazetteer) Everyday(text string) bool {
	return g.everyday[thai.Key(thai.TrimParticles(thai.Lower(thai.Head(text, maxQuery))))]
}

// ordinary reports whether a text is a word of every day or somebody's name, before it is a place.
func (g *Gazetteer) ordinary(key string) bool {
	return g.everyday[key] || g.shy[key] || ordinaryNames[key] || ordinaryProvinces[key]
}

// begun returns the province, or failing that the district, that is the only one whose name begins so.
func (g *Gazetteer) begun(key string) []int32 {
	n := utf8.RuneCountInString(key)
	es := g.names.Beginning(key)
	for l, shortest := range []int{5, 8} {
		ids := g.filter(es, Level(l), anyLevel, "")
		if key[0] < 0x80 {
			shortest++
		}
		if len(ids) > 1 || len(ids) == 1 && n < shortest {
			return nil
		}
		if len(ids) == 1 {
			if l > 0 && 5*len(key) < 3*len(g.places[ids[0]].NameTH) {
				return nil
			}
			return ids
		}
	}
	return nil
}

// longEnough reports whether a text is long enough to be taken for the place
// that it sounds like; led: a word before it says that a place comes.
func (g *Gazetteer) longEnough(key string, id int32, led bool) bool {
	n := utf8.RuneCountInString(key)
	shortest, latin := 4, key[0] < 0x80
	switch level := g.places[id].Level; {
	case level == Province && latin:
		shortest = 5
	case level == Province:
	case led && latin:
		shortest = 6
	case latin:
		shortest = 7
	case level == District && thai.Edits(key, thai.Key(g.places[id].NameTH)) <= 2: // น้ำลด is not นามน, though it sounds so
		shortest = 5
	case led:
		shortest = 6
	default:
		shortest = 7
	}
	if strings.HasPrefix(key, "บ้าน") { // ใกล้บ้านมีไหม is not near บ้านหมี่
		shortest = max(shortest, 8)
	}
	return n >= shortest
}

// slip returns the one place whose name, or the sound of whose name, is one edit away.
func (g *Gazetteer) slip(key string) []int32 {
	ids := g.mend(segment{anyLevel, key}, District, "")
	if len(ids) == 1 && g.mayMend(key, ids[0]) {
		return ids
	}
	var buf [sound.Longest * 2]byte
	heard := string(sound.Append(buf[:0], key))
	if utf8.RuneCountInString(key) < 8 || len(heard) < 6 || strings.HasPrefix(key, "บ้าน") { // บ้านสบาย is no บ้านค่าย
		return nil
	}
	var near []index.Entry
	g.sounds.Near(heard, func(e index.Entry) { near = append(near, e) })
	for _, l := range []Level{Province, District} {
		if ids := g.filter(near, l, anyLevel, ""); len(ids) > 0 {
			if len(ids) > 1 || key[0] < 0x80 || thai.Edits(key, thai.Key(g.places[ids[0]].NameTH)) > 2 {
				return nil
			}
			return ids
		}
	}
	return nil
}

// mayMend: districts have to be longer than provinces, and in Thai: somchai is one edit from Sam Chai.
func (g *Gazetteer) mayMend(key string, id int32) bool {
	p := g.places[id]
	n := utf8.RuneCountInString(key)
	return p.Level == Province && (key[0] >= 0x80 || n >= 8) || p.Level == District && key[0] >= 0x80 && n >= 7
}

// markedAlike resolves a name that a word marks as a place (จ.สุริน).
func (g *Gazetteer) markedAlike(s segment, within string) []int32 {
	if ids := g.alike(s.key, s.hint, within); len(ids) > 0 {
		return ids
	}
	return g.mend(s, Subdistrict, within)
}

// addressAlike resolves an address in which names are typed as they sound, the widest first.
func (g *Gazetteer) addressAlike(segs []segment) []int32 {
	rest := slices.Clone(segs)
	slices.Reverse(rest)
	slices.SortStableFunc(rest, func(a, b segment) int { return width(a) - width(b) })
	var ids []int32
	for i, s := range rest {
		within := ""
		if i > 0 {
			within = g.places[ids[0]].Code
		}
		found := g.resolve(s, within, 1)
		if len(found) == 0 {
			found = g.markedAlike(s, within)
		}
		if len(found) == 0 {
			if i == 0 {
				return nil
			}
			continue
		}
		ids = found
		if len(ids) > 1 {
			return ids
		}
	}
	return ids
}

// alikeAt returns the longest stretch at line.Text[i:] that sounds like a name
// (it has to end where a word can), and where it ends. led: a word before it says
// that a place comes.
func (g *Gazetteer) alikeAt(line thai.Line, i int, hint Level, led bool) (end int, ids []int32) {
	latin := line.Text[i] < 0x80
	if pos, _ := line.Span(i, i+1); latin && slices.Contains(latinBefore, latinWord(line.Norm[pos:])) {
		return 0, nil
	}
	letters, words, tried := 0, 0, 0
	for j := i; j < len(line.Text) && letters < sound.Longest && words < 4; {
		r, n := utf8.DecodeRuneInString(line.Text[j:])
		if (r < 0x80) != latin {
			break
		}
		j += n
		letters++
		apart := line.Bound(j)
		if apart {
			words++
		}
		if latin && !line.Bound(j) || !line.CanEnd(i, j) || !endsAt(line, j) {
			continue
		}
		last := politeWords.Begins(line.Text[j:]) || apart && (!latin || !joined(line, j))
		if letters < 4 {
			if last {
				break
			}
			continue
		}
		key := line.Text[i:j]
		found := g.alike(key, hint, "")
		if (led || last || len(found) > 0) && hint == anyLevel && g.ordinary(key) {
			continue
		}
		if len(found) > 0 && (hint != anyLevel || g.longEnough(key, found[0], led || latin && beforeLatin(line, j))) {
			end, ids = j, found
		}
		if led && len(ids) == 0 && letters >= 5 && tried < slipsTried {
			tried++
			if found := g.slip(key); len(found) > 0 {
				end, ids = j, found
			}
		}
		if last {
			break
		}
	}
	return end, ids
}

// joined reports whether only a space or a hyphen parts line.Text[:j] from the rest.
func joined(line thai.Line, j int) bool {
	if j >= len(line.Text) {
		return false
	}
	_, from := line.Span(j-1, j)
	to, _ := line.Span(j, j+1)
	return to == from || to == from+1 && (line.Norm[from] == ' ' || line.Norm[from] == '-')
}

// politeWords belong to no name.
var politeWords = thai.NewWordSet("ครับ", "คับ", "ค่ะ", "คะ", "จ้า", "จ้ะ")

// slipsTried bounds the ends at which a slip is looked for.
const slipsTried = 2

// everydayWords are the words of every day and the names of people that sound or
// are spelled nearly like a place.
func everydayWords(raw string) map[string]bool {
	out := map[string]bool{}
	for line := range strings.Lines(raw) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, w := range strings.Fields(line) {
			out[thai.Key(w)] = true
		}
	}
	return out
}
