// Package collections lists everything that the product keeps: one file for each collection, or for a few that belong together,
// with its indexes and the questions that are asked of it. Its types satisfy the small interfaces that capabilities and
// engines declare; what the documents are, and which rules they obey, is theirs.
//
// How documents are kept, found, sealed and changed is package store's, on whose engine it all lies. A new collection is a
// [store.Spec] in a file of its own, a field of [Collections] and a line in [Open]; the tests then ask why whatever is in
// plain may be (plain_test.go), and who knows it as a person's (package app).
//
// Start reading at [Open].
package collections
