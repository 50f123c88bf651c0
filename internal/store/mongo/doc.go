// Package mongo keeps collections on a MongoDB server: the engine of a network
// whose processes share one database. Only documents and their declared indexes
// go through it; it must not know what they mean.
//
// How it works:
//
//   - a document is kept as it reads in mongosh: the names of its JSON tags, real
//     dates, GeoJSON points, lists and embedded documents (codec.go, structs.go);
//   - a declared index is an index on the server that ends in the id (a unique one
//     does not). Its name says what it is over, so that processes of two versions,
//     whose declarations differ, each have their own side by side. One that is no
//     longer declared stays until somebody drops it (index.go);
//   - every query names its index (hint) and states simple bounds on it: a place to
//     continue from becomes one query for each field of the index that may
//     differ, not an $or, which not every server answers from an index (filter.go);
//   - what is asked at the same moment goes together: while a command of a kind is
//     under way for a collection, what comes waits for the next one, which is an unordered insertMany,
//     a find or deleteMany over {_id: {$in}}, a find for the first of each of some prefixes of an index, or a
//     bulk of replacements. Nobody waits for company, each is told their own outcome,
//     and who gives up leaves the others alone (batch.go, each.go, first.go);
//   - a replacement is bound to the version that was read. A bulk of them is answered with a total, which does not say
//     who met a conflict; looking afterwards would not either, not even for a mark in the document, as another process
//     may have written it once more. So each is made to run into an error of its own when
//     it does not find its version; the server lists errors one by one, and there is nothing
//     in the documents for it. Open tries whether the server plays along; otherwise each goes by itself (replace.go, prepare.go);
//   - nothing but single documents is written at once: no transactions, no change streams,
//     nothing is inserted by a replacement. Compatible servers (FerretDB) accept transactions and keep the
//     writes of one that was aborted;
//   - reads and writes are of the majority, at the primary; the driver repeats
//     what is safe to repeat, and reads are tried again while an election goes on (again.go);
//   - a database that does not answer is noticed once, not by each caller: until
//     it answers again every call fails at once with domain.ErrUnavailable (watch.go).
//
// The collection "jitasa" holds one document, "schema": the version of the
// program's documents. Start needs MongoDB 6.0 or newer, or what speaks its protocol.
//
// go.mongodb.org/mongo-driver/v2: the official driver.
//
// Start reading at [Open], then table.go, batch.go and filter.go.
package mongo
