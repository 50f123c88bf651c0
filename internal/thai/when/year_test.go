package when_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"jitasa/internal/thai/when"
)

func ExampleYear() {
	for _, s := range []string{"๒๕๐๐", "1957", "ปี 43", "อายุ 66"} {
		fmt.Println(when.Year(s, sunday))
	}
	// Output:
	// 1957 <nil>
	// 1957 <nil>
	// 2000 <nil>
	// 1960 <nil>
}

func TestYear(t *testing.T) {
	for text, want := range map[string]int{
		"2500": 1957, "๒๕๐๐": 1957, "1957": 1957, "ปี 2500": 1957, "ปี2500": 1957, "พ.ศ. 2500": 1957, "พศ 2500": 1957, "ปี พ.ศ. 2543": 2000, "ค.ศ. 1990": 1990, "อายุ 66": 1960, "66 ปี": 1960,
		"อายุ 66 ปีครับ": 1960, "I am 66": 1960, "I'm 17": 2009, "66 years old": 1960, "ผมอายุ 20": 2006, "ปี 43": 2000, "พ.ศ. 43": 2000, "เกิด 5 มี.ค. 2540": 1997, "5/3/2540": 1997, "5 มี.ค. 40": 1997,
		"born in 1990": 1990, "2549 ค่ะ": 2006, "10 ขวบ": 2016,
	} {
		if got, err := when.Year(text, sunday); err != nil || got != want {
			t.Errorf("%s: %d, %v; want %d", text, got, err, want)
		}
	}
	for text, want := range map[string]error{
		"": when.ErrNone, "ไม่บอก": when.ErrNone, "500": when.ErrNone, "0812345678": when.ErrNone, "13:00": when.ErrNone, "20 คน": when.ErrNone, "2600": when.ErrYearRange, "1800": when.ErrYearRange, "2400": when.ErrYearRange, "อายุ 150": when.ErrYearRange,
	} {
		if got, err := when.Year(text, sunday); !errors.Is(err, want) {
			t.Errorf("%s: %d, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"43", "43 ครับ"} {
		_, err := when.Year(text, sunday)
		var e *when.AmbiguousYear
		if !errors.As(err, &e) || !slices.Equal(e.Candidates, []int{2000, 1983, 1943}) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func FuzzYear(f *testing.F) {
	for _, s := range []string{"2500", "อายุ 6", "43", "พ.ศ. 99", "ปี 1", "9999999999999999"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		y, err := when.Year(s, sunday)
		if err == nil && (y < 1906 || y > 2026) {
			t.Errorf("%q: %d", s, y)
		}
	})
}
