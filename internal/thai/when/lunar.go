package when

import "time"

// The Thai lunar calendar, as far as people need it to name a holiday. A year
// has twelve months of 29 (odd) and 30 (even) days; a year "a" (adhikamas) has
// the eighth month twice, and a year "b" (adhikavara) one day more in the
// seventh. Which years those are is decreed every year, not computed. Up to 2570 the
// letters are those of THAI.md section 7; after it they follow the old computation
// (Eade, Calendrical Systems of Mainland Southeast Asia). The calendars that are printed
// ahead agree with it in every year "a"; some have the day more in 2575 instead of 2573,
// and would be one day earlier between, up to two days off the moon. A test holds every
// full moon of the calendar against the one in the sky.
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

// asalha is the full moon of the (second) eighth month, from which the others are counted.
func asalha(y int) (Day, bool) {
	if lunarYear(y) == 0 {
		return Day{}, false
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
	return civil(lunarFrom, 7, 13).Add(days), true
}

// visakha is the full moon of the sixth month, of the seventh in a year "a".
func visakha(y int) (Day, bool) {
	d, ok := asalha(y)
	if lunarYear(y) == 'b' {
		return d.Add(-60), ok
	}
	return d.Add(-59), ok
}

// makha is the full moon of the third month, of the fourth in a year "a".
func makha(y int) (Day, bool) {
	d, ok := visakha(y)
	if lunarYear(y) == 'a' {
		return d.Add(-89), ok
	}
	return d.Add(-88), ok
}

// afterAsalha is the day that many days after [asalha]: 1 begins the rains retreat,
// 89 ends it (full moon of the eleventh month), 118 is that of the twelfth.
func afterAsalha(days int) func(int) (Day, bool) {
	return func(y int) (Day, bool) {
		d, ok := asalha(y)
		return d.Add(days), ok
	}
}

// holyDay is the first วันพระ from a day on: the 8th and 15th of the waxing moon,
// the 8th and the last of the waning one.
func holyDay(today Day) (Day, bool) {
	for y := today.Year - 1; ; y++ {
		full, ok := asalha(y)
		if !ok {
			return Day{}, false
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
func phase(full Day, length int, today Day) (Day, bool) {
	for _, after := range [...]int{-7, 0, 8, length - 15} {
		if d := full.Add(after); !d.Before(today) {
			return d, true
		}
	}
	return Day{}, false
}

// chineseNewYear is the day of the Chinese New Year, by a table from lunarFrom on (month×100 + day).
func chineseNewYear(y int) (Day, bool) {
	table := [...]int{201, 122, 210, 129, 217, 206, 126, 213, 203, 123, 211, 131, 219, 208, 128, 215}
	i := y - lunarFrom
	if i < 0 || i >= len(table) {
		return Day{}, false
	}
	return civil(y, time.Month(table[i]/100), table[i]%100), true
}
