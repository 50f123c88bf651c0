// Package signs finds the words in a text that say danger, and those that say that it is none: news, a film, a wish to help, the past.
//
// They are data (signs.txt), a name and its spellings a line. What they mean together is for a model to learn and for
// package understand to judge; this package must not know it.
//
// Start reading at signs.txt, then signs.go.
package signs
