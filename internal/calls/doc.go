// Package calls is an organisation calling for help: a manager proposes a call,
// staff decide, it goes out in waves, people answer, somebody ends it.
//
// Who may do what is asked of the access.Actor who does it. What may become of a call, and how it goes out, are pure rules (rules.go),
// held by tables. [Service] changes documents by compare-and-swap and has them sent.
// A decision and what follows from it are two documents, so a call says that
// something is still to follow (domain.Call.Pending) until it is done, and
// [Service.Repair] does it where the process, the platform or the quota failed in between.
//
// The package must not know stores, LINE, chat or words: it declares what it
// needs, and returns facts. Start reading at rules.go, then [Service.Decide].
package calls
