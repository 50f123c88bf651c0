// Package flows holds the conversations, one file for each (signup.go,
// nearby.go, …); flows.go lists them all.
//
// A conversation works on a [Turn]: one event of one person, with everything it
// may look at or change in memory. It says messages, changes the profile and
// the memory, and asks for the few effects that reach further ([Effects]); bot
// keeps and sends all that. So a conversation never sees storage, LINE or a
// clock, and the same turn played again gives the same result.
//
// It sees understand besides the packages that the map of imports names:
// reading a person's text is pure, and every conversation needs it.
//
// How a text finds its answer is one list, in [Router]: a button's label, a
// command, an answer to the open question, work named by place, day or cause.
// What a text narrows ("next Saturday") goes on from the last search; what names
// another wish or place begins anew. In plain text mode every way on is a
// numbered line. A call for help keeps what follows for staff, until the person
// is safe or asks for something else.
//
// How it all reads is in testdata: transcripts that flow/flowtest plays.
//
// Start reading at flows.go, then signup.go.
package flows
