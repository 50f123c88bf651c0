// Package topic tells what a question is about: the work that was just shown, the network, the bot.
//
// A classifier (package gram) that was learned from sentences/topics.txt reads the letters of a text and its notions: words that mean the
// same (notions.txt), so that a word that stands in no sentence is worth what its neighbours are. Both are data. [Asks] says by rules
// whether a text is a question at all.
//
// It knows nothing of places, days and commands: whether a text with them is a search rather than a question is for
// package understand to say. It is silent when unsure.
//
// Start reading at [Reader.Guess].
package topic
