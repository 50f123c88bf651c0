package place_test

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"jitasa/internal/domain"
	"jitasa/internal/place"
)

func newGazetteer(t testing.TB) *place.Gazetteer {
	t.Helper()
	g, err := place.New()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func TestTables(t *testing.T) {
	g := newGazetteer(t)
	want := map[string]int{"N": 9, "NE": 20, "C": 22, "E": 7, "W": 5, "S": 14}
	provinces, districts, subdistricts := 0, 0, 0
	for _, r := range place.Regions() {
		ps := g.Provinces(r.Code, "th")
		if len(ps) != want[r.Code] {
			t.Errorf("region %s has %d provinces, want %d", r.Code, len(ps), want[r.Code])
		}
		for _, p := range ps {
			provinces++
			if g.RegionOf(p.Code) != r.Code {
				t.Errorf("%s is in region %s", p.Code, g.RegionOf(p.Code))
			}
			for _, d := range g.Districts(p.Code, "en") {
				districts++
				if up, ok := g.Parent(d); !ok || up != p {
					t.Errorf("parent of %s is %s", d.Code, up.Code)
				}
				for _, s := range g.Subdistricts(d.Code, "th") {
					subdistricts++
					if !s.Point.InThailand() || len(s.Postcode) != 5 || s.DistrictCode() != d.Code || s.ProvinceCode() != p.Code {
						t.Errorf("subdistrict %+v", s)
					}
				}
			}
		}
	}
	if provinces != 77 || districts != 928 || subdistricts != 7436 {
		t.Errorf("%d provinces, %d districts, %d subdistricts", provinces, districts, subdistricts)
	}
	if !strings.Contains(place.Notice(), "Tom Dhanabhon") {
		t.Error("the notice does not name the source")
	}
}

// Every province and district is found by its Thai and its English name with
// those of its province.
func TestEveryNameFindsItsPlace(t *testing.T) {
	g := newGazetteer(t)
	check := func(code string, texts ...string) {
		for _, text := range texts {
			found := g.Find(text)
			want, _ := g.Place(code)
			if len(found.Places) == 2 && found.Places[0].NameEN == found.Places[1].NameEN && slices.Contains(found.Places, want) {
				continue // บางซ้าย and บางไทร are both Bang Sai, in one province
			}
			if p, ok := found.One(); !ok || p.Code != code {
				t.Errorf("%q: %v, want %s", text, codes(found), code)
			}
		}
	}
	for _, p := range g.Provinces("", "th") {
		check(p.Code, p.NameTH, p.NameEN, strings.ToLower(strings.ReplaceAll(p.NameEN, " ", "")), p.Title("th"), p.NameEN+" Province")
		if p.Code != "10" {
			check(p.Code, "จ."+p.NameTH, "จ. "+p.NameTH, "จังหวัด "+p.NameTH)
		}
		for _, d := range g.Districts(p.Code, "th") {
			if d.NameTH != p.NameTH { // in Ayutthaya they are one, and the province it is
				check(d.Code, g.FullName(d, "en"))
			}
			check(d.Code, g.FullName(d, "th"), d.NameTH+" "+p.NameTH, d.NameTH+" จ."+p.NameTH, "อ."+d.NameTH+"จ."+p.NameTH,
				d.NameEN+" "+p.NameEN, "Amphoe "+d.NameEN+" "+p.NameEN, d.NameEN+" District, "+p.NameEN+" Province")
			if q, ok := g.FindIn(d.NameTH, p.Code).One(); d.NameTH != p.NameTH && (!ok || q.Code != d.Code) {
				t.Errorf("%s within %s: %v", d.NameTH, p.Code, codes(g.FindIn(d.NameTH, p.Code)))
			}
		}
	}
}

func codes(r place.Result) (out []string) {
	for _, p := range r.Places {
		out = append(out, p.Code)
	}
	return out
}

func TestFind(t *testing.T) {
	g := newGazetteer(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"โคราช", []string{"30"}},
		{"เมืองเพชร", []string{"67", "76"}},
		{"ปากน้ำ ชุมพร", []string{"860102", "860409"}},
		{"ต.ปากน้ำ อ.หลังสวน ชุมพร", []string{"860409"}},
		{"จอมทอง", []string{"1035", "5002"}},
		{"จอมทอง จ.เชียงใหม่", []string{"5002"}},
		{"หาดใหญ่ เชียงใหม่", []string{"9011", "50"}}, // contradictory: ask
		{"สมุทร", []string{"11", "74", "75"}},
		{"นครศรีธรรม", []string{"80"}},
		{"สีมา", []string{"30"}},
		{"ระยอน", []string{"21"}},
		{"ระนอน", []string{"85"}},
		{"chaingmai", []string{"50"}},
		{"32000", []string{"3201", "3216"}},
		{"รหัสไปรษณีย์ 84320", []string{"8404"}},
		{"00000", nil},
		{"", nil},
		{"ครับ", nil},
		{"ไม่รู้", nil},
		{strings.Repeat("ก", 5000), nil},
		{"บ้านอยู่แถวบางนา กรุงเทพ", []string{"1047"}},
	} {
		if got := codes(g.Find(c.text)); !slices.Equal(got, c.want) {
			t.Errorf("%.40q: %v, want %v", c.text, got, c.want)
		}
	}
	if all := g.Find("อ.เมือง"); len(all.Places) < 70 {
		t.Errorf("อ.เมือง: %d capitals", len(all.Places))
	}
	if got := codes(g.FindIn("เมือง", "32")); !slices.Equal(got, []string{"3201"}) {
		t.Errorf("เมือง in Surin: %v", got)
	}
	if got := codes(g.FindIn("เชียงใหม่", "32")); got != nil {
		t.Errorf("Chiang Mai in Surin: %v", got)
	}
}

