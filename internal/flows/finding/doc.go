// Package finding is looking for work: near a place, on a day, for a cause; the details of one opportunity, and what somebody is
// interested in.
//
// What was looked for last stays in dialog.Memory.Search: a text that narrows it ("next Saturday") goes on from there, one
// that names another wish or place begins anew, and "the second" is one of the results.
//
// What was asked for comes first, under a line that says how much of it there is; the rest follows under a line of its own
// (page.go, line.go). Words that name nothing are looked for in titles (words.go); what the work has to be like is only.go.
//
// It must not know the conversations of other themes, nor how work is matched: that is package match.
//
// Start reading at nearby.go.
package finding
