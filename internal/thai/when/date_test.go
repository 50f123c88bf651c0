package when_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"jitasa/internal/thai"
	"jitasa/internal/thai/when"
)

// A Sunday.
var sunday = time.Date(2026, 11, 22, 12, 0, 0, 0, thai.Zone())

func ExampleDates() {
	from, to, err := when.Dates("12-14 ธ.ค.", time.Date(2026, 11, 22, 12, 0, 0, 0, thai.Zone()))
	fmt.Println(from, to, err)
	// Output: 2026-12-12 2026-12-14 <nil>
}

func TestDates(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"25 พ.ค. 60", "2017-05-25"},
		{"14 สิงหาคม พ.ศ. 2563", "2020-08-14"},
		{"14/8/2563", "2020-08-14"},
		{"วันที่ ๕ มีนา", "2027-03-05"},
		{"5 เดือนมีนา", "2027-03-05"},
		{"๕ มี.ค. ๗๐", "2027-03-05"},
		{"5 มีนาคม ปี 2570", "2027-03-05"},
		{"5 มีนาคม ค.ศ. 2027", "2027-03-05"},
		{"2570/3/5", "2027-03-05"},
		{"พรุ่งนี้", "2026-11-23"},
		{"มะรืน", "2026-11-24"},
		{"เมื่อวาน", "2026-11-21"},
		{"เสาร์นี้", "2026-11-28"},
		{"เสาร์ที่จะถึงนี้", "2026-11-28"},
		{"เสาร์หน้า", "2026-12-05"},
		{"วันอาทิตย์หน้า", "2026-11-29"},
		{"อาทิตย์หน้า", "2026-11-23/2026-11-29"},
		{"วันพุธสัปดาห์หน้า", "2026-11-25"},
		{"สิ้นเดือน", "2026-11-30"},
		{"สิ้นเดือนหน้า", "2026-12-31"},
		{"ปลายธันวา", "2026-12-21/2026-12-31"},
		{"early december", "2026-12-01/2026-12-10"},
		{"end of march", "2027-03-31"},
		{"next Saturday", "2026-12-05"},
		{"on sat", "2026-11-28"},
		{"saterday", "2026-11-28"},
		{"12-14 ธ.ค.", "2026-12-12/2026-12-14"},
		{"28 ธ.ค. - 2 ม.ค.", "2026-12-28/2027-01-02"},
		{"28 ธ.ค. - 2 ม.ค. 2570", "2026-12-28/2027-01-02"},
		{"1/12/2569 - 5/12/2569", "2026-12-01/2026-12-05"},
		{"วันที่ 12-14", "2026-12-12/2026-12-14"},
		{"March 5-7", "2027-03-05/2027-03-07"},
		{"March 5-7, 2028", "2028-03-05/2028-03-07"},
		{"from 1 to 5 December", "2026-12-01/2026-12-05"},
		{"12/25/2026", "2026-12-25"},
		{"29 ก.พ.", "2028-02-29"},
		{"5/6", "2027-06-05"},
		{"5 มีนา 20 คน", "2027-03-05"},
		{"5 มีนา 10 โมง", "2027-03-05"},
		{"หางานเสาร์นี้ที่โคราชครับ", "2026-11-28"},
		{"อีก 2 เดือน", "2027-01-22"},
		{"10 ธันวา ถึง 13", "2026-12-10/2026-12-13"},
		{"10 ธันวา ถึงวันที่ 13 ที่โคราช", "2026-12-10/2026-12-13"},
		{"10 มกรา ถึงวันที่ 13", "2027-01-10/2027-01-13"},
		{"28 ธ.ค. ถึงวันที่ 2", "2026-12-28/2027-01-02"},
		{"28 December until the 2nd", "2026-12-28/2027-01-02"},
		{"วันที่ 10 ถึงวันที่ 13 มกรา", "2027-01-10/2027-01-13"},
		{"วันที่ 28 ถึงวันที่ 2", "2026-11-28/2026-12-02"},
		{"วันที่ 20 ถึงวันที่ 25", "2026-12-20/2026-12-25"},
		{"วันที่ 12-14 ที่โคราช", "2026-12-12/2026-12-14"},
		{"5 ธันวา - 16 อำเภอ", "2026-12-05"},
		{"5 ธันวา ถึง 16 น.", "2026-12-05"},
		{"5 ธันวา - 20 คน", "2026-12-05"},
		{"วันที่ 5 - 20 คน", "2026-12-05"},
	} {
		hit, err := when.FindDate(c.text, sunday)
		if err != nil || hit.Range.String() != c.want {
			t.Errorf("%s: %v, %v; want %s", c.text, hit.Range, err, c.want)
		}
	}
}

