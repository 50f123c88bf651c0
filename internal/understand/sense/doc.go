// Package sense says what a text means as a whole: which harm somebody is in, what a question is about, which command a sentence is.
//
// A model (package gram) that was learned from sentences (package sentences) reads the letters of a text, the notions in it (package topic)
// and the signs of danger (package signs). What is likely enough to be acted upon, and what stands against it, is for package understand to
// judge; this package must not know it.
//
// Start reading at [Reader.Read].
package sense
