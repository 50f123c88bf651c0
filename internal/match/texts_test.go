package match_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"

	"jitasa/internal/domain"
	"jitasa/internal/match"
)

// titled is work with a title in each language, an organiser and a summary.
func titled(id, th, en, by, summary string, km float64) domain.Opportunity {
	return work(id, "food", km, 2, func(o *domain.Opportunity) {
		o.Title, o.Organisation, o.Summary = domain.Text{"th": th, "en": en}, by, domain.Text{"th": summary}
	})
}

func TestWordsAreFound(t *testing.T) {
	ix := match.Build([]domain.Opportunity{
		titled("elephant", "ปลูกหญ้าอาหารช้าง กับควาญช้าง", "Grow food for elephants", "ชมรมรักช้าง / Elephant Club", "", 3),
		titled("sand", "กรอกกระสอบทรายกั้นน้ำ", "Fill sandbags", "กลุ่มหนึ่ง", "มีข้าวกลางวัน", 150),
		titled("rice", "เกี่ยวข้าว", "Rice harvest at a fair price", "กลุ่มสอง", "ที่ทุ่งหลังวัดป่า", 8),
		titled("beach", "เก็บขยะชายหาด", "Beach clean-up", "กลุ่มสาม", "เตรียมกระสอบไปเอง", 60),
	})
	for _, c := range []struct{ words, only, used string }{
		{"ช้าง", "elephant", "ช้าง"},
		{"elephant", "elephant", "elephant"},
		{"Elephants", "elephant", "Elephants"},
		{"กระสอบทราย", "sand", "กระสอบทราย"},
		{"กระสอบ", "sand beach", "กระสอบ"}, // the title counts more than the summary
		{"เกี่ยว ข้าว", "rice", "เกี่ยว ข้าว"},
		{"rice", "rice", "rice"},
		{"ice", "", ""}, // English words begin where they begin
		{"วัดป่า", "rice", "วัดป่า"},
		{"beaches", "", ""},
		{"beach ยีราฟ", "beach", "beach"}, // the one that there is
		{"ช่วยกรอกกระสอบทราย", "sand", "กรอกกระสอบทราย"},  // no spaces: the end of it
		{"กระสอบทรายกั้นคลื่น", "sand", "กระสอบทรายกั้น"}, // most of its beginning
		{"กระสอบทรายสำหรับกั้นคลื่นใหญ่", "", ""},         // half of it is too little
		{"กรอกกระสอบทรายมากๆ", "sand", "กรอกกระสอบทราย"},  // most of it
		{"ยีราฟ", "", ""}, {"ช", "", ""}, {"a", "", ""}, {"", "", ""}, {"😀", "", ""}, {"กลุ่ม", "rice beach sand", "กลุ่ม"},
	} {
		q := match.Query{Point: &surin, Now: now, Words: strings.Fields(c.words), WordsOnly: true, Enough: 4}
		got := ix.Near(q)
		if len(q.Words) == 0 {
			continue
		}
		if used := strings.Join(got.Words, " "); ids(got) != c.only || used != c.used {
			t.Errorf("%s: got %q by %q, want %q by %q", c.words, ids(got), used, c.only, c.used)
		}
	}
	lead := ix.Near(match.Query{Point: &surin, Now: now, Words: []string{"กระสอบทราย"}, Enough: 1, Count: true})
	if ids(lead) != "sand elephant rice" || lead.Lead != 1 || lead.LeadKM != 200 || lead.Counts[0].Placed != 1 {
		t.Errorf("leading words: %+v", lead)
	}
}

func TestLikesComeFirst(t *testing.T) {
	all := []domain.Opportunity{
		work("food", "food", 1, 2), work("urgent", "food", 2, 0, func(o *domain.Opportunity) { o.Kind = domain.Emergency }),
		work("dogs", "animals", 45, 20), work("cats", "animals", 30, 20), work("far", "animals", 60, 20),
		work("profiles", "animals", 0, 2, remote), work("maps", "it", 0, 2, remote),
	}
	q := match.Query{Point: &surin, Now: now, Likes: []domain.Cause{"animals"}, LikesFirst: true, LikesKM: 50, Count: true}
	got := match.Build(all).Near(q)
	if ids(got) != "cats dogs profiles urgent food maps" || got.Lead != 3 || !slices.Equal(got.Counts, []match.Count{{Cause: "animals", Placed: 2, Remote: 1}}) {
		t.Errorf("%s, %d lead, %+v", ids(got), got.Lead, got.Counts)
	}
	q.Limit = 1
	var paged []string
	for range len(all) {
		r := match.Build(all).Near(q)
		paged = append(paged, ids(r))
		if q.After = r.Next; r.Next == "" {
			break
		}
	}
	if strings.Join(paged, " ") != ids(got) {
		t.Errorf("one by one: %v", paged)
	}
	q = match.Query{Point: &surin, Now: now, Province: "32", Likes: []domain.Cause{"law"}, LikesFirst: true}
	if got := match.Build(all).Near(q); got.Lead != 0 || !strings.HasPrefix(ids(got), "urgent food") {
		t.Errorf("nothing that is liked: %s, %d", ids(got), got.Lead)
	}
}

