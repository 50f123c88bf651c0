package typeset

import (
	"bytes"
	"encoding/binary"
	"fmt"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
)

// kept are the tables that a PDF needs of a TrueType font (ISO 32000-1, 9.9): the shaping is done.
var kept = []string{"cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"}

// subset gives the font with the outlines of these glyphs only. Glyphs keep their numbers, so that nothing else changes.
func (f *typeface) subset(used map[font.GID]bool) ([]byte, error) {
	ld, err := ot.NewLoader(bytes.NewReader(f.file))
	if err != nil {
		return nil, fmt.Errorf("reading font %s: %w", f.name, err)
	}
	var tables []ot.Table
	for _, tag := range kept {
		content, err := ld.RawTable(ot.MustNewTag(tag))
		if err != nil {
			continue // hints: a font need not have them
		}
		tables = append(tables, ot.Table{Tag: ot.MustNewTag(tag), Content: content})
	}
	byTag := func(tag string) *ot.Table {
		for i := range tables {
			if tables[i].Tag == ot.MustNewTag(tag) {
				return &tables[i]
			}
		}
		return &ot.Table{}
	}
	glyf, loca, head := byTag("glyf"), byTag("loca"), byTag("head")
	if len(head.Content) < 54 {
		return nil, fmt.Errorf("font %s has no outlines", f.name)
	}
	glyf.Content, loca.Content = outlines(glyf.Content, offsets(loca.Content, head.Content[51] == 0), used)
	head.Content = bytes.Clone(head.Content)
	head.Content[51] = 1 // loca has four bytes for each glyph
	return ot.WriteTTF(tables), nil
}

// offsets reads loca: where each glyph begins, and where the last ends (https://learn.microsoft.com/typography/opentype/spec/loca).
func offsets(loca []byte, short bool) []uint32 {
	var all []uint32
	if short {
		for ; len(loca) >= 2; loca = loca[2:] {
			all = append(all, 2*uint32(binary.BigEndian.Uint16(loca)))
		}
		return all
	}
	for ; len(loca) >= 4; loca = loca[4:] {
		all = append(all, binary.BigEndian.Uint32(loca))
	}
	return all
}

// outlines gives glyf and loca with the used glyphs and those that they are made of; the others are empty.
func outlines(glyf []byte, at []uint32, used map[font.GID]bool) (newGlyf, newLoca []byte) {
	all := map[font.GID]bool{0: true} // .notdef has to be there
	var take func(font.GID)
	take = func(g font.GID) {
		if all[g] && g != 0 || int(g)+1 >= len(at) {
			return
		}
		all[g] = true
		for _, of := range components(glyf[at[g]:at[g+1]]) {
			take(of)
		}
	}
	for g := range used {
		take(g)
	}
	for g := range len(at) - 1 {
		newLoca = binary.BigEndian.AppendUint32(newLoca, uint32(len(newGlyf)))
		if all[font.GID(g)] {
			newGlyf = append(newGlyf, glyf[at[g]:at[g+1]]...)
			for len(newGlyf)%4 != 0 {
				newGlyf = append(newGlyf, 0)
			}
		}
	}
	return newGlyf, binary.BigEndian.AppendUint32(newLoca, uint32(len(newGlyf)))
}

// components gives the glyphs that a compound one is made of (https://learn.microsoft.com/typography/opentype/spec/glyf).
func components(glyph []byte) []font.GID {
	const words, scale, more, twoScales, matrix = 1, 8, 0x20, 0x40, 0x80
	if len(glyph) < 10 || int16(binary.BigEndian.Uint16(glyph)) >= 0 {
		return nil
	}
	var all []font.GID
	for rest := glyph[10:]; len(rest) >= 4; {
		flags := binary.BigEndian.Uint16(rest)
		all = append(all, font.GID(binary.BigEndian.Uint16(rest[2:])))
		long := 6
		if flags&words != 0 {
			long += 2
		}
		switch {
		case flags&scale != 0:
			long += 2
		case flags&twoScales != 0:
			long += 4
		case flags&matrix != 0:
			long += 8
		}
		if flags&more == 0 || len(rest) < long {
			break
		}
		rest = rest[long:]
	}
	return all
}