// A span of which both ends are said is as long as that, however it begins.
func TestSpansWithBothEnds(t *testing.T) {
	for text, want := range map[string]string{
		"ตั้งแต่ 10 ถึง 13 ธันวา": "2026-12-10/2026-12-13", "ตั้งแต่วันที่ 10 ถึง 13 ธ.ค.": "2026-12-10/2026-12-13", "ตั้งแต่วันที่ 10 จนถึงวันที่ 13 ธันวาคม": "2026-12-10/2026-12-13",
		"ตั้งแต่ 10-13 ธ.ค. 69": "2026-12-10/2026-12-13", "ตั้งแต่ 10 ธันวา ถึง 13": "2026-12-10/2026-12-13", "ตั้งแต่วันที่ 10 ถึง 13": "2026-12-10/2026-12-13",
		"from 10 to 13 December": "2026-12-10/2026-12-13", "10 till 13 Dec": "2026-12-10/2026-12-13", "from the 10th to the 13th of December": "2026-12-10/2026-12-13",
		"from the 1st until the 10th of december": "2026-12-01/2026-12-10", "from December 10 to 13": "2026-12-10/2026-12-13", "between 10 and 13 december": "2026-12-10/2026-12-13",
		"I can come from 10 to 13 December 2026": "2026-12-10/2026-12-13", "starting 10 December until the 13th": "2026-12-10/2026-12-13",
		"ตั้งแต่ 28 ถึง 2 มกรา": "2026-12-28/2027-01-02", "28-2 ม.ค. 70": "2026-12-28/2027-01-02",
		"ตั้งแต่ 10 ธันวา": "2026-12-10/2027-03-10", "from 10 December": "2026-12-10/2027-03-10", "from December": "2026-12-01/2027-03-01", // no end is said
	} {
		if got := when.FindMoments(thai.Lower(text), sunday).Dates; len(got) != 1 || got[0].Err != nil || got[0].Range.String() != want {
			t.Errorf("%s: %v; want %s", text, got, want)
		}
	}
}

