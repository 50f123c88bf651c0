// Package inbox keeps the events that were acknowledged until they are answered,
// and hands them over one person at a time, in the order in which they happened.
//
// The webhook calls [Inbox.Accept] before it answers 200: one durable write,
// each event once, whatever LINE redelivers. The [Dispatcher] handles them; an
// event that fails is tried again after a pause, during which it takes up no
// worker, only its person's lane. One whose failure is its own (a panic, a
// document too large) is given up after a few attempts; one that a service is to
// blame for is tried for a day. One that was cut off by a crash is found by the
// first sweep of the next process.
//
// Memory is bounded: what does not fit stays in the store, and is taken in by
// sweeps, in order, once there is room. Several processes on one store divide
// the events by leases ([Lease]): one that was accepted is its process's own,
// until the lease runs out; whoever finds it then claims it (compare-and-swap)
// before handling it. A person's earlier event is looked for before each one, so
// that their order holds across processes. A process that ends hands back what it has not begun.
// Two processes may still handle the same event, when one takes longer than its
// lease; the handler must bear that.
//
// It must not know LINE or HTTP, nor what an event says. It stands beside bot,
// which DESIGN.md's map had do this: how an event waits and what is answered to
// it change for different reasons.
//
// Start reading at [Inbox.Accept], then [Dispatcher.Run]; try.go says what
// becomes of failures, sweep.go of what did not fit.
package inbox
