// Package bot handles one event of one person: it loads the thread and the
// profile, lets the conversations answer (package flows), saves, and delivers.
//
// The order of the steps is what makes a crash harmless:
//
//  1. the profile is saved (the same event saves the same profile again);
//  2. the thread is saved by compare-and-swap: it now remembers the event as
//     consumed and holds the answer in its outbox, in one document;
//  3. the exchange is logged and the answer goes out;
//  4. the inbox marks the event as done.
//
// An event that is handled again finds itself consumed and goes on at step 3:
//
//   - a reply that now gets "invalid reply token" while the token is young was
//     delivered by the attempt before; a push carries a retry key made of the
//     event's id, so that LINE itself drops the second one;
//   - two processes may have the same event at the same time. Who finds the answer
//     in the outbox writes that down before replying ([Outgoing].Taken); who put it
//     there and loses the token looks whether somebody took it over, before pushing;
//   - a process that delivered remembers it, so that a log or inbox that fails
//     afterwards does not lead to a second answer.
//
// What cannot be known: a process killed between a reply and its note, whose
// successor comes only after the token's life. LINE has no way to ask, so the
// answer is pushed: a person may read it twice rather than never.
//
// An event that cannot be answered at all gets an apology ([Bot.Apologise]),
// by the same steps.
//
// It must not know LINE, storage engines or HTTP: it declares the few methods
// that it needs. Start reading at [Bot.Handle]; outbox.go and deliver.go are what happens after
// a conversation has answered.
package bot
