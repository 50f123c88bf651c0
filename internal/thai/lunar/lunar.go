package lunar

import (
	"time"

	"jitasa/internal/thai"
)

const (
	lunarFrom  = 2022
	lunarYears = "nanbannabannabna" // to 2037, from lunarFrom, C.E.: n has neither
)

// lunarYear is the letter of a year, 0 where none is known.
func lunarYear(y int) byte {
	if i := y - lunarFrom; i >= 0 && i < len(lunarYears) {
		return lunarYears[i]
	}
	return 0
}

// Asalha is the full moon of the (second) eighth month, from which the others are counted.
func Asalha(y int) (thai.Day, bool) {
	if lunarYear(y) == 0 {
		return thai.Day{}, false
	}
	days := 0
	for c := lunarFrom + 1; c <= y; c++ {
		days += 354
		switch lunarYear(c) {
		case 'a':
			days += 30
		case 'b':
			days++
		}
	}
	return thai.Day{Year: lunarFrom, Month: time.July, Day: 13}.Add(days), true
}

// Visakha is the full moon of the sixth month, of the seventh in a year "a".
func Visakha(y int) (thai.Day, bool) {
	d, ok := Asalha(y)
	if lunarYear(y) == 'b' {
		return d.Add(-60), ok
	}
	return d.Add(-59), ok
}

// Makha is the full moon of the third month, of the fourth in a year "a".
func Makha(y int) (thai.Day, bool) {
	d, ok := Visakha(y)
	if lunarYear(y) == 'a' {
		return d.Add(-89), ok
	}
	return d.Add(-88), ok
}

// AfterAsalha is the day that many days after [Asalha]: 1 begins the rains retreat,
// 89 ends it (full moon of the eleventh month), 118 is that of the twelfth.
func AfterAsalha(days int) func(int) (thai.Day, bool) {
	return func(y int) (thai.Day, bool) {
		d, ok := Asalha(y)
		return d.Add(days), ok
	}
}

// HolyDay is the first วันพระ from a day on: the 8th and 15th of the waxing moon,
// the 8th and the last of the waning one.
func HolyDay(today thai.Day) (thai.Day, bool) {
	for y := today.Year - 1; ; y++ {
		full, ok := Asalha(y)
		if !ok {
			return thai.Day{}, false
		}
		for _, length := range lunarMonths(y) {
			if d, ok := phase(full, length, today); ok {
				return d, true
			}
			full = full.Add(length)
		}
	}
}

// lunarMonths are the lengths of the months from the (second) eighth of a year
// to the one before that of the next.
func lunarMonths(y int) []int {
	out := []int{30, 29, 30, 29, 30, 29, 30, 29, 30, 29, 30, 29}
	switch lunarYear(y + 1) {
	case 'a':
		return append(out, 30)
	case 'b':
		out[11] = 30
	}
	return out
}

// phase is the first holy day from today on of the month with this full moon and length.
func phase(full thai.Day, length int, today thai.Day) (thai.Day, bool) {
	for _, after := range [...]int{-7, 0, 8, length - 15} {
		if d := full.Add(after); !d.Before(today) {
			return d, true
		}
	}
	return thai.Day{}, false
}

// ChineseNewYear is the day of the Chinese New Year, by a table from lunarFrom on (month×100 + day).
func ChineseNewYear(y int) (thai.Day, bool) {
	table := [...]int{201, 122, 210, 129, 217, 206, 126, 213, 203, 123, 211, 131, 219, 208, 128, 215}
	i := y - lunarFrom
	if i < 0 || i >= len(table) {
		return thai.Day{}, false
	}
	return thai.Day{Year: y, Month: time.Month(table[i] / 100), Day: table[i] % 100}, true
}
