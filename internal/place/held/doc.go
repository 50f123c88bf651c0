// Package held tells of nearly all words that are not in a set that they are not, for less than looking for them costs:
// parsers ask for every part of a text. It is a table of bits, at the place of each word's hash.
//
// It knows nothing of places. Start reading at [Set.May].
package held
