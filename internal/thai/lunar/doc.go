// Package lunar is the Thai lunar calendar, as far as people need it to name a holiday, and the Chinese New Year. A year
// has twelve months of 29 (odd) and 30 (even) days; a year "a" (adhikamas) has
// the eighth month twice, and a year "b" (adhikavara) one day more in the
// seventh. Which years those are is decreed every year, not computed. Up to 2570 the
// letters are those of THAI.md section 7; after it they follow the old computation
// (Eade, Calendrical Systems of Mainland Southeast Asia). The calendars that are printed
// ahead agree with it in every year "a"; some have the day more in 2575 instead of 2573,
// and would be one day earlier between, up to two days off the moon. A test holds every
// full moon of the calendar against the one in the sky.
//
// It knows nothing of texts. Start reading at [Asalha].
package lunar
