// Package match finds the opportunities that suit a person: an immutable
// in-memory index over open work, searched by place, cause, kind and date, and
// ranked with reasons that a machine can read.
//
// It holds no documents, and of their texts only the letters that a search for words needs (texts.go): an answer is a list of
// ids, distances and reason codes; the caller loads the documents and finds the words. It knows
// nothing of storage (it reads changes through [Source]), languages or LINE, and
// it never decides whether a seat is free: joining does, on the document.
//
// How it stays fast (100,000 opportunities, p99 under a millisecond): work of one
// cause and one kind forms a group with a packed tree of its own, ordered along a
// Hilbert curve and, at one spot, by time. Every node carries a summary of what
// is below it (box, days, ends, skills, provinces, …), so that the best score
// below a node is bounded from above. The search opens the most promising node
// first and stops as soon as no node can beat the last of the answers. Points are
// unit vectors: boxes in space bound distances exactly, without trigonometry, also
// where 100,000 opportunities share one spot. tidwall/rtree was weighed instead; it
// orders by distance only and cannot prune by date, cause or score.
//
// An answer has up to four parts, one after the other ([Query.LikesFirst], [Query.Words]): what was asked for first and the
// rest, of each what has a place and then what has none. A cursor says in which part a page ends.
//
// Changes come as a second small tree beside the large one ([Live]); when it has
// grown, both are packed into one. Readers never wait.
//
// Start reading at [Query] and [Index.Near].
package match
