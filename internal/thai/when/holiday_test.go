package when_test

import (
	"errors"
	"math"
	"slices"
	"testing"
	"time"

	"jitasa/internal/thai"
	"jitasa/internal/thai/when"
)

func on(year int, m time.Month, d int) time.Time {
	return time.Date(year, m, d, 9, 0, 0, 0, thai.Zone())
}

// The days that the field has written down (THAI.md section 7).
func TestHolidaysByTheMoon(t *testing.T) {
	for _, c := range []struct {
		year                                     int // C.E.
		makha, visakha, asalha, lent, endOf, loy string
	}{
		{2024, "2024-02-24", "2024-05-22", "2024-07-20", "2024-07-21", "2024-10-17", "2024-11-15"},
		{2025, "2025-02-12", "2025-05-11", "2025-07-10", "2025-07-11", "2025-10-07", "2025-11-05"},
		{2026, "2026-03-03", "2026-05-31", "2026-07-29", "2026-07-30", "2026-10-26", "2026-11-24"},
		{2027, "2027-02-21", "2027-05-20", "2027-07-18", "2027-07-19", "2027-10-15", "2027-11-13"},
		{2028, "2028-02-10", "2028-05-08", "2028-07-06", "2028-07-07", "2028-10-03", "2028-11-01"},
		{2029, "2029-02-27", "2029-05-27", "2029-07-25", "2029-07-26", "2029-10-22", "2029-11-20"},
		{2030, "2030-02-17", "2030-05-16", "2030-07-15", "2030-07-16", "2030-10-12", "2030-11-10"},
		{2031, "2031-03-08", "2031-06-05", "2031-08-03", "2031-08-04", "2031-10-31", "2031-11-29"},
		{2032, "2032-02-26", "2032-05-24", "2032-07-22", "2032-07-23", "2032-10-19", "2032-11-17"},
	} {
		for name, want := range map[string]string{"มาฆบูชา": c.makha, "วิสาขบูชา": c.visakha, "อาสาฬหบูชา": c.asalha, "เข้าพรรษา": c.lent, "ออกพรรษา": c.endOf, "ลอยกระทง": c.loy} {
			from, to, err := when.Dates(name, on(c.year, 1, 1))
			if err != nil || from.String() != want || to != from {
				t.Errorf("%d: %s is %s (%v), want %s", c.year, name, from, err, want)
			}
		}
	}
}

// Whatever the calendar calls a full moon is one in the sky, or was one within a
// day and a half: the calendar counts whole days and is at most that far off.
func TestTheMoonIsFull(t *testing.T) {
	for year := 2023; year <= 2037; year++ {
		for _, name := range []string{"มาฆบูชา", "วิสาขบูชา", "อาสาฬหบูชา", "ออกพรรษา", "ลอยกระทง"} {
			from, _, err := when.Dates(name, on(year, 1, 1))
			if err != nil || from.Year != year {
				t.Fatalf("%s of %d: %s, %v", name, year, from, err)
			}
			noon := from.Start().Add(12 * time.Hour)
			if off := noon.Sub(moon(noon, 0.5)); off.Abs() > 38*time.Hour {
				t.Errorf("%s of %d on %s is %v from the full moon", name, year, from, off)
			}
		}
	}
}

// The Chinese New Year is the day, in China, of a new moon.
func TestChineseNewYear(t *testing.T) {
	beijing := time.FixedZone("CST", 8*60*60)
	for year := 2023; year <= 2037; year++ {
		from, _, err := when.Dates("ตรุษจีน", on(year, 1, 1))
		if err != nil {
			t.Fatal(year, err)
		}
		y, m, d := moon(from.Start().Add(12*time.Hour), 0).In(beijing).Date()
		if got := (thai.Day{Year: y, Month: m, Day: d}); got != from {
			t.Errorf("%d: %s, the moon is new on %s", year, from, got)
		}
	}
}

// moon is the moment nearest to a time at which the moon is new (phase 0) or full
// (0.5), to within some minutes: Meeus, Astronomical Algorithms, chapter 49.
func moon(near time.Time, phase float64) time.Time {
	epoch := time.Date(2000, 1, 6, 0, 0, 0, 0, time.UTC)
	k := math.Round(near.Sub(epoch).Hours()/24/29.530588861-phase) + phase
	c := k / 1236.85
	jde := 2451550.09766 + 29.530588861*k + 0.00015437*c*c
	rad := func(d float64) float64 { return d * math.Pi / 180 }
	sun := rad(2.5534 + 29.10535670*k)
	anomaly := rad(201.5643 + 385.81693528*k + 0.0107582*c*c)
	latitude := rad(160.7108 + 390.67050284*k)
	jde += -0.4065*math.Sin(anomaly) + 0.1727*math.Sin(sun) + 0.0161*math.Sin(2*anomaly) + 0.0104*math.Sin(2*latitude) +
		0.0074*math.Sin(anomaly-sun) - 0.0051*math.Sin(anomaly+sun) + 0.0021*math.Sin(2*sun)
	return time.Date(2000, 1, 1, 12, 0, 0, 0, time.UTC).Add(time.Duration((jde - 2451545) * 24 * float64(time.Hour)))
}

func TestHolyDays(t *testing.T) {
	// The holy days of the first months of 2566, as they were printed.
	want := []string{"2023-01-06", "2023-01-14", "2023-01-21", "2023-01-29", "2023-02-05", "2023-02-13", "2023-02-19", "2023-02-27", "2023-03-06", "2023-03-14", "2023-03-21", "2023-03-29", "2023-04-05"}
	var got []string
	for now := on(2023, 1, 1); len(got) < len(want); {
		from, _, err := when.Dates("วันพระ", now)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, from.String())
		now = from.Add(1).Start()
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	for now := on(2023, 1, 1); now.Year() < 2037; now = now.AddDate(0, 0, 1) {
		from, _, err := when.Dates("วันพระ", now)
		if wait := from.Start().Sub(now); err != nil || wait > 8*24*time.Hour {
			t.Fatalf("on %s the next is on %s, %v", now, from, err)
		}
	}
}

func TestHolidaysOutsideOfTheTable(t *testing.T) {
	for _, name := range []string{"ลอยกระทง", "ตรุษจีน", "วันพระ"} {
		if from, _, err := when.Dates(name, on(2060, 1, 1)); !errors.Is(err, when.ErrNone) {
			t.Errorf("%s in 2060: %s, %v", name, from, err)
		}
	}
}
