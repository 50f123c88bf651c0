// Package inbox keeps the events that were acknowledged until they are answered,
// and hands them over one person at a time, in the order in which they happened.
//
// The webhook calls [Inbox.Accept] before it answers 200: one durable write,
// each event once, whatever LINE redelivers. The [Dispatcher] handles them; an
// event that fails is tried again, one that was cut off by a crash is found by
// the next sweep. It must not know LINE or HTTP, nor what an event says.
//
// It stands beside bot, which DESIGN.md's map had do this: how an event waits
// and what is answered to it change for different reasons.
//
// Start reading at [Inbox.Accept] and [Dispatcher.Offer].
package inbox
