// Package timer does later what is to be done later, once, however many processes
// share the store: a purge every hour, and whatever else has its time.
//
// A [Timer] is a document with a time. Processes look for the ones that are due
// ([Scheduler.Run]) and claim one by compare-and-swap: owner and lease. Who has
// claimed it calls the handler of its kind, and then, in one write, deletes it
// or moves it to its next time. A process that is killed in between leaves a
// lease that runs out, and another one takes over. A timer that was moved or
// cancelled meanwhile has another version: what the late one writes is refused.
//
// So a handler may be called twice for one occurrence, by a process whose lease ran
// out and by the next one. It gets a key, the same on every attempt of an occurrence, by which it can make its effect one.
//
// A recurring timer's next time follows from the planned one, not from when it
// ran; what was missed while everything was down is made up for once.
//
// The package must not know stores, people or LINE: it declares what it needs.
// Start reading at [Scheduler.Run].
package timer
