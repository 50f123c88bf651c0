package place

import (
	"fmt"
	"strings"

	"jitasa/internal/place/index"
	"jitasa/internal/thai"
)

// alias is what people call a place besides its official name.
type alias struct {
	names string // separated by spaces
	codes string // separated by spaces; more than one: ask
}

// The districts of the capitals are known as เมือง + short name as well;
// resolve handles those. An alias that is also the name of subdistricts
// elsewhere wins over them, except for those in askToo.
func aliasTable() []alias {
	return []alias{
		{"กทม กทมฯ กรุงเทพ กรุงเทพฯ กรุงเทบ บางกอก bkk bankok bangkog krungthep krungthepmahanakhon", "10"},
		{"ปากน้ำ paknam samutprakarn", "11"},
		{"นนท์ เมืองนนท์ nonburi", "12"},
		{"ปทุม เมืองปทุม patumthani pathumtani", "13"},
		{"อยุธยา กรุงเก่า ศรีอยุธยา พระนครศรี ayutthaya ayuthaya ayudhya ayutaya", "14"},
		{"สิงห์ เมืองสิงห์ singburi", "17"},
		{"ชล เมืองชล cholburi พัทยา pattaya", "20"},
		{"เมืองจันท์ จันท์ chantaburi", "22"},
		{"แปดริ้ว paedriu padriew ฉะเชิงเซา chachengsao", "24"},
		{"ปราจีน prachin", "25"},
		{"โคราช เมืองโคราช korat khorat nakornratchasima nakhonrachasima", "30"},
		{"บุรีรัม burirum", "31"},
		{"ศีขระภูมิ ศรีขรภูมิ ศรีขระภูมิ สีขรภูมิ sikhoraphum sikoraphum sikhorapum sikoraphoom", "3209"},
		{"ศรีสะเกศ ศีรสะเกษ sisaket srisaket sisaked", "33"},
		{"อุบล เมืองอุบล อุบลราช ubon ubonrachathani", "34"},
		{"หนองบัวลำพู", "39"},
		{"ขอนแกน khonkaen konkaen", "40"},
		{"อุดร เมืองอุดร udon udorn udornthani", "41"},
		{"สารคาม เมืองสารคาม mahasarakam", "44"},
		{"ร้อยเอด roiet", "45"},
		{"กาฬสิน เมืองกาฬ", "46"},
		{"สกล เมืองสกล sakon sakolnakorn", "47"},
		{"มุก เมืองมุก", "49"},
		{"ตราต ตราช", "23"},
		{"ชุมพอน", "86"},
		{"เชียงใหม เวียงพิงค์ นครพิงค์ chiengmai cnx", "50"},
		{"lumphun lumpun", "51"},
		{"lumpang", "52"},
		{"chiengrai", "57"},
		{"แม่ฮ่องสร maehongsorn", "58"},
		{"ปากน้ำโพ paknampho nakornsawan", "60"},
		{"เมืองกำแพง kampangphet kamphaengpet", "62"},
		{"พิดโลก พิดโลด พิษโลก พิษณุ phitsanulok pitsanulok pitsanuloke", "65"},
		{"เพชรบูน petchabun petchaboon", "67"},
		{"ราดบุรี เมืองโอ่ง ratburi rajburi rachaburi", "70"},
		{"เมืองกาญจน์ เมืองกาญ กาญจน์ กาญบุรี kanchanburi kanburi", "71"},
		{"สุพรรณ เมืองสุพรรณ suphan supanburi suphanburi", "72"},
		{"nakornpathom", "73"},
		{"มหาชัย mahachai samutsakorn", "74"},
		{"แม่กลอง maeklong meklong samutsongkram", "75"},
		{"phetburi petchaburi petburi", "76"},
		{"เมืองเพชร เพชร mueangphet muangphet", "76 67"},
		{"ประจวบ ประจวบคีรีขัน เมืองประจวบ prachuap prachuab prachuabkhirikhan prachuapkirikhan", "77"},
		{"เมืองคอน นครศรี นครศรีธรรมราษ nakhonsi nakhonsithamarat nakornsrithammarat nakhonsrithammarat", "80"},
		{"phangnga pangnga", "82"},
		{"phuget puket", "83"},
		{"สุราษฎร์ สุราษ สุราษฎ สุราด เมืองสุราษฎร์ surat suratthanee", "84"},
		{"ศรีราชา sriracha siracha", "2007"},
		{"อุทัย", "61"},
		{"สมุย samui kohsamui", "8404"},
		{"เกาะพะงัน พะงัน kohphangan phangan", "8405"},
		{"เกาะช้าง kohchang", "2307"},
		{"หัวหิน huahin", "7707"},
		{"ชะอำ chaam", "7604"},
		{"หาดใหญ่ hadyai haadyai", "9011"},
	}
}

// askToo are the aliases that mean their province or one of the places of this
// name: nobody can tell, so the person chooses.
func askToo(key string) bool {
	return key == "ปากน้ำ" || key == "paknam" || key == "อุทัย"
}

func (g *Gazetteer) aliasEntries() ([]index.Entry, error) {
	var out []index.Entry
	for _, a := range aliasTable() {
		for _, name := range strings.Fields(a.names) {
			for _, code := range strings.Fields(a.codes) {
				id, ok := g.byCode(code)
				if !ok {
					return nil, fmt.Errorf("alias %s: no place %s", name, code)
				}
				out = append(out, index.Entry{Key: thai.Key(name), ID: id})
			}
		}
	}
	return out, nil
}

func (g *Gazetteer) buildIndexes(landmarks []index.Entry) error {
	entries := func(from, to int) []index.Entry {
		out := make([]index.Entry, 0, 2*(to-from))
		for i, p := range g.places[from:to] {
			out = append(out, index.Entry{Key: thai.Key(p.NameTH), ID: int32(from + i)}, index.Entry{Key: thai.Key(p.NameEN), ID: int32(from + i)})
		}
		return out
	}
	g.names = index.New(entries(g.starts[Province], g.starts[Subdistrict]))
	g.subs = index.New(entries(g.starts[Subdistrict], g.starts[3]))
	as, err := g.aliasEntries()
	if err != nil {
		return err
	}
	g.aliases = index.New(as)
	g.spots = index.New(g.withoutNamesakes(landmarks))
	g.indexSounds()
	g.postcodes = g.orderByPostcode()
	return nil
}

// withoutNamesakes leaves out the landmarks' names that are names of provinces
// or districts (บางนา is a station as well), but for those that people have to
// choose between.
func (g *Gazetteer) withoutNamesakes(landmarks []index.Entry) []index.Entry {
	out := landmarks[:0]
	for _, e := range landmarks {
		if len(g.names.Exact(e.Key))+len(g.aliases.Exact(e.Key)) == 0 || g.both[e.Key] {
			out = append(out, e)
		}
	}
	return out
}
