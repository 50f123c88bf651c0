// Package archive moves whole stores: from one engine to another, into a file and back.
//
// It works below [store.Collection], on documents as engines keep them: what is
// sealed stays sealed, the key ring comes along, versions are kept, and no key is needed.
//
//   - A copy goes collection by collection in the order of ids, in batches. The target's own
//     content says how far it came; a note in the target (collection "transfers") says
//     whose copy it is, so that one that was cut off goes on and anything else in
//     the target keeps it from starting.
//   - A collection's digest is the SHA-256 of its documents in the order of their ids, each as
//     JSON on a line of its own. Ids are in the same order and documents have the same JSON on every engine.
//   - A portable backup (.jsonl.zst) is a header, the documents line by line, each
//     collection's count and digest, and a last line: a file that was cut short or
//     changed does not pass for whole.
//
// A portable backup of a store in use is no snapshot of one moment: each document is
// whole, and each id is there once, as of the moment when it was read. That is what the
// product can bear: it never depends on two documents being written at once (package
// bot says in which order they are), and an event that was acknowledged
// during the backup is delivered again or lost with what came after the backup. Of a SQLite store there is the
// other form, the database file itself, which is a snapshot.
//
// It must not know what documents mean. Start reading at [Copy].
package archive
