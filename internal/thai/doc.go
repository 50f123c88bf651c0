// Package thai is the form of a text in which everything else compares: it normalises
// what people in Thailand type and finds phones, e-mails and names in it. What they
// say of time is read by package when.
//
// Every function is pure; the moment "now" is always an argument. Nothing here
// knows of places, intents, conversations or storage.
//
// Civil dates are [Day] values, not time.Time: a day has no zone and no hour,
// compares with ==, and prints as ISO. "Today" is the day in [Zone]; Thailand
// has had no summer time since 1920, so that a fixed offset is exact and needs no tzdata.
//
// Start reading at [Normalize]: the order of its steps matters.
package thai
