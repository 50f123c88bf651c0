// Package gram tells short texts apart by their letters: it learns from sentences where each n-gram, each word and each mark lies among all
// meanings, adds up those of a text, and asks how near the sum is to each class, under several tasks at once (a deep averaging network).
//
// Slips, spellings and words run together move few of a text's n-grams, so that what is typed carelessly stays close to what was learned;
// no list of words holds that many. What the tasks share, each learns from the sentences of the others. A [Guess] comes with how likely it
// is and how far ahead of the next, so that whoever asks can stay silent when unsure.
//
// Training is deterministic: the same sentences give the same model, to the byte, and a few sentences more move it only a little. It must
// not know what the classes mean.
//
// Start reading at [Model.Embed], then train.go.
package gram