// TestOrdinarySentences: names that are also words are no places in these.
func TestOrdinarySentences(t *testing.T) {
	g := newGazetteer(t)
	for _, s := range []string{
		"ไปเลยครับ", "ดีมากเลย", "โรคแพร่ระบาดหนัก", "เผยแพร่", "ตากผ้าไว้ข้างนอก", "น่านน้ำสากล", "คณะกรรมการ", "เก็บขยะลานวัด", "ตราดอกบัว", "ประจวบเหมาะพอดี", "ลองดูก่อน", "สองคน", "คงไม่ได้",
		"งานสังคม", "คนชนบท", "ฉันชอบสีชมพู", "เรือจอดที่ท่าเรือ", "บ้านใหม่ของฉัน", "คุณสุรินทร์มาแล้ว", "ผมชื่อพิชัย", "ธนาคารกรุงเทพ", "ถนนเพชรบุรี", "วัฒนาการ", "แสวงหาความรู้", "ขอชื่นชม", "ใจดีมาก", "ปลูกมะขาม",
		"my name is Nan", "One Night in Bangkok", "song one night in bangkok", "the hangover in bangkok", "Bangkok traffic love story", "watching bangkok breaking", "มนต์รักแม่กลอง", "a long song", "we go now", "สมเด็จพระเทพ", "ปราสาทหิน", "อุทัยทิพย์", "บริษัทมหาชน", "พัฒนาสังคม", "มีน้ำใจ", "ขาวดำ", "หมาตาย",
	} {
		if hit, ok := g.FindWithin(s); ok {
			t.Errorf("%s: %v", s, codes(hit.Result))
		}
	}
}

