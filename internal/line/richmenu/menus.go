package richmenu

import (
	"bytes"
	"crypto/sha256"
	"embed"
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

// Audience is for whom a menu is: what people come for differs.
type Audience string

// The audiences. The first is everybody who has told nothing yet.
const (
	Visitor Audience = ""
	Member  Audience = "member"  // has signed up
	Manager Audience = "manager" // of an organisation
	Staff   Audience = "staff"
)

// Audiences lists them all.
func Audiences() []Audience { return []Audience{Visitor, Member, Manager, Staff} }

// ID names the menu of a language for an audience: "th", "th-member".
func ID(lang string, a Audience) string {
	if a == Visitor {
		return lang
	}
	return lang + "-" + string(a)
}

// Menu is a rich menu in one language, for one audience.
type Menu struct {
	Lang    string // th, en
	For     Audience
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
	Alert      bool // help in danger
}

//go:embed *.png *.sum
var drawings embed.FS

//go:embed menu.html
var source string

// tile is what stands on a tile, in the order of languages.
type tile struct {
	icon   string
	tap    chat.Tap
	labels map[string]string
}

func command(intent, thai, english string) tile {
	return tile{intent, chat.Tap{Flow: "!" + intent}, map[string]string{domain.Thai: thai, domain.English: english}}
}

// danger shows the numbers to call; nobody is alarmed by a thumb that slipped.
func danger() tile {
	return tile{"danger", chat.Tap{Flow: "call", Step: "!numbers"}, map[string]string{domain.Thai: "ขอความช่วยเหลือ", domain.English: "Emergency"}}
}

// layout is what an audience is offered, read like a page. Help in danger is in the same place for all.
func layout(a Audience) []tile {
	work, person := command("nearby", "หางานใกล้ฉัน", "Work near me"), command("human", "คุยกับเจ้าหน้าที่", "Talk to a person")
	profile, mine := command("profile", "โปรไฟล์ของฉัน", "My profile"), command("my_signups", "งานของฉัน", "My work")
	switch a {
	case Member:
		return []tile{work, mine, profile, command("menu", "ทุกอย่าง", "Everything"), person, danger()}
	case Manager:
		return []tile{command("broadcast", "ประกาศขอแรง", "Call for help"), work, mine, command("menu", "ทุกอย่าง", "Everything"), person, danger()}
	case Staff:
		return []tile{
			command("waiting", "ใครรออยู่", "Who is waiting"), command("approve", "ประกาศรออนุมัติ", "Calls to approve"), command("console", "หน้าทำงาน", "Console"),
			command("menu", "ทุกอย่าง", "Everything"), work, danger(),
		}
	}
	return []tile{work, command("signup", "สมัครอาสา", "Sign up"), command("language", "ภาษา · Language", "Language · ภาษา"), command("help", "วิธีใช้", "Help"), person, danger()}
}

// All lists the menus, the default one first. Its areas are the same in every
// language: a person who changes it finds everything in its place.
func All() []Menu {
	var all []Menu
	for _, l := range domain.Languages() {
		for _, a := range Audiences() {
			m := Menu{Lang: l.Tag, For: a, Bar: map[string]string{domain.Thai: "เมนู", domain.English: "Menu"}[l.Tag], Areas: place(layout(a), l.Tag)}
			m.Picture, _ = drawings.ReadFile(m.ID() + ".png") // without one: the test says so
			drawn, _ := drawings.ReadFile(m.ID() + ".sum")
			m.drawn = string(drawn)
			all = append(all, m)
		}
	}
	return all
}

// place lays tiles out on the grid.
func place(tiles []tile, lang string) []Area {
	areas := make([]Area, 0, columns*rows)
	for i, t := range tiles {
		column, row := i%columns, i/columns
		left, right := column*Width/columns, (column+1)*Width/columns
		top, bottom := row*Height/rows, (row+1)*Height/rows
		areas = append(areas, Area{
			X: left, Y: top, W: right - left, H: bottom - top,
			Icon: t.icon, Label: t.labels[lang], Tap: t.tap, Loud: i == 0, Alert: t.icon == "danger",
		})
	}
	return areas
}

// ID names the menu among the others.
func (m Menu) ID() string { return ID(m.Lang, m.For) }

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
	return Prefix(m.ID()) + hex.EncodeToString(h.Sum(nil)[:8])
}

// Prefix starts the names of a menu in all its versions.
func Prefix(id string) string { return "jitasa " + id + " " }
