package i18n_test

import (
	"math"
	"testing"
	"time"

	"jitasa/internal/i18n"
	"jitasa/internal/thai"
)

func at(t testing.TB, text string) time.Time {
	t.Helper()
	if text == "" {
		return time.Time{}
	}
	when, err := time.ParseInLocation("2006-01-02 15:04", text, thai.Zone())
	if err != nil {
		t.Fatal(err)
	}
	return when.UTC() // stored times are UTC: the zone must come from Texts
}

func TestRange(t *testing.T) {
	c := load(t)
	tests := []struct{ name, from, to, th, en string }{
		{"hours", "2026-11-28 09:00", "2026-11-28 12:30", "ส. 28 พ.ย. 2569 09.00–12.30\u00a0น.", "Sat 28 Nov 2026, 9:00–12:30"},
		{"days", "2026-11-28 09:00", "2026-11-29 16:05", "ส. 28 พ.ย. 09.00\u00a0น. – อา. 29 พ.ย. 2569 16.05\u00a0น.", "Sat 28 Nov, 9:00 – Sun 29 Nov 2026, 16:05"},
		{"new year", "2026-12-31 18:00", "2027-01-01 06:00", "พฤ. 31 ธ.ค. 2569 18.00\u00a0น. – ศ. 1 ม.ค. 2570 06.00\u00a0น.", "Thu 31 Dec 2026, 18:00 – Fri 1 Jan 2027, 6:00"},
		{"open end", "2026-11-28 09:00", "", "ตั้งแต่ ส. 28 พ.ย. 2569 09.00\u00a0น.", "from Sat 28 Nov 2026, 9:00"},
		{"open end, whole day", "2026-11-28 00:00", "", "ตั้งแต่ ส. 28 พ.ย. 2569", "from Sat 28 Nov 2026"},
		{"end before the start", "2026-11-28 09:00", "2026-11-27 09:00", "ตั้งแต่ ส. 28 พ.ย. 2569 09.00\u00a0น.", "from Sat 28 Nov 2026, 9:00"},
		{"a moment", "2026-11-28 09:00", "2026-11-28 09:00", "ส. 28 พ.ย. 2569 09.00\u00a0น.", "Sat 28 Nov 2026, 9:00"},
		{"one whole day", "2026-11-28 00:00", "2026-11-29 00:00", "ส. 28 พ.ย. 2569", "Sat 28 Nov 2026"},
		{"one whole day, to 23:59", "2026-11-28 00:00", "2026-11-28 23:59", "ส. 28 พ.ย. 2569", "Sat 28 Nov 2026"},
		{"whole days", "2026-11-28 00:00", "2026-11-30 00:00", "ส. 28 – อา. 29 พ.ย. 2569", "Sat 28 – Sun 29 Nov 2026"},
		{"whole days of two months", "2026-11-30 00:00", "2026-12-02 00:00", "จ. 30 พ.ย. – อ. 1 ธ.ค. 2569", "Mon 30 Nov – Tue 1 Dec 2026"},
		{"past midnight", "2026-11-28 20:00", "2026-11-29 00:00", "ส. 28 พ.ย. 20.00\u00a0น. – อา. 29 พ.ย. 2569 00.00\u00a0น.", "Sat 28 Nov, 20:00 – Sun 29 Nov 2026, 0:00"},
		{"nothing", "", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			from, to := at(t, tt.from), at(t, tt.to)
			if got := c.For("th").Range(from, to); got != tt.th {
				t.Errorf("th: %q, want %q", got, tt.th)
			}
			if got := c.For("en").Range(from, to); got != tt.en {
				t.Errorf("en: %q, want %q", got, tt.en)
			}
		})
	}
}