func TestDatesRefused(t *testing.T) {
	for text, want := range map[string]when.Reason{
		"31 ก.พ.":      when.NoSuchDay,
		"วันที่ 32":    when.NoSuchDay,
		"29 ก.พ. 2570": when.NoSuchDay,
		"30-31 เม.ย.":  when.NoSuchDay,
		"5/13/2569":    when.NoSuchMonth,
		"10 ธ.ค. ถึงวันที่ 8": when.WrongOrder,
		"14-12 ธ.ค.": when.WrongOrder,
		"วันที่ 24 ถึงวันที่ 31":    when.NoSuchDay,
		"5/12/2569 ถึง 1/12/2569":   when.WrongOrder,
		"วันจันทร์ที่ 28 พ.ย. 2569": when.WrongWeekday,
	} {
		_, _, err := when.Dates(text, sunday)
		var bad *when.BadDate
		if !errors.As(err, &bad) || bad.Reason != want {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
	for _, text := range []string{
		"", "081-234-5678", "0812345678", "24/7", "มีนายสมชาย", "จันทร์เพ็ญ", "in the sun", "I may help", "3 วัน", "2569", "ทุกวันเสาร์", "every saturday",
		"จันทร์-ศุกร์", "เสาร์ที่แล้ว", "ราคา 5/6", "1.2.3", "covid19 มีนา", "หน้าที่", "march on", "1/2/3/4", "อีก 5 คน",
	} {
		if hit, err := when.FindDate(text, sunday); !errors.Is(err, when.ErrNone) {
			t.Errorf("%s: %v, %v; want nothing", text, hit.Range, err)
		}
	}
}

func TestAmbiguousDate(t *testing.T) {
	_, _, err := when.Dates("5/6/68", sunday)
	var both *when.AmbiguousDate
	if !errors.As(err, &both) {
		t.Fatalf("got %v", err)
	}
	day := func(y int) when.Range { d := thai.Day{Year: y, Month: 6, Day: 5}; return when.Range{From: d, To: d} }
	if want := []when.Range{day(2025), day(2068)}; !slices.Equal(both.Candidates, want) {
		t.Errorf("candidates %v, want %v", both.Candidates, want)
	}
	if both.Text != "5/6/68" {
		t.Errorf("text %q", both.Text)
	}
}

// On every day of a week, "this" weekday is the first from today on, and
// "next" one is later and less than a fortnight away.
func TestThisAndNextWeekday(t *testing.T) {
	names := []string{"อาทิตย์", "จันทร์", "อังคาร", "พุธ", "พฤหัส", "ศุกร์", "เสาร์"}
	for offset := range 7 {
		now := sunday.AddDate(0, 0, offset)
		today := thai.DayOf(now)
		for w, name := range names {
			this, _, err := when.Dates("วัน"+name+"นี้", now)
			if w == 0 { // วันอาทิตย์นี้ is the Sunday, อาทิตย์นี้ the week
				this, _, err = when.Dates("this sunday", now)
			}
			if err != nil || this.Weekday() != time.Weekday(w) || this.Before(today) || !this.Before(today.Add(7)) {
				t.Errorf("on %s: this %s is %s, %v", today.Weekday(), name, this, err)
			}
			next, _, err := when.Dates("วัน"+name+"หน้า", now)
			if err != nil || next.Weekday() != time.Weekday(w) || !today.Before(next) || !next.Before(today.Add(14)) || next.Before(this) {
				t.Errorf("on %s: next %s is %s, %v", today.Weekday(), name, next, err)
			}
		}
	}
}

// What is still to come is not today, nor the week or month that has begun.
func TestToCome(t *testing.T) {
	names := []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
	thaiNames := []string{"วันอาทิตย์", "วันจันทร์", "วันอังคาร", "วันพุธ", "วันพฤหัส", "วันศุกร์", "วันเสาร์"}
	for offset := range 7 {
		now := sunday.AddDate(0, 0, offset)
		today := thai.DayOf(now)
		for w, name := range names {
			for _, text := range []string{"this coming " + name, "coming " + name, "the upcoming " + name, thaiNames[w] + "ที่จะถึงนี้", thaiNames[w] + " ที่จะถึง"} {
				d, _, err := when.Dates(text, now)
				if err != nil || d.Weekday() != time.Weekday(w) || !today.Before(d) || today.Add(7).Before(d) {
					t.Errorf("on %s: %s is %s, %v", today.Weekday(), text, d, err)
				}
			}
		}
	}
	saturday := sunday.AddDate(0, 0, -1)
	for _, c := range []struct {
		text string
		now  time.Time
		want string
	}{
		{"this coming weekend", sunday, "2026-11-28/2026-11-29"}, {"this coming weekend", saturday, "2026-11-28/2026-11-29"}, {"this weekend", saturday, "2026-11-21/2026-11-22"},
		{"the coming week", saturday, "2026-11-22/2026-11-28"}, {"อาทิตย์ที่จะถึงนี้", sunday, "2026-11-23/2026-11-29"}, {"this week", saturday, "2026-11-21/2026-11-22"},
		{"the coming month", sunday, "2026-12-01/2026-12-31"}, {"this month", sunday, "2026-11-22/2026-11-30"}, {"ศุกร์-อาทิตย์ที่จะถึงนี้", sunday.AddDate(0, 0, 5), "2026-12-04/2026-12-06"},
	} {
		hit, err := when.FindDate(c.text, c.now)
		if err != nil || hit.Range.String() != c.want {
			t.Errorf("%s on %s: %v, %v; want %s", c.text, thai.DayOf(c.now).Weekday(), hit.Range, err, c.want)
		}
	}
}

func TestDay(t *testing.T) {
	d := thai.DayOf(time.Date(2026, 12, 31, 17, 0, 0, 0, time.UTC)) // midnight in Bangkok
	if d != (thai.Day{Year: 2027, Month: 1, Day: 1}) || d.Add(-1).String() != "2026-12-31" || d.Add(-1).Before(d) == d.Before(d.Add(-1)) {
		t.Errorf("got %v", d)
	}
	if !(thai.Day{}).IsZero() || d.IsZero() {
		t.Error("IsZero")
	}
}

func FuzzDates(f *testing.F) {
	for _, s := range []string{"12-14 ธ.ค. 2569", "วันที่ 5/6", "5/6/68", "next sat", "ปลายเดือนหน้า", "28 ธ.ค. - 2 ม.ค. 2570", "อีก 99 เดือน", "1-1-1", "วันที่ 31-30", "ศุกร์-อาทิตย์นี้", "29 ก.พ. 2643"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		hit, err := when.FindDate(s, sunday)
		if err != nil {
			return
		}
		if hit.To.Before(hit.From) {
			t.Errorf("%q: %v ends before it begins", s, hit.Range)
		}
		for _, d := range []thai.Day{hit.From, hit.To} {
			if d != d.Add(0) {
				t.Errorf("%q: there is no %v", s, d)
			}
		}
		if n := len(thai.Lower(s)); hit.Start < 0 || hit.End > n || hit.Start >= hit.End {
			t.Errorf("%q: span %d–%d of %d", s, hit.Start, hit.End, n)
		}
	})
}

func BenchmarkDates(b *testing.B) {
	for _, s := range []string{"พรุ่งนี้", "12-14 ธ.ค. 2569", "หางานเสาร์นี้ที่โคราชครับ"} {
		b.Run(s, func(b *testing.B) {
			for b.Loop() {
				if _, _, err := when.Dates(s, sunday); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
