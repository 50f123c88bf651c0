package place_test

import (
	"strings"
	"testing"

	"jitasa/internal/place"
)

func TestTry(t *testing.T) {
	g, err := place.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"อ.เมือง จ.สุรินทร์", "บางนา กทม", "บางนากทม", "ต.ปากน้ำ ชุมพร", "ปากน้ำ", "korat", "Hat Yai District, Songkhla Province", "32000", "เมืองเพชร", "หางานเสาร์นี้ที่โคราชครับ", "ระยอน", "เชียงไหม่ครับ", "นครศรี", "สมุทร", "เลย", "อ.เมืองจ.เลย", "กทม. เขตบางนา", "เฉลิมพระเกียรติ", "สุรินทร์ เมือง", "เมืองโคราช", "muang surin", "หาดใหญ่ เชียงใหม่", "ต.ในเมือง อ.เมือง จ.สุรินทร์", "123/4 หมู่ 5 ต.นอกเมือง อ.เมือง จ.สุรินทร์ 32000", "งานที่น่าน", "น่านน้ำ", "ไปเลย", "พัทยา", "ชื่อคุณสุรินทร์ครับ", "เก็บขยะลานวัด"} {
		var out []string
		for _, p := range g.Find(s).Places {
			out = append(out, p.Code+" "+g.FullName(p, "th"))
		}
		t.Log(s, "→", len(out), strings.Join(out[:min(3, len(out))], " | "))
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		place.New()
	}
}
func BenchmarkFind(b *testing.B) {
	g, _ := place.New()
	for _, s := range []string{"โคราช", "บางนากทม", "หางานเสาร์นี้ที่โคราชครับ", "ระยอน", "อ.เมือง จ.สุรินทร์", "Hat Yai District, Songkhla Province", "อะไรก็ไม่รู้ที่ไม่ใช่ชื่อที่ใดเลย"} {
		b.Run(s, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				g.Find(s)
			}
		})
	}
}