func TestASundayOffersNoWeekdayWork(t *testing.T) {
	sunday := now.AddDate(0, 0, 2) // now is a Friday
	all := []domain.Opportunity{
		work("weekdays", "food", 1, -4, func(o *domain.Opportunity) { o.Kind, o.EndsAt = domain.Continuing, now.AddDate(0, 3, 0) }),
		work("said", "food", 2, -4, func(o *domain.Opportunity) {
			o.Kind, o.EndsAt, o.Weekdays = domain.Continuing, now.AddDate(0, 3, 0), []string{"sun", "wed"}
		}),
		work("weekend", "food", 3, -6, func(o *domain.Opportunity) { o.Kind, o.EndsAt = domain.Continuing, now.AddDate(0, 3, 0) }),
		work("camp", "food", 4, 0, func(o *domain.Opportunity) { o.EndsAt = now.AddDate(0, 0, 3) }),
	}
	day := func(from int) match.Query {
		start := sunday.AddDate(0, 0, from).Add(-9 * 3600e9)
		return match.Query{Point: &surin, Now: now, From: start, To: start.AddDate(0, 0, 1), Enough: 4}
	}
	for from, want := range map[int]string{0: "said weekend camp", 1: "weekdays camp", 3: "weekdays said", 6: "weekend"} {
		got := strings.Fields(ids(match.Build(all).Near(day(from))))
		slices.Sort(got)
		exp := strings.Fields(want)
		slices.Sort(exp)
		if !slices.Equal(got, exp) {
			t.Errorf("%d days after Sunday: %v, want %v", from, got, exp)
		}
	}
}

// BenchmarkWords looks for words among 100,000 pieces of work of which each has texts of its own.
func BenchmarkWords(b *testing.B) {
	all := wordy(100_000)
	ix := match.Build(all)
	for name, words := range map[string][]string{"rare": {"เรือใบ"}, "frequent": {"ชุมชน"}, "none": {"ยีราฟ"}, "long": {"อยากไปช่วยกรอกกระสอบทราย"}} {
		b.Run(name, func(b *testing.B) {
			measure(b, ix, match.Query{Now: now, Words: words, WordsOnly: true, Causes: nil, Likes: []domain.Cause{"food"}, MaxKM: 25, Count: true})
		})
	}
}

// wordy is work with different titles and summaries, about as long as people write them.
func wordy(n int) []domain.Opportunity {
	words := strings.Fields("ชุมชน เด็ก ป่า น้ำ ซ่อม ปลูก ข้าว โรงเรียน ผู้สูงอายุ บ้าน วัด ตลาด สอน วาด เย็บ ทำ ครัว หมา แมว ต้นไม้ ทะเล หาด เรียน อาสา กลุ่ม เดิน อ่าน ดนตรี หนังสือ กล้า ผ้า ไหม ไม้ไผ่ ฝาย ไฟ")
	english := strings.Fields("community children forest water repair plant rice school elderly home temple market teach paint sew kitchen dogs cats trees sea beach learn volunteers group walk read music books seedlings cloth silk bamboo dam fire")
	all := crowd(n, 0)
	for i := range all {
		pick := func(from []string, many int, sep string) string {
			var b strings.Builder
			for k := range many {
				b.WriteString(from[(i*7+k*k*(i%11+3)+k*i/97)%len(from)])
				b.WriteString(sep)
			}
			return b.String() + fmt.Sprint(i)
		}
		o := &all[i]
		o.Title = domain.Text{"th": pick(words, 6, ""), "en": pick(english, 6, " ")}
		o.Summary = domain.Text{"th": pick(words, 40, ""), "en": pick(english, 30, " ")}
		o.Organisation = pick(words, 3, "")
		if i%10_000 == 5 {
			o.Title["th"] += "เรือใบกระสอบทราย"
		}
	}
	return all
}

// TestMemoryOfTexts: each piece of work with texts of its own, of 600 letters in all, costs less than 1 kB more.
func TestMemoryOfTexts(t *testing.T) {
	const n = 10_000
	all := wordy(n)
	heap := func() int64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	before := heap()
	ix := match.Build(all)
	grown := heap() - before
	t.Logf("%d bytes each", grown/n)
	if grown > 1200*n {
		t.Errorf("%d pieces cost %d bytes", n, grown)
	}
	runtime.KeepAlive(all)
	runtime.KeepAlive(ix)
}
