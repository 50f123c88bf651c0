// Package typeset makes a page that somebody would frame: a certificate or a statement, as a PDF to print (A4, landscape)
// and as a picture to share on a phone. It is given lines that are worded already, and sets them.
//
// Thai is shaped by HarfBuzz's rules (go-text/typesetting): marks stand on each other without touching, ญ and ฐ lose their foot before
// ู. Libraries that place a glyph for each character, or drop the shaper's offsets when they write a PDF, collide there; so
// the PDF is written here, glyph by glyph, with the text to be searched and copied beside it.
//
// It knows nothing of volunteers or hours, has no texts of its own, and reads no clock: the same page gives the same bytes.
//
// Start at [Page], then layout.go: what stands where. [Press] does the work; pdf.go and picture.go are its two outputs. The fonts are under
// the SIL Open Font License (fonts/OFL.txt): Trirong for what is read from afar, Sarabun for the rest.
package typeset
