package richmenu

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"strings"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// The picture, in pixels, and its grid. LINE wants 800–2500 wide, a width of at
// least 1.45 heights, at most 1 MB. The usual 1686 would cover half of a phone:
// at 1240 a tile is as wide, as tall as two thumbs, and the chat stays readable.
const (
	Width   = 2500
	Height  = 1240
	columns = 3
	rows    = 2
)

// Menu is a rich menu in one language.
type Menu struct {
	Lang    string // th, en
	Bar     string // the bar below the chat that opens the menu; at most 14 characters
	Areas   []Area
	Picture []byte // PNG, Width × Height
	drawn   string // the sum of the source it was drawn from
}

// Area is a tile: where it is, in pixels of the picture, and what a tap does.
type Area struct {
	X, Y, W, H int
	Icon       string // id of a symbol in menu.html
	Label      string // on the tile; also what the chat shows as said
	Tap        chat.Tap
	Loud       bool // the one thing most people come for
}

//go:embed th.png
var thaiPicture []byte

//go:embed th.sum
var thaiSum string

//go:embed en.png
var englishPicture []byte

//go:embed en.sum
var englishSum string

//go:embed menu.html
var source string

// All lists the menus, the default one first. Its areas are the same in every
// language: a person who changes it finds everything in its place.
func All() []Menu {
	return []Menu{
		{Lang: domain.Thai, Bar: "เมนู", Picture: thaiPicture, drawn: thaiSum, Areas: tiles(
			"หางานใกล้ฉัน", "โปรไฟล์ของฉัน", "ข้อมูลของฉัน", "ภาษา · Language", "วิธีใช้", "คุยกับเจ้าหน้าที่")},
		{Lang: domain.English, Bar: "Menu", Picture: englishPicture, drawn: englishSum, Areas: tiles(
			"Work near me", "My profile", "My data", "Language · ภาษา", "Help", "Talk to a person")},
	}
}

// tiles lays out the six commands, read like a page.
func tiles(labels ...string) []Area {
	areas := make([]Area, 0, columns*rows)
	for i, command := range [...]string{"nearby", "profile", "my_data", "language", "help", "human"} {
		column, row := i%columns, i/columns
		left, right := column*Width/columns, (column+1)*Width/columns
		top, bottom := row*Height/rows, (row+1)*Height/rows
		areas = append(areas, Area{
			X: left, Y: top, W: right - left, H: bottom - top,
			Icon: command, Label: labels[i], Tap: chat.Tap{Flow: "!" + command}, Loud: i == 0,
		})
	}
	return areas
}

// Source is the page that the picture is a photograph of.
func (m Menu) Source() ([]byte, error) {
	page, err := template.New("menu").Parse(source)
	if err != nil {
		return nil, fmt.Errorf("reading menu.html: %w", err)
	}
	var b bytes.Buffer
	err = page.Execute(&b, struct {
		Menu
		Width, Height int
	}{m, Width, Height})
	if err != nil {
		return nil, fmt.Errorf("filling menu.html: %w", err)
	}
	return b.Bytes(), nil
}

// Sum names what a source page says.
func Sum(page []byte) string {
	sum := sha256.Sum256(page)
	return hex.EncodeToString(sum[:])
}

// Drawn is the sum of the source that the picture was drawn from.
func (m Menu) Drawn() string { return strings.TrimSpace(m.drawn) }

// Name identifies this very menu: its language, picture, areas and words.
func (m Menu) Name() string {
	h := sha256.New()
	h.Write(m.Picture)
	fmt.Fprintf(h, "%s %v", m.Bar, m.Areas)
	return Prefix(m.Lang) + hex.EncodeToString(h.Sum(nil)[:8])
}

// Prefix starts the names of all menus of a language, of whatever version.
func Prefix(lang string) string { return "jitasa " + lang + " " }