func TestFindWithin(t *testing.T) {
	g := newGazetteer(t)
	for text, want := range map[string][]string{
		"หางานเสาร์นี้ที่โคราชครับ": {"30"}, "มีงานที่น่านไหม": {"55"}, "งานที่เลยครับ": {"42"}, "ฉันอยู่จังหวัดตากค่ะ": {"63"}, "จากเชียงใหม่ไปลำพูน": {"50", "51"}, "อยู่บางนา กทม": {"1047"},
		"ทำงานแถวลาดพร้าว": {"1038"}, "i live in hat yai": {"9011"}, "i live in hat yai, songkhla now": {"9011"}, "อ.เมือง จ.สุรินทร์ มีงานไหม": {"3201"}, "กทม บางนา มีอะไร": {"1047"}, "near nan": {"55"}, "yoo bangkapi": {"1006"}, "ban yu hat yai": {"9011"}, "yoo nana": {"1033"}, "I have one night in Bangkok": {"10"}, "ngan thaew bang na": {"1047"}, "from Surin to Korat": {"32", "30"},
		"ต.ในเมือง อ.เมือง จ.สุรินทร์ วันเสาร์": {"320101"}, "โคราช อ.ปากช่อง ครับ": {"3021"}, "น้ำท่วมเขตบางแค": {"1040"},
	} {
		hit, _ := g.FindWithin(text)
		if got := codes(hit.Result); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
	hit, _ := g.FindWithin("ไป เชียง ใหม่ กัน")
	if got := "ไป เชียง ใหม่ กัน"[hit.Spans[0][0]:hit.Spans[0][1]]; got != "เชียง ใหม่" {
		t.Errorf("span %q", got)
	}
}

func TestNearest(t *testing.T) {
	g := newGazetteer(t)
	for _, c := range []struct {
		point    domain.Point
		district string
	}{
		{domain.Point{Lat: 14.8818, Lng: 103.4936}, "3201"}, // Surin
		{domain.Point{Lat: 13.6683, Lng: 100.6045}, "1047"}, // Bang Na
		{domain.Point{Lat: 18.7883, Lng: 98.9853}, "5001"},  // Chiang Mai
		{domain.Point{Lat: 7.0084, Lng: 100.4747}, "9011"},  // Hat Yai
		{domain.Point{Lat: 9.5120, Lng: 100.0136}, "8404"},  // Samui
	} {
		p, km, ok := g.Nearest(c.point)
		if !ok || p.DistrictCode() != c.district || km > 10 {
			t.Errorf("%v: %s, %.1f km, %t; want %s", c.point, p.Code, km, ok, c.district)
		}
	}
	for _, far := range []domain.Point{{}, {Lat: 90}, {Lat: -90}, {Lat: 51.5, Lng: -0.1}, {Lat: 35.7, Lng: 139.7}, {Lat: 91, Lng: 100}, {Lat: 13, Lng: 181}, {Lat: math.NaN(), Lng: 100}, {Lat: math.Inf(1), Lng: 100}, {Lat: 11, Lng: 108}} {
		if p, km, ok := g.Nearest(far); ok {
			t.Errorf("%v is %.0f km from %s", far, km, p.Code)
		}
	}
}

// The grid finds what looking at every subdistrict finds.
func TestNearestIsNearest(t *testing.T) {
	g := newGazetteer(t)
	var all []place.Place
	for _, p := range g.Provinces("", "en") {
		for _, d := range g.Districts(p.Code, "en") {
			all = append(all, g.Subdistricts(d.Code, "en")...)
		}
	}
	for lat := 5.05; lat < 21; lat += 0.83 {
		for lng := 96.55; lng < 107; lng += 0.61 {
			at := domain.Point{Lat: lat, Lng: lng}
			best := math.Inf(1)
			for _, p := range all {
				best = min(best, at.KM(p.Point))
			}
			_, km, ok := g.Nearest(at)
			if ok != (best <= place.FarKM) || ok && math.Abs(km-best) > 1e-9 {
				t.Errorf("%v: %.3f km, %t; the nearest is %.3f km away", at, km, ok, best)
			}
		}
	}
}

func TestNames(t *testing.T) {
	g := newGazetteer(t)
	for code, want := range map[string][2]string{
		"32":     {"จังหวัดสุรินทร์", "Surin"},
		"10":     {"กรุงเทพมหานคร", "Bangkok"},
		"1047":   {"เขตบางนา กรุงเทพมหานคร", "Bang Na, Bangkok"},
		"3201":   {"อำเภอเมืองสุรินทร์ จังหวัดสุรินทร์", "Mueang Surin, Surin"},
		"901101": {"ตำบลหาดใหญ่ อำเภอหาดใหญ่ จังหวัดสงขลา", "Hat yai, Songkhla"},
	} {
		p, ok := g.Place(code)
		if !ok || g.FullName(p, "th") != want[0] || g.FullName(p, "en") != want[1] {
			t.Errorf("%s: %q, %q", code, g.FullName(p, "th"), g.FullName(p, "en"))
		}
	}
	p, _ := g.Place("100401")
	if got := p.Title("th"); !strings.HasPrefix(got, "แขวง") {
		t.Errorf("a subdistrict of Bangkok is %q", got)
	}
	for _, code := range []string{"", "1", "99", "9999", "999999", "abc", "3201010"} {
		if p, ok := g.Place(code); ok {
			t.Errorf("code %q: %v", code, p)
		}
	}
}

// Thai sorts by consonant first: ขอนแก่น stands between กาฬสินธุ์ and ชัยภูมิ, and เลย among the ล.
func TestOrder(t *testing.T) {
	g := newGazetteer(t)
	var names []string
	for _, p := range g.Provinces("NE", "th") {
		names = append(names, p.NameTH)
	}
	if got := slices.Index(names, "เลย"); names[0] != "กาฬสินธุ์" || got < slices.Index(names, "ยโสธร") || got > slices.Index(names, "ศรีสะเกษ") {
		t.Errorf("order %v", names)
	}
	if d := g.Districts("32", "th")[0]; d.Code != "3201" {
		t.Errorf("the capital district does not come first: %s", d.NameTH)
	}
}

func TestMemory(t *testing.T) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	g := newGazetteer(t)
	runtime.GC()
	runtime.ReadMemStats(&after)
	if mb := float64(after.HeapAlloc-before.HeapAlloc) / 1e6; mb > 6 {
		t.Errorf("the gazetteer holds %.1f MB", mb)
	} else {
		t.Logf("the gazetteer holds %.1f MB", mb)
	}
	runtime.KeepAlive(g)
}

