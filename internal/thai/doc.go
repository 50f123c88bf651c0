// Package thai reads what people in Thailand type: it normalises text and
// finds digits, phones, e-mails, years of birth, dates and times of day in
// Thai and in English.
//
// Every function is pure; the moment "now" is always an argument. Nothing here
// knows of places, intents, conversations or storage. A parser that is not
// certain says so (a typed error with the candidates, or "nothing found"): a
// wrong date costs a volunteer a day, a question costs a tap.
//
// Civil dates are [Day] values, not time.Time: a day has no zone and no hour,
// compares with ==, and prints as ISO. "Today" is the day in [Zone]; Thailand
// has had no summer time since 1920, so that a fixed offset is exact and needs no tzdata.
//
// Start reading at [Normalize] (the order of its steps matters) and [Dates].
package thai
