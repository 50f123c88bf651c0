// Package dispatch is what people do with campaigns: what one would cost before it begins, starting it, how far it is and
// why somebody gets it or not, replacing it while nobody has got it, taking it back, and deleting its ledger for its age.
// Pausing, resuming, cancelling and deciding about a doubtful batch are the Deliverer's own, which does so by itself as well.
//
// A [Desk] has no state: it reads and changes the documents that the Deliverers of all processes work by, each by a
// compare-and-swap, so it may be used while they send and be killed at any step. It decides nothing about who gets what,
// and it must not know who is allowed to do what: that is for package newsroom and package calls. Start reading at
// [Desk.Start] and [Desk.Revise].
package dispatch