func ExampleGazetteer_Find() {
	g, err := place.New()
	if err != nil {
		panic(err)
	}
	for _, text := range []string{"อ.เมือง จ.สุรินทร์", "korat", "เมืองเพชร"} {
		for _, p := range g.Find(text).Places {
			fmt.Println(text, "→", p.Code, g.FullName(p, "en"))
		}
	}
	// Output:
	// อ.เมือง จ.สุรินทร์ → 3201 Mueang Surin, Surin
	// korat → 30 Nakhon Ratchasima
	// เมืองเพชร → 67 Phetchabun
	// เมืองเพชร → 76 Phetchaburi
}

func FuzzFind(f *testing.F) {
	g := newGazetteer(f)
	for _, s := range []string{"อ.เมือง จ.สุรินทร์", "บางนากทม", "ต.ต.จ.", "district district,", "32000", "จ.", "ที่เลย", "\u0e48\u0e49ก", "เเ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range append(g.Find(s).Places, g.FindIn(s, "32").Places...) {
			if q, ok := g.Place(p.Code); !ok || q != p {
				t.Errorf("%q: %v", s, p)
			}
		}
		hit, ok := g.FindWithin(s)
		if ok == hit.None() {
			t.Errorf("%q: found %t, %d places", s, ok, len(hit.Places))
		}
		end := 0
		for _, span := range hit.Spans {
			if span[0] < end || span[1] <= span[0] {
				t.Errorf("%q: spans %v", s, hit.Spans)
			}
			end = span[1]
		}
	})
}

func FuzzNearest(f *testing.F) {
	g := newGazetteer(f)
	f.Add(13.7, 100.5)
	f.Add(1e300, -1e300)
	f.Fuzz(func(t *testing.T, lat, lng float64) {
		at := domain.Point{Lat: lat, Lng: lng}
		if p, km, ok := g.Nearest(at); ok && (km > place.FarKM || math.Abs(at.KM(p.Point)-km) > 1e-9) {
			t.Errorf("%v: %s, %f km", at, p.Code, km)
		}
	})
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		newGazetteer(b)
	}
}

func BenchmarkFind(b *testing.B) {
	g := newGazetteer(b)
	for _, s := range []string{"โคราช", "บางนากทม", "หางานเสาร์นี้ที่โคราชครับ", "ระยอน", "อ.เมือง จ.สุรินทร์", "Hat Yai District, Songkhla Province", "อะไรก็ไม่รู้ที่ไม่ใช่ชื่อที่ใดเลย"} {
		b.Run(s, func(b *testing.B) {
			for b.Loop() {
				g.Find(s)
			}
		})
	}
}

func BenchmarkNearest(b *testing.B) {
	g := newGazetteer(b)
	for b.Loop() {
		g.Nearest(domain.Point{Lat: 14.88, Lng: 103.49})
	}
}

func BenchmarkDistricts(b *testing.B) {
	g := newGazetteer(b)
	for b.Loop() {
		g.Districts("10", "th")
	}
}
