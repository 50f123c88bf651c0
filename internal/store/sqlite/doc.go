// Package sqlite keeps collections in one SQLite file: the engine that needs
// no installation. Only documents and their declared indexes go through it; it
// must not know what they mean.
//
// How it works:
//
//   - each collection is a table of documents as JSON text, with a real column for
//     each indexed field and real indexes that end in the id; an index over a
//     list is a table of its own (see ddl.go);
//   - one goroutine writes. Writes that wait while it works are
//     committed together, with one fsync, and each is told its own outcome (group.go);
//   - readers have connections of their own and never wait for the writer
//     (write-ahead log);
//   - the write-ahead log is copied into the database by another goroutine; the
//     writer only makes the last step, so that the log can start over (checkpoint.go);
//   - what deleting leaves free is given back to the system, a little at a time (vacuum.go);
//   - the driver is used below database/sql: its pool, its conversions and a
//     goroutine per cancellable statement cost more than the statements themselves.
//
// A file may be open in several processes; compare-and-swap holds across them. One of
// them serves it ([Claim]); commands work beside it.
// They should run the same version of the program: one that does
// not know of an index does not keep it.
//
// modernc.org/sqlite: SQLite itself, translated to Go, so the binary stays static
// and cross-compiles.
//
// Start reading at [Open], then group.go and table.go.
package sqlite
