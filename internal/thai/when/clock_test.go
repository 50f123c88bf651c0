package when_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"jitasa/internal/thai"
	"jitasa/internal/thai/when"
)

func ExampleTime() {
	for _, s := range []string{"ตีสาม", "สี่โมงเย็น", "สองทุ่มครึ่ง"} {
		fmt.Println(when.Time(s))
	}
	// Output:
	// 03:00 <nil>
	// 16:00 <nil>
	// 20:30 <nil>
}

func TestTime(t *testing.T) {
	for text, want := range map[string]string{
		"13.00 น.": "13:00", "ตีสาม": "03:00", "บ่ายสอง": "14:00", "บ่าย 2": "14:00", "สองทุ่ม": "20:00", "เที่ยง": "12:00", "เที่ยงคืน": "00:00", "เที่ยงคืนครึ่ง": "00:30",
		"หกทุ่ม": "00:00", "เก้าโมงครึ่ง": "09:30", "สามโมง": "15:00", "สามโมงเช้า": "09:00", "ห้าโมงเย็น": "17:00", "หกโมงเช้า": "06:00", "สิบเอ็ดโมง": "11:00", "10 โมง 30 นาที": "10:30",
		"สิบโมงสิบห้า": "10:15", "13:00": "13:00", "9:05": "09:05", "9am": "09:00", "12 am": "00:00", "12 pm": "12:00", "2.30 pm": "14:30", "midnight": "00:00", "0830 น.": "08:30", "8 น": "08:00",
		"24.00 น.": "00:00", "เวลา 9.00": "09:00", "at 9.30": "09:30", "9.00-16.00 น.": "09:00", "ทุ่มครึ่ง": "19:30", "9.30": "09:30", "๘.๓๐ น.": "08:30", "14 นาฬิกา": "14:00", "เก้าโมงครึ่งเช้า": "09:30",
	} {
		if got, err := when.Time(text); err != nil || got.String() != want {
			t.Errorf("%s: %v, %v; want %s", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", "25:00", "13.75 น.", "13.00 บาท", "เที่ยงธรรม", "ตีสามคน", "ทุ่มเท", "1.05.2569", "8 นักเรียน", "13 pm", "0 am", "99 น.", "2575 น.", "ตี 9", "1 โมง", "บ่ายเก้า", "10:5", "1:2", "กี่โมง", "3 hours", "ตีสองหน้า",
	} {
		if got, err := when.Time(text); !errors.Is(err, when.ErrNone) {
			t.Errorf("%s: %v, %v; want nothing", text, got, err)
		}
	}
	_, err := when.Time("หกโมง")
	var both *when.AmbiguousClock
	if !errors.As(err, &both) || !slices.Equal(both.Candidates, []when.Clock{{Hour: 6}, {Hour: 18}}) {
		t.Errorf("หกโมง: %v", err)
	}
}

func FuzzTime(f *testing.F) {
	for _, s := range []string{"13.00 น.", "บ่ายสองโมงครึ่ง", "9999 น.", "12:60", "ตี5", "หกโมง 59 นาที", "สิบโมงสิบห้า", "9.00-16.00 น."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		hit, err := when.FindTime(s)
		if err != nil {
			return
		}
		if hit.Hour < 0 || hit.Hour > 23 || hit.Minute < 0 || hit.Minute > 59 {
			t.Errorf("%q: %v", s, hit.Clock)
		}
		if n := len(thai.Lower(s)); hit.Start < 0 || hit.End > n || hit.Start >= hit.End {
			t.Errorf("%q: span %d–%d of %d", s, hit.Start, hit.End, n)
		}
	})
}
