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
// An event that is handled again finds itself consumed and goes on at step 3. A
// reply that was attempted and now gets "invalid reply token" while the token is
// young was delivered; a push carries a retry key made of the event's id.
//
// It must not know LINE, storage engines or HTTP: it declares the few methods
// that it needs. Start reading at [Bot.Handle].
package bot
