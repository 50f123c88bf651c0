// Package store keeps typed documents in named collections, over an engine
// that may be an embedded file (store/sqlite) or a MongoDB server.
//
// A document is a struct with JSON tags that embeds [domain.Meta]. A [Spec]
// declares its collection and indexes once; [In] opens it on an [Engine] and
// gives a [Collection] with everything the product does to documents. Every
// query names a declared index, so no engine ever scans,
// but for [View.With] within the bounds that its caller gives.
//
// What holds on every engine (package storetest checks it):
//
//   - atomicity is one document: writes go over the version that was read;
//     changes of several documents are sequences of idempotent steps;
//   - times are kept as milliseconds in UTC: a document is brought to that
//     form, in place, when it is written;
//   - strings are ordered by their UTF-8 bytes; ties are ordered by id;
//   - a field left out of the document (omitempty, omitzero, or nil on the way
//     to it) sorts before every value, is found by the prefix nil (or by the zero value,
//     where zero is what is left out) and never by a range;
//   - an index over a list ([]string) has one entry for each different element
//     and is asked for one element at a time;
//   - the errors are those of package domain, and the context's own.
//
// A write whose context ends while it is on its way may or may not have
// happened: read the document to know.
//
// Engines marshal documents by their JSON tags. On its way to the engine a
// document passes Collection.stored, on its way back Collection.restored: fields
// tagged `seal:"true"` are encrypted there, bound to collection, id and field (seal.go), and
// engines need to know nothing of it. What lies in plain in a
// database of an older version is read as it is, and sealed when it is written; [Collection.Reseal]
// writes everything. It counts up versions and changes nothing else: who gets
// a domain.ErrConflict must look again before concluding that others did their work.
//
// The package must not know any engine, nor what the product keeps in it: that is package collections.
//
// Start reading at [Collection]; engines start at [Table].
package store
