// Package dialog is what every conversation stands on: a [Turn] (one event of one person, being answered), the [Memory] that is kept
// between two turns, the [Router] that finds whom an event is meant for, and [Talk], a typed flow with its open session.
//
// A conversation works on a turn, with everything it may look at or change in memory. It says messages, changes the profile
// and the memory, and asks for the few effects that reach further ([Effects]); bot keeps and sends all that. So the same
// turn played again gives the same result.
//
// Listening has one order ([Router.Route]), and each conversation says itself what it hears and how surely ([Hearing]):
// what is addressed to it, exact words, the open question, what was shown last, a loose wish, and at last what nobody else
// understood. The router knows no conversation by name, and an event stays what it was: which button a written text
// stands for is said beside it ([Turn.Tap]).
//
// It sees package access, as every conversation may ask who acts, and cards, which says notices to others. It must not know
// other capabilities' use cases, storage, LINE or a clock.
//
// Start reading at conversation.go, then route.go.
package dialog
