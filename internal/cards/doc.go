// Package cards says things and notices as chat cards, each in one place and in its reader's language: a call for help, somebody
// who waits for staff, what became of a decision.
//
// A capability states a notice as a fact (calls.Notice, hours.Notice, support.Notice, access.Notice, each with a domain.Envelope);
// [Cards.Notice] says it, whatever caused it: the chat, a page, a timer or a command. So a face never words what is told to
// somebody else, and who is told the same reads the same.
//
// It sees the capabilities whose facts it says, and place names. It must not know turns, storage, delivery or LINE.
//
// Start reading at notice.go.
package cards
