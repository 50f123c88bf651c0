// Package topic finds what a question can be about: its notions, and whether a text is a question at all.
//
// Notions are words that mean the same (notions.txt), so that a word that stands in no sentence of those that are learned from is worth what
// its neighbours are. They are marks for a model (package sense). [Asks] says by rules whether a text asks.
//
// It knows nothing of places, days and commands.
//
// Start reading at [Notions.Marks].
package topic
