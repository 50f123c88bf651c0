// Package gram tells short texts apart by their letters: a linear classifier over character n-grams, trained from sentences.
//
// Slips, spellings and words run together move few of a text's n-grams, so that what is typed carelessly stays close to
// what was learned; no list of words holds that many. A [Guess] comes with how likely it is and how far ahead of the next,
// so that whoever asks can stay silent when unsure.
//
// Training is deterministic: the same sentences give the same model, to the byte. It must not know what the classes mean.
//
// Start reading at [Model.Guess], then train.go.
package gram