func TestEveryDayOfAYear(t *testing.T) {
	c := load(t)
	seen := map[string]bool{}
	for day := range 365 {
		when := at(t, "2026-01-01 00:30").AddDate(0, 0, day)
		if got, want := c.For("en").Day(when), when.In(thai.Zone()).Format("Mon 2 Jan 2006"); got != want {
			t.Errorf("Day = %q, want %q", got, want)
		}
		seen[c.For("th").DayShort(when)] = true
	}
	if len(seen) != 365 {
		t.Errorf("%d different days in Thai, want 365", len(seen))
	}
	first := at(t, "2026-01-01 00:30")
	if got := c.For("th").Day(first); got != "พฤ. 1 ม.ค. 2569" {
		t.Errorf("Day = %q", got)
	}
	if got := c.For("en").DayShort(first); got != "Thu 1 Jan" {
		t.Errorf("DayShort = %q", got)
	}
}

func TestZoneIsInjected(t *testing.T) {
	c := load(t, i18n.WithZone(time.UTC))
	if got := c.For("th").Clock(at(t, "2026-11-28 09:05")); got != "02.05\u00a0น." {
		t.Errorf("Clock = %q", got)
	}
	if got := load(t).For("en").Clock(at(t, "2026-11-28 09:05")); got != "9:05" {
		t.Errorf("Clock = %q", got)
	}
}

func TestYear(t *testing.T) {
	c := load(t)
	if th, en := c.For("th").Year(2026), c.For("en").Year(2026); th != "2569" || en != "2026" {
		t.Errorf("Year = %q, %q", th, en)
	}
}

func TestNumber(t *testing.T) {
	texts := load(t).For("th")
	for n, want := range map[int]string{
		0: "0", 7: "7", 999: "999", 1000: "1,000", 23403: "23,403", 123456: "123,456", 1234567: "1,234,567",
		-5: "-5", -1234: "-1,234", math.MinInt64: "-9,223,372,036,854,775,808",
	} {
		if got := texts.Number(n); got != want {
			t.Errorf("Number(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestKM(t *testing.T) {
	c := load(t)
	for km, want := range map[float64][2]string{
		0: {"0 ม.", "0 m"}, 0.846: {"850 ม.", "850 m"}, 0.994: {"990 ม.", "990 m"}, 0.996: {"1 กม.", "1 km"},
		2.34: {"2.3 กม.", "2.3 km"}, 2.96: {"3 กม.", "3 km"}, 9.96: {"10 กม.", "10 km"}, 12.4: {"12 กม.", "12 km"},
		1234.5: {"1,235 กม.", "1,235 km"}, -1: {"", ""}, math.Inf(1): {"", ""},
	} {
		if th, en := c.For("th").KM(km), c.For("en").KM(km); th != want[0] || en != want[1] {
			t.Errorf("KM(%v) = %q, %q; want %q", km, th, en, want)
		}
	}
	if got := c.For("th").KM(math.NaN()); got != "" {
		t.Errorf("KM(NaN) = %q", got)
	}
}

func TestList(t *testing.T) {
	c := load(t)
	tests := []struct {
		items  []string
		th, en string
	}{
		{nil, "", ""},
		{[]string{"a"}, "a", "a"},
		{[]string{"a", "{{.Last}}"}, "a, {{.Last}}", "a, {{.Last}}"},
		{[]string{"a", "b", "c"}, "a, b, c", "a, b, c"},
	}
	for _, tt := range tests {
		if th, en := c.For("th").List(tt.items), c.For("en").List(tt.items); th != tt.th || en != tt.en {
			t.Errorf("List(%v) = %q, %q; want %q, %q", tt.items, th, en, tt.th, tt.en)
		}
	}
}

func TestPhone(t *testing.T) {
	texts := load(t).For("th")
	for e164, want := range map[string]string{
		"+66812345678": "081-234-5678", "+6621234567": "02-123-4567", "+6644123456": "044-123-456",
		"+85620123456": "+85620123456", "1784": "1784", "+66": "+66", "+66x": "+66x", "": "",
	} {
		if got := texts.Phone(e164); got != want {
			t.Errorf("Phone(%q) = %q, want %q", e164, got, want)
		}
	}
}
