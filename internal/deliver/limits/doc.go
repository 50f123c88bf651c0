// Package limits says what may be sent now: at which [Hours] of the day, how fast ([Rate], kept by a [Pacer]), how much of
// the month's messages ([Budget]), and how often to one person ([Rest], kept by [Peace]).
//
// What is shared by all processes stands in documents that are changed by compare-and-swap; what a process may use up by
// itself it takes from them some at a time. Who asks decides what follows from a no: to wait, to leave somebody out, to
// pause. The package must not know what is sent, and to whom it is only ids. Start reading at [Pacer.Take].
package limits
